"""Who stands for a body after it has ended."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
from datetime import date

from ortoo.people.models import Organization, Succession
from ortoo.people.queries import organizations_on


def body_on(organization: int, day: date) -> Organization | None:
    """Who stands for a body (its key) on `day`: itself, or the first in force of those that took over, the main one
    first; None where it ended and nobody followed.
    """
    return bodies_on([organization], day)[organization]


def bodies_on(organizations: Collection[int], day: date) -> dict[int, Organization | None]:
    """`body_on` for each of several, at the price of one."""
    after: dict[int, list[int]] = defaultdict(list)
    for ended, successor in Succession.objects.order_by("place").values_list("organization", "successor"):
        after[ended].append(successor)
    there = {row.pk: row for row in organizations_on(day)}
    return {body: _first(body, after, there) for body in organizations}


def _first(body: int, after: Mapping[int, list[int]], there: Mapping[int, Organization]) -> Organization | None:
    ahead, seen = [body], set[int]()
    while ahead:
        one = ahead.pop(0)
        if one in there:
            return there[one]
        seen.add(one)
        ahead = [*(heir for heir in after.get(one, ()) if heir not in seen), *ahead]
    return None
