"""Who is told of what happens to a commitment: the planners of the other body, as of the day."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime

from django.utils.timezone import localdate

from ortoo.access.models import User
from ortoo.access.queries import in_force
from ortoo.access.rules.roles import Role, Scope
from ortoo.actions.models import Commitment
from ortoo.messages import operations as messages
from ortoo.people.heirs import body_on


def planners_of(organization: int, on: date) -> list[int]:
    """Accounts (keys) that plan for the body that acts for this one (its key) on the day."""
    body = body_on(organization, on)
    if body is None:
        return []
    holding = in_force(on).filter(
        role=Role.MINISTRY_PLANNER, scope=Scope.ORGANIZATION, code=body.code, user__is_active=True
    )
    return list(holding.order_by("user").values_list("user", flat=True).distinct())


def tell_planners(kind: str, commitment: Commitment, bodies: Iterable[int], *, by: User, at: datetime) -> None:
    """Everybody who plans for one of `bodies` (keys), but for who did it."""
    on = localdate(at)
    accounts = {account for body in bodies for account in planners_of(body, on)} - {by.pk}
    names = {"mn": commitment.name_mn, "en": commitment.name_en, "ko": commitment.name_ko}
    values = {"commitment": commitment.code, "what": names, "due": commitment.due}
    address = f"actions/{commitment.measure.code}/commitments/{commitment.code}/"
    messages.tell(kind=kind, to=sorted(accounts), values=values, address=address, by=by, at=at)
