"""Files of series and of observations, whole or not at all. A file overwrites no figure: it brings new editions."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils.timezone import localdate

from ortoo.access.models import User
from ortoo.access.queries import grants_at
from ortoo.access.rules.grants import Grants
from ortoo.jobs.progress import Progress, silent
from ortoo.ledger import operations as ledger
from ortoo.multilingual.refusals import Refusal
from ortoo.plan.queries import indicators
from ortoo.results.access import KEEPERS, check_may_keep_figures, reaches
from ortoo.results.models import Edition, Series
from ortoo.results.operations.editions import EARLIEST, keep_edition, within
from ortoo.results.operations.series import Declared, check_declared
from ortoo.spreadsheets.kinds import ImportReport, Source
from ortoo.spreadsheets.rows import MOST_PROBLEMS, Row, RowProblem, repeated

NAMES = ("name_mn", "name_en", "name_ko")
SAME = ("kind", "unit", "low", "high", "rhythm", *NAMES)
FIXED = ("kind", "unit")
"""What a series with editions can no longer be declared anew."""
Key = tuple[str, str]
"""Of an edition in a file: code of its series, vintage."""


@transaction.atomic
def import_series(
    *, rows: Sequence[Row], source: Source, dry_run: bool = False, by: User, at: datetime, progress: Progress = silent
) -> ImportReport:
    """Rows as in `layouts.SERIES`. A code that is there is declared anew; kind and unit only while without editions."""
    grants = grants_at(by, at)
    check_may_keep_figures(grants)
    owners = {code: (pk, owner or "") for code, pk, owner in indicators().values_list("code", "pk", "owner__code")}
    known = {one.code: one for one in Series.objects.select_related("indicator")}
    settled = set(Edition.objects.values_list("series__code", flat=True))
    problems = repeated(rows, "code")
    new: list[Series] = []
    changed: list[Series] = []
    for row in rows:
        there = known.get(row["code"])
        if found := _problem_of_series(row, there, owners, row["code"] in settled, grants):
            problems.append(found)
            continue
        series = there or Series(code=row["code"], declared_by=by, declared_at=at)
        values = {name: row[name] or "" for name in SAME} | {"rhythm": row["rhythm"] or 1}
        values["indicator_id"] = owners[row["indicator"]][0] if row["indicator"] else None
        differs = [name for name, value in values.items() if getattr(series, name) != value]
        for name in differs:
            setattr(series, name, values[name])
        if there is None:
            new.append(series)
        elif differs:
            changed.append(series)
    same = len(rows) - len(new) - len(changed) - len(problems)
    report = ImportReport(len(new), len(changed), max(same, 0), tuple(problems[:MOST_PROBLEMS]))
    if report.writes and not dry_run:
        _save(new, changed)
        body = {"file_sha256": source.sha256, "new": len(new), "changed": len(changed)}
        ledger.record(kind="programme.series-imported", body=body, by=by, at=at)
    progress(len(rows), len(rows))
    return report


def _save(new: Sequence[Series], changed: Sequence[Series]) -> None:
    try:
        with transaction.atomic():
            for series in (*new, *changed):
                series.save()
    except IntegrityError as error:
        raise Refusal("results.changed_meanwhile") from error


def _problem_of_series(
    row: Row, there: Series | None, owners: dict[str, tuple[int, str]], settled: bool, grants: Grants
) -> RowProblem | None:
    if row["indicator"] and row["indicator"] not in owners:
        return row.problem("indicator", "results.unknown_indicator_in_file")
    owner = owners[row["indicator"]][1] if row["indicator"] else ""
    if not reaches(grants, owner, *KEEPERS):
        return row.problem("code", "results.series_out_of_reach")
    try:
        names = {name.removeprefix("name_"): row[name] or "" for name in NAMES}
        check_declared(Declared(row["code"], row["kind"], names, "", "", row["low"] or "", row["high"] or ""))
    except Refusal as refusal:
        return row.problem("code", "results.series_in_file", why=refusal.sentence())
    if there and settled and any(getattr(there, name) != (row[name] or "") for name in FIXED):
        return row.problem("kind", "results.kind_is_declared", series=there.code)
    return None


@transaction.atomic
def import_observations(
    *, rows: Sequence[Row], source: Source, dry_run: bool = False, by: User, at: datetime, progress: Progress = silent
) -> ImportReport:
    """Rows as in `layouts.OBSERVATIONS`: each vintage of a code is one edition, in the order in which they first stand.

    An edition that is there is left alone where the file says the same; a figure that differs from it and a year that
    it has not are refused. New editions wait for somebody else's approval.
    """
    grants = grants_at(by, at)
    check_may_keep_figures(grants)
    series = {one.code: one for one in Series.objects.select_related("indicator__owner")}
    kept = _kept(series)
    problems = repeated(rows, "indicator_code", "vintage", "year")
    groups: dict[Key, list[Row]] = {}
    for row in rows:
        first = groups.get((row["indicator_code"], row["vintage"]), [row])[0]
        if found := _problem_of_figure(row, series.get(row["indicator_code"]), first, grants, at):
            problems.append(found)
        else:
            groups.setdefault((row["indicator_code"], row["vintage"]), []).append(row)
    for key, group in groups.items():
        problems += _differing(group, kept[key]) if key in kept else ()
    brought = {key: group for key, group in groups.items() if key not in kept}
    new = sum(len(group) for group in brought.values())
    there = sum(len(group) for key, group in groups.items() if key in kept)
    report = ImportReport(new=new, unchanged=there, problems=tuple(problems[:MOST_PROBLEMS]))
    if report.writes and not dry_run:
        for done, ((code, vintage), group) in enumerate(brought.items(), start=1):
            keep_edition(
                series=series[code], vintage=vintage, source=group[0]["source"], licence=group[0]["licence"],
                observations={row["year"]: row["value"] for row in group}, by=by, at=at,
            )  # fmt: skip
            progress(done, len(brought))
    progress(1, 1)
    return report


def _problem_of_figure(row: Row, series: Series | None, first: Row, grants: Grants, at: datetime) -> RowProblem | None:
    """`first`: the first row of the same edition; source and licence of an edition are one."""
    if series is None:
        return row.problem("indicator_code", "results.unknown_series")
    owner = series.indicator.owner.code if series.indicator and series.indicator.owner else ""
    if not reaches(grants, owner, *KEEPERS):
        return row.problem("indicator_code", "results.series_out_of_reach")
    if row["unit"] and series.unit and row["unit"] != series.unit:
        return row.problem("unit", "results.unit_differs", unit=series.unit)
    if not EARLIEST <= row["year"] <= localdate(at).year:
        return row.problem("year", "results.year_not_yet_in_file", latest=localdate(at).year)
    if not within(series, row["value"]):
        return row.problem("value", "results.off_range_in_file", low=series.low or "−∞", high=series.high or "∞")
    for name in ("source", "licence"):
        if row[name] != first[name]:
            return row.problem(name, "results.edition_with_two", first_row=first.number)
    return None


def _kept(series: dict[str, Series]) -> dict[Key, dict[int, str]]:
    """The figures of every edition that is there."""
    rows = Edition.objects.filter(series__in=series.values()).values_list(
        "series__code", "vintage", "observations__year", "observations__value"
    )
    found: dict[Key, dict[int, str]] = {}
    for code, vintage, year, value in rows:
        found.setdefault((code, vintage), {})[year] = value
    return found


def _differing(group: Sequence[Row], kept: dict[int, str]) -> Iterator[RowProblem]:
    for row in group:
        if row["year"] not in kept:
            yield row.problem("year", "results.year_not_in_edition", vintage=row["vintage"])
        elif kept[row["year"]] != row["value"]:
            yield row.problem("value", "results.figure_is_there", there=kept[row["year"]], vintage=row["vintage"])
