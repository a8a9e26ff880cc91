"""Follow-up after 3, 6 and 12 months: each side sees its own, the academy both."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from django.db.models import Q

from ortoo.access.queries import in_force
from ortoo.access.rules.grants import Grants
from ortoo.access.rules.roles import Role, Scope
from ortoo.people.queries import posts_on
from ortoo.visits.models import FollowUp, Traveller, Visit
from ortoo.visits.rules.follow_up import LAST_FOR, MONTHS, Side
from ortoo.visits.rules.papers import months_from

OF_ONE_SIDE = "shows each side what that side answered, and nothing of the other"
WHO_TO_ASK = "asks who worked where on the day, to show a superior their own people"


def answers_of(travellers: Collection[Traveller], side: Side) -> dict[tuple[int, int], FollowUp]:
    """(traveller, months) -> what one side answered."""
    rows = FollowUp.objects.everything(because=OF_ONE_SIDE).filter(traveller__in=travellers, side=side)
    return {(row.traveller_id, row.months): row for row in rows}


def both_sides(grants: Grants, visit: Visit) -> dict[tuple[int, int, str], FollowUp]:
    """(traveller, months, side) -> the answer, of those whom `grants` may see; for who keeps visits."""
    rows = FollowUp.objects.visible_to(grants).filter(traveller__visit=visit)
    return {(row.traveller_id, row.months, row.side): row for row in rows}


def visits_asked(today: date) -> list[Visit]:
    """Visits that are over and of which something is asked or will be, the latest first."""
    earliest = months_from(today, -(MONTHS[-1] + LAST_FOR) - 1)
    return list(Visit.objects.filter(ends__lt=today, ends__gte=earliest).order_by("-begins", "-pk"))


def own_people(grants: Grants) -> list[Traveller]:
    """Travellers who work on the day of `grants` in a body that the reader is the superior of; never the reader."""
    codes = {one.code for one in grants.over(Role.SUPERIOR) if one.scope is Scope.ORGANIZATION and one.code}
    visits = visits_asked(grants.on) if codes else []
    if not visits:
        return []
    rows = Traveller.objects.everything(because=WHO_TO_ASK).filter(visit__in=visits, left_at=None)
    others = rows.exclude(official__account=grants.user_id) if grants.user_id is not None else rows
    travellers = list(others.select_related("visit", "official").order_by("-visit__begins", "visit", "place"))
    posts = posts_on({one.official_id for one in travellers}, grants.on)
    return [one for one in travellers if one.official_id in posts and posts[one.official_id].organization.code in codes]


def superiors_of(codes: Collection[str], day: date) -> dict[str, list[int]]:
    """Code of a body -> the accounts that are its superiors on `day`."""
    held = in_force(day).filter(Q(code__in=codes), role=Role.SUPERIOR, scope=Scope.ORGANIZATION, user__is_active=True)
    found: dict[str, list[int]] = {}
    for code, account in held.order_by("user").values_list("code", "user").distinct():
        found.setdefault(code, []).append(account)
    return found


def visits_over(today: date) -> list[Visit]:
    """Every visit that is over, the latest first."""
    return list(Visit.objects.filter(ends__lt=today).order_by("-begins", "-pk"))
