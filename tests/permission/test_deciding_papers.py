"""Brief, order and letters of a decision: drafts until it is recorded, the same bytes for the same state."""

from __future__ import annotations

import pytest
from django.utils import translation

from ortoo.documents.values import Decided
from ortoo.permission.models import Proposal
from ortoo.permission.papers import Papers, brief, invitation, order_paper
from tests.cast import client_of, outsider
from tests.permission.deciding import CHOSEN, DATED, WAITING, Cast, decided
from tests.permission.twelve import dossier

pytestmark = pytest.mark.django_db


def name(number: str) -> str:
    return dossier(number).official.short_name


def test_the_brief_holds_everybody_the_reserve_the_way_and_the_cost(at_office: Proposal) -> None:
    with translation.override("en"):
        paper = brief(Papers(at_office.call, at_office, "en"))
        assert [person.name for person in paper.persons] == [name(number) for number in CHOSEN]
        assert {person.outcome for person in paper.persons} == {"undecided"}
        assert [one.name for one in paper.reserve] == [name(number) for number in WAITING]
        assert (paper.everyone, paper.listed) == (14, 12)
        assert [step.signed for step in paper.sign_offs] == [True] * 5
        assert [(line.amount, line.currency, line.bearer) for line in paper.visit.totals] == [
            (7_200_000, "USD", "own budget"), (5_600_000, "USD", "the host"),
        ]  # fmt: skip


def test_the_order_names_who_is_permitted_and_is_a_draft_before(at_office: Proposal, people: Cast) -> None:
    with translation.override("en"):
        draft = order_paper(Papers(at_office.call, at_office, "en"))
        assert draft.decided is None
        assert [one.name for one in draft.persons] == [name(number) for number in CHOSEN]
        decided(at_office, people.minister, T01="refuse", T06="replace")
        papers = Papers(at_office.call, at_office, "en")
        made = order_paper(papers)
        assert made.decided == Decided("12", DATED, "Oyun")
        assert [one.name for one in made.persons] == [
            name(number) for number in ("T02", "T03", "T04", "T07", "T08", "T09", "T05")
        ]
        assert [one.name for one in invitation(papers, str(dossier("T05").pk)).persons] == [name("T05")]
        said = {person.name: (person.outcome, person.reason) for person in brief(papers).persons}
        assert (said[name("T01")], said[name("T06")]) == (("refuse", "r"), ("replace", "r"))
        assert said[name("T05")] == ("permit", "")


def test_they_are_pdf_files_for_who_decides_and_closes(at_office: Proposal, people: Cast) -> None:
    client = client_of(people.minister)
    for kind in ("brief", "order", "invitation", f"invitation-{dossier('T01').pk}"):
        first, again = (client.get(f"/en/permission/R1/papers/{kind}/") for _ in range(2))
        assert first.status_code == 200
        assert first.content[:5] == b"%PDF-"
        assert first.content == again.content
    assert client.get(f"/en/permission/R1/papers/invitation-{dossier('T05').pk}/").status_code == 404
    assert client_of(outsider()).get("/en/permission/R1/papers/brief/").status_code == 403
