"""Who travels: whole for operations, and as far as a reader's grants reach for pages."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date
from typing import TYPE_CHECKING

from django.db.models import QuerySet

from ortoo.access.rules.grants import Grants
from ortoo.people.queries import posts_on
from ortoo.visits.access import own_traveller
from ortoo.visits.models import Traveller, Visit

if TYPE_CHECKING:
    from ortoo.people.models import Appointment

WITH = ("visit", "official")


def travellers_of(visit: Visit, *, also_left: bool = False) -> list[Traveller]:
    """Everybody who travels, by place; for callers who name nobody, or ask what their reader may see. One query."""
    rows = Traveller.objects.everything(because="the caller shows no name, or asks who may see it")
    there = rows.filter(visit=visit) if also_left else rows.filter(visit=visit, left_at=None)
    return list(there.select_related(*WITH).order_by("place"))


def traveller_of(grants: Grants, visit: Visit) -> Traveller | None:
    """The reader's own row, while they travel."""
    return own_traveller(grants, visit)


def travellers_seen(grants: Grants, visit: Visit) -> QuerySet[Traveller]:
    """Those whom `grants` may see, who left too; unordered."""
    return Traveller.objects.visible_to(grants).filter(visit=visit).select_related(*WITH)


def traveller_seen(grants: Grants, visit: Visit, place: int) -> Traveller | None:
    return travellers_seen(grants, visit).filter(place=place).first()


def held_traveller(pk: int) -> Traveller:
    """The traveller with the row locked until the transaction ends, so that two acts on it queue."""
    rows = Traveller.objects.everything(because="an operation locks the one row that it is about")
    return rows.select_for_update(of=("self",)).select_related(*WITH).get(pk=pk)


def posts_of(travellers: Iterable[Traveller], day: date) -> dict[int, Appointment]:
    """Official -> the post on `day`. One query."""
    return posts_on([one.official_id for one in travellers], day)


def accounts_of(travellers: Iterable[Traveller]) -> dict[int, int]:
    """Traveller -> account, of those who have one."""
    return {one.pk: one.official.account_id for one in travellers if one.official.account_id is not None}


def own_travels(grants: Grants) -> Collection[Traveller]:
    """Every visit that the reader travels on, the latest first. One query."""
    if grants.user_id is None:
        return ()
    rows = Traveller.objects.visible_to(grants).filter(official__account=grants.user_id, left_at=None)
    return list(rows.select_related(*WITH).order_by("-visit__begins", "-pk"))
