"""What waits for somebody at results: editions to approve, and figures that are overdue."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext_lazy

from ortoo.access.rules.grants import Grants
from ortoo.access.rules.roles import Role
from ortoo.pages.components import WAITS_FOR_YOU, Tag, Task
from ortoo.results.queries import overdue_series, waiting_editions

MOST = 10
OVERDUE = Tag("late", gettext_lazy("Overdue"))


def waiting_for(grants: Grants) -> list[Task]:
    return [*_to_approve(grants), *_overdue(grants)]


def _to_approve(grants: Grants) -> list[Task]:
    waiting = waiting_editions(grants)
    if len(waiting) > MOST:
        return [Task(gettext_lazy("Approve editions of figures"), reverse("results:editions"), WAITS_FOR_YOU)]
    return [
        Task(
            gettext_lazy("Approve an edition of figures"),
            reverse("results:edition", args=[one.pk]),
            WAITS_FOR_YOU,
            f"{one.series.code} · {one.vintage}",
        )
        for one in waiting
    ]


def _overdue(grants: Grants) -> list[Task]:
    """For the owner of the data alone: who manages the academy does not count the country's figures."""
    if not grants.has(Role.DATA_OWNER):
        return []
    return [
        Task(gettext_lazy("Bring the next figure"), reverse("jobs:import", args=["observations"]), OVERDUE, one.code)
        for one in overdue_series(grants, grants.on)[:MOST]
    ]
