"""What a host sees: by hand, against a second reading, and that nothing is seen without a word for it."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as some

from ortoo.multilingual.refusals import Refusal
from ortoo.visits.rules.consents import COVERS, Word, check_covers, check_until, seen, without

LAST = date(2026, 6, 12)
DAY = date(2026, 6, 1)
words = some.lists(
    some.builds(
        Word,
        some.integers(1, 3),
        some.sampled_from(COVERS),
        some.booleans(),
        some.dates(date(2026, 5, 30), date(2026, 6, 3)),
    ),
    max_size=25,
)


def word(traveller: int, covers: str = "person", given: bool = True, until: date = LAST) -> Word:
    return Word(traveller, covers, given, until)


class TestByHand:
    def test_the_latest_word_counts(self) -> None:
        said = [word(1), word(2), word(1, given=False), word(2, "health"), word(3), word(3, given=False), word(3)]
        assert seen(said, DAY) == {2: frozenset({"person", "health"}), 3: frozenset({"person"})}

    def test_the_day_until_is_the_last(self) -> None:
        assert [seen([word(1, until=DAY)], DAY + timedelta(days=after)) for after in (0, 1)] == [
            {1: frozenset({"person"})}, {},
        ]  # fmt: skip

    def test_without_the_person_nothing_is_seen(self) -> None:
        said = [word(1), word(1, "identifiers"), word(1, given=False), word(2, "health")]
        assert seen(said, DAY) == {}

    def test_an_earlier_longer_word_does_not_outlive_a_later_shorter_one(self) -> None:
        assert seen([word(1, until=LAST), word(1, until=DAY)], DAY + timedelta(days=1)) == {}

    def test_of_nobody(self) -> None:
        assert seen([], DAY) == {}


class TestNothingLeaks:
    @given(words, some.dates(date(2026, 5, 29), date(2026, 6, 4)))
    def test_as_a_second_reading_says(self, said: list[Word], on: date) -> None:
        """Read backwards, one person and one thing at a time."""
        expected = {}
        for person in (1, 2, 3):
            allowed = set()
            for covers in COVERS:
                newest = next((one for one in reversed(said) if (one.traveller, one.covers) == (person, covers)), None)
                if newest and newest.given and not newest.until < on:
                    allowed.add(covers)
            if "person" in allowed:
                expected[person] = frozenset(allowed)
        assert seen(said, on) == expected

    @given(words, some.integers(1, 3), some.sampled_from(COVERS), some.dates())
    def test_what_is_taken_back_is_never_seen(self, said: list[Word], who: int, covers: str, on: date) -> None:
        after = seen([*said, Word(who, covers, False, on)], on)
        assert covers not in after.get(who, ())
        assert covers != "person" or who not in after

    @given(words, some.dates(date(2026, 5, 29), date(2026, 6, 4)))
    def test_a_later_day_never_shows_more(self, said: list[Word], on: date) -> None:
        today, tomorrow = seen(said, on), seen(said, on + timedelta(days=1))
        assert all(covers <= today[who] for who, covers in tomorrow.items())


class TestWithout:
    def test_numbers_of_those_whose_consent_is_missing(self) -> None:
        people = {1: "T02", 2: "T01", 3: "T03"}
        said = [word(3), word(1, until=DAY - timedelta(days=1)), word(3, "health")]
        assert without(people, said, "person", DAY) == ["T01", "T02"]
        assert without(people, said, "health", DAY) == ["T01", "T02"]
        assert without({3: "T03"}, said, "person", DAY) == []


class TestBounds:
    @pytest.mark.parametrize(
        ("until", "code"),
        [
            (LAST - timedelta(days=1), "visits.consent_ends_early"),
            (LAST, None),
            (LAST + timedelta(days=366), None),
            (LAST + timedelta(days=367), "visits.consent_too_long"),
        ],
    )
    def test_a_consent_ends_after_the_visit_and_within_a_year(self, until: date, code: str | None) -> None:
        if code is None:
            check_until(until, LAST)
            return
        with pytest.raises(Refusal) as refused:
            check_until(until, LAST)
        assert refused.value.code == code

    def test_covers_in_their_order(self) -> None:
        assert check_covers(["health", "person", "health"]) == ("person", "health")
        for wrong, said in ((["name"], "name"), ([], "–"), (["person", "x", "a"], "a, x")):
            with pytest.raises(Refusal) as refused:
                check_covers(wrong)
            assert refused.value.values["covers"] == said
