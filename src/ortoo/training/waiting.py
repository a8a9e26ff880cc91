"""What waits for somebody at training."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext_lazy

from ortoo.access.rules.grants import Grants
from ortoo.multilingual.texts import joined
from ortoo.pages.components import WAITS_FOR_YOU, Task
from ortoo.training.access import can_keep_training
from ortoo.training.queries import classes_to_choose, flags_to_judge, without_attendance
from ortoo.training.words import part_text

MOST = 10


def waiting_for(grants: Grants) -> list[Task]:
    """Attendance that nobody took and flags that nobody judged, for the academy; classes that are to be chosen."""
    tasks = [
        Task(
            what=gettext_lazy("Sign up for a class"),
            address=reverse("training:class", args=[sitting.pk]),
            tag=WAITS_FOR_YOU,
            origin=joined((sitting.cohort.name, part_text(sitting)), " · "),
            due=sitting.starts_at.date(),
        )
        for sitting in classes_to_choose(grants)
    ]
    return [*tasks, *_of_the_academy(grants)] if can_keep_training(grants) else tasks


def _of_the_academy(grants: Grants) -> list[Task]:
    tasks = [
        Task(
            what=gettext_lazy("Take attendance"),
            address=reverse("training:class", args=[sitting.pk]),
            tag=WAITS_FOR_YOU,
            origin=joined((sitting.cohort.name, part_text(sitting)), " · "),
        )
        for sitting in without_attendance(grants)[:MOST]
    ]
    if flags_to_judge(grants).exists():
        tasks.append(Task(gettext_lazy("Judge what was flagged"), reverse("training:flags"), WAITS_FOR_YOU))
    return tasks
