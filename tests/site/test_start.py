"""The start page: the relay with its counts for everybody, and for each role what waits for it."""

from __future__ import annotations

import re

import pytest
from django.utils.translation import override
from pytest_django import DjangoAssertNumQueries

from ortoo.access.models import User
from ortoo.access.operations import propose_grant
from ortoo.access.queries import grants_of
from ortoo.access.rules.grants import Held
from ortoo.access.rules.roles import Role, Scope
from ortoo.ledger.queries import root
from ortoo.ledger.words import KINDS
from ortoo.pages.stations import STATION_NAMES
from ortoo.people.models import Official
from ortoo.selection.models import Round
from ortoo.selection.operations import run_selection
from ortoo.selection.queries import latest_decided, rounds_standing, state
from ortoo.site.handed_on import STATION_OF_KIND
from ortoo.site.start import counts, duties
from ortoo.site.urls import STATIONS_AND_NEIGHBOURS
from tests.cast import AT, TODAY, academy_manager, client_of, exam_officer, outsider, person, selection_officer
from tests.documents.reading import read, text_of, words_of_pictures
from tests.selection import forty
from tests.visiting import page

pytestmark = pytest.mark.django_db


@pytest.fixture
def keeper() -> User:
    return exam_officer()


@pytest.fixture
def officer() -> User:
    return selection_officer()


def waiting(user: User) -> list[tuple[str, str]]:
    """(what, where from) of the tasks on somebody's start page."""
    shown = page(client_of(user), "/en/")
    tasks = re.findall(r'<div class="tasks__what"><a href="([^"]+)">([^<]+)</a>', shown)
    assert bool(tasks) != ("Nothing waits for you today." in shown)
    return [(what, address) for address, what in tasks]


def counted() -> dict[str, tuple[int | None, str]]:
    return {count.station: (count.number, str(count.small)) for count in counts(latest_decided())}


class TestAnEmptyHouse:
    def test_the_public_sees_the_relay_with_nothing_in_it(self) -> None:
        shown = page(client_of(), "/en/")
        assert "Nothing has been decided yet." in shown
        assert "What waits for you" not in shown
        assert "Check it yourself" in shown
        assert "Example data" not in shown
        assert {station: number for station, (number, _) in counted().items()} == {
            "plan": None, "people": 0, "training": 0, "exams": 0, "record": 0, "selection": 0,
        }  # fmt: skip

    def test_the_first_thing_to_do_is_the_register_and_the_formula(self) -> None:
        assert waiting(academy_manager()) == [
            ("Import the register of officials", "/en/jobs/imports/officials/"),
            ("Adopt a formula for the record", "/en/record/formulas/adopt/"),
        ]


