"""A message opened at sign-in."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from ortoo.access.models import User
from ortoo.messages.models import Message


@transaction.atomic
def see(*, message: Message, by: User, at: datetime) -> bool:
    """The person has opened it; whether for the first time. Who opens another's message leaves no trace on it."""
    own = Message.objects.everything(because="an own message").filter(pk=message.pk, to=by, seen_at=None)
    return bool(own.update(seen_at=at))
