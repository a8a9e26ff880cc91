"""The tables of an indicator's page: where each figure comes from, what each target asks, every figure by year."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from django.utils.translation import gettext

from ortoo.plan.words import figure, target_in_words
from ortoo.results.queries import Picture
from ortoo.results.words.numbers import places_of, written

PER_CENT = 100
NONE = "–"


@dataclass(frozen=True)
class Origin:
    """A line of "where each figure comes from"; the last one, the sum, is set apart."""

    what: str
    year: str
    value: str
    source: str
    licence: str = ""
    note: str = ""
    sum: bool = False


def origins(picture: Picture) -> list[Origin]:
    latest, base, places = picture.judged.latest, picture.judged.base, places_of(picture)
    lines = []
    if picture.edition and latest:
        licence = picture.edition.licence
        named = picture.edition.vintage
        newest = gettext("Latest") if picture.edition == picture.editions[0] else gettext("Latest of this edition")
        lines.append(Origin(newest, str(latest.year), written(latest.value, places), named, licence))
        if picture.own_base:
            what = gettext("Base, in the same edition") if picture.base_year_printed else _base_if(base.year)
            own = written(picture.own_base.value, places)
            lines.append(Origin(what, str(base.year), own, named, licence))
    printed = figure(picture.indicator.base_value)
    year = str(base.year) if picture.base_year_printed else NONE
    lines.append(Origin(gettext("Base, as the plan prints it"), year, printed, picture.indicator.goal.plan.name))
    if picture.own_base:
        difference = picture.own_base.value - base.value
        lines.append(
            Origin(
                gettext("Difference of the bases"), "", written(difference, places, signed=True),
                gettext("year or edition, not progress"), sum=True,
            )
        )  # fmt: skip
    return lines


def _base_if(year: int) -> str:
    return gettext("Base, if its year is %(year)s") % {"year": year}


@dataclass(frozen=True)
class Asked:
    """A target: what it asks, the share of the way that is done, what each year still asks."""

    year: int
    target: str
    progress: str
    per_year: str


def asked(picture: Picture) -> list[Asked]:
    places, standing = places_of(picture), picture.standing
    found = []
    for target in sorted(picture.indicator.targets.all(), key=lambda one: one.year):
        share = standing.progress[target.year] if standing and picture.base_year_printed else None
        step = standing.required_per_year.get(target.year) if standing else None
        found.append(
            Asked(
                target.year, target_in_words(target),
                NONE if share is None else f"{written(share * PER_CENT, 0)}\u00a0%",
                NONE if step is None else written(step, places, signed=True),
            )
        )  # fmt: skip
    return found


def progress_note(picture: Picture) -> str:
    """Why the column of progress is empty, where it is."""
    if picture.standing is None or picture.judged.latest is None:
        return ""
    if not picture.base_year_printed:
        year = picture.judged.base.year
        return gettext(
            "The plan prints no year for its base, so no progress from it is said; the path is drawn from %(year)s, "
            "when the plan was adopted."
        ) % {"year": year}
    if picture.own_base is None:
        return gettext("This edition has no figure of the base year, so no progress from the plan’s base is said.")
    return gettext("Progress is counted from this edition’s own figure of the base year, and is never capped.")


@dataclass(frozen=True)
class Year:
    """One year of the picture: the figure as its source prints it, the path, the target. Empty where there is none."""

    year: int
    observed: str
    path: str
    target: str


def years(picture: Picture) -> list[Year]:
    """Those in which something was observed or is to be reached, or in which the path begins."""
    places = places_of(picture)
    observed = {one.year: one.value for one in picture.edition.observations.all()} if picture.edition else {}
    targets = {one.year: target_in_words(one) for one in picture.indicator.targets.all()}
    line: dict[int, Fraction] = dict(picture.standing.path) if picture.standing else {}
    return [
        Year(
            year,
            figure(observed[year]) if year in observed else "",
            written(line[year], places) if year in line else "",
            targets.get(year, ""),
        )
        for year in sorted({*observed, *targets, picture.judged.base.year})
    ]
