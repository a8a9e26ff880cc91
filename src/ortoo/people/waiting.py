"""What waits for somebody at the register: the first file of officials."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext_lazy

from ortoo.access.rules.grants import Grants
from ortoo.pages.components import WAITS_FOR_YOU, Task
from ortoo.people.access import can_change_register
from ortoo.people.queries import how_many_registered


def waiting_for(grants: Grants) -> list[Task]:
    if not can_change_register(grants) or how_many_registered():
        return []
    return [
        Task(
            gettext_lazy("Import the register of officials"), reverse("jobs:import", args=["officials"]), WAITS_FOR_YOU
        )
    ]
