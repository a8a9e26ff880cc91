"""Of many candidates only those near the line are put in order: the same decision as with everybody."""

from __future__ import annotations

from random import Random

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ortoo.selection.rules import decide as way
from ortoo.selection.rules.columns import Coded, Figures, coded, figures_of
from ortoo.selection.rules.decide import decide
from ortoo.selection.rules.pool import Pool
from ortoo.selection.rules.rule import Rule
from ortoo.selection.rules.verify import broken_promises
from tests.selection.rules.instances import crossing, middling, small


@pytest.fixture(autouse=True)
def every_pool_is_large(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(way, "MANY", 1)


def in_bulk(people: Pool) -> Pool:
    """The same pool with its columns as arrays."""
    return Pool(
        people.ids,
        Figures(figures_of(people.merit)),
        tuple(Figures(figures_of(column)) for column in people.then),
        {name: coded(column) for name, column in people.attributes.items()},
        people.eligible,
    )


def same(made: Rule, people: Pool) -> None:
    if made.seats > len(people.eligible_rows) or made.objective != "total":
        return
    decision = decide(made, in_bulk(people), prices=True)
    assert broken_promises(made, people, decision) == []
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(way, "MANY", 10**9)
        plain = decide(made, people, prices=True)
    assert (decision.status, decision.chosen, decision.reserve) == (plain.status, plain.chosen, plain.reserve)
    assert (decision.total, decision.unmet, decision.conflict) == (plain.total, plain.unmet, plain.conflict)
    assert decision.quota_prices == plain.quota_prices


@given(st.randoms(use_true_random=False))
def test_no_selection_differs(random: Random) -> None:
    same(*random.choice([small, crossing])(random))


@pytest.mark.parametrize("points", [8, 100_000])
def test_no_middling_selection_differs(points: int) -> None:
    for seed in range(10):
        same(*middling(Random(seed), most=300, points=points))


def test_columns_in_bulk_read_like_tuples() -> None:
    texts, figures = coded(("a", "b", "a")), Figures(np.array([3, 1, 2]))
    assert (list(texts), texts[1], len(texts), texts[1:], texts.values) == (
        ["a", "b", "a"],
        "b",
        3,
        ("b", "a"),
        ("a", "b"),
    )
    assert (list(figures), figures[-1], len(figures), list(figures[:2])) == ([3, 1, 2], 2, 3, [3, 1])
    assert isinstance(figures[0], int)
    assert Coded(texts.codes, texts.values).among(np.array([0, 2])) == {"a"}
