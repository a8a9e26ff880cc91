"""After a replacement the page of the order counts and names those who travel, not those who were proposed."""

from __future__ import annotations

import re

import pytest
from django.utils.translation import override

from ortoo.access.models import User
from ortoo.permission.models import Call, Proposal
from ortoo.permission.queries.contest import places_of_proposal
from ortoo.permission.queries.wholes import wholes_of
from ortoo.permission.waiting import waiting_for
from tests.cast import client_of, grants
from tests.permission import deciding
from tests.permission.deciding import CHOSEN, Cast
from tests.permission.twelve import dossier
from tests.visiting import main_part, page

pytestmark = pytest.mark.django_db


def test_it_names_and_counts_those_permitted(at_office: Proposal, people: Cast) -> None:
    deciding.decided(at_office, people.minister, T06="replace", T09="refuse")
    shown = main_part(page(client_of(people.minister), "/en/permission/R1/order/"))
    topics = re.search("Who studies it.*?</table>", shown, re.S)
    assert topics is not None
    six, nine, ten = (dossier(number).official.short_name for number in ("T06", "T09", "T10"))
    assert [name in topics[0] for name in (six, nine, ten)] == [False, False, True]
    assert "7 permitted" in shown
    assert "of those permitted." in shown
    assert "of the proposed." not in shown


def test_the_shares_are_of_those_permitted(at_office: Proposal) -> None:
    """Of the eight proposed four are of the MOF; of the two permitted here none is, and one is of the MOH."""
    places = places_of_proposal(at_office)
    two = {dossier(number).pk for number in ("T06", "T10")}
    found = wholes_of(at_office.call, places, two)
    assert (wholes_of(at_office.call, places).proposed, found.proposed) == (len(CHOSEN), 2)
    shares = {share.value: share.of_proposed for share in found.by["ministry"]}
    assert (shares["MOF"], shares["MOH"], shares["MED"]) == (0, 500, 500)


def tasks(user: User) -> list[str]:
    with override("en"):
        return sorted(str(task.what) for task in waiting_for(grants(user)))


def test_a_decision_says_its_visit(at_office: Proposal, people: Cast) -> None:
    visit = at_office.call.visit["title"]["en"]
    assert tasks(people.minister) == [f"Decide on the proposed for “{visit}”"]


def test_each_consent_says_its_dossier(call: Call, people: Cast) -> None:
    rows = [dossier(number) for number in ("T06", "T07")]
    for row in rows:
        row.handed_in_at = deciding.PROPOSED
        row.save()
    assert tasks(people.ministries) == sorted(
        f"Say whether your ministry consents: dossier {row.number}" for row in rows
    )