class TestAHouseAtWork:
    @pytest.fixture(autouse=True)
    def opened(self, keeper: User, officer: User) -> Round:
        """The forty are marked, a round is open without a rule, and a role is proposed."""
        manager = academy_manager()
        propose_grant(user=outsider(), held=Held(Role.MARKER), valid_from=TODAY, by=manager, at=AT)
        return forty.opened(forty.marked(keeper, officer), officer)

    def test_every_role_has_its_task_list(self, keeper: User, officer: User) -> None:
        people = {Role.EXAM_OFFICER: keeper, Role.SELECTION_OFFICER: officer}
        found = {role: [what for what, _ in waiting(people.get(role) or person(f"a-{role}", role))] for role in Role}
        decide, adopt = ["Decide on a proposed role"], ["Adopt the rule"]
        assert {role: tasks for role, tasks in found.items() if tasks} == {
            Role.ACADEMY_MANAGER: decide, Role.HEAD_OF_ACADEMY: decide, Role.SELECTION_OFFICER: adopt,
        }  # fmt: skip

    def test_neither_who_proposed_a_role_nor_who_would_hold_it_decides(self) -> None:
        assert waiting(User.objects.get(username="munkh")) == []
        holder = person("second", Role.ACADEMY_MANAGER)
        propose_grant(
            user=holder, held=Held(Role.MARKER), valid_from=TODAY, by=User.objects.get(username="munkh"), at=AT
        )
        assert [address for _, address in waiting(holder)] == [
            f"/en/access/grants/{User.objects.get(username='otgon').grants.get().pk}/"
        ]

    def test_the_next_act_goes_to_the_next_hand(self, opened: Round, keeper: User, officer: User) -> None:
        assert waiting(officer) == [("Adopt the rule", "/en/selection/R1/rule/")]
        forty.ruled(opened, officer)
        assert waiting(officer) == []
        assert waiting(keeper) == [("Seal the records", "/en/selection/R1/seal/")]
        forty.sealed(opened, keeper)
        assert waiting(keeper) == []
        assert waiting(officer) == [("Record the public draw", "/en/selection/R1/lot/")]
        forty.drawn(opened, officer)
        assert waiting(officer) == [("Run the selection", "/en/selection/R1/run/")]

    def test_every_address_of_a_task_opens(self, opened: Round, keeper: User, officer: User) -> None:
        forty.ruled(opened, officer)
        for user in (keeper, person("head", Role.HEAD_OF_ACADEMY)):
            for _, address in waiting(user):
                page(client_of(user), address)

    def test_the_role_of_the_person_is_named(self, keeper: User) -> None:
        assert '<p class="small">Exam officer</p>' in page(client_of(keeper), "/en/")

    def test_decisions_are_listed_by_station_the_newest_first(self) -> None:
        shown = page(client_of(), "/en/")
        log = shown[shown.index("Handed on lately") :]
        assert re.findall(r"<p><b>([^<]+)</b> ([^<]+)</p>", log) == [
            ("Selection", "A round was opened"),
            ("Record", "A formula was adopted"),
            *[("Exams", "Marks were imported"), ("Exams", "An exam was opened")] * 2,
        ]

    def test_an_official_follows_their_own_road(self) -> None:
        one = Official.objects.everything(because="a test links").get(number="N20")
        one.account = person("tuya", Role.OFFICIAL, scope=Scope.OWN)
        one.save()
        shown = page(client_of(one.account), "/en/")
        assert "2 exams sat" in shown
        assert "Specialist, MOF" in shown

    def test_the_public_follows_nobody_outside_the_demonstration(self) -> None:
        assert "One official’s road" not in page(client_of(), "/en/")

    def test_counts_go_up_as_the_relay_goes_on(self, opened: Round, keeper: User, officer: User) -> None:
        assert {station: number for station, (number, _) in counted().items()} == {
            "plan": None, "people": 40, "training": 0, "exams": 39, "record": 0, "selection": 0,
        }  # fmt: skip
        forty.ruled(opened, officer)
        forty.drawn(forty.sealed(opened, keeper), officer)
        run_selection(round=opened, by=officer, at=AT)
        assert {station: number for station, (number, _) in counted().items()} == {
            "plan": None, "people": 40, "training": 0, "exams": 39, "record": 39, "selection": 8,
        }  # fmt: skip

    def test_the_public_costs_one_query_until_the_next_entry_of_the_ledger(
        self, opened: Round, officer: User, django_assert_num_queries: DjangoAssertNumQueries
    ) -> None:
        client = client_of()
        client.get("/en/")
        with django_assert_num_queries(1):
            client.get("/en/")
        forty.ruled(opened, officer)
        assert "A rule was adopted" in page(client, "/en/")

    @pytest.mark.parametrize("role", list(Role))
    def test_no_role_costs_more_than_twenty_queries(
        self, role: Role, django_assert_max_num_queries: DjangoAssertNumQueries
    ) -> None:
        client = client_of(person(f"a-{role}", role))
        client.get("/en/")
        with django_assert_max_num_queries(20):
            client.get("/en/")

    def test_what_waits_at_later_stations_is_counted_anew_after_an_entry(
        self, opened: Round, officer: User, django_assert_num_queries: DjangoAssertNumQueries
    ) -> None:
        planner = person("planner", Role.MINISTRY_PLANNER, scope=Scope.ORGANIZATION, code="MOF")
        grants, now = grants_of(planner, TODAY), root()
        assert duties(now, grants, "en") == ()
        with django_assert_num_queries(0):
            assert duties(now, grants, "en") == ()
        forty.ruled(opened, officer)
        assert root() != now
        before = duties.cache_info().misses
        assert duties(root(), grants, "en") == ()
        assert duties.cache_info().misses == before + 1

    def test_rounds_read_at_once_stand_where_each_does(self, opened: Round, keeper: User, officer: User) -> None:
        for act in (lambda: forty.ruled(opened, officer), lambda: forty.sealed(opened, keeper),
                    lambda: forty.drawn(Round.objects.get(), officer),
                    lambda: run_selection(round=Round.objects.get(), by=officer, at=AT)):  # fmt: skip
            act()
            assert rounds_standing(AT) == [(opened, state(Round.objects.get(), AT))]


def test_every_kind_that_is_handed_on_has_its_words_and_its_station() -> None:
    assert set(STATION_OF_KIND) <= set(KINDS)
    assert set(STATION_OF_KIND.values()) <= set(STATIONS_AND_NEIGHBOURS)


@pytest.mark.parametrize("language", ["mn", "en", "ko"])
def test_the_relay_is_a_paper_for_everybody(language: str) -> None:
    client, address = client_of(), f"/{language}/relay.pdf"
    assert f'href="{address}"' in page(client, f"/{language}/")
    reader = read(client, address)
    with override(language):
        told, names = text_of(reader), [str(name) for name in STATION_NAMES.values()]
    assert all(told.count(name) >= 2 for name in names)
    assert len(words_of_pictures(reader)) == 1
