"""What somebody holds, and whether this database is the demonstration."""

from __future__ import annotations

from datetime import date, datetime
from functools import cache

from django.db.models import Q, QuerySet
from django.utils import timezone

from ortoo.access.models import AccountClosing, AccountReset, DatabaseMark, Grant, ReadySignIn, SecondFactor, User
from ortoo.access.rules.grants import Grants, Held
from ortoo.access.rules.roles import Role, Scope


def in_force(on: date) -> QuerySet[Grant]:
    """Grants that count on the day `on`: approved, begun, not ended, not revoked."""
    return Grant.objects.filter(approved_by__isnull=False, revoked_by=None, valid_from__lte=on).filter(
        Q(valid_to=None) | Q(valid_to__gt=on)
    )


def overlapping(begin: date, end: date | None) -> QuerySet[Grant]:
    """Approved grants that count on some day from `begin` to before `end` (None: for good)."""
    counting = Grant.objects.filter(approved_by__isnull=False, revoked_by=None)
    until = Q() if end is None else Q(valid_from__lt=end)
    return counting.filter(until, Q(valid_to=None) | Q(valid_to__gt=begin))


def grants_at(user: User | None, at: datetime) -> Grants:
    """What `user` holds at the moment `at`: a day begins and ends in the programme's time zone, as on pages."""
    return grants_of(user, timezone.localdate(at))


def grants_of(user: User | None, on: date) -> Grants:
    if user is None or not user.is_active:
        return Grants(user_id=None, on=on)
    held = in_force(on).filter(user=user).values_list("role", "scope", "code")
    return Grants(user.pk, on, frozenset(Held(Role(role), Scope(scope), code) for role, scope, code in held))


def waiting_for_approval() -> QuerySet[Grant]:
    """Proposed grants that nobody has decided on yet, the oldest first."""
    undecided = Grant.objects.filter(approved_by=None, revoked_by=None)
    return undecided.select_related("user", "proposed_by").order_by("proposed_at", "pk")


@cache
def is_demonstration() -> bool:
    """The mark is written by the first migration or never, so one look is enough."""
    return DatabaseMark.objects.filter(mark=DatabaseMark.DEMONSTRATION).exists()


def ready_usernames() -> list[str]:
    """The one-click sign-ins of a demonstration, in the order in which they are offered."""
    return list(ReadySignIn.objects.order_by("place").values_list("user__username", flat=True))


def has_factor(user: User) -> bool:
    return SecondFactor.objects.filter(user=user).exists()


def resets_to_decide() -> QuerySet[AccountReset]:
    """Proposed resets that nobody has decided on yet, the oldest first."""
    return AccountReset.objects.filter(decided_at=None).select_related("user", "proposed_by").order_by("proposed_at")


def reopenings_to_decide() -> QuerySet[AccountClosing]:
    """Closed accounts that somebody proposed to open again, the oldest proposal first."""
    waiting = AccountClosing.objects.filter(reopened_at=None, reopening_proposed_at__isnull=False)
    return waiting.select_related("user").order_by("reopening_proposed_at")
