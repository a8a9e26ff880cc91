"""In whose name somebody signs or decides: by a role of their own, or as the deputy of one who holds it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Q, QuerySet
from django.utils import timezone

from ortoo.access.access import require
from ortoo.access.models import User
from ortoo.access.queries import grants_at, grants_of
from ortoo.access.rules.grants import Grants, Held
from ortoo.access.rules.roles import Role, clashing
from ortoo.multilingual.refusals import Refusal
from ortoo.permission.models import Call, Deputy, Dossier


@dataclass(frozen=True)
class Acting:
    """What somebody may in one role, and whose deputy they are in it; None: nobody's, the role is their own."""

    held: frozenset[Held]
    deputy_of: User | None = None


def acting(user: User, role: Role, at: datetime) -> list[Acting]:
    """Every way in which `user` may act in `role` at that moment, their own first. Refused where there is none."""
    grants = grants_at(user, at)
    if grants.has(role):
        require(grants, role)
        return [Acting(grants.over(role))]
    found = [
        Acting(holders.over(role), deputy.holder)
        for deputy in deputyships(user.pk, grants.on).filter(role=role)
        if (holders := grants_of(deputy.holder, grants.on)).has(role)
    ]
    if not found:
        require(grants, role)
    clash = clashing(grants.roles | deputised(user.pk, grants.on), role)
    if clash:
        raise Refusal("access.duties_clash", role=role, other=clash[0])
    return found


def deputyships(user: int, on: date) -> QuerySet[Deputy]:
    """Where `user` acts for somebody on the day `on`."""
    return in_force(on).filter(deputy=user).select_related("holder").order_by("named_at", "pk")


def in_force(on: date) -> QuerySet[Deputy]:
    return Deputy.objects.filter(valid_from__lte=on, valid_to__gt=on, ended_at=None)


def overlapping(begin: date, end: date) -> QuerySet[Deputy]:
    """Those that count on some day from `begin` to before `end`."""
    return Deputy.objects.filter(valid_from__lt=end, valid_to__gt=begin, ended_at=None)


def deputised(user: int, on: date) -> frozenset[Role]:
    """Roles in which `user` acts for somebody on the day `on`."""
    return frozenset(Role(role) for role in deputyships(user, on).values_list("role", flat=True))


def roles_of(grants: Grants) -> frozenset[Role]:
    """What a person may be on a page: own roles, and those in which they act for somebody today."""
    return grants.roles if grants.user_id is None else grants.roles | deputised(grants.user_id, grants.on)


def check_may_act(grants: Grants, *roles: Role) -> None:
    """Refuses who neither holds one of `roles` nor is today the deputy of somebody who does."""
    if grants.user_id is None or not deputised(grants.user_id, grants.on).intersection(roles):
        require(grants, *roles)


def deputies_of(user: int) -> QuerySet[Deputy]:
    """Whom `user` named, and whom `user` stands in for; the latest first."""
    mine = Deputy.objects.filter(Q(holder=user) | Q(deputy=user))
    return mine.select_related("holder", "deputy").order_by("-valid_from", "-pk")


def is_called(user: User, call: Call) -> bool:
    """Is `user` one of those whom the call is about?"""
    called = Dossier.objects.everything(because="asks who must not decide on their own case, and shows no row")
    return called.filter(call=call, official__account=user).exists()


def today_of(at: datetime) -> date:
    return timezone.localdate(at)
