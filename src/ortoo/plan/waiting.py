"""What waits for somebody at the plan: where there is one, the programme that serves it."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext_lazy

from ortoo.access.rules.grants import Grants
from ortoo.pages.components import WAITS_FOR_YOU, Task
from ortoo.plan.access import can_keep_plan
from ortoo.plan.queries import how_many_planned, programme


def waiting_for(grants: Grants) -> list[Task]:
    if not can_keep_plan(grants) or programme() is not None or not how_many_planned()[0]:
        return []
    return [Task(gettext_lazy("Set up the programme"), reverse("plan:programme"), WAITS_FOR_YOU)]
