"""What permission knows of one official's road."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from django.db.models import Max

from ortoo.permission.models import Dossier, Order, PermissionDecision
from ortoo.permission.rules.states import Outcome

if TYPE_CHECKING:
    from ortoo.people.models import Official

WHY = "the caller has the official from a read of those they may see"


@dataclass(frozen=True)
class Brought:
    """A dossier that was handed in or withdrawn in `round` (its key). `permitted` None: nobody has decided yet."""

    round: int
    handed_in_at: datetime | None
    withdrawn_at: datetime | None
    permitted: bool | None
    decided_on: date | None


def brought_by(official: Official) -> list[Brought]:
    """The earliest call first; without those to which nothing was brought yet. Two queries."""
    rows = Dossier.objects.everything(because=WHY).filter(official=official).select_related("call")
    dossiers = [one for one in rows.order_by("call__opened_at") if one.handed_in_at or one.withdrawn_at]
    decided = _decisions([one.pk for one in dossiers])
    return [
        Brought(
            one.call.round_id,
            one.handed_in_at,
            one.withdrawn_at,
            decided[one.pk].outcome == Outcome.PERMIT if one.pk in decided else None,
            decided[one.pk].order.dated if one.pk in decided else None,
        )
        for one in dossiers
    ]


def _decisions(dossiers: list[int]) -> dict[int, PermissionDecision]:
    """Of the order in force of each call."""
    latest = Order.objects.values("call").annotate(latest=Max("pk")).values("latest")
    rows = PermissionDecision.objects.everything(because=WHY).filter(dossier__in=dossiers, order__in=latest)
    return {row.dossier_id: row for row in rows.select_related("order")}
