"""What waits for somebody at visits: hosts, travellers, the days."""

from __future__ import annotations

from ortoo.access.rules.grants import Grants
from ortoo.pages.components import Task
from ortoo.visits.waiting.alumni import waiting_for as waiting_after
from ortoo.visits.waiting.days import waiting_for as waiting_in_the_days
from ortoo.visits.waiting.hosting import waiting_for as waiting_at_hosts
from ortoo.visits.waiting.travelling import waiting_for as waiting_to_travel

PARTS = (waiting_at_hosts, waiting_in_the_days, waiting_to_travel, waiting_after)


def waiting_for(grants: Grants) -> list[Task]:
    return [task for part in PARTS for task in part(grants)]
