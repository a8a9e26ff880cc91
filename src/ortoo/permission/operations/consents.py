"""The sending ministry says yes or no to one of its own; the latest word counts, all stay."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from ortoo.access.models import User
from ortoo.access.queries import grants_at
from ortoo.ledger import operations as ledger
from ortoo.messages import operations as messages
from ortoo.multilingual.refusals import Refusal
from ortoo.people.queries import post_on
from ortoo.permission.access import check_may_consent
from ortoo.permission.models import Call, Dossier, SendingConsent
from ortoo.permission.queries.dossiers import for_consent, held_dossier, state_of
from ortoo.permission.rules.dossiers import DossierAct, DossierState, check_may_follow


@transaction.atomic
def speak_on(*, dossier: Dossier, given: bool, reason: str = "", by: User, at: datetime) -> SendingConsent:
    """Consent, or none with a reason; the official is told.

    Refused out of the reach of one's grant, for oneself, for a dossier that is withdrawn, and after the decision.
    """
    grants = grants_at(by, at)
    check_may_consent(grants)
    held = held_dossier(dossier.pk)
    if held.official.account_id == by.pk:
        raise Refusal("permission.consent_for_oneself")
    if not for_consent(grants).filter(pk=held.pk).exists():
        raise Refusal("permission.consent_not_in_reach")
    if state_of(held) is DossierState.WITHDRAWN:
        check_may_follow(DossierState.WITHDRAWN, DossierAct.WITHDRAW)
    if not given and not reason.strip():
        raise Refusal("permission.consent_without_reason", field="reason")
    Call.objects.select_for_update(of=("self",)).get(pk=held.call_id)
    if held.call.orders.exists():
        raise Refusal("permission.consent_after_decision")
    post = post_on(held.official_id, timezone.localdate(at))
    made = SendingConsent.objects.everything(because="makes one row").create(
        dossier=held, given=given, reason=reason.strip(), organization=post.organization.code if post else "", by=by,
        at=at,
    )  # fmt: skip
    _tell(held, given, by, at)
    body = {
        "round": held.call.round.code,
        "subject": ledger.subject(kind="official", key=held.official_id),
        "organization": made.organization,
    }
    ledger.record(kind="consent.given" if given else "consent.refused", body=body, by=by, at=at)
    return made


def _tell(dossier: Dossier, given: bool, by: User, at: datetime) -> None:
    account = dossier.official.account_id
    if account is None:
        return
    values, address = {"visit": dossier.call.visit["title"]}, "permission/mine/"
    if given:
        messages.tell(kind="permission.consent_given", to=[account], values=values, address=address, by=by, at=at)
    else:
        messages.tell(kind="permission.consent_refused", to=[account], values=values, address=address, by=by, at=at)
