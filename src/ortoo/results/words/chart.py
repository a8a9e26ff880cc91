"""The picture of an indicator in the page's language."""

from __future__ import annotations

from fractions import Fraction
from functools import partial

from django.utils.safestring import SafeString
from django.utils.translation import gettext

from ortoo.charts.indicator import Story, Words, narrow, wide
from ortoo.plan.words import figure
from ortoo.results.queries import Picture
from ortoo.results.words.numbers import places_of, target_text, written


def drawings(picture: Picture) -> tuple[SafeString, SafeString]:
    """The wide one and the narrow one."""
    story, words = _story(picture), _words(picture)
    return wide(story, words), narrow(story, words)


def _story(picture: Picture) -> Story:
    judged = picture.judged
    pace = picture.standing.pace if picture.standing else None
    return Story(
        observed=[(one.year, float(one.value)) for one in judged.series],
        base=(judged.base.year, float(judged.base.value)),
        targets=[(one.year, float(one.value)) for one in judged.targets],
        bounds=(float(judged.range[0]), float(judged.range[1])) if judged.range else None,
        broken=judged.breaks,
        late=pace in ("behind-moving", "behind-still"),
    )


def _words(picture: Picture) -> Words:
    places, judged = places_of(picture), picture.judged
    printed = picture.base_year_printed
    return Words(
        title=_title(picture),
        finding=_finding(picture),
        base=gettext("plan’s base %(value)s") % {"value": figure(picture.indicator.base_value)},
        base_note=gettext("of %(year)s") % {"year": judged.base.year}
        if printed
        else gettext("its year is not printed"),
        gap=_gap(picture),
        targets={one.year: target_text(one) for one in picture.indicator.targets.all()},
        zoomed=partial(_zoomed, judged.range),
        number=partial(written, places=places),
        scale=scale_text,
    )


def _title(picture: Picture) -> str:
    series, targets = picture.judged.series, picture.judged.targets
    values = {"name": picture.indicator.name, "last": targets[-1].year}
    if not series:
        return gettext("%(name)s: the path to %(last)s, without a figure") % values
    values |= {"begin": series[0].year, "end": series[-1].year}
    return gettext("%(name)s, %(begin)s to %(end)s, with the targets to %(last)s") % values


def _finding(picture: Picture) -> str:
    places, latest = places_of(picture), picture.judged.latest
    ordered = sorted(picture.indicator.targets.all(), key=lambda one: one.year)
    targets = "; ".join(f"{one.year}: {target_text(one)}" for one in ordered)
    if latest is None:
        return gettext("Targets: %(targets)s.") % {"targets": targets}
    values = {"value": written(latest.value, places), "year": latest.year, "targets": targets, "gap": _gap(picture)}
    if values["gap"]:
        return gettext("%(value)s in %(year)s, %(gap)s. Targets: %(targets)s.") % values
    return gettext("%(value)s in %(year)s. Targets: %(targets)s.") % values


def _zoomed(bounds: tuple[Fraction, Fraction] | None, value: float) -> str:
    assert bounds is not None
    values = {"value": scale_text(value), "low": scale_text(float(bounds[0]))}
    return gettext("The scale begins at %(value)s, not at %(low)s.") % values


def _gap(picture: Picture) -> str:
    gap = picture.standing.gap if picture.standing else None
    if gap is None:
        return ""
    value = written(abs(gap), places_of(picture))
    if gap < 0:
        return gettext("%(value)s below the path") % {"value": value}
    return gettext("%(value)s above the path") % {"value": value}


def scale_text(value: float) -> str:
    """A round number of the axis, with the decimals that it has."""
    shortest = f"{value:.10f}".rstrip("0").rstrip(".")
    return written(value, len(shortest.partition(".")[2]))
