"""What waits for somebody at the table of roles: roles, resets and accounts to open again that another has proposed."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext_lazy

from ortoo.access.access import APPROVERS
from ortoo.access.queries import reopenings_to_decide, resets_to_decide, waiting_for_approval
from ortoo.access.rules.grants import Grants
from ortoo.access.words import ROLES
from ortoo.pages.components import WAITS_FOR_YOU, Task


def waiting_for(grants: Grants) -> list[Task]:
    """What a second person must decide on, as long as that person is neither proposer nor concerned."""
    if not grants.has(*APPROVERS):
        return []
    open_ones = waiting_for_approval().exclude(proposed_by=grants.user_id).exclude(user=grants.user_id)
    roles = [
        Task(
            what=gettext_lazy("Decide on a proposed role"),
            address=reverse("access:grant", args=[grant.pk]),
            tag=WAITS_FOR_YOU,
            origin=f"{grant.user.shown_name}: {ROLES[grant.role]}",
        )
        for grant in open_ones
    ]
    resets = [
        Task(
            what=gettext_lazy("Decide on a lost phone or password"),
            address=reverse("access:reset", args=[reset.pk]),
            tag=WAITS_FOR_YOU,
            origin=reset.user.shown_name,
        )
        for reset in resets_to_decide().exclude(proposed_by=grants.user_id).exclude(user=grants.user_id)
    ]
    reopenings = [
        Task(
            what=gettext_lazy("Decide on opening a closed account again"),
            address=reverse("access:reopening", args=[closing.user_id]),
            tag=WAITS_FOR_YOU,
            origin=closing.user.shown_name,
        )
        for closing in reopenings_to_decide().exclude(reopening_proposed_by=grants.user_id)
    ]
    return roles + resets + reopenings
