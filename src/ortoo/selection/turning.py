"""Which single item, which marker of an essay, or which rounding would have turned what was decided on a place."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

from django.utils.translation import get_language, gettext, ngettext

from ortoo.exams.queries.behind_marks import papers_of
from ortoo.exams.rules.scoring.one_step import Paper, strongest_item, turning_items, turning_marker
from ortoo.exams.rules.scoring.values import FULL
from ortoo.multilingual.numbers import whole
from ortoo.pages.templatetags.ortoo import thousandths as points
from ortoo.record.rules.formula import compute
from ortoo.record.rules.least_mark import rounding
from ortoo.selection.behind import Behind
from ortoo.selection.rules.smallest_change import Change

CLOSE = 1_000
"""Thousandths: to who lies further from turning than one point of the record, it is not said that nothing turned it."""
NAMED = 12


def what_turns(official: int, change: Change, behind: Behind) -> Iterator[str]:
    """Sentences of what single step was enough; for who lies close also of what was not.

    Sheets tell nothing of a mark that was not released from them, or was corrected since.
    """
    missing = change.less if change.chosen else change.more
    if missing is None:
        return
    steps, marks = _Steps(change, behind), behind.marks
    papers = {
        code: paper for code, paper in papers_of(official, marks).items() if paper.mark(paper.points) == marks[code]
    }
    found = [sentence for code, paper in papers.items() for sentence in steps.of(code, paper)]
    yield from found
    if missing > CLOSE:
        return
    if papers and not found:
        yield steps.nothing(papers)
    away = missing + change.chosen  # who is chosen with nothing to spare is one thousandth away from losing the place
    yield _rounding(rounding(behind.components, marks, papers), away)


class _Steps:
    """What one official's sheets say, held against the change that would have turned it."""

    def __init__(self, change: Change, behind: Behind) -> None:
        self.change, self.components, self.marks, self.exams = change, behind.components, behind.marks, behind.exams
        self.up = not change.chosen
        self.worth = FULL if self.up else 0

    def of(self, code: str, paper: Paper) -> Iterator[str]:
        turns = self._turning(code)
        items = turning_items(paper, turns, self.worth)
        if items:
            yield self._items(code, paper, items)
        step = turning_marker(paper, turns, 1 if self.up else -1)
        if step is not None:
            said = gettext(
                "One marker of the essay, item %(place)s in %(exam)s, would have had to give %(points)s more of a "
                "point for it to be enough."
            )
            if not self.up:
                said = gettext(
                    "One marker of the essay, item %(place)s in %(exam)s, would have had to give %(points)s less of a "
                    "point for it not to be enough."
                )
            yield said % {"place": step.place, "exam": self.exams[code], "points": points(step.by)}

    def nothing(self, papers: Mapping[str, Paper]) -> str:
        """How much the strongest single item moves the record."""
        own = self._record({})
        most = max(abs(self._record({code: strongest_item(paper, self.worth)}) - own) for code, paper in papers.items())
        said = gettext(
            "No single item and no single marker turned it: one item more is worth %(points)s points at most."
        )
        if not self.up:
            said = gettext(
                "No single item and no single marker carried it: one item less costs %(points)s points at most."
            )
        return said % {"points": points(most)}

    def _turning(self, code: str) -> Callable[[int], bool]:
        merit = self.change.merit
        assert merit is not None

        def turns(mark: int) -> bool:
            outcome = compute(self.components, {**self.marks, code: mark})
            reaches = outcome.eligible and outcome.merit is not None and outcome.merit >= merit
            return reaches is self.up

        return turns

    def _record(self, marks: Mapping[str, int]) -> int:
        merit = compute(self.components, {**self.marks, **marks}).merit
        assert merit is not None
        return merit

    def _items(self, code: str, paper: Paper, items: Sequence[int]) -> str:
        language = get_language() or "en"
        shown = ", ".join(whole(place, language) for place in items[:NAMED]) + (" …" if len(items) > NAMED else "")
        values = {"exam": self.exams[code], "form": paper.form, "items": shown, "count": whole(len(items), language)}
        if self.up:
            said = ngettext(
                "One item more in %(exam)s would have been enough: item %(items)s of form %(form)s.",
                "One item more in %(exam)s would have been enough, any of these %(count)s: %(items)s of form %(form)s.",
                len(items),
            )
        else:
            said = ngettext(
                "One item less in %(exam)s would not have been enough: item %(items)s of form %(form)s carried it.",
                "One item less in %(exam)s would not have been enough, any of these %(count)s: %(items)s of form "
                "%(form)s.",
                len(items),
            )
        return said % values


def _rounding(most: int, away: int) -> str:
    """`most`: how far all rounding moved the record at most."""
    if not most:
        return gettext("Rounding did not decide it: nothing in this record was rounded.")
    said = gettext("Rounding did not decide it: all of it together moved this record by %(points)s points at most.")
    if away <= most:
        said = gettext(
            "Rounding may have decided it: all of it together moved this record by up to %(points)s points, and the "
            "difference is no larger."
        )
    return said % {"points": points(most)}
