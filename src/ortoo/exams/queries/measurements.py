"""How far marks may be off: as they were measured, or by the reliability that was stated for their sitting."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from math import sqrt

from django.db.models import BigIntegerField, Count, F, QuerySet, Sum

from ortoo.exams.models import Mark, Measurement, StatedReliability
from ortoo.exams.rules.forms.values import EQUATED
from ortoo.exams.rules.mark_error import MarkError, own_error

WHY = "the error of a record is reckoned of every official, and shows no row"


def errors_for(codes: Collection[str], of: Collection[int] | None = None) -> Mapping[int, Mapping[str, MarkError]]:
    """Official -> {code of sitting: error of the mark}, of everybody whose error is known, or of those in `of`.

    A mark from a gradebook has one only where a reliability was stated for its sitting. A corrected mark keeps its
    error: the correction says what it is worth, not how sure that is. The table counts only where equated marks decide.
    Four queries at most.
    """
    found: dict[int, dict[str, MarkError]] = {}
    for official, sitting, error in (*_measured(codes, of), *_stated(codes, of)):
        found.setdefault(official, {})[sitting] = error
    return found


def _measured(codes: Collection[str], of: Collection[int] | None) -> list[tuple[int, str, MarkError]]:
    rows = Measurement.objects.everything(because=WHY).filter(mark__sitting__code__in=codes)
    if of is not None:
        rows = rows.filter(mark__official__in=of)
    values = rows.values_list(
        "mark__official_id", "mark__sitting__code", "own", "table_error", "table", "release__plan__decides"
    )
    return [
        (official, sitting, MarkError(own, shared, table) if decides == EQUATED else MarkError(own))
        for official, sitting, own, shared, table, decides in values.iterator(chunk_size=5000)
    ]


def _stated(codes: Collection[str], of: Collection[int] | None) -> list[tuple[int, str, MarkError]]:
    stated = dict(StatedReliability.objects.filter(sitting__code__in=codes).values_list("sitting__code", "thousandths"))
    if not stated:
        return []
    marks = Mark.objects.everything(because=WHY).filter(sitting__code__in=stated)
    errors = {code: MarkError(own_error(spread, stated[code] / 1000)) for code, spread in _spreads(marks).items()}
    marks = marks.filter(sitting__code__in=errors)
    if of is not None:
        marks = marks.filter(official__in=of)
    return [(official, code, errors[code]) for official, code in marks.values_list("official_id", "sitting__code")]


def _spreads(marks: QuerySet[Mark]) -> dict[str, float]:
    """Code of sitting -> standard deviation (n - 1) of its marks as they were given: what a ruling orders later does
    not move everybody's error. Nothing for a single mark.
    """
    square = Sum(F("thousandths") * F("thousandths"), output_field=BigIntegerField())
    rows = marks.filter(under="").values("sitting__code").annotate(n=Count("pk"), sum=Sum("thousandths"), square=square)
    return {
        row["sitting__code"]: sqrt((row["n"] * int(row["square"]) - int(row["sum"]) ** 2) / (row["n"] * (row["n"] - 1)))
        for row in rows.order_by()
        if row["n"] > 1
    }
