"""A series is declared: of which indicator, a stock, a flow or a cumulative count, in which unit and within what."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from django.db import transaction

from ortoo.access.models import User
from ortoo.access.queries import grants_at
from ortoo.ledger import operations as ledger
from ortoo.multilingual.refusals import Refusal
from ortoo.plan.queries import indicators
from ortoo.results.access import check_may_keep_series
from ortoo.results.models import Series, SeriesBreak
from ortoo.results.rules.indicator.figures import exact, plain

CODE = re.compile(r"\A\w[\w.-]{0,39}\Z")
LANGUAGES = ("mn", "en", "ko")
MOST_YEARS_BETWEEN = 20


@dataclass(frozen=True)
class Declared:
    """A series as somebody declares it. `indicator`: its code in the plan, "" where it is none of the plan's.

    `low`, `high`: what a figure can be, "" without a bound; `rhythm`: years from one figure to the next.
    """

    code: str
    kind: str
    names: Mapping[str, str] = field(default_factory=dict)
    indicator: str = ""
    unit: str = ""
    low: str = ""
    high: str = ""
    rhythm: int = 1


@transaction.atomic
def declare_series(
    *, code: str, names: Mapping[str, str], kind: str, indicator: str = "", unit: str = "", low: str = "",
    high: str = "", rhythm: int = 1, by: User, at: datetime,
) -> Series:  # fmt: skip
    """A new series, as `Declared`. Refused: a code that is taken or no code, no name, an unknown kind or indicator,
    bounds that bound nothing, an indicator of a body outside the reach of `by`.
    """
    declared = Declared(code, kind, names, indicator, unit, low, high, rhythm)
    owner = owner_of(indicator)
    check_may_keep_series(grants_at(by, at), owner)
    check_declared(declared)
    if Series.objects.filter(code=code).exists():
        raise Refusal("results.series_is_there", code=code, field="code")
    series = Series.objects.create(
        code=code, kind=kind, indicator_id=indicators().get(code=indicator).pk if indicator else None, unit=unit,
        low=plain(low) if low else "", high=plain(high) if high else "", rhythm=rhythm, declared_by=by, declared_at=at,
        **{f"name_{language}": names.get(language, "") for language in LANGUAGES},
    )  # fmt: skip
    ledger.record(kind="programme.series-declared", body=said_of(series, indicator), by=by, at=at)
    return series


@transaction.atomic
def mark_break(*, series: Series, year: int, reason: str, by: User, at: datetime) -> SeriesBreak:
    """From `year` on figures are counted another way: nothing is computed across it. Refused: no reason; twice."""
    check_may_keep_series(grants_at(by, at), owner_of_series(series))
    if not reason.strip():
        raise Refusal("results.break_without_reason", field="reason")
    if SeriesBreak.objects.filter(series=series, year=year).exists():
        raise Refusal("results.break_is_there", year=year, code=series.code, field="year")
    marked = SeriesBreak.objects.create(series=series, year=year, reason=reason.strip())
    body = {"series": series.code, "year": year, "reason": marked.reason}
    ledger.record(kind="programme.series-break-marked", body=body, by=by, at=at)
    return marked


def check_declared(given: Declared) -> None:
    if not CODE.match(given.code):
        raise Refusal("results.series_code", code=given.code, field="code")
    if not any(name.strip() for name in given.names.values()):
        raise Refusal("results.series_nameless", code=given.code, field="name_en")
    if given.kind not in Series.KINDS:
        raise Refusal("results.kind_unknown", kind=given.kind, kinds=", ".join(Series.KINDS), field="kind")
    if not 1 <= given.rhythm <= MOST_YEARS_BETWEEN:
        raise Refusal("results.no_rhythm", most=MOST_YEARS_BETWEEN, field="rhythm")
    if given.low and given.high and exact(given.low) >= exact(given.high):
        raise Refusal("results.bounds_crossed", low=given.low, high=given.high, field="high")


def owner_of(indicator: str) -> str:
    """The body that owns the data of an indicator of the plan; "" where none is named or the series is of none."""
    if not indicator:
        return ""
    found = indicators().filter(code=indicator).values_list("owner__code", flat=True).first()
    if found is None and not indicators().filter(code=indicator).exists():
        raise Refusal("results.unknown_indicator", code=indicator, field="indicator")
    return found or ""


def owner_of_series(series: Series) -> str:
    return owner_of(series.indicator.code if series.indicator else "")


def said_of(series: Series, indicator: str) -> dict[str, object]:
    """What the ledger says of a series."""
    same = ("unit", "low", "high", "rhythm")
    said = {name: getattr(series, name) for name in same}
    return {"series": series.code, "counted": series.kind, "indicator": indicator, **said}
