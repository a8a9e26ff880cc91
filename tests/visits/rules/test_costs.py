"""Totals by currency and payer, and the lines that are refused."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as some

from ortoo.multilingual.refusals import Refusal
from ortoo.visits.rules.costs import MOST, PAYERS, Line, Total, check_kept, check_lines, totals

NAMES = {"mn": "Нислэг", "en": "Flight", "ko": "항공료"}
FLIGHT = Line(NAMES, "USD", "home", 820_000, 12)
STAY = Line(NAMES, "USD", "host", 640_000, 12)
VISA = Line(NAMES, "KRW", "home", 50_000_000, 10)
lines = some.lists(
    some.builds(
        Line,
        some.just(NAMES),
        some.sampled_from(["USD", "KRW", "MNT"]),
        some.sampled_from(PAYERS),
        some.integers(0, 10**9),
        some.integers(1, 20),
        some.none() | some.integers(0, 10**9),
    )
)


class TestTotals:
    def test_by_hand(self) -> None:
        settled = replace(FLIGHT, actual=800_000)
        extra = Line(NAMES, "USD", "home", 300_000, 12)
        assert totals([VISA, STAY, settled, extra]) == (
            Total("KRW", "home", 500_000_000, 0, 0),
            Total("USD", "home", 13_440_000, 9_840_000, 9_600_000),
            Total("USD", "host", 7_680_000, 0, 0),
        )
        assert [one.difference for one in totals([settled])] == [-240_000]
        assert totals([]) == ()

    @given(lines)
    def test_each_pair_apart_as_a_counter_adds_them(self, given_lines: list[Line]) -> None:
        planned: Counter[tuple[str, str]] = Counter()
        for line in given_lines:
            for _ in range(line.heads):
                planned[line.currency, line.payer] += line.planned
        found = totals(given_lines)
        assert {(one.currency, one.payer): one.planned for one in found} == dict(planned)
        assert [one.currency for one in found] == sorted(one.currency for one in found)
        assert sum(one.actual for one in found) == sum((line.actual or 0) * line.heads for line in given_lines)


class TestRefused:
    @pytest.mark.parametrize(
        ("changed", "code"),
        [
            ({"names": {"mn": "Нислэг", "en": " ", "ko": "항공료"}}, "visits.cost_without_name"),
            ({"names": {"en": "Flight", "ko": "항공료"}}, "visits.cost_without_name"),
            ({"currency": "usd"}, "visits.cost_currency"),
            ({"currency": "US"}, "visits.cost_currency"),
            ({"payer": "nobody"}, "visits.cost_payer"),
            ({"planned": -1}, "visits.cost_amount"),
            ({"planned": MOST + 1}, "visits.cost_amount"),
            ({"heads": 0}, "visits.cost_heads"),
            ({"heads": 501}, "visits.cost_heads"),
        ],
    )
    def test_half_a_line(self, changed: dict[str, object], code: str) -> None:
        with pytest.raises(Refusal) as refused:
            check_lines([STAY, replace(FLIGHT, **changed)])  # type: ignore[arg-type]
        assert refused.value.code == code
        assert refused.value.values.get("place", 2) == 2

    def test_a_settled_line_stays_in_its_place(self) -> None:
        settled = {2: replace(STAY, actual=1)}
        check_kept(settled, [VISA, STAY])
        check_kept({}, [])
        for changed in ([STAY, VISA], [VISA], [VISA, replace(STAY, heads=11)]):
            with pytest.raises(Refusal) as refused:
                check_kept(settled, changed)
            assert (refused.value.code, refused.value.values) == ("visits.cost_settled", {"place": 2})
