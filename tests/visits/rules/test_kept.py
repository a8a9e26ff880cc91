"""What an agenda is kept as, how two versions differ, and the small rules of notes and questionnaires."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as some

from ortoo.multilingual.refusals import Refusal
from ortoo.visits.rules.agenda import Agenda, Day, LeftOut, Limits, Lunch, Placed, Problem, Stop, Violation, Window
from ortoo.visits.rules.agenda_kept import Moved, Said, asked_json, asked_read, by_hand, differences, said
from ortoo.visits.rules.noting import Note, believed, check_key
from ortoo.visits.rules.problem_of_visit import Asked, Offered, asked_in, days_between, problem_of
from ortoo.visits.rules.questionnaire import Answer, Summary, check_answer, summary

DAYS = days_between(date(2022, 12, 12), date(2022, 12, 13))
OFFERED = [
    Offered("V2", "visit", 90, "SCH", 50, needs=("L1",), before=("GONE",)),
    Offered("L1", "lecture", 120, "LOG", 10, must=True, people=("speaker-1",), windows=((DAYS[1], 600, 660),)),
]
MINUTES = {("LOG", "SCH"): 80, ("SCH", "LOG"): 80}


def test_a_visit_as_a_problem() -> None:
    assert problem_of(DAYS, OFFERED, MINUTES, ["b", "a", "b"], Asked(base="LOG")) == Problem(
        days=tuple(Day(day, 540, 1080, "LOG", "LOG") for day in DAYS),
        stops=(
            Stop("L1", 120, "LOG", "lecture", 10, must=True, windows=(Window(1, 600, 660),), people=("speaker-1",),
                 joint=True),
            Stop("V2", 90, "SCH", "visit", 50, joint=True, requires=("L1",)),
        ),
        travel={"LOG": {"SCH": 80}, "SCH": {"LOG": 80}},
        groups=("a", "b"),
        limits=Limits(480, Lunch(60, 690, 855), 2, 15),
    )  # fmt: skip


def test_where_hotels_are_free_they_are_the_venues() -> None:
    found = problem_of(DAYS, OFFERED, MINUTES, [], Asked())
    assert (found.groups, found.hotels, found.days[0].start_place) == (("all",), ("LOG", "SCH"), None)


@given(
    some.builds(
        Asked, some.integers(0, 600), some.integers(700, 1400), some.sampled_from([None, "LOG"]),
        some.none() | some.integers(1, 900),
        some.none() | some.builds(Lunch, some.integers(10, 90), some.integers(0, 700), some.integers(800, 1400)),
        some.none() | some.integers(0, 9), some.none() | some.integers(1, 60),
    )
)  # fmt: skip
def test_what_was_asked_comes_back(asked: Asked) -> None:
    assert asked_read(asked_json(asked)) == asked
    assert asked_in(problem_of(DAYS, OFFERED, MINUTES, [], asked)) == asked


def test_an_agenda_by_hand_says_what_it_is_worth() -> None:
    question = problem_of(DAYS, OFFERED, MINUTES, [], Asked())
    rows = [Placed("L1", "all", 1, 600)]
    assert by_hand(question, rows) == Agenda(
        "feasible", value=10, bound=60, stops=tuple(rows), left_out=(LeftOut("V2", "all", "by-hand"),)
    )


def test_in_out_and_moved() -> None:
    before = [Placed("A", "all", 0, 600), Placed("B", "all", 0, 700), Placed("C", "all", 1, 600)]
    after = [Placed("A", "all", 0, 600), Placed("B", "all", 1, 540), Placed("D", "all", 0, 900)]
    assert differences(before, after) == (
        Moved("D", "all", None, (0, 900)),
        Moved("B", "all", (0, 700), (1, 540)),
        Moved("C", "all", (1, 600), None),
    )
    assert [one.kind for one in differences(before, after)] == ["in", "moved", "out"]


rows = some.lists(
    some.builds(Placed, some.sampled_from("ABC"), some.just("all"), some.integers(0, 2), some.integers(0, 3)),
    unique_by=lambda one: one.stop,
)


@given(rows, rows)
def test_there_and_back_is_the_same_way(one: list[Placed], other: list[Placed]) -> None:
    there, back = differences(one, other), differences(other, one)
    assert {(m.stop, m.was, m.now) for m in there} == {(m.stop, m.now, m.was) for m in back}
    assert (there == ()) == (set(one) == set(other))


def test_a_speaker_is_named_in_the_sentence_and_not_in_the_problem() -> None:
    broken = Violation("agenda.person_twice", ("B", "A"), day=0, values=(
        ("date", "2022-12-12"), ("earlier", "A"), ("person", "speaker-1"), ("start", "10:00"), ("stop", "B"),
    ))  # fmt: skip
    for language in ("en", "mn", "ko"):
        assert "Kim" in said(broken, {"speaker-1": "Kim"}, language)
        assert Said.of(broken, {"speaker-1": "Kim"}).words(language) == said(broken, {"speaker-1": "Kim"}, language)


# ---- notes and questionnaires


def test_a_clock_is_believed_within_reason() -> None:
    begins, came = datetime(2022, 12, 12, 1, tzinfo=UTC), datetime(2022, 12, 12, 9, tzinfo=UTC)
    for at, expected in (
        (came - timedelta(hours=2), came - timedelta(hours=2)),
        (came + timedelta(minutes=10), came + timedelta(minutes=10)),
        (came + timedelta(minutes=11), came),
        (begins - timedelta(seconds=1), came),
    ):
        assert believed(at, came, begins) == expected


@pytest.mark.parametrize("key", ["", "1234567", "x" * 36, "0" * 37, "../../etc", "12345678\n"])
def test_what_is_no_key(key: str) -> None:
    with pytest.raises(Refusal):
        check_key(key)


def test_a_phone_s_line_ends_make_no_other_note() -> None:
    assert Note("en", " a\r\nb ").tidy() == Note("en", "a\nb").tidy() == Note("en", "a\nb")


def test_five_make_a_crowd() -> None:
    four = [Answer(5, 4, 3, "b"), Answer(4, 4, 3), Answer(3, 4, 3, "a"), Answer(2, 4, 4)]
    assert summary(four) == Summary(4)
    assert summary([*four, Answer(1, 5, 4)]) == Summary(
        5, (("content", 3000), ("pace", 4200), ("use", 3400)), ("a", "b")
    )
    assert summary([Answer(1, 1, 1)] * 5 + [Answer(2, 1, 1)]).means[0] == ("content", 1167)


@given(some.integers(-3, 9), some.integers(-3, 9), some.integers(-3, 9))
def test_only_the_scale(content: int, pace: int, use: int) -> None:
    good = all(1 <= value <= 5 for value in (content, pace, use))
    if good:
        check_answer(Answer(content, pace, use))
    else:
        with pytest.raises(Refusal):
            check_answer(Answer(content, pace, use))
