"""The rule as read, and its canonical form."""

from __future__ import annotations

import hashlib
import json

import pytest

from ortoo.multilingual.refusals import Refusal
from ortoo.selection.rules.rule import Quota, Rule, rule_from, rule_from_toml

LEAST = 'seats = 1\nid = "id"\nmerit = "m"\n'


def test_defaults() -> None:
    assert rule_from_toml(LEAST) == Rule(
        seats=1,
        id="id",
        merit="m",
        title="",
        reserve=0,
        standard_error=None,
        eligible=None,
        then=(),
        lot_seed=None,
        objective="total",
        floors="each",
        quotas=(),
    )


def test_quotas_as_written() -> None:
    made = rule_from_toml(
        LEAST
        + """
        [[quota]]
        attribute = "a"
        value = 1.50
        at_least = 0
        [[quota]]
        attribute = "a"
        each_at_least = 1
        each_at_most = 2
        may_be_absent = true
        """
    )
    assert made.quotas == (Quota("a", "1.50", 0, None), Quota("a", None, 1, 2, may_be_absent=True))
    assert made.columns == ("id", "m", "a")


def test_the_canonical_form_leaves_the_seed_out_and_writes_defaults() -> None:
    plain = rule_from_toml(LEAST)
    seeded = rule_from_toml(LEAST + 'lot_seed = "x"\nreserve = 0\nobjective = "total"\nfloors = "each"\nthen = []\n')
    assert plain.canonical() == seeded.canonical()
    assert plain.sha256 == hashlib.sha256(seeded.canonical()).hexdigest()
    assert b"lot_seed" not in plain.canonical()


@pytest.mark.parametrize(
    "change",
    [
        {"title": "other"},
        {"seats": 2},
        {"reserve": 1},
        {"merit": "x"},
        {"then": ["x"]},
        {"objective": "lexicographic"},
        {"floors": "one"},
        {"quota": [{"attribute": "a", "value": "v", "at_most": 1}]},
    ],
)
def test_the_hash_tells_rules_apart(change: dict[str, object]) -> None:
    body: dict[str, object] = {"seats": 1, "id": "id", "merit": "m"}
    assert rule_from(body).sha256 != rule_from(body | change).sha256


def test_the_canonical_form_is_read_again() -> None:
    made = rule_from_toml(LEAST + '[[quota]]\nattribute = "a"\nvalue = "ö"\nat_most = 3\n')
    assert rule_from(json.loads(made.canonical())) == made


def test_the_seed_comes_once() -> None:
    made = rule_from_toml(LEAST)
    assert made.with_lot_seed("s").lot_seed == "s"
    assert made.with_lot_seed("s").with_lot_seed("s").lot_seed == "s"
    for seed, code in (("t", "select.two_lot_seeds"), (" ", "select.lot_seed_empty")):
        with pytest.raises(Refusal) as refused:
            made.with_lot_seed("s").with_lot_seed(seed)
        assert refused.value.code == code


def test_an_unknown_key_is_answered_with_the_nearest() -> None:
    with pytest.raises(Refusal) as refused:
        rule_from_toml(LEAST + "[[quota]]\nattribut = 1\n")
    assert refused.value.code == "select.key_unknown"
    assert refused.value.values == {"key": 'quota 1, "attribut"', "nearest": "attribute"}
