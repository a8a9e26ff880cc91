"""What waits for somebody at exams."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext_lazy

from ortoo.access.rules.grants import Grants
from ortoo.exams.access import can_keep_marks
from ortoo.exams.queries import without_marks
from ortoo.pages.components import WAITS_FOR_YOU, Task


def waiting_for(grants: Grants) -> list[Task]:
    """Sittings that were held and whose marks are not there, for those who import them."""
    if not can_keep_marks(grants):
        return []
    return [
        Task(
            what=gettext_lazy("Import the marks"),
            address=reverse("exams:sitting", args=[sitting.code]),
            tag=WAITS_FOR_YOU,
            origin=sitting.name,
        )
        for sitting in without_marks(grants.on)
    ]
