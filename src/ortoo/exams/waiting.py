"""What waits for somebody at the exams: sittings whose marks have not come in."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext_lazy

from ortoo.access.rules.grants import Grants
from ortoo.exams.access import can_keep_marks
from ortoo.exams.queries import without_marks
from ortoo.pages.components import WAITS_FOR_YOU, Task


def waiting_for(grants: Grants) -> list[Task]:
    if not can_keep_marks(grants):
        return []
    return [
        Task(gettext_lazy("Import the marks"), reverse("exams:sitting", args=[sitting.code]), WAITS_FOR_YOU, sitting.name)
        for sitting in without_marks()
    ]
