"""The rubric: adopted once, before dossiers, and never by halves."""

from __future__ import annotations

from typing import Any

import pytest

from ortoo.access.models import User
from ortoo.ledger.models import Entry
from ortoo.permission import operations
from ortoo.permission.models import Call, Rubric
from ortoo.permission.queries.calls import state
from ortoo.permission.rules.rubric import Criterion
from ortoo.permission.rules.states import State
from ortoo.selection.rules.rule import rule_from_toml
from tests.cast import client_of
from tests.permission import seconds
from tests.permission.test_panel import kinds, refused
from tests.permission.test_panel_pages import FORM
from tests.permission.twelve import AFTER, OPENED, account, names
from tests.visiting import page, sent

pytestmark = pytest.mark.django_db


def test_a_rubric_is_adopted_before_dossiers_and_once(call: Call, officer: User) -> None:
    rubric = seconds.ruled(call, officer)
    assert [(one.place, one.code, one.weight, one.name_en) for one in rubric.criteria.order_by("place")] == [
        (1, "problem", 400, "The problem at home"),
        (2, "plan", 600, "The plan at home"),
    ]
    assert (rubric.gap, rubric.legal_basis, state(call)) == (10_000, "Order 9", State.RUBRIC)
    said = Entry.objects.get(kind="rubric.adopted").said
    assert {key: said[key] for key in ("round", "criteria", "gap", "seats", "rule_sha256")} == {
        "round": "R1",
        "criteria": [{"code": "problem", "weight": 400}, {"code": "plan", "weight": 600}],
        "gap": 10_000,
        "seats": 4,
        "rule_sha256": rubric.sha256,
    }
    assert refused(lambda: seconds.ruled(call, officer)) == ("permission.not_now.adopt-rubric", {})


CRITERION = Criterion("problem", names("The problem"), 400)


@pytest.mark.parametrize(
    ("changed", "code", "values"),
    [
        ({"criteria": ()}, "permission.no_criteria", {}),
        ({"criteria": [CRITERION]}, "permission.weights_not_whole", {"total": 400}),
        ({"criteria": [CRITERION, CRITERION]}, "permission.criterion_code", {"line": 2, "value": "problem"}),
        ({"criteria": [Criterion("a b", {}, 1000)]}, "permission.criterion_code", {"line": 1, "value": "a b"}),
        ({"criteria": [Criterion("a", {}, 0)]}, "permission.criterion_weight", {"line": 1, "value": 0}),
        ({"gap": 0}, "permission.gap_off_scale", {"field": "gap"}),
        ({"gap": 100_001}, "permission.gap_off_scale", {"field": "gap"}),
        ({"legal_basis": " "}, "permission.rubric_without_basis", {"field": "legal_basis"}),
        ({"rule": seconds.RULE + '\nlot_seed = "ab"\n'}, "select.key_unknown", None),
        ({"rule": 'lot_seed = "ab"\n' + seconds.RULE}, "permission.seed_is_the_rounds", {}),
        (
            {"rule": seconds.RULE.replace('merit = "score"', 'merit = "rank"')},
            "permission.column_fixed",
            {"key": "merit", "column": "score” / “mean", "found": "rank"},
        ),
        ({"rule": seconds.RULE.replace('"ministry"', '"name"')}, "permission.no_such_column", None),
        ({"rule": seconds.RULE.replace("goal:9", "goal:7")}, "permission.no_such_column", None),
        ({"rule": seconds.RULE.replace('then = ["merit"]', 'then = ["sex"]')}, "permission.no_such_column", None),
    ],
)
def test_half_a_rubric_is_refused_and_leaves_nothing(
    call: Call, officer: User, changed: dict[str, Any], code: str, values: dict[str, object] | None
) -> None:
    asked: dict[str, Any] = {
        "criteria": seconds.CRITERIA, "rule": seconds.RULE, "gap": 10_000, "legal_basis": "Order 9", **changed,
    }  # fmt: skip
    found = refused(lambda: operations.adopt_rubric(call=call, by=officer, at=OPENED, **asked))
    assert found[0] == code
    assert values is None or found[1] == values
    assert not Rubric.objects.exists()
    assert "rubric.adopted" not in kinds()


def test_only_the_selection_officer_adopts_gives_and_proposes(call: Call, keeper: User) -> None:
    assert refused(lambda: seconds.ruled(call, keeper))[0] == "access.role_needed"
    assert refused(lambda: operations.give_sheets(call=call, by=keeper, at=AFTER))[0] == "access.role_needed"
    assert refused(lambda: operations.propose(call=call, by=keeper, at=AFTER))[0] == "access.role_needed"


def test_what_decides_is_said_beforehand(call: Call, officer: User) -> None:
    _, leads = sent(client_of(officer), "/en/permission/R1/rubric/adopt/", **FORM, decides="mean", confirm="1")
    assert rule_from_toml(Rubric.objects.get().rule).merit == "mean"
    assert "the correction only informs" in page(client_of(account("T01")), leads)
