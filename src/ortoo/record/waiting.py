"""What waits for somebody at the record: the first formula, once there are marks."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext_lazy

from ortoo.access.rules.grants import Grants
from ortoo.exams.queries import how_many_sat
from ortoo.pages.components import WAITS_FOR_YOU, Task
from ortoo.record.access import can_adopt
from ortoo.record.queries import formulas


def waiting_for(grants: Grants) -> list[Task]:
    if not can_adopt(grants) or formulas().exists() or not how_many_sat():
        return []
    return [Task(gettext_lazy("Adopt the formula of the record"), reverse("record:adopt"), WAITS_FOR_YOU)]
