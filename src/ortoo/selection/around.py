"""The picture of those around the cut line, and what is said under it."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.safestring import SafeString
from django.utils.translation import get_language, gettext, ngettext

from ortoo.charts.around_cut import Around, Person, Words, narrow, wide
from ortoo.multilingual.numbers import thousandths_text, whole
from ortoo.selection.models import Run
from ortoo.selection.queries import around_cut
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
    people = [Person(*row) for row in around_cut(run, REACH)]
    if not people:
        return None
    cut = run.decision["cut"]
    around = Around(people, len(run.decision["chosen"]), thousandths(cut) if cut else None)
    finding = _finding(around)
    words = _words(around, finding)
    return Picture(around, wide(around, words), narrow(around, words), finding, _doubt())


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


def _doubt() -> str:
    """Records of the house carry no standard error yet, so nobody's interval of ranks is known."""
    return gettext(
        "Records carry no standard error yet, so no interval of ranks is drawn: the picture shows how near the marks "
        "lie, not how sure their order is. Filled: chosen; hollow: not chosen."
    )


def _words(around: Around, finding: str) -> Words:
    language = get_language() or "en"
    cut = "" if around.cut is None else thousandths_text(around.cut, language)
    return Words(
        title=gettext("Around the cut line"),
        finding=finding,
        cut=gettext("Cut line %(cut)s") % {"cut": cut},
        places=gettext("Place on the list"),
        scale=gettext("Adjusted merit"),
        borderline="",
        points=lambda value: thousandths_text(value, language),
        whole=lambda value: whole(value, language),
    )
