"""Erasing the way from a person to a pseudonym; every root that held before holds after."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from ortoo.ledger.models import SubjectSalt
from ortoo.ledger.operations.entries import Actor, record
from ortoo.ledger.operations.subjects import subject


@transaction.atomic
def forget(*, kind: str, key: object, because: str, by: Actor, at: datetime) -> str:
    """Erases one person's salt for good: their pseudonym, which is returned, leads to nobody from now on."""
    pseudonym = subject(kind=kind, key=key)
    SubjectSalt.objects.filter(kind=kind, key=str(key)).delete()
    record(kind="data.erased", body={"subject": pseudonym, "because": because}, by=by, at=at)
    return pseudonym
