"""What somebody was told, what nobody has reached them with yet, and how many were told what."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date, datetime, time, timedelta
from typing import Any

from django.conf import settings
from django.db.models import Count, DateField, F, Min, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce, TruncDate
from django.utils import timezone

from ortoo.access.personal import nobody
from ortoo.access.rules.grants import Grants
from ortoo.messages.models import TRIES, Message

COUNTS = "counts by kind and day, which names nobody"
WAYS = ("told", "seen", "mailed", "handed", "failed")


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
    return _by_day(Message.objects.everything(because=COUNTS)).annotate(**_reached())


def days_and_kinds() -> QuerySet[Message, Mapping[str, Any]]:
    """The same days and kinds without the numbers, for `with_numbers`: what each page of them costs.

    Thousands are told at one moment: one message of each moment is looked at, and an index knows which.
    """
    firsts = Message.objects.everything(because=COUNTS).order_by().values("kind", "at").annotate(first=Min("pk"))
    return _by_day(Message.objects.everything(because=COUNTS).filter(pk__in=firsts.values("first"))).distinct()


def with_numbers(rows: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Some of `days_and_kinds`, each with its numbers. One query, which groups by moment: no day is reckoned a row."""
    found = {(row["day"], row["kind"]): Counter[str]() for row in rows}
    if not found:
        return []
    days = [day for day, _ in found]
    moments = Message.objects.everything(because=COUNTS).filter(
        at__gte=midnight(min(days)), at__lt=midnight(max(days) + timedelta(days=1)), kind__in={one for _, one in found}
    )
    for moment in moments.order_by().values("kind", "at").annotate(**_reached()):
        key = timezone.localdate(moment["at"]), moment["kind"]
        if key in found:
            found[key].update({way: count for way, count in moment.items() if way in WAYS})
    return [dict(row) | {way: found[row["day"], row["kind"]][way] for way in WAYS} for row in rows]


def midnight(day: date) -> datetime:
    """When a day begins in the programme's time zone."""
    return timezone.make_aware(datetime.combine(day, time()))


def _by_day(rows: QuerySet[Message]) -> QuerySet[Message, Mapping[str, Any]]:
    return rows.order_by().annotate(day=TruncDate("at", output_field=DateField())).values("day", "kind")


def _reached() -> dict[str, Count]:
    counts = (
        Count("pk"), Count("seen_at"), Count("sent_at"), Count("handed_on"), Count("pk", filter=mail_failed()),
    )  # fmt: skip
    return dict(zip(WAYS, counts, strict=True))
