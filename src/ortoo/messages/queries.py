"""What somebody was told, what nobody has reached them with yet, and how many were told what."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.db.models import Count, DateField, F, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce, TruncDate

from ortoo.access.personal import nobody
from ortoo.access.rules.grants import Grants
from ortoo.messages.models import TRIES, Message


def own(grants: Grants) -> QuerySet[Message]:
    """What the person was told."""
    return Message.objects.visible_to(grants).filter(to=grants.user_id)


def log(grants: Grants) -> QuerySet[Message]:
    """What everybody was told, as far as `grants` may see it, with whom."""
    return Message.objects.visible_to(grants).select_related("to")


def unseen_of(account: str) -> Coalesce:
    """For a query of accounts: how many messages each (key at `account`) has not opened."""
    waiting = Message.objects.everything(because="counts what somebody has not seen").filter(seen_at=None)
    counted = waiting.filter(to=OuterRef(account)).order_by().values("to").annotate(count=Count("pk"))
    return Coalesce(Subquery(counted.values("count")), 0)


def mail_failed() -> Q:
    """Given up: somebody must look at it."""
    return Q(sent_at=None, tries__gte=TRIES)


def unreached() -> Q:
    """No channel has reached the person: not mailed and not going to be, not seen, not signed in since, not handed."""
    no_mail = Q(mail_to="") | mail_failed() if settings.MAIL_IS_SENT else ~nobody()
    absent = Q(to__last_login=None) | Q(to__last_login__lt=F("at"))
    return Q(seen_at=None, handed_on=None, sent_at=None) & absent & no_mail


def letters(grants: Grants) -> QuerySet[Message]:
    """What is to be handed over on paper, the oldest first."""
    return log(grants).filter(unreached()).order_by("at", "pk")


def counted() -> QuerySet[Message, Mapping[str, Any]]:
    """By day and kind: how many were told, and how many were reached by which way. Not ordered."""
    rows = Message.objects.everything(because="counts by kind and day, which names nobody").order_by()
    return rows.annotate(day=TruncDate("at", output_field=DateField())).values("day", "kind").annotate(
        told=Count("pk"),
        seen=Count("pk", filter=Q(seen_at__isnull=False)),
        mailed=Count("pk", filter=Q(sent_at__isnull=False)),
        handed=Count("pk", filter=Q(handed_on__isnull=False)),
        failed=Count("pk", filter=mail_failed()),
    )  # fmt: skip
