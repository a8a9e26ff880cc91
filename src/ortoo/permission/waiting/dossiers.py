"""What waits for somebody at calls and dossiers."""

from __future__ import annotations

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext, gettext_lazy

from ortoo.access.rules.grants import Grants
from ortoo.multilingual.texts import in_language
from ortoo.pages.components import WAITS_FOR_YOU, Task
from ortoo.permission.access import CALLERS, can_consent
from ortoo.permission.models import Dossier
from ortoo.permission.queries.dossiers import own_dossier, state_of, without_consent
from ortoo.permission.rules.dossiers import DossierState
from ortoo.permission.views.calls import callable_rounds
from ortoo.permission.views.naming import own_address


def waiting_for(grants: Grants) -> list[Task]:
    """One's own dossier; dossiers that a ministry has not spoken on; rounds that nobody has been called from."""
    found = []
    own = own_dossier(grants) if grants.user_id is not None else None
    if own is not None and state_of(own) is DossierState.OPEN and timezone.now() <= own.call.dossiers_until:
        found.append(_own(own))
    if can_consent(grants):
        found += [_consent(one) for one in without_consent(grants).order_by("handed_in_at", "pk")]
    if grants.has(*CALLERS):
        opened = reverse("permission:open")
        found += [Task(gettext_lazy("Open a call"), opened, WAITS_FOR_YOU, name) for _, name in callable_rounds()]
    return found


def _own(dossier: Dossier) -> Task:
    return Task(
        what=gettext_lazy("Bring your dossier together"),
        address=own_address(dossier),
        tag=WAITS_FOR_YOU,
        origin=in_language(dossier.call.visit["title"]),
        due=timezone.localdate(dossier.call.dossiers_until),
    )


def _consent(dossier: Dossier) -> Task:
    return Task(
        what=gettext("Say whether your ministry consents: dossier %(number)s") % {"number": dossier.number},
        address=own_address(dossier, "consent"),
        tag=WAITS_FOR_YOU,
        origin=dossier.official.short_name,
    )
