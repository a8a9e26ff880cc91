"""The verifier finds what is wrong with a decision, and only that. It imports nothing of the solver."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace

import pytest

from ortoo.multilingual.refusals import Refusal
from ortoo.selection.rules.decide import decide
from ortoo.selection.rules.decision import Decision, Unmet
from ortoo.selection.rules.quotas import Clause
from ortoo.selection.rules.rule import Quota
from ortoo.selection.rules.verify import broken_promises, verify
from tests.selection.rules.instances import pool, rule

PEOPLE = pool("a 90 M X\nb 80 M X\nc 70 M Y\nd 60 F X\ne 50 F Y\nf 40 F X", eligible="f")
RULE = rule(3, Quota("a0", "F", at_least=1), Quota("a1", "X", at_most=2), reserve=2)
DECISION = decide(RULE, PEOPLE)


def promises(decision: Decision) -> list[str]:
    return [broken.promise for broken in broken_promises(RULE, PEOPLE, decision)]


def test_a_right_decision_breaks_none() -> None:
    assert (DECISION.chosen, DECISION.reserve) == (("a", "b", "e"), ("c", "d"))
    assert promises(DECISION) == []
    verify(RULE, PEOPLE, DECISION)


@pytest.mark.parametrize(
    ("change", "promise"),
    [
        ({"chosen": ("a", "b")}, "as many are chosen as there are seats"),
        ({"chosen": ("a", "a", "e")}, "nobody is listed twice"),
        ({"reserve": ("e", "c")}, "nobody is listed twice"),
        ({"chosen": ("a", "b", "f")}, "only eligible candidates are listed"),
        ({"chosen": ("a", "b", "z")}, "only eligible candidates are listed"),
        ({"chosen": ("b", "a", "e")}, "lists are in the rule's order"),
        ({"rule_sha256": "0"}, "the decision follows this rule"),
        ({"chosen": ("a", "b", "c"), "reserve": ()}, "every quota is kept"),
        ({"chosen": ("a", "b", "d"), "reserve": ()}, "every quota is kept"),
        ({"chosen": ("b", "c", "d"), "reserve": ()}, "nobody is passed over without a clause"),
        ({"total": 220_001}, "the total is the sum of the merits"),
        ({"cut": 0}, "the cut is the adjusted merit in place seats"),
        ({"price_bound": 219_999}, "the bound follows from the adjustments"),
        ({"proof": "branching"}, "prices are named as proof where they are one"),
        ({"adjustments": ()}, "the bound follows from the adjustments"),
        ({"reserve": ("d", "c")}, "lists are in the rule's order"),
        ({"reserve": ("d",)}, "the reserve are the first who could take a seat"),
        ({"unmet": (Unmet("a0", "F", 1, 0),)}, "unmet floors exist only where floors are guarantees"),
        ({"objective": "lexicographic"}, "the decision follows the rule's objective"),
        ({"price_bound": None}, "a total has a bound"),
    ],
)
def test_a_wrong_one_is_found(change: dict[str, object], promise: str) -> None:
    wrong = replace(DECISION, **change)  # type: ignore[arg-type]
    assert promise in promises(wrong)
    with pytest.raises(Refusal, match="promise"):
        verify(RULE, PEOPLE, wrong)


def test_an_adjustment_of_another_bound_is_found() -> None:
    assert DECISION.adjustments
    for change in ({"thousandths": -1}, {"count": 7}, {"value": "M"}):
        wrong = (replace(DECISION.adjustments[0], **change), *DECISION.adjustments[1:])
        assert "an adjustment belongs to one bound of the rule" in promises(replace(DECISION, adjustments=wrong))


def test_a_conflict_of_other_clauses_is_found() -> None:
    made = rule(3, Quota("a0", "F", at_least=3))
    decision = decide(made, PEOPLE)
    assert broken_promises(made, PEOPLE, decision) == []
    for clause in (Clause("seats", 2), Clause("at_least", 2, "a0", "F"), Clause("at_most", 3, "a0", "F")):
        assert broken_promises(made, PEOPLE, replace(decision, conflict=(clause,)))
    assert broken_promises(made, PEOPLE, replace(decision, conflict=()))


def test_floors_one_are_matched_again() -> None:
    made = rule(2, Quota("a0", "F", at_least=3), floors="one")
    decision = decide(made, PEOPLE)
    assert decision.unmet == (Unmet("a0", "F", 3, 2),)
    assert broken_promises(made, PEOPLE, decision) == []
    broken = broken_promises(made, PEOPLE, replace(decision, unmet=()))
    assert [found.promise for found in broken] == ["unmet floors are named"]


def test_it_imports_nothing_of_the_solver() -> None:
    """Not the solver's modules, not even numbers in bulk: a verifier must be readable alone."""
    code = "import sys, ortoo.selection.rules.verify; print(*sorted(m for m in sys.modules if 'selection.rules.' in m))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    loaded = {name.rpartition(".")[2] for name in done.stdout.split()}
    assert not loaded & {
        "total",
        "linear",
        "programme",
        "relaxation",
        "prices",
        "lexicographic",
        "one_floor",
        "reserve",
        "profiles",
        "conflict",
        "loosening",
    }
