"""Two items are kept apart: no form holds both."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from ortoo.access.models import User
from ortoo.access.queries import grants_at
from ortoo.exams.access import check_may_keep_items
from ortoo.exams.models import Enemies, Item
from ortoo.exams.operations.correcting import check_reason
from ortoo.exams.operations.items import commitment
from ortoo.ledger import operations as ledger
from ortoo.multilingual.refusals import Refusal


@transaction.atomic
def state_enemies(*, first: Item, second: Item, reason: str, by: User, at: datetime) -> Enemies:
    """From now on no new form holds both. Refused: an item with itself, a pair that stands, no reason."""
    check_may_keep_items(grants_at(by, at))
    if first.pk == second.pk:
        raise Refusal("bank.enemy_of_itself", item=first.code, field="other")
    check_reason(reason.strip())
    one, other = Item.objects.select_for_update().filter(pk__in=(first.pk, second.pk)).order_by("pk")
    if Enemies.objects.filter(first=one, second=other, ended_at=None).exists():
        raise Refusal("bank.enemies_stand", item=first.code, other=second.code, field="other")
    made = Enemies.objects.create(first=one, second=other, reason=reason.strip(), stated_by=by, stated_at=at)
    ledger.record(kind="items.enemies-stated", body={"items": _names(one, other)}, by=by, at=at)
    return made


@transaction.atomic
def end_enemies(*, enemies: Enemies, by: User, at: datetime) -> Enemies:
    """From now on a form may hold both again. Refused: what has ended."""
    check_may_keep_items(grants_at(by, at))
    held = Enemies.objects.select_for_update(of=("self",)).select_related("first", "second").get(pk=enemies.pk)
    if held.ended_at:
        raise Refusal("bank.enemies_ended", item=held.first.code, other=held.second.code)
    held.ended_by, held.ended_at = by, at
    held.save(update_fields=["ended_by", "ended_at"])
    body = {"items": _names(held.first, held.second)}
    ledger.record(kind="items.enemies-ended", body=body, by=by, at=at)
    return held


def _names(first: Item, second: Item) -> list[str]:
    return sorted((commitment(first.code), commitment(second.code)))
