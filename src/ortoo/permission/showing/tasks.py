"""A dossier as a list of tasks, sorted by when each is due; what is missing, with the way there."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext, pgettext_lazy

from ortoo.multilingual.basis import UNCONFIRMED, marked
from ortoo.pages.components import WAITS_FOR_YOU, Tag, Task, by_due
from ortoo.permission.models import DocumentKind, Dossier, DossierPaper
from ortoo.permission.queries.dossiers import Asked, gaps_of, late_gaps_of, state_of
from ortoo.permission.rules.dossiers import DossierState, Gap
from ortoo.permission.words.dossiers import MAKERS, SIGNED, TEXTS, gap_sentence, origin_of

THERE = Tag("done", pgettext_lazy("task", "There"))
MISSING = Tag("none", pgettext_lazy("task", "Missing"))
TOO_OLD = Tag("late", pgettext_lazy("task", "No longer valid"))
OVERDUE = Tag("late", pgettext_lazy("task", "Overdue"))


@dataclass(frozen=True)
class Lacking:
    """One thing that is missing, as a sentence that says what to do, and where."""

    sentence: str
    address: str


@dataclass(frozen=True)
class Standing:
    """A dossier with its papers, on one day."""

    dossier: Dossier
    asked: Asked
    papers: Mapping[str, DossierPaper]
    today: date

    @property
    def gaps(self) -> list[Gap]:
        return gaps_of(self.dossier, self.asked, self.papers)

    @property
    def names(self) -> dict[str, str]:
        """Code of a kind of paper -> its name."""
        return {kind.code: kind.name for kind in self.asked.kinds}

    @property
    def marked(self) -> bool:
        """Whether a kind of paper, or its due day, is of basis I or M."""
        return any(kind.basis in UNCONFIRMED for kind in self.asked.kinds)

    @property
    def how_many(self) -> int:
        """Texts and papers that must be there before the dossier is handed in."""
        return len(TEXTS) + sum(one.first for one in self.asked.papers)

    @property
    def how_many_there(self) -> int:
        return self.how_many - len({_task_of(gap) for gap in self.gaps})


def tasks_of(standing: Standing) -> list[Task]:
    """For the owner: each leads to where it is done."""
    gaps = _all_gaps(standing)
    open_ones = {_task_of(gap) for gap in gaps}
    too_old = {gap.about for gap in gaps if gap.code == "expired"}
    texts = [_text(name, standing, name in open_ones) for name in TEXTS]
    papers = [_paper(kind, standing, kind.code in too_old, mine=True) for kind in standing.asked.kinds]
    # Of equal days, what is still to be done comes first.
    return by_due(sorted([*texts, *papers], key=lambda task: task.tag is THERE))


def papers_to_read(standing: Standing, *, opens: bool) -> list[Task]:
    """For others: what is there, each leading to the paper where the reader `opens` papers."""
    too_old = {gap.about for gap in _all_gaps(standing) if gap.code == "expired"}
    papers = [_paper(kind, standing, kind.code in too_old, mine=False) for kind in standing.asked.kinds]
    return by_due(papers if opens else [replace(paper, address="") for paper in papers])


def lacking(standing: Standing) -> list[Lacking]:
    """Everything that keeps the dossier from being handed in."""
    names = standing.names
    return [Lacking(gap_sentence(gap, names), _address(standing.dossier, gap)) for gap in standing.gaps]


def _task_of(gap: Gap) -> str:
    """The name of the text or the code of the paper: several half lines are one unfinished answer."""
    if gap.code in ("paper", "expired"):
        return gap.about
    return "trips" if gap.code == "half-trip" else gap.code


def _all_gaps(standing: Standing) -> list[Gap]:
    return [*standing.gaps, *late_gaps_of(standing.asked, standing.papers)]


def _text(name: str, standing: Standing, open_one: bool) -> Task:
    due = standing.asked.window.until
    editable = state_of(standing.dossier) is DossierState.OPEN and standing.today <= due
    return Task(
        what=TEXTS[name],
        address=f"{_page(standing.dossier, 'texts')}#id_{name}" if editable else "",
        tag=_tag(open_one, due, standing.today, waits=editable),
        origin=gettext("You write it here"),
        due=due,
    )


def _paper(kind: DocumentKind, standing: Standing, too_old: bool, *, mine: bool) -> Task:
    wanted = standing.asked.wanted(kind.code)
    paper = standing.papers.get(kind.code)
    # Whoever reads papers is led to what is there; the owner to where one is given.
    leads = mine or paper is not None
    return Task(
        what=marked(kind.name, kind.basis),
        address=_page(standing.dossier, "paper", kind.code) if leads else "",
        tag=TOO_OLD if too_old else _tag(paper is None, wanted.due, standing.today, waits=mine and _waits(standing)),
        origin=_origin(kind) if mine else str(MAKERS.get(kind.produced_by, kind.produced_by)),
        due=wanted.due,
    )


def _waits(standing: Standing) -> bool:
    return state_of(standing.dossier) is not DossierState.WITHDRAWN


def _origin(kind: DocumentKind) -> str:
    signed = SIGNED.get(kind.signed_by)
    if signed is None or kind.signed_by == kind.produced_by:
        return origin_of(kind)
    return gettext("%(origin)s; %(signed)s") % {"origin": origin_of(kind), "signed": signed}


def _tag(open_one: bool, due: date, today: date, *, waits: bool) -> Tag:
    if not open_one:
        return THERE
    if due < today:
        return OVERDUE
    return WAITS_FOR_YOU if waits else MISSING


def _address(dossier: Dossier, gap: Gap) -> str:
    if gap.code in ("paper", "expired"):
        return _page(dossier, "paper", gap.about)
    return f"{_page(dossier, 'texts')}#id_{_task_of(gap)}"


def _page(dossier: Dossier, page: str, *more: str) -> str:
    return reverse(f"permission:{page}", args=[dossier.call.round.code, dossier.number, *more])
