"""What waits for somebody at exams."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext_lazy

from ortoo.access.rules.grants import Grants
from ortoo.exams.access import can_enter_again, can_keep_marks
from ortoo.exams.models import Sitting
from ortoo.exams.queries import without_marks
from ortoo.exams.queries.second_entries import samples_for_second_hand, sittings_for_third_hand
from ortoo.pages.components import WAITS_FOR_YOU, Task, Text


def waiting_for(grants: Grants) -> list[Task]:
    """Marks to import, samples to enter a second time, differences to settle: each for those whose turn it is."""
    return [*_imports(grants), *_second_hand(grants), *_third_hand(grants)]


def _imports(grants: Grants) -> list[Task]:
    if not can_keep_marks(grants):
        return []
    return [_task(gettext_lazy("Import the marks"), "sitting", sitting) for sitting in without_marks(grants.on)]


def _second_hand(grants: Grants) -> list[Task]:
    if grants.user_id is None or not can_enter_again(grants):
        return []
    return [
        _task(gettext_lazy("Enter marks a second time"), "enter-again", sample.sitting)
        for sample in samples_for_second_hand(grants.user_id)
    ]


def _third_hand(grants: Grants) -> list[Task]:
    if grants.user_id is None or not can_enter_again(grants):
        return []
    return [
        _task(gettext_lazy("Settle the differences"), "differences", sitting)
        for sitting in sittings_for_third_hand(grants.user_id)
    ]


def _task(what: Text, page: str, sitting: Sitting) -> Task:
    return Task(what, reverse(f"exams:{page}", args=[sitting.code]), WAITS_FOR_YOU, sitting.name)
