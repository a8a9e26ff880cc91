"""A sheet is filled in, saved unfinished, handed in; final from then on."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import QuerySet

from ortoo.access.models import User
from ortoo.access.queries import grants_at
from ortoo.ledger import operations as ledger
from ortoo.multilingual.refusals import Refusal
from ortoo.permission.access import check_may_score
from ortoo.permission.models import Criterion, Score, Sheet
from ortoo.permission.operations.sheets import give_third
from ortoo.permission.queries.calls import held_call, state
from ortoo.permission.queries.panel import BLIND, criteria_of, in_conflict
from ortoo.permission.rules.rubric import SCALE
from ortoo.permission.rules.states import Act, check_may_follow


@transaction.atomic
def save_sheet(*, sheet: Sheet, scores: Mapping[str, int], remark: str, by: User, at: datetime) -> None:
    """Keeps what there is of a sheet: nobody else sees it, nothing is final, and no entry is made of it.

    `scores`: code of a criterion -> thousandths; a criterion that is left out has no score any more.
    """
    held = _own_open(sheet, by, at)
    _write(held, criteria_of(held.dossier.call.rubric), scores, remark)


@transaction.atomic
def hand_in_sheet(*, sheet: Sheet, scores: Mapping[str, int], remark: str, by: User, at: datetime) -> None:
    """Hands in a whole sheet. Where it and the other marker's lie apart, a third member gets one.

    Refused: somebody else's, one handed in, a score off the scale, a criterion without one, a conflict, a dossier
    withdrawn.
    """
    held = _own_open(sheet, by, at)
    call, number = held.dossier.call, held.dossier.number
    criteria = criteria_of(call.rubric)
    if missing := {one.code for one in criteria} - scores.keys():
        raise Refusal("permission.sheet_unfinished", number=number, missing=len(missing))
    _write(held, criteria, scores, remark)
    held.handed_in_at = at
    held.save(update_fields=["handed_in_at"])
    give_third(call, number, by, at)
    body = {"round": call.round.code, "number": number, "turn": held.turn}
    ledger.record(kind="sheet.handed-in", body=body, by=by, at=at)


def _own_open(sheet: Sheet, by: User, at: datetime) -> Sheet:
    """The sheet with its call locked, so that two hands on one dossier queue."""
    check_may_score(grants_at(by, at))
    call = held_call(sheet.dossier.call_id)
    rows: QuerySet[Any] = Sheet.objects.everything(because=BLIND)
    held: Sheet | None = (
        rows.select_related("dossier__call__rubric", "dossier__call__round").filter(pk=sheet.pk).first()
    )
    number = sheet.dossier.number
    if held is None:  # it went to another while the page was open
        raise Refusal("permission.sheet_in_conflict", number=number)
    if held.member_id != by.pk:
        raise Refusal("permission.not_your_sheet", number=number)
    if held.handed_in_at is not None:
        raise Refusal("permission.sheet_is_final", number=number)
    if held.dossier.withdrawn_at is not None:
        raise Refusal("permission.dossier_withdrawn", number=number)
    if in_conflict(held.dossier, by.pk):
        raise Refusal("permission.sheet_in_conflict", number=number)
    check_may_follow(state(call), Act.SCORE)
    return held


def _write(sheet: Sheet, criteria: list[Criterion], scores: Mapping[str, int], remark: str) -> None:
    known = {one.code: one for one in criteria}
    for code, given in scores.items():
        if code not in known:
            raise Refusal("permission.not_a_criterion", value=code)
        if not 0 <= given <= SCALE:
            raise Refusal("permission.score_off_scale", number=sheet.dossier.number, field=f"score_{code}")
    rows = Score.objects.everything(because=BLIND)
    rows.filter(sheet=sheet).delete()
    rows.bulk_create(Score(sheet=sheet, criterion=known[code], thousandths=given) for code, given in scores.items())
    sheet.remark = remark.strip()
    sheet.save(update_fields=["remark"])
