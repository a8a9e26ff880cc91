"""Those around the cut line: what is drawn where, worked by hand, with intervals and without."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as some

from ortoo.charts.around_cut import Around, Person, Words, narrow, wide
from tests.charts.drawings import is_honest, texts

WORDS = Words(
    title="Around the cut line", finding="Two are near.", cut="Шалгуурын шугам 712,400", places="Жагсаалтын байр",
    scale="Тохируулсан оноо", borderline="Заагийн бүс: 2 хүн", points=lambda value: f"{value / 1000:.3f}", whole=str,
)  # fmt: skip
FOUR = [Person(1, 714_000, True), Person(2, 712_400, True), Person(3, 711_000, False), Person(4, 710_000, False)]
KNOWN = [
    Person(1, 714_000, True, 1, 1), Person(2, 712_400, True, 1, 3), Person(3, 711_000, False, 2, 4),
    Person(4, 710_000, False, 3, 4),
]  # fmt: skip


def test_without_intervals_it_stands_on_merits_and_claims_none() -> None:
    """Heights: from 710,000 to 714,000 with 6 % beyond; the line at 712,400."""
    drawn = wide(Around(FOUR, 2, 712_400), WORDS)
    assert "c-reach" not in drawn
    assert "c-border" not in drawn
    assert drawn.count('class="c-dot"') == 2
    assert drawn.count("c-ring--thin") == 2
    assert 'cy="42" r="4.5" class="c-dot"' in drawn
    assert [text for text in texts(drawn) if text.startswith("71")] == [
        "710.000",
        "711.000",
        "712.000",
        "713.000",
        "714.000",
    ]


def test_with_intervals_the_borderline_is_those_who_may_be_on_either_side() -> None:
    around = Around(KNOWN, 2, 712_400)
    assert [one.place for one in around.borderline] == [2, 3]
    drawn = wide(around, WORDS)
    assert drawn.count('class="c-reach"') == 4
    assert drawn.count('class="c-border"') == 1
    assert "Заагийн бүс: 2 хүн" in texts(drawn)


def test_somebody_chosen_by_a_quota_stands_at_the_rank_found_and_not_at_the_place() -> None:
    """Heights: ranks 1 to 9 with 6 % beyond, 224 units for 8.96 ranks; rank 9 lies 12 above the foot."""
    people = [*KNOWN[:1], Person(2, 705_000, True, 7, 9, rank=9), *KNOWN[2:]]
    assert 'cy="242" r="4.5" class="c-dot"' in wide(Around(people, 2, 712_400), WORDS)


def test_ranks_that_reach_far_stand_on_powers_of_ten() -> None:
    """More than ten times the two seats: a plain scale would draw the line of the last seat on its upper edge."""
    people = [Person(1, 714_000, True, 1, 1000), Person(2, 712_400, True, 1, 1000), *KNOWN[2:]]
    around = Around(people, 2, 712_400)
    assert around.bent
    assert [text for text in texts(wide(around, WORDS)) if text.startswith("1")][:4] == ["1", "10", "100", "1000"]
    is_honest(wide(around, WORDS))


def test_one_unknown_interval_and_none_is_drawn() -> None:
    assert "c-reach" not in wide(Around([*KNOWN[:3], FOUR[3]], 2, 712_400), WORDS)


def test_a_phone_shows_those_next_to_the_line() -> None:
    people = [Person(place, 900_000 - place, place <= 100) for place in range(51, 151)]
    assert [one.place for one in Around(people, 100, 1).nearest(40).people] == list(range(81, 121))
    assert narrow(Around(people, 100, 899_900), WORDS).count("<circle") == 40


def test_no_line_where_there_is_no_cut() -> None:
    assert "c-cut" not in wide(Around(FOUR, 2, None), WORDS)


numbers = some.lists(some.tuples(some.integers(0, 10**6), some.booleans(), some.integers(0, 40), some.integers(0, 40)),
                     min_size=1, max_size=100)  # fmt: skip


@given(numbers, some.booleans(), some.none() | some.integers(0, 10**6), some.integers(1, 100))
def test_every_drawing_is_whole_and_inside(
    rows: list[tuple[int, bool, int, int]], known: bool, cut: int | None, seats: int
) -> None:
    people = [
        Person(at, merit, chosen, max(1, at - up), at + down) if known else Person(at, merit, chosen)
        for at, (merit, chosen, up, down) in enumerate(rows, 1)
    ]
    around = Around(people, min(seats, len(people)), cut)
    for drawn in (wide(around, WORDS), narrow(around, WORDS)):
        is_honest(drawn)
