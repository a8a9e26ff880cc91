"""What is asked wrongly from a visit to a result: each refusal names the thing and the remedy, and changes nothing.

A row of a table: what is asked, the refusal, its whole English sentence, and what Mongolian and Korean must name too.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

import pytest
from django.apps import apps
from django.utils.translation import override

from ortoo.actions import operations as actions
from ortoo.actions.models import Commitment
from ortoo.multilingual.refusals import Refusal
from ortoo.visits import operations as visits
from ortoo.visits.models import Visit
from tests.actions.fixtures import Planners, at, bodies, end, measure, planned, planners
from tests.results.rules.files import said, seen
from tests.visits.conftest import agreed, closed, named, offered, opened
from tests.visits.programme import DAY_2, kept, stop
from tests.visits.travelling import AT, account, host, keeper, official, traveller

__all__ = ["agreed", "bodies", "closed", "measure", "named", "offered", "opened", "planned", "planners"]
pytestmark = pytest.mark.django_db


@dataclass(frozen=True)
class Bad:
    asked: Callable[..., object]
    code: str
    english: str
    names: tuple[str, ...]


def counted() -> dict[str, int]:
    """Rows of every table of the house, the ledger among them."""
    return {model.__name__: model._base_manager.count() for model in apps.get_app_config("ortoo").get_models()}


def refused(bad: Bad, *given: Any) -> None:
    before = counted()
    with override("en"), pytest.raises(Refusal) as caught:
        bad.asked(*given)
    assert (caught.value.code, caught.value.sentence("en")) == (bad.code, bad.english)
    for language in ("mn", "ko"):
        said = caught.value.sentence(language)
        assert "{" not in said
        assert said != bad.english
        assert [name for name in bad.names if name not in said] == [], said
    assert counted() == before


# ---- visits: seven stops on offer, and an agenda of five that every side has agreed to

VISITS = {
    "a stop that overlaps": Bad(
        lambda visit: kept(visit, ("L1", 0, 600), ("L2", 0, 660)),
        "visits.agenda_broken",
        'The agenda breaks rules (1), and nothing was kept. First: Group "all" is still at stop "L1" until 12:00 '
        'when "L2" begins at 11:00 on 2026-06-08; move one of them. Correct it on the page of the agenda.',
        ("L1", "L2"),
    ),
    "a leg that cannot be driven in time": Bad(
        lambda visit: kept(visit, ("L1", 0, 600), ("V2", 0, 765)),
        "visits.agenda_broken",
        'The agenda breaks rules (2), and nothing was kept. First: Group "all" has 45 minutes from stop "L1" to '
        '"V2" at 12:45 on 2026-06-08 and needs 90 for the way; leave more time. Correct it on the page of the '
        "agenda.",
        ("L1", "V2"),
    ),
    "a site visit before its pre-study": Bad(
        lambda visit: visits.mark_presence(
            traveller=traveller("T01"), stop=stop("V2"), there=True, by=account("T01"), at=DAY_2
        ),
        "visits.pre_study_not_done",
        "The traveller T01 has not finished the pre-study P1 “Smart city”, which stands before V2; let them finish "
        "it on their page of the visit first.",
        ("T01", "P1", "V2"),
    ),
    "a delegate without permission": Bad(
        lambda visit: visits.name_delegate(visit=visit, official=official("T05"), by=keeper(), at=AT),
        "visits.not_permitted",
        "The official T05 has no permission under the order 12; wait for an order that permits the person, or name "
        "somebody whom it permits.",
        ("T05", "12"),
    ),
    "a list of those who have not consented": Bad(
        lambda visit: visits.hand_over_list(host=host(), by=keeper(), at=AT),
        "visits.no_consent",
        "The host LOGODI may not see 9 of the travellers yet: T01, T02, T03, T04, T06, T07, T08, T09, T12. Ask "
        "them to consent on their own page of the visit, then try again.",
        ("LOGODI", "T01", "T12"),
    ),
}


@pytest.mark.parametrize("case", VISITS)
def test_on_a_visit(case: str, agreed: Visit) -> None:
    refused(VISITS[case], agreed)


# ---- actions: a chain C-1, C-2, C-3 of a measure led by MCUD


def delivered_and_confirmed_by_the_giver(plan: dict[str, Commitment], by: Planners) -> object:
    return actions.confirm(commitment=plan["C-1"], by=by["CITY"], at=at(2, 6))


def proposed_by(by: Planners, **more: Any) -> object:
    given: dict[str, Any] = {
        "code": "M-7", "names": {"en": "Another"}, "about": {}, "lead": "MCUD", "begins": date(2026, 7, 1),
        "ends": date(2026, 12, 1), "by": by["MCUD"], "at": at(12, 6),
    }  # fmt: skip
    return actions.propose_measure(**given | more)


ACTIONS = {
    "a measure with two leads": Bad(
        lambda plan, by: proposed_by(by, others=[("MDDC", "lead")]),
        "actions.two_leads",
        "M-7 is led by MCUD, and a measure has one lead; give MDDC the part co-lead, or hand the lead over to it.",
        ("M-7", "MCUD", "MDDC"),
    ),
    "a second lead for a measure that has one": Bad(
        lambda plan, by: actions.set_part(
            measure=plan["C-1"].measure, organization="MOF", part="lead", by=by["MCUD"], at=at(12, 6)
        ),
        "actions.two_leads",
        "M-4 is led by MCUD, and a measure has one lead; give MOF the part co-lead, or hand the lead over to it.",
        ("M-4", "MCUD", "MOF"),
    ),
    "an acceptance by somebody else": Bad(
        lambda plan, by: actions.accept(commitment=plan["C-1"], by=by["MDDC"], at=at(4)),
        "actions.not_the_giver",
        "C-1 is owed by CITY; only a ministry planner of that body accepts, refuses or delivers it. Ask them.",
        ("C-1", "CITY"),
    ),
    "a confirmation by the giver": Bad(
        delivered_and_confirmed_by_the_giver,
        "actions.not_the_receiver",
        "C-1 is owed to MDDC; only a ministry planner of that body confirms or returns it. Ask them.",
        ("C-1", "MDDC"),
    ),
    "an organization no longer in force": Bad(
        lambda plan, by: proposed_by(by, others=[("MDDC", "co-lead")]),
        "actions.body_ended",
        "MDDC is not in force on 2026-06-12; name its successor: Ministry of Digital Development (MDDIC).",
        ("MDDC", "MDDIC"),
    ),
    "a cycle": Bad(
        lambda plan, by: actions.add_dependency(commitment=plan["C-1"], upstream="C-3", by=by["CITY"], at=at(4)),
        "delays.cycle",
        "These commitments wait for each other in a circle: C-1 -> C-3 -> C-2 -> C-1; take one of the waits out.",
        ("C-1", "C-2", "C-3"),
    ),
}


@pytest.mark.parametrize("case", ACTIONS)
def test_on_a_measure(case: str, planned: dict[str, Commitment], planners: Planners) -> None:
    if case == "an organization no longer in force":
        end("MDDC", "MDDIC")
    if case == "a confirmation by the giver":
        actions.deliver(commitment=planned["C-1"], evidence="Letter 5", by=planners["CITY"], at=at(1, 6))
    refused(ACTIONS[case], planned, planners)


# ---- results: an indicator whose base is of 2018, in the edition 2024-11

RESULTS = {
    "a figure of another vintage": Bad(
        lambda: said(observations=seen("2016", y2023="33")),
        "indicator.other_vintage",
        'No observation is of the vintage "2024-11"; there are: 2016. Figures of different editions are never mixed. '
        'Name one of these as "vintage", or bring the figures of this one.',
        ("2024-11", "2016"),
    ),
    "an observation for a year before its base": Bad(
        lambda: said(observations=seen(y2015="35.7")),
        "indicator.before_base",
        "The latest observation is of 2015, before the base year 2018: nothing can be said of progress from it. "
        "Bring a later observation, or correct one of the two years.",
        ("2015", "2018"),
    ),
}


@pytest.mark.parametrize("case", RESULTS)
def test_on_an_indicator(case: str) -> None:
    refused(RESULTS[case])
