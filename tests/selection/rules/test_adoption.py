"""What a rule of a round may name, and the rule that a form writes."""

from __future__ import annotations

import tomllib

import pytest

from ortoo.multilingual.refusals import Refusal
from ortoo.record.rules.sealed_rows import ATTRIBUTES
from ortoo.selection.rules.adoption import CODE, rule_of_a_round, then_columns
from ortoo.selection.rules.decide import decide
from ortoo.selection.rules.pool import Pool
from ortoo.selection.rules.rule import Quota, Rule, rule_from
from ortoo.selection.rules.words import Answers, Bound, rule_mapping

HEAD = 'seats = 2\nid = "pseudonym"\nmerit = "merit"\neligible = "eligible"\n'
EXAMS = ("S24", "S25")


def refused(text: str) -> tuple[str, dict[str, object]]:
    with pytest.raises(Refusal) as caught:
        rule_of_a_round(text, EXAMS)
    return caught.value.code, caught.value.values


def test_a_rule_on_columns_that_sealed_records_have() -> None:
    quotas = "".join(f'[[quota]]\nattribute = "{name}"\neach_at_most = 2\n' for name in ATTRIBUTES)
    rule = rule_of_a_round(f'{HEAD}then = ["exam:S25", "exam:S24"]\n{quotas}', EXAMS)
    assert (rule.seats, rule.then, rule.attributes) == (2, ("exam:S25", "exam:S24"), ATTRIBUTES)


def test_what_is_fixed_cannot_be_chosen() -> None:
    for key, column, other in (
        ("id", "pseudonym", "number"),
        ("merit", "merit", "exam:S25"),
        ("eligible", "eligible", "x"),
    ):
        assert refused(HEAD.replace(f'{key} = "{column}"', f'{key} = "{other}"')) == (
            "selection.column_fixed", {"key": key, "column": column, "found": other},
        )  # fmt: skip


def test_the_lot_is_drawn_later_and_records_have_no_standard_error() -> None:
    assert refused(f'{HEAD}lot_seed = "17"') == ("selection.seed_too_early", {})
    assert refused(f'{HEAD}standard_error = "se"')[0] == "selection.no_such_column"


def test_unknown_columns_are_named_with_those_there_are() -> None:
    assert refused(f'{HEAD}then = ["S25"]') == (
        "selection.no_such_column", {"column": "S25", "columns": "exam:S24, exam:S25"},
    )  # fmt: skip
    quota = '[[quota]]\nattribute = "shoe size"\neach_at_most = 2'
    assert refused(f"{HEAD}{quota}")[1]["column"] == "shoe size"
    assert then_columns(()) == ()


@pytest.mark.parametrize("code", ["2026", "R-7", "A"])
def test_a_code_of_a_round(code: str) -> None:
    assert CODE.fullmatch(code)


@pytest.mark.parametrize("code", ["", "a", "-1", "R_1", "R/1", "Я1", "٣"])
def test_no_code_of_a_round(code: str) -> None:
    assert not CODE.fullmatch(code)


ANSWERS = Answers(
    "Two of five", 2, 1, "lexicographic", "one", ("exam:S25",),
    [Bound("region", "MN-065", 1, None), Bound("ministry", "", None, 1), Bound("sex", "", 0, 2)],
)  # fmt: skip


def test_the_rule_that_a_form_writes() -> None:
    assert rule_from(rule_mapping(ANSWERS)) == Rule(
        title="Two of five", seats=2, reserve=1, id="pseudonym", merit="merit", eligible="eligible",
        then=("exam:S25",), objective="lexicographic", floors="one",
        quotas=(
            Quota("region", "MN-065", at_least=1, may_be_absent=True),
            Quota("ministry", None, at_most=1),
            Quota("sex", None, at_least=0, at_most=2),
        ),
    )  # fmt: skip


def test_it_may_be_adopted_for_a_round() -> None:
    tomli_w = pytest.importorskip("tomli_w")
    text = tomli_w.dumps(rule_mapping(ANSWERS))
    assert tomllib.loads(text) == rule_mapping(ANSWERS)
    assert rule_of_a_round(text, EXAMS) == rule_from(rule_mapping(ANSWERS))


@pytest.mark.parametrize(("bound", "status"), [(Bound("region", "MN-999", None, 1), "decided"),
                                               (Bound("region", "MN-999", 1, None), "infeasible")])  # fmt: skip
def test_a_value_that_nobody_has_leaves_a_round_with_an_outcome(bound: Bound, status: str) -> None:
    """The rule cannot be mended after the seal, so a mistyped value must not leave a round that can never be run."""
    rule = rule_from(rule_mapping(Answers("", 1, 0, "total", "each", (), [bound])))
    pool = Pool(("a", "b"), (2_000, 1_000), attributes={"region": ("MN-065", "MN-065")}, eligible=(True, True))
    assert decide(rule, pool).status == status
