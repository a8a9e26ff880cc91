"""Reads of rounds: whose places, who stands next to whom, what was the latest."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

import pytest
from django.utils.translation import override

from ortoo.access.models import User
from ortoo.access.rules.roles import Role, Scope
from ortoo.people.models import Official
from ortoo.selection.models import Place, Round, Run
from ortoo.selection.operations import (
    confirm_ruling,
    open_round,
    publish_final,
    rerun,
    run_selection,
    sign_list,
)
from ortoo.selection.queries import (
    account_at,
    exams_of,
    first_below,
    latest_decided,
    merits_around,
    neighbours,
    own_place,
    places_of,
    places_of_official,
    rounds,
    state,
)
from ortoo.selection.rules.states import State
from ortoo.selection.steps import steps_of, waiting_for
from tests.cast import AT, academy_manager, auditor, grants, outsider, person
from tests.selection import appealing, forty

pytestmark = pytest.mark.django_db


def with_account(number: str) -> User:
    """The account of one of the forty."""
    user = person(f"account-{number}", Role.OFFICIAL, scope=Scope.OWN)
    one = Official.objects.everything(because="a test links").get(number=number)
    one.account = user
    one.save()
    return user


def numbers(places: list[Place]) -> list[str]:
    return [place.official.number for place in places]


class TestWhoSeesWhichPlaces:
    def test_who_may_see_names_sees_all(self, run: Run, officer: User) -> None:
        assert places_of(run, grants(officer)).count() == 39

    def test_an_official_sees_their_own(self, run: Run) -> None:
        user = with_account("N20")
        assert numbers(list(places_of(run, grants(user)))) == ["N20"]
        place = own_place(grants(user))
        assert place is not None
        assert (place.official.number, place.place) == ("N20", 8)

    def test_who_is_on_no_list_has_no_place(self, run: Run) -> None:
        assert own_place(grants(with_account("N40"))) is None
        assert own_place(grants(outsider())) is None
        assert own_place(grants(None)) is None

    def test_a_ministry_sees_its_own_people_and_another_ministry_nobody(self, run: Run) -> None:
        own = person("fin", Role.SENDING_MINISTRY, scope=Scope.ORGANIZATION, code="MOF")
        other = person("med", Role.SENDING_MINISTRY, scope=Scope.ORGANIZATION, code="MOH")
        assert places_of(run, grants(own)).count() == 38  # N39 left last year
        assert places_of(run, grants(other)).count() == 0

    def test_an_auditor_sees_nobody_by_name(self, run: Run) -> None:
        assert places_of(run, grants(auditor())).count() == 0
        assert places_of(run, None).count() == 39


class TestNextToSomebody:
    def place(self, run: Run, number: str) -> Place:
        return next(place for place in forty.places(run) if place.official.number == number)

    def test_two_on_either_side(self, run: Run) -> None:
        assert numbers(neighbours(self.place(run, "N05")))[1:] == ["N20", "N05", *numbers(forty.places(run)[9:11])]

    def test_fewer_at_the_ends(self, run: Run) -> None:
        assert numbers(neighbours(self.place(run, "N01"))) == ["N01", "N02", "N03"]

    def test_merits_around_are_adjusted_and_leave_out_oneself_and_who_has_none(self, run: Run) -> None:
        around = merits_around(self.place(run, "N01"), how_many=6)
        assert sorted(around, reverse=True) == [97_000, 88_000, 85_000]
        assert len(merits_around(self.place(run, "N20"))) == 38 - 1  # N37 has no merit

    def test_the_first_below_heads_the_reserve(self, run: Run) -> None:
        assert first_below(run) == self.place(run, "N05").official_id
        assert first_below(None) is None

    def test_the_account_at_a_place(self, run: Run) -> None:
        user = with_account("N01")
        assert account_at(run, 1) == user


class TestRounds:
    def test_states_follow_what_there_is(self, keeper: User, officer: User) -> None:
        round = forty.opened(forty.marked(keeper, officer), officer)
        seen = [state(round), state(forty.ruled(round, officer))]
        seen += [state(forty.sealed(round, keeper)), state(forty.drawn(round, officer))]
        assert seen == [State.OPEN, State.RULED, State.SEALED, State.DRAWN]

    def test_the_latest_list_is_that_of_the_latest_run_that_has_one(
        self, run: Run, officer: User, keeper: User
    ) -> None:
        assert latest_decided() == run
        later = open_round(
            code="R2", names=forty.NAMES, formula=run.round.formula, by=officer, at=AT + timedelta(days=1)
        )
        assert [round.code for round in rounds()] == ["R2", "R1"]
        forty.ruled(later, officer, forty.IMPOSSIBLE)
        forty.drawn(forty.sealed(later, keeper), officer)
        run_selection(round=later, by=officer, at=AT + timedelta(days=1))
        assert latest_decided() == run

    def test_an_officials_places_are_one_a_round(self, run: Run) -> None:
        one = Official.objects.everything(because="a test looks").get(number="N05")
        assert [(place.run.round.code, place.status) for place in places_of_official(one)] == [("R1", "reserve")]

    def test_exams_in_the_order_of_the_formula(self, run: Run) -> None:
        assert list(exams_of(run.round)) == ["S24", "S25"]


class TestSteps:
    @pytest.fixture(autouse=True)
    def _in_english(self) -> Iterator[None]:
        with override("en"):
            yield

    def said(self, round: Round, user: User) -> list[tuple[str, str, str]]:
        return [(str(step.what), str(step.tag), step.address) for step in steps_of(round, grants(user), AT)]

    def test_only_the_next_act_leads_anywhere_and_only_for_whose_it_is(self, keeper: User, officer: User) -> None:
        round = forty.ruled(forty.opened(forty.marked(keeper, officer), officer), officer)
        names = [
            "Adopt the rule", "Seal the records", "Record the public draw", "Run the selection", "Rule on appeals",
            "Carry out upheld appeals", "Run the selection again", "Sign the list", "Publish the final list",
        ]  # fmt: skip
        for user, tag, address in (
            (keeper, "Waits for you", "/en/selection/R1/seal/"),
            (officer, "Waits for somebody else", ""),
            (auditor(), "Waits for somebody else", ""),
        ):
            tags = ["Done", tag, *["Not started"] * 7]
            assert self.said(round, user) == list(zip(names, tags, ["", address, *[""] * 7], strict=True))

    def test_while_the_window_is_open_the_round_waits_for_the_clock(self, run: Run, officer: User) -> None:
        tags = [tag for _, tag, _ in self.said(run.round, officer)]
        assert tags == [*["Done"] * 4, "Open to appeals", *["Not started"] * 4]
        assert waiting_for(grants(officer), AT) == []

    def test_what_waits_is_the_next_act_of_each_round(self, keeper: User, officer: User) -> None:
        round = forty.opened(forty.marked(keeper, officer), officer)
        assert [(str(task.what), task.address, task.origin) for task in waiting_for(grants(officer))] == [
            ("Adopt the rule", "/en/selection/R1/rule/", "The eight of 2026")
        ]
        assert waiting_for(grants(keeper)) == []
        forty.ruled(round, officer)
        assert [task.address for task in waiting_for(grants(keeper))] == ["/en/selection/R1/seal/"]
        assert waiting_for(grants(officer)) == waiting_for(grants(academy_manager())) == []

    def test_on_the_way_to_a_final_list_it_waits_for_one_hand_after_another(
        self, run: Run, keeper: User, officer: User
    ) -> None:
        one, other = appealing.panel()
        head, own = appealing.head(), appealing.account("N10")
        hands = {"keeper": keeper, "officer": officer, "head": head, "one": one, "other": other, "own": own}

        def waits(at: datetime) -> dict[str, list[str]]:
            found = {name: [str(task.what) for task in waiting_for(grants(user), at)] for name, user in hands.items()}
            return {name: tasks for name, tasks in found.items() if tasks}

        own_place_said = "See your place, and appeal where something is wrong"
        assert waits(appealing.WITHIN) == {"own": [own_place_said]}
        appeal = appealing.filed(run)
        asked = {"one": ["Rule on appeal R1/1"], "other": ["Rule on appeal R1/1"]}
        assert waits(appealing.WITHIN) == {**asked, "own": [own_place_said]}
        assert waits(appealing.CLOSED) == asked
        draft = appealing.drafted(appeal, one)
        assert waits(appealing.CLOSED) == {"other": ["Confirm or return: appeal R1/1"]}
        confirm_ruling(ruling=draft, by=other, at=appealing.CLOSED)
        assert waits(appealing.CLOSED) == {"keeper": ["Carry out upheld appeals"]}
        appealing.carried_out(run, keeper)
        assert waits(appealing.CLOSED) == {"officer": ["Run the selection again"]}
        rerun(round=run.round, by=officer, at=appealing.CLOSED)
        assert waits(appealing.CLOSED) == {"head": ["Sign the list"]}
        sign_list(round=run.round, by=head, at=appealing.CLOSED)
        assert waits(appealing.CLOSED) == {"officer": ["Publish the final list"]}
        publish_final(round=run.round, by=officer, at=appealing.CLOSED)
        assert waits(appealing.CLOSED) == {}

    def test_where_nobody_appealed_two_steps_are_not_needed(self, run: Run, officer: User) -> None:
        appealing.final(run, officer)
        tags = [str(step.tag) for step in steps_of(run.round, grants(officer), appealing.CLOSED)]
        assert tags == [*["Done"] * 5, "Not needed", "Not needed", "Done", "Done"]
