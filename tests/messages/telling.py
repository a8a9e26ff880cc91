"""Messages as tests tell them, to accounts of their own."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.test import TestCase

from ortoo.access import operations as access
from ortoo.access.models import User
from ortoo.access.operations import NewAccount
from ortoo.messages import operations as messages
from ortoo.messages.models import Message
from tests.cast import AT, TODAY, hands

KIND = "access.grant_waits"
SUBJECT = "A proposed role waits for your decision"


def accounts(*languages: str, email: bool = False) -> list[User]:
    """Accounts called by their language and a number; with `email` each has an address of that name."""
    new = [NewAccount(f"{language}-{n}", f"Person {n}", language) for n, language in enumerate(languages)]
    opened = access.open_accounts(accounts=new, by=hands()[0], at=AT)
    if email:
        for user in opened:
            access.change_own_email(email=f"{user.username}@example.mn", by=user, at=AT)
    return opened


def told(*people: User, at: datetime = AT, **more: Any) -> list[Message]:
    """All of `people` are told the same; what became of it, without a worker being woken."""
    with TestCase.captureOnCommitCallbacks():
        messages.tell(
            **{"kind": KIND, "values": {"since": TODAY}, "by": None, **more}, to=[one.pk for one in people], at=at
        )
    return every()


def every() -> list[Message]:
    return list(Message.objects.everything(because="a test looks").order_by("pk"))
