"""One official's road through the stations, for themselves and for others."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

import pytest
from django.utils.translation import override

from ortoo.access.models import User
from ortoo.journey.queries import road_of
from ortoo.people.models import Official
from ortoo.record.models import Record
from ortoo.relay import Step
from ortoo.selection.models import Place
from ortoo.selection.operations import open_round, run_selection
from ortoo.training.rules.completion import Counts, Rule
from tests.cast import AT, academy_manager, exam_officer, selection_officer
from tests.factories import training
from tests.factories.people import appointed, official, organization
from tests.selection import forty

pytestmark = pytest.mark.django_db
DECIDED = date(2026, 3, 2)


@pytest.fixture(autouse=True)
def _in_english() -> Iterator[None]:
    with override("en"):
        yield


@pytest.fixture
def people() -> tuple[User, User]:
    return exam_officer(), selection_officer()


def one(number: str) -> Official:
    return Official.objects.everything(because="a test looks").get(number=number)


def road(number: str, *, own: bool = False) -> list[tuple[str, str, date | None, str | None]]:
    return [
        (str(stop.station), str(stop.sentence), stop.at, stop.address) for stop in road_of(one(number), own=own).stops
    ]


def test_somebody_who_was_just_registered() -> None:
    official("A1")
    assert road("A1") == []
    appointed(one("A1"), organization("MOF"))
    assert road("A1") == [("People", "Specialist, MOF", date(2021, 1, 1), None)]


def test_all_stops_in_the_order_of_the_relay(people: tuple[User, User]) -> None:
    forty.run(*people)
    assert road("N20") == [
        ("People", "Specialist, MOF", date(2021, 1, 1), None),
        ("Exams", "2 exams sat", date(2025, 5, 20), None),
        ("Record", "Record 70.000, sealed", DECIDED, None),
        ("Selection", "The eight of 2026: Rank 20, chosen on the cut line", DECIDED, None),
    ]


def test_ones_own_stops_lead_to_their_pages(people: tuple[User, User]) -> None:
    run = forty.run(*people)
    record = Record.objects.everything(because="a test looks").get(official__number="N20")
    place = Place.objects.everything(because="a test looks").get(run=run, official__number="N20")
    assert [address for _, _, _, address in road("N20", own=True)] == [
        None, "/en/exams/mine/", f"/en/record/records/{record.pk}/", f"/en/selection/R1/place/{place.pk}/",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("number", "ends"),
    [
        ("N05", ["Record 85.000, sealed", "The eight of 2026: Rank 5, on the cut line, not chosen"]),
        ("N10", ["Record 82.000, sealed", "The eight of 2026: Rank 10, 1.000 short of the cut line"]),
        ("N37", ["Sealed without a record", "The eight of 2026: Not eligible in this round"]),
        ("N39", ["Record 80.000, sealed", "The eight of 2026: Not eligible in this round"]),
        ("N40", ["Specialist, MOF"]),
    ],
)
def test_how_a_road_ends(people: tuple[User, User], number: str, ends: list[str]) -> None:
    forty.run(*people)
    assert [sentence for _, sentence, _, _ in road(number)][-len(ends) :] == ends


def step(number: str) -> Step:
    return road_of(one(number), own=False).step


def test_the_step_goes_on_with_the_round(people: tuple[User, User]) -> None:
    keeper, officer = people
    formula = forty.marked(keeper, officer)
    assert (step("N20"), step("N40")) == (Step.MARKED, Step.REGISTERED)
    round = forty.opened(formula, officer)
    forty.ruled(round, officer)
    forty.drawn(forty.sealed(round, keeper), officer)
    assert (step("N20"), step("N37"), step("N40")) == (Step.SEALED, Step.SEALED, Step.REGISTERED)
    run_selection(round=round, by=officer, at=AT)
    assert {number: step(number) for number in ("N20", "N37", "N40")} == {
        "N20": Step.CHOSEN, "N37": Step.INELIGIBLE, "N40": Step.REGISTERED,
    }  # fmt: skip
    listed = Place.objects.everything(because="a test looks").values_list("official__number", "status")
    assert {number: str(step(number)) for number, _ in listed} == dict(listed)


def test_a_second_round_is_one_further_stop(people: tuple[User, User]) -> None:
    keeper, officer = people
    run = forty.run(keeper, officer)
    later = AT + timedelta(days=2)
    second = open_round(code="R2", names=forty.NAMES, formula=run.round.formula, by=officer, at=later)
    forty.ruled(second, officer)
    forty.drawn(forty.sealed(second, keeper), officer)
    run_selection(round=second, by=officer, at=later)
    found = road("N01")
    assert [station for station, _, _, _ in found] == ["People", "Exams", "Record", "Selection", "Selection"]
    assert [at for _, _, at, _ in found][-2:] == [DECIDED, date(2026, 3, 4)]


def test_completed_courses_are_one_stop() -> None:
    manager = academy_manager()
    official("A1")
    for code in ("one", "two"):
        course = training.course(f"of-{code}", manager, rule=Rule(0, 0, 0, Counts.BEST))
        training.enrolled(training.cohort(code, manager, course), manager, "A1")
    assert road("A1", own=True) == [("Training", "2 courses completed", DECIDED, "/en/training/mine/")]
    assert step("A1") == Step.REGISTERED


def test_it_costs_the_same_however_long_it_is(
    people: tuple[User, User], django_assert_num_queries: pytest.FixtureRequest
) -> None:
    forty.run(*people)
    for number in ("N01", "N40"):
        who = one(number)
        with django_assert_num_queries(8):  # type: ignore[operator]
            road_of(who, own=True)
