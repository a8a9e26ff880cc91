"""`ortoo import KIND FILE`: the same check and import as in the browser, at once."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ortoo.cli.database import acting, bar, open_database, ready
from ortoo.multilingual.refusals import Refusal, sentence

if TYPE_CHECKING:
    from ortoo.spreadsheets.kinds import ImportKind, ImportReport


def import_file(
    kind: Annotated[str, typer.Argument(help="The kind of file, such as officials, organizations, regions, plan.")],
    file: Annotated[Path | None, typer.Argument(help="CSV or XLSX; a plan is YAML.", show_default=False)] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only print the report; write nothing.")] = False,
    template: Annotated[bool, typer.Option("--template", help="Write an empty file with the columns of KIND.")] = False,
    out: Annotated[Path | None, typer.Option(help="Where the template goes: .csv or .xlsx; else to stdout.")] = None,
    by: Annotated[str | None, typer.Option(envvar="ORTOO_USER", help="The user name of who imports.")] = None,
    option: Annotated[list[str] | None, typer.Option(help="What a kind asks besides, as name=value.")] = None,
) -> None:
    """Import a file, whole or not at all. The same file again changes nothing.

    Example: ortoo import officials officials.xlsx --by munkh --dry-run
    """
    language = ready()
    from ortoo.jobs.imports import kind_named

    known = kind_named(kind)
    if template:
        _write_template(known, out, language)
        return
    if file is None:
        raise Refusal("jobs.file_needed")
    open_database()
    report = _take_in(known, file, _options(option or []), dry_run, by)
    _print(report, file, language, dry_run=dry_run)
    if report.problems:
        count = len(report.problems)
        print(sentence("jobs.file_has_problems", language, {"file": file.name, "count": count}), file=sys.stderr)
        raise typer.Exit(2)


def _take_in(kind: ImportKind, file: Path, options: dict[str, str], dry_run: bool, by: str | None) -> ImportReport:
    from django.utils import timezone

    from ortoo.jobs.imports import take_in

    user = acting(by, kind)
    content = file.read_bytes()
    with bar(file.name) as progress:
        return take_in(
            kind=kind,
            content=content,
            filename=file.name,
            options=options,
            dry_run=dry_run,
            by=user,
            at=timezone.now(),
            progress=progress,
        )


def _print(report: ImportReport, file: Path, language: str, *, dry_run: bool) -> None:
    """The report, row by row, on stdout."""
    counts: dict[str, object] = {
        "new": report.new,
        "changed": report.changed,
        "unchanged": report.unchanged,
        "problems": len(report.problems),
    }
    print(sentence("jobs.report", language, counts))
    for notice in report.notices:
        print(notice.sentence(language))
    for problem in report.problems:
        print(problem.sentence(language))
    if report.problems:
        return
    if not report.writes:
        outcome = "jobs.nothing_to_import"
    else:
        outcome = "jobs.would_be_imported" if dry_run else "jobs.imported"
    print(sentence(outcome, language, {"file": file.name}))


def _write_template(kind: ImportKind, out: Path | None, language: str) -> None:
    from ortoo.spreadsheets.write import template

    if kind.layout is None:
        raise Refusal("jobs.no_template", kind=kind.name)
    if out is None:
        sys.stdout.buffer.write(template(kind.layout, "csv", language))
        return
    if out.suffix not in (".csv", ".xlsx"):
        raise Refusal("jobs.suffix_unknown", file=out.name)
    out.write_bytes(template(kind.layout, "xlsx" if out.suffix == ".xlsx" else "csv", language))


def _options(given: list[str]) -> dict[str, str]:
    found = {}
    for one in given:
        name, equals, value = one.partition("=")
        if not equals:
            raise Refusal("jobs.option_without_value", given=one)
        found[name.strip()] = value.strip()
    return found
