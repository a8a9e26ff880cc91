"""Essays are marked blind: by two who do not see each other's mark, and a third where they lie apart."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction

from ortoo.access.models import User
from ortoo.access.queries import grants_at
from ortoo.exams.access import check_may_enter_again
from ortoo.exams.models import EssayMark, FormItem
from ortoo.exams.operations.sheets import WRITES, hold_open
from ortoo.exams.queries.essays import marks_needed
from ortoo.exams.queries.scoring import WHY
from ortoo.exams.queries.sheets import sheets_of
from ortoo.exams.rules.bank.question import Kind
from ortoo.exams.rules.scoring.values import FULL
from ortoo.ledger import operations as ledger
from ortoo.multilingual.refusals import Refusal

if TYPE_CHECKING:
    from ortoo.people.models import Official


@transaction.atomic
def mark_essay(*, item: FormItem, official: Official, thousandths: int, by: User, at: datetime) -> EssayMark:
    """The first, second or third mark of one essay, whichever is its turn, in thousandths of the item.

    The ledger says that it was marked, never how: nobody learns another's mark from it. Refused: what is no essay of a
    sheet that is there, a mark off 0 to 1000, one's own essay, a second mark of one person, what needs no further one.
    """
    check_may_enter_again(grants_at(by, at))
    plan = hold_open(item.form.plan)
    turn = check_may_mark(item, official, by)
    if not 0 <= thousandths <= FULL:
        raise Refusal("scoring.essay_off_scale", mark=thousandths, most=FULL, field="mark")
    made = EssayMark.objects.everything(because=WRITES).create(
        item=item, official=official, turn=turn, thousandths=thousandths, marked_by=by, marked_at=at
    )
    body = {
        "official": ledger.subject(kind="official", key=official.pk),
        "sitting": plan.sitting.code,
        "form": item.form.letter,
        "place": item.place,
        "turn": made.turn,
    }
    ledger.record(kind="essay.marked", body=body, by=by, at=at)
    return made


def check_may_mark(item: FormItem, official: Official, by: User) -> int:
    """Which turn it is. Refuses what is no essay of this official, one's own, and what `by` is not to mark."""
    _check_asked(item, official)
    if official.account_id == by.pk:
        raise Refusal("scoring.own_sheet")
    there = EssayMark.objects.everything(because=WHY).filter(item=item, official=official).order_by("turn")
    marks = dict(there.values_list("marked_by", "thousandths"))
    if by.pk in marks:
        raise Refusal("scoring.marked_by_you")
    if not marks_needed(list(marks.values()), item.form.plan.essay_gap):
        raise Refusal("scoring.essay_done")
    return len(marks) + 1


def _check_asked(item: FormItem, official: Official) -> None:
    asked = sheets_of(item.form.plan).filter(official=official, form=item.form)
    if item.version.kind != Kind.ESSAY or not item.scored or not asked.exists():
        raise Refusal("scoring.no_essay", item=item.version.item.code)
