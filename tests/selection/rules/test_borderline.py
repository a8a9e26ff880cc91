"""The band of whom marks cannot say: who is in it, what a lot does inside it, and that quotas hold."""

from __future__ import annotations

import json
from dataclasses import replace
from itertools import combinations

import numpy as np
import pytest

from ortoo.multilingual.refusals import Refusal
from ortoo.selection.rules.borderline import Band, band_of, in_band, levelled
from ortoo.selection.rules.decide import decide
from ortoo.selection.rules.explain import explain
from ortoo.selection.rules.order import lot
from ortoo.selection.rules.pool import Pool
from ortoo.selection.rules.rule import Rule, rule_from
from ortoo.selection.rules.successor import first_successor
from ortoo.selection.rules.verify import broken_promises

RULE = {
    "seats": 3, "reserve": 2, "id": "id", "merit": "score", "standard_error": "se", "lot_seed": "5f1c",
    "borderline": {"then": "lot"},
}  # fmt: skip
NAMES = ("ann", "bat", "che", "dul", "erd", "fir")
POOL = Pool(NAMES, (95_000, 80_200, 80_100, 80_000, 79_900, 60_000), standard_error=(1.0,) * 6)
"""ann is surely in and fir surely out; who of the four between them has the two other seats, the marks do not say."""


def rule(**changed: object) -> Rule:
    return rule_from(RULE | changed)


def by_lot(*people: str) -> list[str]:
    return sorted(people, key=lambda person: lot("5f1c", person))


def test_who_is_in_the_band() -> None:
    assert band_of(rule(), POOL) == Band("lot", tuple(by_lot("bat", "che", "dul", "erd")), 80_100, ())


def test_the_limits_belong_to_those_outside() -> None:
    assert in_band(np.array([0.2, 0.2006, 0.7994, 0.8])) == [False, True, True, False]


def test_inside_the_band_the_lot_decides() -> None:
    drawn = by_lot("bat", "che", "dul", "erd")
    decision = decide(rule(), POOL)
    assert decision.chosen == ("ann", *drawn[:2])
    assert decision.reserve == tuple(drawn[2:])
    assert (decision.total, decision.cut) == (95_000 + 2 * 80_100, 80_100)
    assert broken_promises(rule(), POOL, decision) == []
    assert decision.as_json()["borderline"] == {"then": "lot", "people": drawn, "merit": "80.100", "ties": []}


def test_other_seeds_choose_others() -> None:
    seen = {decide(rule(lot_seed=str(seed)), POOL).chosen[1:] for seed in range(60)}
    assert {frozenset(pair) for pair in seen} == {frozenset(pair) for pair in combinations(NAMES[1:5], 2)}


def test_tie_columns_do_not_decide_inside() -> None:
    asked = rule(then=["exam"])
    pool = replace(POOL, then=((1, 2, 3, 4, 5, 6),))
    assert decide(asked, pool).chosen == decide(rule(), POOL).chosen
    assert band_of(asked, pool) == Band("lot", tuple(by_lot("bat", "che", "dul", "erd")), 80_100, (3,))


def test_quotas_hold_inside_the_band() -> None:
    """Of the four between, only the first by lot among the men may have a seat beside the woman."""
    asked = rule(quota=[{"attribute": "sex", "value": "woman", "at_least": 1}])
    sexes = ("man", "man", "man", "man", "woman", "man")
    pool = replace(POOL, attributes={"sex": sexes})
    decision = decide(asked, pool)
    assert set(decision.chosen) == {
        "ann",
        "erd",
        next(one for one in by_lot("bat", "che", "dul", "erd") if one != "erd"),
    }
    assert broken_promises(asked, pool, decision) == []


@pytest.mark.parametrize("objective", ["total", "lexicographic"])
@pytest.mark.parametrize("seed", range(12))
def test_levelling_is_all_there_is(objective: str, seed: int) -> None:
    """The decision is the one that the same rule without a band makes of the levelled pool."""
    random = np.random.default_rng(seed)
    pool = Pool(
        tuple(f"p{one}" for one in range(30)),
        tuple(int(one) for one in random.normal(70_000, 4_000, 30)),
        then=(tuple(int(one) for one in random.integers(0, 3, 30)),),
        attributes={"region": tuple(random.choice(["A", "B", "C"], 30))},
        standard_error=tuple(float(one) for one in random.choice([0.5, 2.0, 4.0], 30)),
    )
    quotas = [{"attribute": "region", "each_at_least": 1}, {"attribute": "region", "each_at_most": 4}]
    asked = rule(seats=8, then=["exam"], objective=objective, quota=quotas)
    decision = decide(asked, pool)
    plain = decide(replace(asked, borderline=None), levelled(pool, decision.band))
    assert decision == replace(plain, band=decision.band, rule_sha256=asked.sha256)
    assert broken_promises(asked, pool, decision) == []


