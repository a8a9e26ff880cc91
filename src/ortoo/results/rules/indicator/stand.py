"""The one answer on an indicator: every figure that may be said, and for each that may not, why."""

from __future__ import annotations

from ortoo.multilingual.refusals import Refusal
from ortoo.results.rules.indicator import lights, warnings
from ortoo.results.rules.indicator.indicator import Gain, Indicator, Standing
from ortoo.results.rules.indicator.path import (
    best_gain,
    direction,
    gap,
    next_measured_by,
    path,
    required_per_year,
)
from ortoo.results.rules.indicator.progress import crosses, progress, withheld_for_base


def stand(indicator: Indicator) -> Standing:
    """Refuses (raises) where no observation is of the vintage while others are, or where the latest is of a year before
    the base: there is then nothing to say. An indicator without any observation is answered with its path alone.
    """
    check(indicator)
    wanted, latest = direction(indicator), indicator.latest
    asked, clash = path(indicator), warnings.units_clash(indicator)
    across = latest is not None and crosses(indicator.base.year, latest.year, indicator.breaks)
    comparable = not clash and not across
    gain, gain_withheld = _gain(indicator) if not clash else (None, False)
    refused = _refused(indicator, clash=clash, across=across or gain_withheld)
    return Standing(
        direction=wanted,
        progress={one.year: None if clash else progress(indicator, one) for one in indicator.targets},
        path=asked,
        gap=gap(asked, latest) if comparable else None,
        required_per_year=required_per_year(indicator.targets, latest) if comparable else {},
        best_gain_on_record=gain,
        pace=lights.pace(indicator, asked, wanted) if comparable else None,
        evidence=lights.evidence(indicator),
        flags=warnings.flags(indicator, refused),
        refused=refused,
    )


def check(indicator: Indicator) -> None:
    latest, vintages = indicator.latest, sorted({one.vintage for one in indicator.observations})
    if vintages and indicator.vintage not in vintages:
        raise Refusal("indicator.other_vintage", vintage=indicator.vintage, vintages=", ".join(vintages))
    if latest is not None and latest.year < indicator.base.year:
        raise Refusal("indicator.before_base", year=latest.year, base=indicator.base.year)


def _gain(indicator: Indicator) -> tuple[Gain | None, bool]:
    """The best gain, and whether one across a break would have been better or the only one."""
    latest = indicator.latest
    target = next_measured_by(indicator.targets, latest)
    if latest is None or target is None:
        return None, False
    span, wanted = target.year - latest.year, direction(indicator)
    found = best_gain(indicator.series, span, wanted, indicator.breaks)
    return found, found != best_gain(indicator.series, span, wanted, ())


def _refused(indicator: Indicator, *, clash: bool, across: bool) -> tuple[str, ...]:
    """In the order of the contract."""
    found = {
        "base_vintage_differs": withheld_for_base(indicator),
        "too_few_points": warnings.has_too_few_points(indicator),
        "series_break": across,
        "unit_mismatch": clash,
    }
    return tuple(code for code, holds in found.items() if holds)
