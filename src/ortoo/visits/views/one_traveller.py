"""The page of one traveller: their own with what is still to do, or a reader's."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_GET

from ortoo.access.requests import Request
from ortoo.multilingual.basis import UNCONFIRMED
from ortoo.pages.components import Act, Fact, Task
from ortoo.people.words import marked_name
from ortoo.visits.access import can_keep_visits, can_see_names, is_own
from ortoo.visits.models import Traveller
from ortoo.visits.queries.consents import consents_of
from ortoo.visits.queries.packs import finished_parts, packs_of, parts_of
from ortoo.visits.queries.papers import Wanted, checklist_of, of_traveller
from ortoo.visits.queries.travellers import posts_of
from ortoo.visits.rules.consents import COVERS, LONGEST
from ortoo.visits.rules.papers import State
from ortoo.visits.views.finding import found_visit, page_of
from ortoo.visits.views.travellers import topic_names, traveller_or_404
from ortoo.visits.words.travelling import (
    CONSENTED,
    LEFT,
    NOT_CONSENTED,
    NOT_STUDIED,
    PAPER_STATES,
    STUDIED,
    STUDIED_LATE,
    TRAVELS,
    covered,
    has_mark,
    maker_of,
    of_all,
    paper_name,
    part_of,
)


@login_required
@require_GET
def traveller_page(request: Request, code: str, place: int) -> HttpResponse:
    """Consents are given by the traveller alone; papers and pre-study are seen by those who see the name."""
    visit = found_visit(request.grants, code)
    traveller = traveller_or_404(request, visit, place)
    own = is_own(request.grants, traveller)
    items = of_traveller(checklist_of(visit, timezone.localdate(), [traveller]), traveller)
    facts, there = _facts(traveller), sum(one.state is State.DONE for one in items)
    consents = _consents(traveller, own)
    context = {
        "heading": gettext("Your journey") if own else traveller.official.short_name,
        "lead": visit.name,
        "visit_address": page_of(visit, "visit"),
        "acts": _acts(request, traveller, own),
        "traveller": traveller,
        "state": TRAVELS if traveller.left_at is None else LEFT,
        "own": own,
        "facts": facts,
        "consents": consents,
        "papers": [_task(one, keeps=can_keep_visits(request.grants), own=own) for one in items],
        "there": there,
        "all": len(items),
        "there_label": of_all(there, len(items)),
        "packs": _packs(traveller),
        "basis_note": _is_marked(
            traveller, items, [*(str(fact.value) for fact in facts), *(one["host"] for one in consents)]
        ),
        "escort_note": traveller.part == "escort" and traveller.basis in UNCONFIRMED,
    }
    return render(request, "visits/traveller.html", context)


def _is_marked(traveller: Traveller, items: Sequence[Wanted], said: Sequence[str]) -> bool:
    """Whether anything on the page is not read in a source."""
    bases = (traveller.basis, *(one.basis for one in items))
    return not set(bases).isdisjoint(UNCONFIRMED) or has_mark(said)


def _acts(request: Request, traveller: Traveller, own: bool) -> list[Act]:
    found = []
    if can_see_names(request.grants):
        found.append(Act(gettext("All travellers"), page_of(traveller.visit, "travellers")))
    if own:
        found.append(Act(gettext("Pre-study"), page_of(traveller.visit, "packs"), main=True))
    over = request.grants.on > traveller.visit.ends
    if can_keep_visits(request.grants) and traveller.left_at is None and not over:
        found.append(Act(gettext("Does not travel"), page_of(traveller.visit, "leave", traveller.place)))
    return found


def _facts(traveller: Traveller) -> list[Fact]:
    post = posts_of([traveller], traveller.visit.begins).get(traveller.official_id)
    found = [Fact(gettext("Travels as"), part_of(traveller))]
    if traveller.topic:
        topics = topic_names(traveller.visit)
        found.append(Fact(gettext("Topic"), topics.get(traveller.topic, traveller.topic)))
    if post is not None:
        found += [Fact(gettext("Post"), post.post), Fact(gettext("Body"), marked_name(post.organization))]
    return found


def _consents(traveller: Traveller, own: bool) -> list[dict[str, Any]]:
    """For each host: what it sees today, until when, and for the traveller where that is changed."""
    today, said = timezone.localdate(), consents_of(traveller)
    speaks = own and traveller.left_at is None and today <= traveller.visit.ends + LONGEST
    found = []
    for host in traveller.visit.hosts.select_related("organization").order_by("-leads", "organization__code"):
        holds = {
            code: word for code, word in said.get(host.pk, {}).items()
            if code in COVERS and word.given and today <= word.until
        }  # fmt: skip
        given = "person" in holds and traveller.left_at is None
        found.append(
            {
                "host": marked_name(host.organization),
                "tag": CONSENTED if given else NOT_CONSENTED,
                "covers": covered(holds) if given else "",
                "until": holds["person"].until if given else None,
                "give": page_of(traveller.visit, "consent", host.pk) if speaks else "",
                "take_back": page_of(traveller.visit, "take-back", host.pk) if speaks and given else "",
            }
        )
    return found


def _task(wanted: Wanted, *, keeps: bool, own: bool) -> Task:
    traveller = wanted.traveller
    assert traveller is not None
    where = ""
    if keeps and not wanted.by_dossier:
        where = page_of(traveller.visit, "mark-paper", wanted.kind.code, wanted.part, traveller.place)
    return Task(paper_name(wanted), where, PAPER_STATES[wanted.state], maker_of(wanted, own=own), wanted.due)


def _packs(traveller: Traveller) -> list[Task]:
    done, today = finished_parts([traveller])[traveller.pk], timezone.localdate()
    found = []
    for pack in packs_of(traveller.visit):
        parts = parts_of(pack)
        finished = sum(part.pk in done for part in parts)
        late = STUDIED_LATE if pack.due_on < today else NOT_STUDIED
        tag = STUDIED if finished == len(parts) else late
        where = page_of(traveller.visit, "pack", pack.code)
        found.append(Task(pack.name, where, tag, of_all(finished, len(parts)), pack.due_on))
    return sorted(found, key=lambda task: (task.tag is STUDIED, task.due))
