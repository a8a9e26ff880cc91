"""Who may be asked after a visit: by their own word, as long as it holds."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override
from pytest_django import DjangoAssertNumQueries

from ortoo.access.models import User
from ortoo.access.rules.roles import Role, Scope
from ortoo.people.models import Appointment
from ortoo.visits.models import Alumnus, Traveller, Visit
from ortoo.visits.operations import say_alumnus
from ortoo.visits.queries.alumni import alumni_on, by_topic, may_be_asked_on
from ortoo.visits.waiting.alumni import waiting_for
from tests.cast import AT, client_of, grants, outsider, person
from tests.expecting import entry, refused
from tests.factories import travels
from tests.factories.people import appointed, organization
from tests.visiting import main_part, page, sent
from tests.worlds import world

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("english")]
UNTIL = date(2026, 12, 31)


@world()
def visit() -> Visit:
    return travels.visit()


@world(after="visit")
def first(visit: Visit) -> Traveller:
    return travels.traveller(visit, "A1")


@world(after="first")
def second(visit: Visit, first: Traveller) -> Traveller:
    return travels.traveller(visit, "A2", "MOH")


@pytest.fixture
def english(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(timezone, "now", lambda: AT)
    with override("en"):
        yield


def account(traveller: Traveller) -> User:
    found: User = traveller.official.account  # type: ignore[assignment]
    return found


def yes(traveller: Traveller, *topics: str, **changed: Any) -> Alumnus:
    asked: dict[str, Any] = {
        "traveller": traveller, "may_be_asked": True, "topics": topics or ("T1",), "how": " Room 5 ", "until": UNTIL,
        "by": account(traveller), "at": AT, **changed,
    }  # fmt: skip
    return say_alumnus(**asked)


def no(traveller: Traveller) -> Alumnus:
    return say_alumnus(traveller=traveller, may_be_asked=False, by=account(traveller), at=AT)


def asked_on(day: date) -> list[str]:
    return [row.traveller.official.number for row in may_be_asked_on(day)]


def test_nobody_is_shown_who_has_not_said_so(first: Traveller) -> None:
    assert asked_on(date(2026, 3, 2)) == []
    yes(first)
    assert asked_on(date(2026, 3, 2)) == ["A1"]


def test_a_yes_holds_until_its_last_day(first: Traveller, second: Traveller) -> None:
    yes(first)
    yes(second, until=date(2026, 6, 1))
    assert [asked_on(date(2026, 6, 1)), asked_on(date(2026, 6, 2)), asked_on(UNTIL), asked_on(date(2027, 1, 1))] == [
        ["A1", "A2"], ["A1"], ["A1"], [],
    ]  # fmt: skip


def test_the_latest_word_counts_and_a_no_takes_a_yes_back(first: Traveller) -> None:
    yes(first, "T1", "T2")
    no(first)
    assert asked_on(date(2026, 3, 2)) == []
    said = yes(first, "T2")
    assert [(one.said, [topic.code for topic in one.topics]) for one in alumni_on(date(2026, 3, 2))] == [(said, ["T2"])]
    assert said.how == "Room 5"
    assert Alumnus.objects.everything(because="a test looks").count() == 3


def test_the_ledger_keeps_what_was_said_and_no_name(first: Traveller) -> None:
    yes(first)
    said = entry("visit.alumnus-said")
    assert len(said.pop("subject")) == 64
    del said["by"]
    assert said == {"visit": "V1", "may_be_asked": True, "topics": ["T1"], "until": "2026-12-31"}


def test_nobody_says_it_for_another_or_before_the_visit_is_over(first: Traveller, second: Traveller) -> None:
    refused("visits.another_traveller", lambda: yes(first, by=account(second)))
    last_day = datetime(2025, 11, 30, 12, 0, tzinfo=UTC)
    assert refused("visits.visit_not_over", lambda: yes(first, at=last_day)) == {"visit": "V1", "ends": "2025-11-30"}
    assert yes(first, at=datetime(2025, 12, 1, 4, 0, tzinfo=UTC)).pk


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"topics": ()}, "visits.asked_about_nothing"),
        ({"topics": ("T9",)}, "visits.asked_about_another"),
        ({"how": " "}, "visits.asked_how"),
        ({"until": None}, "visits.asked_until"),
    ],
)
def test_half_a_yes_is_refused(first: Traveller, changed: dict[str, Any], code: str) -> None:
    refused(code, lambda: yes(first, **changed))
    assert not Alumnus.objects.everything(because="a test looks").exists()


def test_posts_since_the_visit_and_none_before(first: Traveller) -> None:
    posts = first.official.appointments.everything(because="a test moves somebody")
    posts.update(valid_to=date(2025, 12, 31))
    appointed(first.official, organization("MED"), since=date(2025, 12, 31))
    Appointment.objects.everything(because="a test moves somebody").create(
        official=first.official, organization=organization("OLD"), region=posts[0].region, post="Clerk",
        level="executive", valid_from=date(2019, 1, 1), valid_to=date(2020, 12, 31),
    )  # fmt: skip
    yes(first)
    (one,) = alumni_on(date(2026, 3, 2))
    assert [post.organization.code for post in one.posts] == ["MOF", "MED"]


def test_topics_of_the_latest_visit_come_first(first: Traveller, second: Traveller) -> None:
    earlier = travels.visit("V0", date(2024, 5, 6), date(2024, 5, 10))
    before = travels.traveller(earlier, "A1")
    yes(first, "T2", "T1")
    yes(second, "T2")
    yes(before, "T1")
    found = by_topic(alumni_on(date(2026, 3, 2)))
    shown = [(topic.visit.code, topic.code, [one.traveller.pk for one in people]) for topic, people in found.items()]
    assert shown == [
        ("V1", "T1", [first.pk]), ("V1", "T2", [first.pk, second.pk]), ("V0", "T1", [before.pk]),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "statement", ["UPDATE ortoo_alumnus SET may_be_asked = may_be_asked", "DELETE FROM ortoo_alumnus"]
)
def test_no_statement_changes_what_was_said(first: Traveller, statement: str) -> None:
    yes(first)
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)


# ---- pages


def test_the_list_shows_who_said_so_with_posts_and_how(first: Traveller, second: Traveller) -> None:
    yes(first)
    no(second)
    found = main_part(page(client_of(account(second)), reverse("visits:alumni")))
    assert "<h1>1 person may be asked today</h1>" in found
    assert "Topic T1" in found
    assert "Topic T2" not in found
    assert "Specialist, MOF" in found
    assert "Room 5" in found
    assert "31 Dec 2026" in found
    assert first.official.short_name in found
    assert second.official.short_name not in found


def test_where_nobody_may_be_asked_the_page_says_so(first: Traveller) -> None:
    no(first)
    assert "<h1>Nobody may be asked today</h1>" in page(client_of(travels.planner()), reverse("visits:alumni"))


def test_officials_and_planners_see_it_hosts_auditors_and_strangers_do_not(first: Traveller) -> None:
    yes(first)
    assert "Room 5" in page(client_of(travels.planner()), reverse("visits:alumni"))
    host = person("host", Role.HOST, scope=Scope.ORGANIZATION, code="HOST")
    for stranger in (host, outsider(), person("anar", Role.AUDITOR)):
        assert client_of(stranger).get(reverse("visits:alumni")).status_code == 403
    assert client_of().get(reverse("visits:alumni")).status_code == 302


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_asks_the_same_number_of_questions(
    visit: Visit, first: Traveller, count: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(count):
        yes(travels.traveller(visit, f"B{number}"))
    client = client_of(account(first))
    page(client, reverse("visits:alumni"))
    with django_assert_num_queries(LIST):
        page(client, reverse("visits:alumni"))


LIST = 8


def test_a_traveller_says_it_and_takes_it_back_on_the_own_page(first: Traveller) -> None:
    client, address = client_of(account(first)), reverse("visits:asked", args=["V1"])
    assert next(task.address for task in waiting_for(grants(account(first)))) == address
    assert "You have not said" in page(client, reverse("visits:after"))
    given: dict[str, Any] = {"may_be_asked": "yes", "topics": ["T1"], "how": "Room 5", "until": "2026-12-31"}
    assert sent(client, address, **{**given, "until": "2025-12-31"})[0] == 422
    assert sent(client, address, **given) == (302, reverse("visits:after"))
    found = main_part(page(client, reverse("visits:after")))
    assert "Topic T1" in found
    assert "31 December 2026" in found
    assert address not in [task.address for task in waiting_for(grants(account(first)))]
    assert sent(client, address, may_be_asked="no") == (302, reverse("visits:after"))
    assert asked_on(date(2026, 3, 2)) == []


def test_nobody_opens_the_form_of_a_visit_they_were_not_on(first: Traveller) -> None:
    assert client_of(outsider()).get(reverse("visits:asked", args=["V1"])).status_code == 404
    assert "You were on no visit that is over." in page(client_of(travels.planner()), reverse("visits:after"))
