"""Which bodies send those who are proposed, and whose grant reaches which of them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.utils import timezone

from ortoo.access.rules.grants import Held
from ortoo.access.rules.roles import Scope
from ortoo.people.queries import appointment_on, ministry_of_each_body, organizations_on
from ortoo.permission.models import Proposal, ProposalPlace

POST = "dossier__official__appointments"


def senders(proposal: Proposal) -> dict[str, list[int]]:
    """Body -> dossiers (keys) of the chosen whom it sends, by the posts on the day the proposal was made.

    A body is the ministry or the governor's office that the official's organization belongs to, or is itself.
    """
    chosen = ProposalPlace.objects.everything(because="asks which bodies sign, and shows no row").filter(
        appointment_on(day_of(proposal), POST), proposal=proposal, status="chosen"
    )
    bodies = ministry_of_each_body()
    found: dict[str, list[int]] = {}
    for dossier, organization in chosen.order_by("place").values_list("dossier_id", f"{POST}__organization_id"):
        found.setdefault(bodies[organization], []).append(dossier)
    return dict(sorted(found.items()))


def day_of(proposal: Proposal) -> date:
    return timezone.localdate(proposal.made_at)


def within_reach(held: Iterable[Held], bodies: Iterable[str], on: date) -> set[str]:
    """Those of `bodies` (codes) for which one of the grants `held` may sign."""
    wanted = set(bodies)
    found: set[str] = set()
    for one in held:
        if one.scope is Scope.EVERYTHING:
            return wanted
        if one.scope is Scope.ORGANIZATION:
            found |= wanted & {one.code}
        elif one.scope is Scope.REGION:
            there = organizations_on(on).filter(code__in=wanted, region__code=one.code)
            found |= set(there.values_list("code", flat=True))
    return found
