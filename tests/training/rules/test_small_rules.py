"""Places, flags, competencies, the rule of enrolment and the cell of a moment."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ortoo.multilingual.refusals import Refusal
from ortoo.training.rules.competencies import Need, Post, gap, needed
from ortoo.training.rules.enrolling import EnrolmentRule, read_rule
from ortoo.training.rules.flags import is_never_present, is_too_fast
from ortoo.training.rules.moments import Moment
from ortoo.training.rules.places import moved_up, place_after, queue_of

POST = Post("executive", "des", "Senior  specialist")


def test_places_go_in_the_order_of_signing_up() -> None:
    assert queue_of("abcd", 2) == (("a", "b"), ("c", "d"))
    assert queue_of("ab", 2) == (("a", "b"), ())
    assert moved_up("abcd", "acd", 2) == ("c",)
    assert moved_up("abcd", "abd", 2) == ()


@given(st.integers(0, 30), st.integers(1, 20))
def test_a_place_by_counting_is_that_of_the_queue(earlier: int, capacity: int) -> None:
    seated, waiting = queue_of(range(earlier + 1), capacity)
    place = place_after(earlier, capacity)
    assert (earlier in seated, place) == (place == 0, waiting.index(earlier) + 1 if earlier in waiting else 0)


@given(st.lists(st.integers(), unique=True, min_size=1), st.integers(1, 20), st.data())
def test_who_leaves_moves_up_at_most_one_and_drops_nobody(order: list[int], capacity: int, data: st.DataObject) -> None:
    gone = data.draw(st.sampled_from(order))
    after = [who for who in order if who != gone]
    up = moved_up(order, after, capacity)
    assert len(up) <= 1
    seated = set(queue_of(after, capacity)[0])
    assert seated == (set(order[:capacity]) - {gone}) | set(up)


def test_a_flag_is_raised_below_the_least_time_and_without_presence() -> None:
    assert [is_too_fast(seconds, 10) for seconds in (599, 600, 601)] == [True, False, False]
    assert is_too_fast(0, 0) is False
    assert [is_never_present(*case) for case in ((True, 0, 2), (True, 1, 2), (False, 0, 2), (True, 0, 0))] == [
        True, False, False, False,
    ]  # fmt: skip


def test_a_post_needs_what_fits_its_level_class_or_title() -> None:
    needs = [
        Need("plan", level="executive"),
        Need("law", rank_class="des", level="managing"),
        Need("data", title="SENIOR specialist"),
        Need("all", rank_class="des"),
    ]
    assert needed(POST, needs) == {"plan", "data", "all"}
    assert gap(POST, needs, ["data", "law"]) == ("all", "plan")
    assert gap(None, needs, []) == ()


def test_the_text_of_a_rule_reads_back() -> None:
    rule = EnrolmentRule(date(2022, 9, 1), level=("managing",), post=('Head "A"', "Deputy\\head"))
    assert rule.text == 'as_of = 2022-09-01\nlevel = ["managing"]\npost = ["Deputy\\\\head", "Head \\"A\\""]\n'
    assert read_rule(rule.text).text == rule.text
    assert read_rule("as_of = 2022-09-01") == EnrolmentRule(date(2022, 9, 1))


words = st.lists(st.text(st.characters(exclude_categories=("Cs", "Cc")), min_size=1), max_size=3).map(tuple)


@given(st.dates(), words, words)
def test_every_rule_reads_back(day: date, posts: tuple[str, ...], regions: tuple[str, ...]) -> None:
    rule = EnrolmentRule(day, post=posts, region=regions)
    assert read_rule(rule.text).text == rule.text


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("as_of = ", "training.rule_unreadable"),
        ('level = ["managing"]', "training.rule_without_day"),
        ("as_of = 2022-09-01T10:00:00", "training.rule_without_day"),
        ("as_of = 2022-09-01\ncity = []", "training.rule_line"),
        ('as_of = 2022-09-01\nlevel = "managing"', "training.rule_line"),
        ("as_of = 2022-09-01\nlevel = [1]", "training.rule_line"),
    ],
)
def test_what_is_no_rule_is_refused(text: str, code: str) -> None:
    with pytest.raises(Refusal) as caught:
        read_rule(text)
    assert caught.value.code == code


@pytest.mark.parametrize(
    ("raw", "moment"),
    [
        ("2026-03-02 14:05", datetime(2026, 3, 2, 14, 5)),
        ("2026-03-02T14:05:59", datetime(2026, 3, 2, 14, 5, 59)),
        ("2026-03-02T14:05:59Z", datetime(2026, 3, 2, 14, 5, 59, tzinfo=UTC)),
        ("2026-03-02 14:05+08:00", datetime(2026, 3, 2, 14, 5, tzinfo=timezone(timedelta(hours=8)))),
        (datetime(2026, 3, 2, 14, 5, 1, 999), datetime(2026, 3, 2, 14, 5, 1)),
    ],
)
def test_moments_are_read_and_shown(raw: str | datetime, moment: datetime) -> None:
    assert Moment()(raw) == moment
    assert Moment()(Moment().show(moment)) == moment


@pytest.mark.parametrize(
    "raw",
    [
        "2026-03-02", "02.03.2026 14:05", "2026-02-30 10:00", "2026-03-02 25:00", 46083.5,
        "9999-12-31 23:30Z", "0001-01-01 00:30+14:00",  # not to be written in other zones
    ],
)  # fmt: skip
def test_what_is_no_moment_is_refused(raw: str | float) -> None:
    with pytest.raises(Refusal) as caught:
        Moment()(raw)
    assert caught.value.code == "training.not_a_moment"
