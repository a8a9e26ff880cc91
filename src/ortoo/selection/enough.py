"""What would have been enough for a place, or still would be, in sentences that speak to whoever reads them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext

from ortoo.pages.templatetags.ortoo import thousandths as points
from ortoo.record.rules.formula import FULL_SCALE, Component, Reason
from ortoo.record.rules.least_mark import least_mark
from ortoo.record.rules.sealed_rows import EXAM
from ortoo.record.words import short
from ortoo.selection.behind import Behind
from ortoo.selection.models import Place
from ortoo.selection.queries import drawn_rule
from ortoo.selection.queries.smallest_change import change_of
from ortoo.selection.rules.smallest_change import Change, Tie
from ortoo.selection.rules.thousandths import thousandths
from ortoo.selection.turning import what_turns
from ortoo.selection.words import ATTRIBUTES


@dataclass(frozen=True)
class Enough:
    """`heading` and the sentences under it, the one that answers first."""

    heading: str
    sentences: Sequence[str]


def enough(place: Place, behind: Behind) -> Enough:
    """Figures are reckoned when they are asked for: the list is solved again near the cut line, and never changed."""
    if place.status == "ineligible":
        return Enough(gettext("What would have made this record count?"), tuple(_to_count(behind)))
    change = change_of(place)
    heading = (
        gettext("How much less would still be enough?")
        if place.status == "chosen"
        else gettext("What would have been enough?")
    )
    if change is None:
        return Enough(heading, (_levelled(),))
    said = (_of_record(change), _against_the_line(place, change), _tied(change.tie, place, behind))
    return Enough(heading, (*(one for part in said for one in part), *_of_marks(place, change, behind)))


def _of_record(change: Change) -> Iterator[str]:
    if change.never:
        yield gettext("No record would have been enough: no list that keeps the quotas has room for this place.")
    elif change.always:
        yield gettext("Every list that keeps the quotas needs this place, whatever its record.")
    elif change.more is not None:
        yield gettext(
            "A record %(more)s points higher, all else equal, would have been enough; %(step)s less of it would not."
        ) % {"more": points(change.more), "step": points(1)}
    elif change.less:
        yield gettext(
            "A record %(less)s points lower, all else equal, would still be enough; %(step)s less again would not."
        ) % {"less": points(change.less), "step": points(1)}
    else:
        yield gettext("A record lower by only %(step)s points, all else equal, would not be enough.") % {
            "step": points(1)
        }
    if change.instead:
        yield _instead(change)


def _instead(change: Change) -> str:
    said = gettext("Chosen in this place would then be: %(pseudonyms)s.")
    if not change.chosen:
        said = gettext("Not chosen would then be: %(pseudonyms)s.")
    return said % {"pseudonyms": ", ".join(map(short, change.instead))}


def _against_the_line(place: Place, change: Change) -> Iterator[str]:
    """Said where the difference to the cut line is not the change; the last thousandth of it belongs to ties."""
    found = change.less if change.chosen else change.more
    if found is None or place.margin is None or abs(found - abs(place.margin)) <= 1:
        return
    yield gettext(
        "The difference to the cut line alone, %(points)s, does not tell this: if this place changes, the quotas make "
        "others change too."
    ) % {"points": points(place.margin)}


def _tied(tie: Tie | None, place: Place, behind: Behind) -> Iterator[str]:
    """Which figure of the order decided where all else was equal, and between whom."""
    if tie is None:
        return
    values = {"first": short(tie.first), "second": short(tie.second), "figure": _figure(tie.figure, behind)}
    if not tie.figure:
        said = gettext("The order of ties decided, and in it the lot: it puts %(first)s before %(second)s.")
    elif tie.figure == drawn_rule(place.run.rule, place.run.round).merit:
        said = gettext(
            "Two lists have the same total. The order of the rule decided: %(first)s has more merit than %(second)s."
        )
    else:
        said = gettext("The order of ties decided: by “%(figure)s”, %(first)s comes before %(second)s.")
    yield said % values


def _figure(column: str, behind: Behind) -> str:
    if column.startswith(EXAM):
        return behind.exams.get(column.removeprefix(EXAM), column)
    return str(ATTRIBUTES.get(column, column))


def _of_marks(place: Place, change: Change, behind: Behind) -> Iterator[str]:
    """The same in points of each exam, and what single steps would have turned it."""
    if change.merit is None:
        return
    if change.merit > FULL_SCALE:
        yield gettext("That is more than any record can have.")
        return
    for part in behind.components:
        yield from _in_one_exam(part, change, behind)
    yield from what_turns(place.official_id, change, behind)


def _in_one_exam(part: Component, change: Change, behind: Behind) -> Iterator[str]:
    had, merit = behind.marks.get(part.sitting, part.low), change.merit
    assert merit is not None
    least = least_mark(behind.components, behind.marks, part.sitting, merit)
    if least is None or least == had or (change.chosen and least == part.low):
        return
    said = gettext("In %(exam)s alone: a mark of %(mark)s instead of %(had)s, %(points)s points more.")
    if change.chosen:
        said = gettext("In %(exam)s alone: a mark of %(mark)s instead of %(had)s, %(points)s points less.")
    yield said % {
        "exam": behind.exams[part.sitting], "mark": points(least), "had": points(had),
        "points": points(abs(least - had)),
    }  # fmt: skip


def _to_count(behind: Behind) -> Iterator[str]:
    """For who is not eligible, after the reason itself: the marks that would have been needed."""
    for part in behind.components:
        had = behind.marks.get(part.sitting)
        if had is not None and part.at_least is not None and had < part.at_least:
            yield gettext("In %(exam)s at least %(least)s was needed: %(points)s points more than %(had)s.") % {
                "exam": behind.exams[part.sitting], "least": points(part.at_least), "had": points(had),
                "points": points(part.at_least - had),
            }  # fmt: skip
        elif had is None and behind.outcome.reason == Reason.MISSING and behind.outcome.merit is None:
            yield gettext("In %(exam)s there is no mark.") % {"exam": behind.exams[part.sitting]}


def _levelled() -> str:
    return gettext(
        "Under this rule a lot decides between those of whom the marks cannot say who is among the best, so a little "
        "more of a record need not help, and no smallest change is worked out."
    )


def branching(place: Place) -> str:
    """Said where prices alone do not prove the list: what does, and where it is; nothing where they do."""
    decision = place.run.decision
    if decision["proof"] != "branching":
        return ""
    digest = place.run.decision_sha256[:16]
    if decision["price_bound"] is None:
        return gettext(
            "This list has no cut line that proves it: it goes down the order of the rule. An auditor can check it by "
            "the decision %(digest)s in the ledger."
        ) % {"digest": digest}
    gap = thousandths(decision["price_bound"]) - thousandths(decision["total"])
    return gettext(
        "Adjustments and cut line alone do not prove this list: %(gap)s points lie between its total and the bound "
        "that they give. The certificate in the decision %(digest)s in the ledger proves it by cases, and an auditor "
        "can check each."
    ) % {"gap": points(gap), "digest": digest}
