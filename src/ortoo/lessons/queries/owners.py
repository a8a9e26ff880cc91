"""Who stands for the owner of a lesson on a day, and who plans there."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from ortoo.access.queries import in_force
from ortoo.access.rules.roles import Role, Scope
from ortoo.people.heirs import bodies_on
from ortoo.people.queries import organizations_on

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.db.models import QuerySet

    from ortoo.lessons.models import Lesson
    from ortoo.people.models import Organization

ABROAD = ("country", "host")
"""Kinds of bodies that own nothing at home."""


def bodies_at_home(day: date) -> QuerySet[Organization]:
    """Those that may own a lesson written on `day`."""
    return organizations_on(day).exclude(kind__in=ABROAD)


def standing_for(lessons: Iterable[Lesson], day: date) -> dict[int, Organization | None]:
    """Owner (its key) -> who stands for it on `day`."""
    return bodies_on({lesson.owner_id for lesson in lessons}, day)


def planners_of(body: Organization | None, day: date) -> list[int]:
    """Accounts that plan for `body` on `day`; where nobody stands for the owner, those of the Cabinet Secretariat."""
    rows = in_force(day).filter(user__is_active=True)
    if body is None:
        rows = rows.filter(role=Role.CABINET_SECRETARIAT)
    else:
        rows = rows.filter(role=Role.MINISTRY_PLANNER, scope=Scope.ORGANIZATION, code=body.code)
    return list(rows.order_by("user").values_list("user", flat=True).distinct())
