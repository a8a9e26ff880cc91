"""The two lights in words, the honest sentence, and what a reader must know before the figures."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.html import escape, format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext, gettext_lazy, ngettext, pgettext_lazy

from ortoo.pages.components import Tag, Text
from ortoo.plan.words import figure
from ortoo.results.queries import Picture
from ortoo.results.rules.indicator.indicator import Standing, Target
from ortoo.results.rules.indicator.lights import evidence
from ortoo.results.rules.indicator.path import next_measured_by
from ortoo.results.words.numbers import places_of, written

PACES: dict[str | None, Tag] = {
    "on": Tag("done", pgettext_lazy("pace", "On its path")),
    "behind-moving": Tag("half", pgettext_lazy("pace", "Behind, but moving")),
    "behind-still": Tag("late", pgettext_lazy("pace", "Behind and not moving")),
    None: Tag("none", pgettext_lazy("pace", "Cannot be said")),
}
EVIDENCES: dict[str | None, Tag] = {
    "fresh": Tag("done", pgettext_lazy("evidence", "Fresh for its rhythm")),
    "late": Tag("late", pgettext_lazy("evidence", "The next figure is overdue")),
    "none": Tag("none", pgettext_lazy("evidence", "No figure yet")),
}

REMARKS: dict[str, Text] = {
    "base_vintage_differs": gettext_lazy(
        "Plan and edition are two sources. A difference between them is one of year or edition, and is not progress."
    ),
    "series_break": gettext_lazy("The way of counting changed: nothing is computed across that year."),
    "unit_mismatch": gettext_lazy("A figure does not fit the unit of the series: what depends on it is withheld."),
    "non_monotone_targets": gettext_lazy("The targets of the plan do not all lead the same way."),
    "target_lowered_in_period": gettext_lazy("A target was lowered after the plan was adopted."),
}
"""By the codes of the rules; those that say nothing to who reads a page are absent."""


@dataclass(frozen=True)
class Light:
    title: str
    tag: Tag
    said: str


def lights(picture: Picture) -> tuple[Light, Light]:
    return _pace(picture), _evidence(picture)


def pace_tag(picture: Picture) -> Tag:
    return PACES[picture.standing.pace if picture.standing else None]


def evidence_tag(picture: Picture) -> Tag:
    return EVIDENCES[evidence(picture.judged)]


def _pace(picture: Picture) -> Light:
    latest, places = picture.judged.latest, places_of(picture)
    if latest is None:
        said = gettext("No figure is public yet.")
    elif picture.standing and latest.year in picture.standing.path:
        asked = picture.standing.path[latest.year]
        values = {"value": written(latest.value, places), "year": latest.year, "asked": written(asked, places)}
        said = gettext("%(value)s in %(year)s; the path asks for %(asked)s") % values
    else:
        said = gettext("The latest figure is of %(year)s, outside the years of the path.") % {"year": latest.year}
    return Light(gettext("Pace"), pace_tag(picture), said)


def _evidence(picture: Picture) -> Light:
    latest = picture.judged.latest
    if latest is None or picture.series is None:
        return Light(gettext("Evidence"), evidence_tag(picture), gettext("No edition has been approved."))
    rhythm = picture.series.rhythm
    said = ngettext(
        "Figure of %(year)s, of a series of every year",
        "Figure of %(year)s, of a series of every %(rhythm)s years",
        rhythm,
    ) % {"year": latest.year, "rhythm": rhythm}
    return Light(gettext("Evidence"), evidence_tag(picture), said)


def sentence(picture: Picture) -> SafeString:
    """What is still to be done each year, beside the best that was ever done; or why it cannot be said."""
    if picture.refusal is not None:
        return SafeString(escape(_history(picture)))
    standing, latest = picture.standing, picture.judged.latest
    assert standing is not None
    target = next_measured_by(picture.judged.targets, latest)
    if latest is None:
        return SafeString(
            escape(gettext("Without a figure nothing can be said of it but the path that the plan asks for."))
        )
    if target is None or target.year not in standing.required_per_year:
        return SafeString(escape(gettext("What each year still asks cannot be said from this edition.")))
    return SafeString(" ".join((_asked(picture, standing, target), _record(picture, standing))).strip())


def _history(picture: Picture) -> str:
    """Of an edition that ends before the base: the one thing that the rules refuse here."""
    latest = picture.judged.latest
    assert latest is not None
    return gettext(
        "The latest figure of this edition is of %(year)s, before the base year %(base)s: it is history, and "
        "nothing is said of progress from it."
    ) % {"year": latest.year, "base": picture.judged.base.year}


def _asked(picture: Picture, standing: Standing, target: Target) -> SafeString:
    places = places_of(picture)
    step = standing.required_per_year[target.year]
    printed = next(figure(one.value) for one in picture.indicator.targets.all() if one.year == target.year)
    values = {
        "target": _bold(printed),
        "year": target.year,
        "step": _bold(written(abs(step), places)),
    }
    if (step <= 0 and standing.direction == "higher") or (step >= 0 and standing.direction == "lower"):
        said = gettext("The %(target)s that the plan asks for by %(year)s is reached already.")
    elif step > 0:
        said = gettext("To reach %(target)s by %(year)s the figure must rise by %(step)s every year.")
    elif step < 0:
        said = gettext("To reach %(target)s by %(year)s the figure must fall by %(step)s every year.")
    else:
        said = gettext("The plan asks to keep %(target)s until %(year)s.")
    return SafeString(escape(said) % values)


def _record(picture: Picture, standing: Standing) -> SafeString:
    gain = standing.best_gain_on_record
    if gain is None:
        return SafeString("")
    begin, end = gain.years
    values = {
        "begin": begin,
        "end": end,
        "years": end - begin,
        "step": _bold(written(abs(gain.value), places_of(picture))),
    }
    better = gain.value > 0 if standing.direction == "higher" else gain.value < 0
    if not better:
        none = gettext("On record it has never moved that way over so many years.")
        return SafeString(escape(none))
    said = ngettext(
        "Its best year on record, %(begin)s to %(end)s, brought %(step)s.",
        "Its best %(years)s years on record, %(begin)s to %(end)s, brought %(step)s a year.",
        end - begin,
    )
    return SafeString(escape(said) % values)


def remarks(picture: Picture) -> list[str]:
    """Each remark once, in the order of the rules."""
    if picture.standing is None or picture.edition is None:
        return []
    codes = [*picture.standing.refused, *picture.standing.flags]
    return [str(REMARKS[code]) for code in codes if code in REMARKS]


def _bold(text: str) -> SafeString:
    return format_html('<b class="num">{}</b>', text)
