"""The picture of those around the cut line, and what is said under it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.safestring import SafeString
from django.utils.translation import get_language, gettext, ngettext

from ortoo.charts.around_cut import Around, Person, Words, narrow, wide
from ortoo.multilingual.numbers import thousandths_text, whole
from ortoo.selection.models import Run
from ortoo.selection.queries.places import Near, around_cut
from ortoo.selection.rules.thousandths import thousandths

REACH = 50
"""On each side of the line: the hundred around it."""
NEAR = 1000
"""Thousandths: one point."""


@dataclass(frozen=True)
class Picture:
    around: Around
    wide: SafeString
    narrow: SafeString
    finding: str
    doubt: str


def picture_around(run: Run) -> Picture | None:
    """None where nobody has a merit. One query."""
    people = _people(around_cut(run, REACH))
    if not people:
        return None
    cut = run.decision["cut"]
    around = Around(people, len(run.decision["chosen"]), thousandths(cut) if cut else None)
    finding = _finding_of_ranks(around) if around.known else _finding(around)
    words = words_of(around, finding)
    return Picture(around, wide(around, words), narrow(around, words), finding, _doubt(around))


def _people(near: Sequence[Near]) -> list[Person]:
    """Who has no rank has no interval either, and is left out where everybody else has one."""
    ranked = [one for one in near if one.rank is not None]
    shown = ranked if all(one.low is not None for one in ranked) else near
    return [Person(one.place, one.merit, one.chosen, one.low, one.high, one.rank) for one in shown]


def _finding(around: Around) -> str:
    """How many stand within one point of the line: how close it was."""
    language = get_language() or "en"
    ends = {
        "first": whole(around.people[0].place, language),
        "last": whole(around.people[-1].place, language),
    }
    if around.cut is None:
        return gettext("Places %(first)s to %(last)s in the order of the list.") % ends
    near = sum(abs(one.merit - around.cut) <= NEAR for one in around.people)
    said = ngettext(
        "Of places %(first)s to %(last)s, %(count)s is within one point of the cut line %(cut)s.",
        "Of places %(first)s to %(last)s, %(count)s are within one point of the cut line %(cut)s.",
        near,
    )
    return said % {**ends, "count": whole(near, language), "cut": thousandths_text(around.cut, language)}


def _finding_of_ranks(around: Around) -> str:
    """Of how many the marks do not say on which side of the last seat they truly stand."""
    language, count = get_language() or "en", len(around.borderline)
    said = ngettext(
        "Of places %(first)s to %(last)s, the marks leave it open for %(count)s on which side of the last seat the "
        "true rank lies.",
        "Of places %(first)s to %(last)s, the marks leave it open for %(count)s on which side of the last seat the "
        "true rank lies.",
        count,
    )
    return said % {
        "first": whole(around.people[0].place, language), "last": whole(around.people[-1].place, language),
        "count": whole(count, language),
    }  # fmt: skip


def _doubt(around: Around) -> str:
    """How the picture is read, and what it does not say."""
    if around.known:
        return gettext(
            "Dots are ranks by merit, bars the ranks that the marks with their errors allow with 95 % confidence. The "
            "bars decide nothing: the rule was fixed beforehand. Filled: chosen; hollow: not chosen."
        )
    if any(one.low is not None for one in around.people):
        return gettext(
            "Not every record carries a standard error, so no interval of ranks is drawn: the picture shows how near "
            "the marks lie, not how sure their order is. Filled: chosen; hollow: not chosen."
        )
    return gettext(
        "Records carry no standard error yet, so no interval of ranks is drawn: the picture shows how near the marks "
        "lie, not how sure their order is. Filled: chosen; hollow: not chosen."
    )


def words_of(around: Around, finding: str) -> Words:
    language = get_language() or "en"
    return Words(
        title=gettext("Around the cut line"),
        finding=finding,
        cut=_line(around),
        places=gettext("Place on the list"),
        scale=_scale(around),
        borderline=gettext("The last seat may lie on either side") if around.known else "",
        points=lambda value: thousandths_text(value, language),
        whole=lambda value: whole(value, language),
    )


def _scale(around: Around) -> str:
    if around.bent:
        return gettext("Rank by merit, in powers of ten")
    return gettext("Rank by merit") if around.known else gettext("Adjusted merit")


def _line(around: Around) -> str:
    language = get_language() or "en"
    if around.known:
        return gettext("Last seat, rank %(rank)s") % {"rank": whole(around.seats, language)}
    cut = "" if around.cut is None else thousandths_text(around.cut, language)
    return gettext("Cut line %(cut)s") % {"cut": cut}
