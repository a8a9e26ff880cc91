"""The journey of every indicator against one SQL join written apart: tests of test_demonstration.py."""

from __future__ import annotations

import random
from datetime import date

import pytest
from django.utils import timezone

from ortoo.access.models import User
from ortoo.actions.operations import propose_measure
from ortoo.journey.queries.trace import trace_of
from ortoo.journey.rules.following import Kind
from ortoo.lessons.queries.lessons import lesson_choices
from ortoo.plan.queries import indicators
from tests.journey.joined import KINDS, joined

SEEDS = (1, 2, 3)


class Traced:
    """As the demonstration stands, and with measures that tie random lessons to random indicators."""

    def test_every_indicator_goes_back_to_what_sql_joins(self) -> None:
        found = [the_same(one.pk) for one in indicators()]
        assert sum(len(kinds[Kind.MARK]) for kinds in found) > 0

    @pytest.mark.parametrize("seed", SEEDS)
    def test_at_random(self, seed: int) -> None:
        chance, by = random.Random(seed), User.objects.get(username="planner-city")
        lessons, known = [code for code, _ in lesson_choices()], [one.code for one in indicators()]
        for number in range(6):
            propose_measure(
                code=f"R-{seed}-{number}", names={"mn": "м", "en": "m", "ko": "m"}, about={}, lead="MUDCH",
                lessons=chance.sample(lessons, chance.randint(0, 3)), begins=date(2026, 1, 1), ends=date(2027, 1, 1),
                indicators=chance.sample(known, chance.randint(0, 4)), by=by, at=timezone.now(),
            )  # fmt: skip
        for one in chance.sample(list(indicators()), 6):
            the_same(one.pk)

    def test_and_forward_again_from_every_mark(self) -> None:
        """Every mark that an indicator goes back to leads on to that indicator."""
        for one in indicators():
            for mark in joined(one.pk)["mark"]:
                assert one.pk in trace_of(Kind.MARK, [mark]).found[Kind.INDICATOR]


def the_same(indicator: int) -> dict[Kind, set[int]]:
    """What the journey finds behind an indicator, when it is what SQL joins."""
    trace = trace_of(Kind.INDICATOR, [indicator]).found
    found = {Kind(kind): set(trace.get(Kind(kind), ())) for kind in KINDS}
    assert {kind.value: keys for kind, keys in found.items()} == joined(indicator)
    return found
