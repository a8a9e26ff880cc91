"""What waits for the academy manager at the messages."""

from __future__ import annotations

from django.conf import settings
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import get_language, gettext, gettext_lazy, ngettext

from ortoo.access.rules.grants import Grants
from ortoo.messages.access import can_see_everybodys
from ortoo.messages.models import Message
from ortoo.messages.queries import log, mail_failed, unreached
from ortoo.multilingual.numbers import whole
from ortoo.pages.components import WAITS_FOR_YOU, Task

MANY = 1_000


def waiting_for(grants: Grants) -> list[Task]:
    """Letters to be handed over on paper, so that nobody without mail is forgotten; and mails that were given up."""
    if not can_see_everybodys(grants):
        return []
    tasks, there = [], log(grants).filter(seen_at=None, handed_on=None)
    if count := _up_to_many(there.filter(unreached())):
        if count > MANY:
            said = gettext("More than %(count)s letters") % {"count": _shown(MANY)}
        else:
            said = ngettext("%(count)s letter", "%(count)s letters", count) % {"count": _shown(count)}
        tasks.append(Task(gettext_lazy("Hand over messages on paper"), reverse("messages:paper"), WAITS_FOR_YOU, said))
    if settings.MAIL_IS_SENT and (count := _up_to_many(there.filter(mail_failed()))):
        if count > MANY:
            said = gettext("More than %(count)s mails") % {"count": _shown(MANY)}
        else:
            said = ngettext("%(count)s mail", "%(count)s mails", count) % {"count": _shown(count)}
        address = f"{reverse('messages:log')}?way=failed"
        tasks.append(Task(gettext_lazy("See why mails were not delivered"), address, WAITS_FOR_YOU, said))
    return tasks


def _up_to_many(rows: QuerySet[Message]) -> int:
    """How many there are; where they are more than MANY, MANY and one, since nobody needs to count them further."""
    return rows.order_by()[: MANY + 1].count()


def _shown(count: int) -> str:
    return whole(count, get_language() or "en")
