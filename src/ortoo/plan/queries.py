"""Reads of the programme and the plan that others share."""

from __future__ import annotations

from collections.abc import Collection

from django.db.models import QuerySet

from ortoo.plan.models import Goal, Indicator, Objective, Programme


def programme() -> Programme | None:
    """The one programme of this database, once it is set up."""
    return Programme.objects.select_related("objective__goal").first()


def how_many_planned() -> tuple[int, int]:
    """Goals and objectives of the plan, the unnamed among them."""
    return Goal.objects.count(), Objective.objects.count()


def objectives() -> QuerySet[Objective]:
    """Those of the plan that a source names, in its order."""
    named = Objective.objects.exclude(name_mn="", name_en="", name_ko="")
    return named.select_related("goal").order_by("goal__plan", "goal__number", "pk")


def goal_names() -> dict[str, Goal]:
    """Number of a goal, as text -> the goal."""
    return {str(goal.number): goal for goal in Goal.objects.order_by("plan", "number")}


def indicators(keys: Collection[int] | None = None) -> QuerySet[Indicator]:
    """Those with `keys`, or all, in the order of the plan's own table."""
    rows = Indicator.objects.select_related("goal", "owner").order_by("goal__plan", "place", "pk")
    return rows if keys is None else rows.filter(pk__in=keys)