def test_evidence_levels_nothing() -> None:
    asked = rule(borderline={"then": "evidence", "kind": "re-mark"})
    decision = decide(asked, POOL)
    assert decision.chosen == ("ann", "bat", "che")
    assert decision.band == Band("evidence", ("bat", "che", "dul", "erd"))
    assert broken_promises(asked, POOL, decision) == []


def test_a_band_that_leaves_somebody_out_is_refused() -> None:
    decision = decide(rule(), POOL)
    assert decision.band is not None
    smaller = replace(decision, band=replace(decision.band, people=decision.band.people[1:]))
    assert [one.promise for one in broken_promises(rule(), POOL, smaller)] == [
        "the band is who is in it by their errors"
    ]


def test_everybody_is_told() -> None:
    told = {one.id: one for one in explain(rule(), POOL, decide(rule(), POOL))}
    assert [(name, told[name].rank, told[name].merit, told[name].borderline) for name in ("bat", "erd", "fir")] == [
        ("bat", 2, 80_200, True), ("erd", 5, 79_900, True), ("fir", 6, 60_000, False),
    ]  # fmt: skip
    place = by_lot("bat", "che", "dul", "erd").index("erd") + 1
    assert told["erd"].reason().startswith("Borderline: the marks do not say who of these 4 is truly among the best.")
    assert f"this is number {place} in its order." in told["erd"].reason()
    assert "Borderline" not in told["fir"].reason()


def test_nobody_is_borderline_where_errors_are_small() -> None:
    pool = replace(POOL, standard_error=(0.001,) * 6)
    assert band_of(rule(), pool) == Band("lot", (), 80_100, ())
    assert decide(rule(), pool).chosen == ("ann", "bat", "che")


def test_who_moves_up_is_next_by_lot() -> None:
    decision = decide(rule(), POOL)
    assert first_successor(rule(), POOL, decision.chosen, decision.reserve, "ann") == decision.reserve[0]


def test_levelled_people_need_a_seed() -> None:
    asked = replace(rule(), lot_seed=None)
    with pytest.raises(Refusal) as refused:
        decide(asked, POOL)
    assert refused.value.code == "select.tie_without_lot"


def test_a_rule_without_the_table_keeps_its_hash() -> None:
    plain = {key: value for key, value in RULE.items() if key != "borderline"}
    assert b"borderline" not in rule_from(plain).canonical()
    assert rule_from(plain).sha256 != rule().sha256


def test_the_canonical_form_is_read_again() -> None:
    table = {"then": "evidence", "kind": "interview", "rubric": "Annex 2"}
    asked = replace(rule(borderline=table), lot_seed=None)
    assert rule_from(json.loads(asked.canonical())) == asked


@pytest.mark.parametrize(
    ("table", "code"),
    [
        ("lot", "select.borderline_no_table"),
        ({}, "select.key_missing"),
        ({"then": "toss"}, "select.not_one_of"),
        ({"then": 1}, "select.not_one_of"),
        ({"then": "lot", "limit": 1}, "select.key_unknown"),
        ({"then": "lot", "kind": "re-mark"}, "select.borderline_lot_has_none"),
        ({"then": "evidence"}, "select.key_missing"),
        ({"then": "evidence", "kind": "talk"}, "select.not_one_of"),
        ({"then": "evidence", "kind": "interview"}, "select.borderline_rubric"),
        ({"then": "evidence", "kind": "interview", "rubric": " "}, "select.text_empty"),
        ({"then": "evidence", "kind": "re-mark", "rubric": "x"}, "select.borderline_rubric"),
    ],
)
def test_refused(table: object, code: str) -> None:
    with pytest.raises(Refusal) as refused:
        rule(borderline=table)
    assert refused.value.code == code


def test_errors_say_who_is_borderline() -> None:
    with pytest.raises(Refusal) as refused:
        rule(standard_error=None)
    assert refused.value.code == "select.borderline_without_errors"
