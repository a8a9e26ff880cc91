"""An indicator of the plan beside the figures of one edition, as the rules judge it on a day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.db.models import Prefetch

from ortoo.multilingual.refusals import Refusal
from ortoo.plan.queries import indicators
from ortoo.results.models import Edition, Series, SeriesBreak
from ortoo.results.queries.editions import approved_editions
from ortoo.results.queries.measures import how_many_linked
from ortoo.results.rules.indicator.figures import exact
from ortoo.results.rules.indicator.indicator import Comparator, Observation, Standing, Start, Target
from ortoo.results.rules.indicator.indicator import Indicator as Judged
from ortoo.results.rules.indicator.stand import stand

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ortoo.plan.models import Indicator

COMPARATORS: dict[str, Comparator] = {"=": "=", ">=": ">=", "<=": "<="}
OF_THE_PLAN = "\N{SECTION SIGN} plan"
"""The vintage of what the plan prints: no source calls its edition so, and so the two are never taken for one."""


@dataclass(frozen=True)
class Picture:
    """`judged` is what the rules saw, `standing` their answer, or `refusal` why there is none. Without `edition`, no
    figure is public. Without `base_year_printed`, the path is drawn from the year in which the plan was adopted, and
    progress is not said.
    """

    indicator: Indicator
    series: Series | None
    edition: Edition | None
    editions: tuple[Edition, ...]
    judged: Judged
    standing: Standing | None
    refusal: Refusal | None
    base_year_printed: bool

    @property
    def own_base(self) -> Observation | None:
        """The edition's own figure of the base year."""
        return next((one for one in self.judged.series if one.year == self.judged.base.year), None)


@dataclass(frozen=True)
class IndicatorRow:
    """A line of the list; `measures` are those linked."""

    picture: Picture
    measures: int


def indicator_rows(today: date) -> list[IndicatorRow]:
    """Every indicator of the plan, by goal, in the plan's order. The same few queries for ten or a hundred."""
    rows = list(indicators().select_related("goal__plan").prefetch_related("targets"))
    series = series_of(rows)
    editions: dict[int, list[Edition]] = {}
    for edition in approved_editions(list(series.values())):
        editions.setdefault(edition.series_id, []).append(edition)
    linked = how_many_linked()
    found = []
    for one in rows:
        if one.targets.all() and one.base_value:
            own = series.get(one.pk)
            published = tuple(editions.get(own.pk, ())) if own else ()
            found.append(IndicatorRow(_picture(one, own, published, None, today), linked.get(one.pk, 0)))
    return found


def picture_of(indicator: Indicator, *, today: date, vintage: str | None = None) -> Picture:
    """With the newest approved edition, or that called `vintage`. Refused: a vintage that is not among the approved."""
    series = series_of([indicator]).get(indicator.pk)
    editions = tuple(approved_editions([series])) if series else ()
    chosen = None
    if vintage is not None:
        chosen = next((one for one in editions if one.vintage == vintage), None)
        if chosen is None:
            known = "; ".join(one.vintage for one in editions) or "–"
            raise Refusal("results.no_such_edition", vintage=vintage, code=indicator.code, vintages=known)
    return _picture(indicator, series, editions, chosen, today)


def series_of(rows: Iterable[Indicator]) -> dict[int, Series]:
    """Indicator (key) -> its series; of several the one that comes first by code."""
    breaks = Prefetch("breaks", SeriesBreak.objects.order_by("year"))
    found: dict[int, Series] = {}
    for one in Series.objects.filter(indicator__in=list(rows)).prefetch_related(breaks).order_by("code"):
        assert one.indicator_id is not None
        found.setdefault(one.indicator_id, one)
    return found


def _picture(
    indicator: Indicator, series: Series | None, editions: tuple[Edition, ...], chosen: Edition | None, today: date
) -> Picture:
    edition = chosen or (editions[0] if editions else None)
    judged = _judged(indicator, series, edition, today)
    standing, refusal = None, None
    try:
        standing = stand(judged)
    except Refusal as refused:
        refusal = refused
    printed = indicator.base_year is not None
    return Picture(indicator, series, edition, editions, judged, standing, refusal, printed)


def _judged(indicator: Indicator, series: Series | None, edition: Edition | None, today: date) -> Judged:
    vintage = edition.vintage if edition else ""
    figures = edition.observations.all() if edition else ()
    targets = sorted(indicator.targets.all(), key=lambda one: one.year)
    bounds = (exact(series.low), exact(series.high)) if series and series.low and series.high else None
    return Judged(
        code=indicator.code,
        vintage=vintage,
        base=Start(base_year(indicator, targets[0].year), exact(indicator.base_value), OF_THE_PLAN),
        targets=tuple(Target(one.year, exact(one.value), COMPARATORS[one.comparator]) for one in targets),
        observations=tuple(Observation(one.year, exact(one.value), vintage) for one in figures),
        range=bounds,
        breaks=tuple(one.year for one in series.breaks.all()) if series else (),
        as_of=today.year,
        rhythm=series.rhythm if series else 1,
    )


def base_year(indicator: Indicator, first_target: int) -> int:
    """As the plan prints it; else the year in which it was adopted; else that before its first target."""
    if indicator.base_year is not None:
        return indicator.base_year
    adopted = indicator.goal.plan.adopted_on
    return adopted.year if adopted and adopted.year < first_target else first_target - 1
