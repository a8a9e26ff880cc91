"""What waits for somebody at this station: dossiers, the panel, the way and the decision."""

from __future__ import annotations

from ortoo.access.rules.grants import Grants
from ortoo.pages.components import Task
from ortoo.permission.waiting_at_dossiers import waiting_for as waiting_at_dossiers
from ortoo.permission.waiting_at_panel import waiting_for_members, waiting_for_officer
from ortoo.permission.waiting_to_decide import waiting_for as waiting_to_decide

SUBJECTS = (waiting_at_dossiers, waiting_for_members, waiting_for_officer, waiting_to_decide)


def waiting_for(grants: Grants) -> list[Task]:
    return [task for subject in SUBJECTS for task in subject(grants)]
