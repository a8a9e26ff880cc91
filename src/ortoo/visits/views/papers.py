"""The checklist of a visit: by kind, red ones first; one kind with everybody's; a paper is marked as there."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language, gettext, gettext_lazy
from django.views.decorators.http import require_GET

from ortoo.access.access import require
from ortoo.access.requests import Request
from ortoo.multilingual.basis import UNCONFIRMED, marked
from ortoo.multilingual.numbers import whole
from ortoo.pages.components import Act, Figure, Tag
from ortoo.permission.words.dossiers import PHASES
from ortoo.visits import operations
from ortoo.visits.access import NAMED_TO, can_keep_visits, can_see_names, own_traveller
from ortoo.visits.forms.travelling import PaperForm
from ortoo.visits.models import Visit
from ortoo.visits.queries.papers import HIDDEN, Wanted, checklist_of, wanted_of
from ortoo.visits.rules.papers import PHASES as IN_ORDER
from ortoo.visits.rules.papers import State
from ortoo.visits.views.finding import found_visit, page_of
from ortoo.visits.views.travellers import OfVisit, going, traveller_or_404
from ortoo.visits.words.travelling import PAPER_STATES, maker_of, of_all, paper_name


@dataclass(frozen=True)
class Row:
    """One kind of paper, one of its parts: how many of those asked for are there, and how many are red."""

    name: str
    maker: str
    due: Any
    there: str
    red: int
    tag: Tag
    address: str


@login_required
@require_GET
def papers(request: Request, code: str) -> HttpResponse:
    """As far as the reader sees travellers, and papers of the visit itself. A traveller is led to their own."""
    visit = found_visit(request.grants, code)
    own = None if can_see_names(request.grants) else own_traveller(request.grants, visit)
    if own is not None:
        return redirect(page_of(visit, "traveller", own.place))
    require(request.grants, *NAMED_TO)
    items = checklist_of(visit, timezone.localdate(), going(request, visit))
    context = {
        "heading": gettext("Papers of the visit"),
        "lead": gettext("Nobody travels with a red paper: overdue, or needed for a departure that is near."),
        "visit": visit,
        "visit_address": page_of(visit, "visit"),
        "acts": [Act(gettext("Who travels"), page_of(visit, "travellers"))],
        "figures": figures_of(items),
        "phases": [(PHASES[phase], _rows(visit, items, phase)) for phase in IN_ORDER],
        "basis_note": any(one.basis in UNCONFIRMED for one in items),
    }
    return render(request, "visits/papers.html", context)


def figures_of(items: Sequence[Wanted]) -> list[Figure]:
    language = get_language() or "en"
    counted = {state: sum(one.state is state for one in items) for state in State}
    return [
        *(Figure(PAPER_STATES[one].label, whole(counted[one], language)) for one in (State.RED, State.DUE, State.DONE)),
        Figure(gettext("In all"), whole(len(items), language)),
    ]


def _rows(visit: Visit, items: Sequence[Wanted], phase: str) -> list[Row]:
    """`items` come red first and by the day they are due, and so do these rows."""
    grouped: dict[tuple[str, int], list[Wanted]] = {}
    for one in items:
        if one.kind.phase == phase:
            grouped.setdefault((one.kind.code, one.part), []).append(one)
    return [
        Row(
            name=paper_name(group[0]),
            maker=maker_of(group[0]),
            due=group[0].due,
            there=of_all(sum(one.state is State.DONE for one in group), len(group)),
            red=sum(one.is_red for one in group),
            tag=PAPER_STATES[group[0].state],
            address=page_of(visit, "paper-kind", code),
        )
        for (code, _), group in grouped.items()
    ]


@login_required
@require_GET
def paper_kind(request: Request, code: str, kind: str) -> HttpResponse:
    """Everybody's paper of one kind, red first."""
    visit = found_visit(request.grants, code)
    require(request.grants, *NAMED_TO)
    items = checklist_of(visit, timezone.localdate(), going(request, visit))
    items = [one for one in items if one.kind.code == kind]
    if not items:
        raise Http404
    first, keeps = items[0], can_keep_visits(request.grants)
    context = {
        "heading": marked(first.name, first.basis),
        "lead": maker_of(first),
        "back": page_of(visit, "papers"),
        "figures": figures_of(items),
        "rows": [_one(visit, wanted, keeps) for wanted in items],
        "hidden": first.kind.personal in HIDDEN,
        "parts": first.parts > 1,
        "basis_note": first.basis in UNCONFIRMED,
    }
    return render(request, "visits/paper_kind.html", context)


def _one(visit: Visit, wanted: Wanted, keeps: bool) -> dict[str, Any]:
    who = wanted.traveller
    place = [who.place] if who else []
    return {
        "wanted": wanted,
        "who": who.official.short_name if who else gettext("The visit"),
        "who_address": page_of(visit, "traveller", who.place) if who else "",
        "paper": paper_name(wanted),
        "tag": PAPER_STATES[wanted.state],
        "mark": page_of(visit, "mark-paper", wanted.kind.code, wanted.part, *place)
        if keeps and not wanted.by_dossier
        else "",
    }


class MarkPaper(OfVisit):
    """Of the visit, or of the traveller whose place the address names."""

    form_class = PaperForm
    submit = gettext_lazy("It is there")
    done = gettext_lazy("The paper is marked as there.")

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        place = kwargs.get("place")
        self.traveller = None if place is None else traveller_or_404(self.request, self.visit, place)
        found = wanted_of(self.visit, timezone.localdate(), kwargs["kind"], self.traveller, kwargs["part"])
        if found is None:
            raise Http404
        self.wanted = found
        self.back = self.led_back()

    def led_back(self) -> str:
        return page_of(self.visit, "paper-kind", self.kwargs["kind"])

    def heading(self) -> str:
        return paper_name(self.wanted)

    def sentence(self) -> str:
        return self.traveller.official.short_name if self.traveller else self.visit.name

    def form_arguments(self) -> dict[str, Any]:
        return {"hidden": self.wanted.kind.personal in HIDDEN}

    def initial(self) -> dict[str, Any]:
        return {"number": self.wanted.number, "dated": self.wanted.dated or timezone.localdate()}

    def act(self, form: PaperForm) -> str:
        given = form.cleaned_data
        operations.mark_paper(
            visit=self.visit, kind=self.wanted.kind.code, traveller=self.traveller, part=self.wanted.part,
            number=given.get("number", ""), dated=given["dated"], by=self.by, at=timezone.now(),
        )  # fmt: skip
        return self.led_back()
