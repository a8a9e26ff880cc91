"""Files of the register as a registrar would send them, and taking them in."""

from __future__ import annotations

from typing import Any

from ortoo.access.models import User
from ortoo.jobs.imports import export_of, kind_named, take_in
from ortoo.spreadsheets.kinds import ImportReport
from tests.cast import AT, grants

REGIONS = """code,name_en,name_mn,kind,parent,group
MN-1,Ulaanbaatar,Улаанбаатар,capital,,Ulaanbaatar
MN-049,Selenge,Сэлэнгэ,aimag,,Central
MN-1-SBD,Sukhbaatar,Сүхбаатар,district,MN-1,
"""
ORGANIZATIONS = """code,name_en,name_mn,kind,parent,region,valid_from,valid_to,successors,basis,mn_basis
MOC,Ministry of Culture,Соёлын яам,ministry,GOV,MN-1,2020-07-08,2024-07-10,MCSTY,S,M
MCSTY,"Ministry of Culture, Sports, Tourism and Youth",,ministry,GOV,MN-1,2024-07-10,,,M,
MOF,Ministry of Finance,Сангийн яам,ministry,GOV,MN-1,2020-07-08,,,S,M
GOV,Government of Mongolia,Засгийн газар,central-body,,,,,,S,M
MN-049,Selenge Aimag (Governor's Office),,aimag,,MN-049,,,,S,
"""
HEADER = (
    "number,patronymic,given_name,sex,born_on,register_number,organization,post,rank_class,level,region,appointed_on"
)
OFFICIALS = f"""{HEADER}
A1,Дорж,Цэцэг,woman,1990-05-06,ЪЪ90050617,MOC,Мэргэжилтэн,des,executive,MN-1,2021-03-01
A2,Бат,Өлзий,man,1985-01-02,ЪЪ85010211,MOF,Дарга,akhlakh,managing,MN-1,2020-07-08
A3,Цэрэн,Пүрэв,эмэгтэй,,,MN-049,Ажилтан,,support,MN-049,2019-09-01
"""


def officials_csv(*lines: str) -> str:
    return "\n".join((HEADER, *lines)) + "\n"


def take(kind: str, content: str | bytes, by: User, *, dry_run: bool = False, filename: str = "") -> ImportReport:
    """One file through the machinery that the page and the command use."""
    return take_in(
        kind=kind_named(kind),
        content=content.encode() if isinstance(content, str) else content,
        filename=filename or f"{kind}.csv",
        options={},
        dry_run=dry_run,
        by=by,
        at=AT,
    )


def register(by: User, officials: str = OFFICIALS) -> None:
    """Regions, organizations and officials."""
    for kind, content in (("regions", REGIONS), ("organizations", ORGANIZATIONS), ("officials", officials)):
        report = take(kind, content, by)
        assert not report.problems, said(report)


def said(report: ImportReport) -> list[str]:
    return [problem.sentence("en") for problem in report.problems]


def counts(report: ImportReport) -> tuple[int, int, int, list[str]]:
    return report.new, report.changed, report.unchanged, said(report)


def exported(kind: str, by: User, suffix: str = ".csv") -> bytes:
    return export_of(kind_named(kind), suffix, grants(by), "en")[0]


def state(*rows: Any) -> list[Any]:
    """Rows without their keys, for comparing whole answers."""
    return [tuple(row) for row in rows]
