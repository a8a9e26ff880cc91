"""A flag is weighed by a person: it matters, or it does not, and why."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from ortoo.access.models import User
from ortoo.access.queries import grants_at
from ortoo.ledger import operations as ledger
from ortoo.multilingual.refusals import Refusal
from ortoo.permission.access import check_may_weigh
from ortoo.permission.models import Dossier, WeighedFlag
from ortoo.permission.queries.dossiers import held_dossier
from ortoo.permission.rules.flags import CODES

LONGEST = 40


@transaction.atomic
def weigh_flag(*, dossier: Dossier, flag: str, matters: bool, reason: str, by: User, at: datetime) -> WeighedFlag:
    """What `by` thinks of a flag (`Flag.key`). A later weighing stands beside it, and counts.

    Refused without a reason, for a flag that nobody knows, and for oneself.
    """
    check_may_weigh(grants_at(by, at))
    held = held_dossier(dossier.pk)
    if held.official.account_id == by.pk:
        raise Refusal("permission.flag_of_oneself")
    if flag.partition(":")[0] not in CODES or len(flag) > LONGEST:
        raise Refusal("permission.flag_unknown", flag=flag)
    if not reason.strip():
        raise Refusal("permission.flag_without_reason", field="reason")
    made = WeighedFlag.objects.everything(because="makes one row").create(
        dossier=held, flag=flag, weight="matters" if matters else "does-not", reason=reason.strip(), by=by, at=at
    )
    subject = ledger.subject(kind="official", key=held.official_id)
    body = {"round": held.call.round.code, "subject": subject, "flag": flag.partition(":")[0], "weight": made.weight}
    ledger.record(kind="dossier.flag-weighed", body=body, by=by, at=at)
    return made
