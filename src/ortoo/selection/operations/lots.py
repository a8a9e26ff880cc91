"""The value drawn in public, after the seal, and the lot seed that follows from both."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from ortoo.access.models import User
from ortoo.access.queries import grants_at
from ortoo.ledger import operations as ledger
from ortoo.multilingual.refusals import Refusal
from ortoo.selection.access import check_may_select
from ortoo.selection.models import Lot, Round
from ortoo.selection.queries import held_round, state
from ortoo.selection.rules.lot import seed_of
from ortoo.selection.rules.states import Act, check_may_follow


@transaction.atomic
def draw_lot(*, round: Round, value: str, by: User, at: datetime) -> Lot:
    """Records the value that was drawn in public. Refused before the seal, when empty, and a second time."""
    check_may_select(grants_at(by, at))
    round = held_round(round.pk)
    check_may_follow(state(round, at), Act.DRAW_LOT)
    if not value.strip():
        raise Refusal("selection.lot_empty", field="value")
    assert round.seal is not None
    seed = seed_of(round.seal.root, value.strip())
    lot = Lot.objects.create(round=round, value=value.strip(), seed=seed, drawn_by=by, drawn_at=at)
    ledger.record(kind="lot.drawn", body={"round": round.code, "value": lot.value, "seed": seed}, by=by, at=at)
    return lot
