"""Taking in a file, whichever kind it is: read, judged without writing, then written whole; in a job or at once."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.conf import settings
from django.utils.module_loading import import_string

from ortoo.access.models import User
from ortoo.access.queries import grants_at
from ortoo.access.rules.grants import Grants
from ortoo.jobs import operations
from ortoo.jobs.models import Upload
from ortoo.jobs.progress import Progress, silent
from ortoo.jobs.work import Result
from ortoo.multilingual.refusals import Refusal
from ortoo.spreadsheets.kinds import ImportKind, ImportReport, Notice, Source
from ortoo.spreadsheets.layout import Layout
from ortoo.spreadsheets.read import read_table
from ortoo.spreadsheets.rows import MOST_PROBLEMS, RowProblem, parse_rows
from ortoo.spreadsheets.write import csv_stream, xlsx_bytes


def kinds() -> dict[str, ImportKind]:
    """Every kind of file of the house, by name; the table is a setting, because stations are unknown down here."""
    found: dict[str, ImportKind] = import_string(settings.IMPORT_KINDS)
    return found


def kind_named(name: str) -> ImportKind:
    try:
        return kinds()[name]
    except KeyError as error:
        raise Refusal("jobs.unknown_kind", kind=name, kinds=", ".join(kinds())) from error


def take_in(
    *,
    kind: ImportKind,
    content: bytes,
    filename: str,
    options: dict[str, str],
    dry_run: bool,
    by: User,
    at: datetime,
    progress: Progress = silent,
) -> ImportReport:
    """The report of one file, and its import unless it is a `dry_run` or anything is wrong with it.

    Refused as a whole where the file can't be read as a table, and where `by` may not import this kind.
    """
    grants = grants_at(by, at)
    kind.check_may(grants)
    checked = checked_options(kind, options, grants)
    rows, problems = _read(kind, content, filename, _half(progress, 0), checked)
    report = ImportReport()
    if not problems or kind.alone:
        report = kind.operation(
            rows=rows,
            source=Source(filename, hashlib.sha256(content).hexdigest()),
            dry_run=dry_run or bool(problems),
            by=by,
            at=at,
            progress=_half(progress, 1),
            **checked,
        )
    found = _in_order([*problems, *report.problems])[: MOST_PROBLEMS + 1]
    return ImportReport(
        report.new, report.changed, report.unchanged, tuple(_masked(found, kind.layout)), report.notices
    )


def can_import(kind: ImportKind, grants: Grants) -> bool:
    try:
        kind.check_may(grants)
    except Refusal:
        return False
    return True


def checked_options(kind: ImportKind, options: dict[str, str], grants: Grants) -> dict[str, str]:
    """The options of `kind`, each one of its choices. Refuses a missing, an unknown and a superfluous one."""
    names = [option.name for option in kind.options]
    for name in options:
        if name not in names:
            raise Refusal("jobs.unknown_option", name=name, kind=kind.name, names=", ".join(names) or "–")
    for option in kind.options:
        values = [value for value, _ in option.choices(grants)]
        if options.get(option.name) not in values:
            given = options.get(option.name, "")
            raise Refusal("jobs.option_needed", name=option.name, value=given, values=", ".join(values[:20]) or "–")
    return options


def check(*, arguments: dict[str, Any], by: User, at: datetime, progress: Progress) -> Result:
    """The job "import.check": a dry run of an upload. A file with problems is forgotten, for it is never imported."""
    report = _of_upload(arguments, dry_run=True, by=by, at=at, progress=progress)
    if report.problems:
        operations.forget_content(upload_id=arguments["upload"], by=by, at=at)
    return Result(_path(arguments), written_down(report))


def apply(*, arguments: dict[str, Any], by: User, at: datetime, progress: Progress) -> Result:
    """The job "import.apply": the upload is imported, and forgotten."""
    report = _of_upload(arguments, dry_run=False, by=by, at=at, progress=progress)
    operations.forget_content(upload_id=arguments["upload"], by=by, at=at)
    return Result(_path(arguments), written_down(report))


def written_down(report: ImportReport) -> dict[str, Any]:
    """A report as the row of a job keeps it."""
    return {
        "new": report.new,
        "changed": report.changed,
        "unchanged": report.unchanged,
        "problems": [
            {
                "sheet": one.sheet, "row": one.row, "column": one.column, "value": one.value[:200],
                "code": one.code, "values": _plain(one.values),
            }
            for one in report.problems
        ],
        "notices": [{"code": one.code, "values": _plain(one.values)} for one in report.notices],
    }  # fmt: skip


def read_back(outcome: dict[str, Any]) -> ImportReport:
    """What `written_down` kept."""
    return ImportReport(
        outcome["new"],
        outcome["changed"],
        outcome["unchanged"],
        tuple(RowProblem(**one) for one in outcome["problems"]),
        tuple(Notice(**one) for one in outcome["notices"]),
    )


def export_of(kind: ImportKind, suffix: str, grants: Grants, language: str) -> tuple[bytes, int]:
    """The rows of `kind` that `grants` may see, as a file that can be imported again, and how many they are."""
    kind.check_may(grants)
    if kind.layout is None or kind.export is None:
        raise Refusal("jobs.no_export", kind=str(kind.title))
    rows = list(kind.export(grants))
    columns = kind.layout.columns
    if suffix == ".xlsx":
        return xlsx_bytes(columns, rows, language, sheet=kind.name), len(rows)
    return b"".join(csv_stream(columns, rows, language)), len(rows)


def _of_upload(arguments: dict[str, Any], *, dry_run: bool, by: User, at: datetime, progress: Progress) -> ImportReport:
    upload = Upload.objects.get(pk=arguments["upload"])
    if not upload.content and upload.sha256 != hashlib.sha256(b"").hexdigest():
        raise Refusal("jobs.file_forgotten", file=upload.name)
    return take_in(
        kind=kind_named(arguments["kind"]),
        content=bytes(upload.content),
        filename=upload.name,
        options=arguments["options"],
        dry_run=dry_run,
        by=by,
        at=at,
        progress=progress,
    )


def _path(arguments: dict[str, Any]) -> str:
    return f"jobs/imports/files/{arguments['upload']}/"


def _read(
    kind: ImportKind, content: bytes, filename: str, progress: Progress, options: dict[str, str]
) -> tuple[Any, list[RowProblem]]:
    if kind.read is not None:
        return kind.read(content, filename, progress, **options)
    assert kind.layout is not None
    return parse_rows(read_table(content, filename, kind.layout), kind.layout, progress)


def _half(progress: Progress, half: int) -> Progress:
    """Half of a bar: reading is the first, judging the second."""

    def told(done: int, total: int) -> None:
        progress((half * total + done) // 2, total)

    return told


def _in_order(problems: Iterable[RowProblem]) -> list[RowProblem]:
    """As one walks through the file; sheets in the order in which a problem names them first."""
    listed = list(problems)
    sheets = {sheet: place for place, sheet in enumerate(dict.fromkeys(one.sheet for one in listed))}
    return sorted(listed, key=lambda one: (sheets[one.sheet], one.row))


def _masked(problems: list[RowProblem], layout: Layout | None) -> Iterable[RowProblem]:
    """Without the values of secret columns: a report is shown, kept and mailed around."""
    for one in problems:
        column = layout.find(one.column) if layout else None
        secret = column is not None and getattr(column.parse, "secret", False)
        yield RowProblem(one.sheet, one.row, one.column, "", one.code, one.values) if secret else one


def _plain(values: dict[str, Any]) -> dict[str, Any]:
    return {name: value if isinstance(value, int | str) else str(value) for name, value in values.items()}
