"""The rubric: how dossiers are scored and the ten proposed, adopted before the first dossier is handed in."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from ortoo.access.models import User
from ortoo.access.queries import grants_at
from ortoo.ledger import operations as ledger
from ortoo.multilingual.refusals import Refusal
from ortoo.permission.access import check_may_call
from ortoo.permission.models import Call, Rubric
from ortoo.permission.models import Criterion as CriterionRow
from ortoo.permission.queries.acting import is_called
from ortoo.permission.queries.calls import held_call, state, visit_of
from ortoo.permission.rules.rubric import Criterion, check_criteria, check_gap, rule_of_a_rubric
from ortoo.permission.rules.states import Act, check_may_follow
from ortoo.selection.rules.rule import Rule


@transaction.atomic
def adopt_rubric(
    *, call: Call, criteria: Sequence[Criterion], rule: str, gap: int, legal_basis: str, by: User, at: datetime
) -> Rubric:
    """Adopts the criteria with their weights, the rule of the proposal, and the gap that asks for a third marker.

    `rule`: TOML in the words of `ortoo select` over the columns of a proposal (`rules.rubric`). `gap` in thousandths.
    Refused a second time, for weights that are not a whole, for a column that proposals do not have, without a basis.
    """
    check_may_call(grants_at(by, at))
    call = held_call(call.pk)
    check_may_follow(state(call), Act.ADOPT_RUBRIC)
    check_not_called(call, by)
    if not legal_basis.strip():
        raise Refusal("permission.rubric_without_basis", field="legal_basis")
    check_criteria(criteria)
    check_gap(gap)
    read = rule_of_a_rubric(rule, visit_of(call))
    rubric = Rubric.objects.create(
        call=call, rule=rule, sha256=read.sha256, gap=gap, legal_basis=legal_basis.strip(), adopted_by=by, adopted_at=at
    )
    CriterionRow.objects.bulk_create(
        CriterionRow(
            rubric=rubric, place=place, code=one.code, weight=one.weight,
            **{f"name_{language}": name for language, name in one.names.items()},
        )
        for place, one in enumerate(criteria, start=1)
    )  # fmt: skip
    _record(rubric, criteria, read, by, at)
    return rubric


def check_not_called(call: Call, by: User) -> None:
    """Refuses somebody whom the call is for: nobody decides how their own dossier is scored or proposed."""
    if is_called(by, call):
        raise Refusal("permission.own_call")


def _record(rubric: Rubric, criteria: Sequence[Criterion], read: Rule, by: User, at: datetime) -> None:
    body = {
        "round": rubric.call.round.code,
        "rule_sha256": read.sha256,
        "rule_blob": ledger.store_blob(content=read.canonical()),
        "criteria": [{"code": one.code, "weight": one.weight} for one in criteria],
        "gap": rubric.gap,
        "seats": read.seats,
    }
    ledger.record(kind="rubric.adopted", body=body, by=by, at=at)
