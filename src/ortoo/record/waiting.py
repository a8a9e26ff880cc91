"""What waits for somebody at record."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext_lazy

from ortoo.access.rules.grants import Grants
from ortoo.pages.components import WAITS_FOR_YOU, Task
from ortoo.record.access import can_adopt
from ortoo.record.queries import formulas


def waiting_for(grants: Grants) -> list[Task]:
    """A first formula, for those who adopt one. Who seals is told by the station that asks for the seal."""
    if not can_adopt(grants) or formulas().exists():
        return []
    return [Task(gettext_lazy("Adopt a formula for the record"), reverse("record:adopt"), WAITS_FOR_YOU)]
