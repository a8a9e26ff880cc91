"""What waits for somebody at this station: dossiers, the panel, the way and the decision."""

from __future__ import annotations

from ortoo.access.rules.grants import Grants
from ortoo.pages.components import Task
from ortoo.permission.access import CALLERS, MARKERS
from ortoo.permission.queries.acting import roles_of
from ortoo.permission.queries.calls import calls_standing
from ortoo.permission.rules.states import SIGNERS
from ortoo.permission.waiting.deciding import waiting_for as waiting_to_decide
from ortoo.permission.waiting.dossiers import waiting_for as waiting_at_dossiers
from ortoo.permission.waiting.panel import waiting_for_members, waiting_for_officer

BY_ROLE = frozenset({*MARKERS, *CALLERS, *SIGNERS.values()})


def waiting_for(grants: Grants) -> list[Task]:
    """Where each call stands is asked once, and only for those for whom something of one can wait."""
    found = waiting_at_dossiers(grants)
    roles = roles_of(grants)
    if grants.user_id is None or not roles.intersection(BY_ROLE):
        return found
    standing = list(calls_standing())
    found += [*waiting_for_members(grants, standing), *waiting_for_officer(grants, standing)]
    return [*found, *waiting_to_decide(grants.user_id, roles, standing)]
