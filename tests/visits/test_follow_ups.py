"""What was used of a visit: each side answers once, in its time, and sees its own answers alone."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override

from ortoo.access.models import User
from ortoo.access.queries import grants_at
from ortoo.access.rules.roles import Role, Scope
from ortoo.visits.asked_after import reminders
from ortoo.visits.models import FollowUp, Traveller, Visit
from ortoo.visits.operations import answer_follow_up
from ortoo.visits.queries.follow_ups import both_sides, own_people
from ortoo.visits.rules.follow_up import Side, Used
from ortoo.visits.waiting.alumni import waiting_for
from tests.cast import AT, academy_manager, client_of, grants, outsider, person
from tests.expecting import entry, refused
from tests.factories import travels
from tests.factories.people import appointed, organization
from tests.visiting import main_part, page, sent
from tests.worlds import world

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("english")]
OWN, ABOVE = Side.PARTICIPANT, Side.SUPERIOR
SIX = datetime(2026, 6, 1, 4, 0, tzinfo=UTC)
"""When it is asked after six months of a visit that ended on 30 November 2025."""


@world()
def visit() -> Visit:
    return travels.visit()


@world(after="visit")
def first(visit: Visit) -> Traveller:
    """At the MOF, as `chief` is the superior of."""
    return travels.traveller(visit, "A1")


@world(after="first")
def chief(first: Traveller) -> User:
    return travels.superior()


@pytest.fixture
def english(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(timezone, "now", lambda: AT)
    with override("en"):
        yield


def account(traveller: Traveller) -> User:
    found: User = traveller.official.account  # type: ignore[assignment]
    return found


def answered(traveller: Traveller, by: User, side: Side = OWN, **changed: Any) -> FollowUp:
    asked: dict[str, Any] = {
        "traveller": traveller, "months": 3, "side": side, "used": Used.PARTLY, "what": " A pilot ", "by": by,
        "at": AT, **changed,
    }  # fmt: skip
    return answer_follow_up(**asked)


def test_each_side_answers_and_the_ledger_keeps_no_words(first: Traveller, chief: User) -> None:
    own = answered(first, account(first))
    said = entry("visit.follow-up-answered")
    assert (own.what, said["visit"], said["months"], said["side"], "what" in said) == (
        "A pilot", "V1", 3, "participant", False,
    )  # fmt: skip
    above = answered(first, chief, ABOVE, used=Used.NOT, what="Nothing", hindered_by="No budget")
    assert entry("visit.follow-up-answered")["side"] == "superior"
    assert (above.used, above.hindered_by) == ("not", "No budget")


def test_an_answer_is_given_once_and_in_its_time(first: Traveller) -> None:
    by = account(first)
    early, late = datetime(2026, 2, 27, 4, 0, tzinfo=UTC), datetime(2026, 5, 30, 4, 0, tzinfo=UTC)
    assert refused("visits.follow_up_not_yet", lambda: answered(first, by, at=early)) == {
        "months": 3, "opens": "2026-02-28",
    }  # fmt: skip
    assert refused("visits.follow_up_over", lambda: answered(first, by, at=late)) == {
        "months": 3, "closed": "2026-05-29",
    }  # fmt: skip
    answered(first, by)
    refused("visits.follow_up_answered", lambda: answered(first, by))
    assert answered(first, by, months=6, at=SIX).months == 6


def test_words_are_needed(first: Traveller) -> None:
    by = account(first)
    refused("visits.follow_up_says_nothing", lambda: answered(first, by, what=" "))
    refused("visits.follow_up_without_hindrance", lambda: answered(first, by, used=Used.NOT_YET))


def test_neither_side_answers_for_the_other(first: Traveller, chief: User) -> None:
    refused("visits.another_traveller", lambda: answered(first, chief))
    refused("access.role_needed", lambda: answered(first, account(first), ABOVE))
    elsewhere = travels.superior("elsewhere", "MOH")
    refused("visits.another_superior", lambda: answered(first, elsewhere, ABOVE))
    refused("access.role_needed", lambda: answered(first, academy_manager(), ABOVE))


def test_nobody_is_their_own_superior(visit: Visit, chief: User) -> None:
    from tests.factories.people import official

    who = official("C1", account=chief)
    appointed(who, organization("MOF"))
    own = travels.traveller(visit, "C1")
    refused("visits.another_superior", lambda: answered(own, chief, ABOVE))
    assert [one.official.number for one in own_people(grants(chief))] == ["A1"]


def test_the_superior_is_who_it_is_where_they_work_on_that_day(first: Traveller, chief: User) -> None:
    first.official.appointments.everything(because="a test moves somebody").update(valid_to=date(2026, 5, 1))
    appointed(first.official, organization("MOH"), since=date(2026, 5, 1))
    answered(first, chief, ABOVE)
    after = travels.superior("after", "MOH")
    refused("visits.another_superior", lambda: answered(first, chief, ABOVE, months=6, at=SIX))
    assert [one.pk for one in own_people(grants_at(after, SIX))] == [first.pk]
    assert answered(first, after, ABOVE, months=6, at=SIX).pk


@pytest.mark.parametrize("statement", ["UPDATE ortoo_followup SET used = 'not'", "DELETE FROM ortoo_followup"])
def test_no_statement_changes_an_answer(first: Traveller, statement: str) -> None:
    answered(first, account(first))
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)


# ---- pages


def test_a_traveller_answers_and_reads_the_own_side_alone(first: Traveller, chief: User) -> None:
    answered(first, chief, ABOVE, what="The superior's words")
    client, form = client_of(account(first)), reverse("visits:answer", args=["V1", 3])
    found = page(client, reverse("visits:after"))
    assert form in found
    assert reverse("visits:answer", args=["V1", 6]) not in found
    status, said = sent(client, form, used="not-yet", what="Spoke of it")
    assert (status, "Where little is used, say what stands in the way." in said) == (422, True)
    assert sent(client, form, used="not-yet", what="Spoke of it", hindered_by="No law") == (
        302,
        reverse("visits:after"),
    )
    found = page(client, reverse("visits:after"))
    assert ("Spoke of it" in found, "No law" in found, "The superior" in found) == (True, True, False)


def test_a_superior_answers_for_their_people_and_reads_the_own_side_alone(first: Traveller, chief: User) -> None:
    answered(first, account(first), what="The traveller's words")
    client, form = client_of(chief), reverse("visits:answer-person", args=[first.pk, 3])
    found = page(client, reverse("visits:people"))
    assert form in found
    assert first.official.short_name in found
    assert sent(client, form, used="widely", what="In three offices") == (302, reverse("visits:people"))
    found = page(client, reverse("visits:people"))
    assert ("In three offices" in found, "The traveller" in found) == (True, False)


def test_pages_lead_on_to_them_once_the_visit_is_over(first: Traveller, chief: User) -> None:
    leads = [
        (account(first), reverse("visits:visit", args=["V1"]), reverse("visits:after")),
        (academy_manager(), reverse("visits:visit", args=["V1"]), reverse("visits:follow-up", args=["V1"])),
        (travels.planner(), reverse("visits:home"), reverse("visits:alumni")),
        (chief, reverse("visits:alumni"), reverse("visits:people")),
    ]
    for reader, page_of, leads_to in leads:
        assert leads_to in main_part(page(client_of(reader), page_of))


def test_no_stranger_finds_the_form_of_a_person(first: Traveller) -> None:
    elsewhere = travels.superior("elsewhere", "MOH")
    form = reverse("visits:answer-person", args=[first.pk, 3])
    assert client_of(elsewhere).get(form).status_code == 404
    stranger = client_of(outsider())
    assert [stranger.get(one).status_code for one in (form, reverse("visits:people"))] == [403, 403]


def test_the_academy_sees_both_sides_apart_and_where_they_differ(visit: Visit, first: Traveller, chief: User) -> None:
    second, third = travels.traveller(visit, "A2"), travels.traveller(visit, "A3")
    for one, own, above in ((first, Used.WIDELY, Used.PARTLY), (second, Used.PARTLY, Used.PARTLY)):
        answered(one, account(one), used=own, what="Own words")
        answered(one, chief, ABOVE, used=above, what="Words above")
    office = client_of(academy_manager())
    assert reverse("visits:follow-up", args=["V1"]) in page(office, reverse("visits:follow-ups"))
    found = main_part(page(office, reverse("visits:follow-up", args=["V1"])))
    assert "<h1>1 pair of answers differs</h1>" in found
    assert found.count("Who was there says more") == 1
    assert (found.count("Own words"), found.count("Words above"), found.count("Ahead")) == (2, 2, 8)
    assert "Asked for so far: 3 answers on each side. Who was there gave 2, their superiors 2." in found
    assert f"<h2>No answer from either side</h2><p>{third.official.short_name}</p>" in found
    for reader in (account(first), chief, travels.planner(), person("anar", Role.AUDITOR)):
        assert client_of(reader).get(reverse("visits:follow-up", args=["V1"])).status_code == 403


def test_before_anybody_has_answered_the_page_says_so(visit: Visit, first: Traveller) -> None:
    found = page(client_of(academy_manager()), reverse("visits:follow-up", args=["V1"]))
    assert "Nobody has answered yet." in found
    assert first.official.short_name in found


def test_the_head_of_a_part_sees_both_sides_of_those_within_reach(visit: Visit, first: Traveller, chief: User) -> None:
    answered(first, account(first))
    near = person("near", Role.ACADEMY_MANAGER, scope=Scope.ORGANIZATION, code="MOF")
    far = person("far", Role.ACADEMY_MANAGER, scope=Scope.ORGANIZATION, code="MOH")
    assert [len(both_sides(grants(one), visit)) for one in (near, far)] == [1, 0]


# ---- waiting


def test_it_waits_for_both_until_each_has_answered(first: Traveller, chief: User) -> None:
    own, above = reverse("visits:answer", args=["V1", 3]), reverse("visits:answer-person", args=[first.pk, 3])
    assert [(task.address, task.due) for task in waiting_for(grants(account(first)))][1:] == [(own, date(2026, 5, 29))]
    assert [(task.address, task.due) for task in waiting_for(grants(chief))] == [(above, date(2026, 5, 29))]
    answered(first, account(first))
    answered(first, chief, ABOVE)
    assert own not in [task.address for task in waiting_for(grants(account(first)))]
    assert waiting_for(grants(chief)) == []


def test_both_are_reminded_when_it_opens_and_before_it_closes(visit: Visit, first: Traveller, chief: User) -> None:
    travels.traveller(visit, "A2")
    assert told(date(2026, 2, 27)) == []
    opened = told(date(2026, 2, 28))
    assert opened == told(date(2026, 5, 15)) == [
        ("visits.follow_up_asked", "A1", "3"), ("visits.follow_up_asked", "A2", "3"),
        ("visits.follow_up_of_yours", "chief", "3"),
    ]  # fmt: skip
    answered(first, account(first))
    assert told(date(2026, 5, 16)) == [
        ("visits.follow_up_asked", "A2", "3 again"), ("visits.follow_up_of_yours", "chief", "3 again"),
    ]  # fmt: skip
    assert {step for _, _, step in told(date(2026, 5, 30))} == {"6"}
    assert told(date(2027, 3, 1)) == []


def told(day: date) -> list[tuple[str, str, str]]:
    found = list(reminders(datetime(day.year, day.month, day.day, 4, tzinfo=UTC)))
    named = dict(User.objects.values_list("pk", "username"))
    return [(one.kind, named[one.to], one.once.rsplit(", ", 1)[1]) for one in found]
