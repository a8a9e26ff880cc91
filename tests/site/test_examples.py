"""The examples that are shipped with the programme: whole in three languages, invented, and said to be so."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import pytest

from ortoo.actions.rules.delays import Planned, check_plan
from ortoo.actions.rules.states import Act, State, state_of
from ortoo.lessons.rules.gates import Degree, gaps
from ortoo.site.demonstration.examples import example, minutes
from ortoo.site.demonstration.learning import draft_of
from ortoo.site.demonstration.offices import successors
from ortoo.site.demonstration.visiting import offer_of
from ortoo.visits.rules.offering import check_offer, circle

LANGUAGES = {"mn", "en", "ko"}
FIRST, LAST = date(2022, 12, 12), date(2022, 12, 16)
EXAMPLES = ("visit2022", "lessons2022", "measures2023", "after2022", "partners")


def texts(given: Any) -> Iterator[dict[str, str]]:
    """Every text by language, however deep it stands."""
    if isinstance(given, dict):
        if LANGUAGES & set(given):
            yield given
        for one in given.values():
            yield from texts(one)
    elif isinstance(given, list):
        for one in given:
            yield from texts(one)


def day_of(when: str | int) -> date:
    """Numbers are days from the moment of building."""
    return date(2026, 11, 29) + timedelta(days=when) if isinstance(when, int) else date.fromisoformat(when)


def commitments() -> list[Any]:
    return [line for measure in example("measures2023")["measures"] for line in measure["commitments"]]


@pytest.mark.parametrize("name", EXAMPLES)
def test_every_text_is_there_in_three_languages(name: str) -> None:
    assert [one for one in texts(example(name)) if set(one) != LANGUAGES or not all(one.values())] == []


@pytest.mark.parametrize("name", EXAMPLES)
def test_each_says_that_it_is_invented_or_ours(name: str) -> None:
    note = example(name)["note"].lower()
    assert "invented" in note or "ours" in note


class TestTheVisit:
    def test_nothing_but_topics_is_taken_from_the_source(self) -> None:
        given = example("visit2022")
        assert {one["basis"] for one in given["topics"]} == {"S"}
        assert {one["link_basis"] for one in given["topics"]} == {"I"}
        assert {one["basis"] for one in given["stops"]} <= {"I", "M"}
        assert all(one["post"].startswith("Example: ") for one in given["speakers"])
        assert all("(example figure)" in one["names"]["en"] for one in given["costs"])

    def test_thirteen_topics_and_the_stops_of_two_hosts(self) -> None:
        given = example("visit2022")
        assert len(given["topics"]) == 13
        assert Counter(one["host"] for one in given["stops"]) == {"LOGODI": 15, "KIPA": 8}

    def test_every_stop_can_be_offered(self) -> None:
        stops = example("visit2022")["stops"]
        for one in stops:
            check_offer(offer_of(one, FIRST), FIRST, LAST)
        assert circle({one["code"]: one.get("before", []) for one in stops}) == ()

    def test_what_is_placed_lies_in_its_window(self) -> None:
        stops = {one["code"]: one for one in example("visit2022")["stops"]}
        for one in example("visit2022")["agenda"]:
            windows = stops[one["stop"]]["windows"]
            assert any(day == one["day"] and low <= one["start"] <= high for day, low, high in windows), one

    def test_every_must_is_placed(self) -> None:
        given = example("visit2022")
        placed = {one["stop"] for one in given["agenda"]}
        assert {one["code"] for one in given["stops"] if one["must"]} <= placed
        assert len(given["stops"]) > len(placed), "something is left out"

    def test_who_moved_since_is_visited_where_they_sit(self) -> None:
        ministry = next(one for one in example("visit2022")["stops"] if one["code"] == "V2")
        assert [offer_of(ministry, day).venue for day in (FIRST, date(2026, 12, 21))] == ["MOIS22", "MOIS"]


class TestLessons:
    def test_each_passes_the_gates_and_every_degree_occurs(self) -> None:
        lessons = example("lessons2022")["lessons"]
        assert [(one["code"], gaps(draft_of(one))) for one in lessons if gaps(draft_of(one))] == []
        assert {one["degree"] for one in lessons} == set(Degree)

    def test_one_is_adopted_one_tried_one_rejected_one_undecided(self) -> None:
        last = [
            one["decisions"][-1]["outcome"] if one["decisions"] else None for one in example("lessons2022")["lessons"]
        ]
        assert Counter(last) == {"adopted": 4, "tried": 1, "rejected": 1, None: 1}

    def test_notes_are_those_of_stops_that_take_place(self) -> None:
        placed = {one["stop"] for one in example("visit2022")["agenda"]}
        given = example("lessons2022")
        assert {one["stop"] for one in given["notes"]} <= placed
        carried = {name for one in given["lessons"] for name in one["notes"]}
        assert {one["id"] for one in given["notes"]} - carried == {"n03"}, "one waits for its lesson"


class TestMeasures:
    def test_plans_can_be_kept_and_codes_are_their_own(self) -> None:
        lines = commitments()
        assert len({line["code"] for line in lines}) == len(lines) == 30
        for measure in example("measures2023")["measures"]:
            check_plan(
                {
                    line["code"]: Planned(
                        line["giver"], day_of(line["due"]), line["duration_days"], after=tuple(line.get("after", ())),
                        final=line.get("final", False),
                    )
                    for line in measure["commitments"]
                }
            )  # fmt: skip

    def test_several_bodies_in_each_of_their_time(self) -> None:
        for measure in example("measures2023")["measures"]:
            ended = successors(day_of(measure["begins"]))
            bodies = {measure["lead"], *(body for body, _ in measure["others"])}
            assert len(bodies) >= 4
            assert not bodies & set(ended)
            assert {line[side] for line in measure["commitments"] for side in ("giver", "receiver")} <= bodies

    def test_some_are_kept_some_late_some_refused_and_some_still_open(self) -> None:
        states = Counter(state_of(Act(act[0]) for act in line["acts"] if act[0] != "expect") for line in commitments())
        assert states == {
            State.CONFIRMED: 23, State.REFUSED: 2, State.RETURNED: 1, State.ACCEPTED: 2, State.DELIVERED: 1,
            State.PROPOSED: 1,
        }  # fmt: skip

    def test_no_body_is_shown_without_the_word_example(self) -> None:
        for measure in example("measures2023")["measures"]:
            assert measure["about"]["en"].startswith("Example. ")
            assert all("(example figure)" in cost["names"]["en"] for cost in measure["costs"])
            assert all(report["evidence"].startswith("Жишээ") for report in measure["reports"])
        for line in commitments():
            assert all(act[2].startswith("Жишээ") for act in line["acts"] if act[0] == "deliver")


def test_exchanges_name_their_source_and_agreements_are_examples() -> None:
    given = example("partners")
    assert all(one["basis"] == "S" and one["source"] and one["counted"] for one in given["exchanges"])
    assert all(one["basis"] == "M" and "(example)" in one["names"]["en"] for one in given["agreements"])


def test_a_clock() -> None:
    assert [minutes(one) for one in ("00:00", "09:30", "14:05")] == [0, 570, 845]
