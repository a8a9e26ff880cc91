"""What waits for the academy manager at the messages."""

from __future__ import annotations

from django.db.models import Count
from django.urls import reverse
from django.utils.translation import get_language, gettext_lazy, ngettext

from ortoo.access.rules.grants import Grants
from ortoo.messages.access import can_see_everybodys
from ortoo.messages.queries import log, mail_failed, unreached
from ortoo.multilingual.numbers import whole
from ortoo.pages.components import WAITS_FOR_YOU, Task


def waiting_for(grants: Grants) -> list[Task]:
    """Letters to be handed over on paper, so that nobody without mail is forgotten; and mails that were given up."""
    if not can_see_everybodys(grants):
        return []
    found = log(grants).filter(seen_at=None, handed_on=None).aggregate(
        letters=Count("pk", filter=unreached()), failed=Count("pk", filter=mail_failed())
    )  # fmt: skip
    tasks = []
    if count := found["letters"]:
        said = ngettext("%(count)s letter", "%(count)s letters", count) % {"count": _shown(count)}
        tasks.append(Task(gettext_lazy("Hand over messages on paper"), reverse("messages:paper"), WAITS_FOR_YOU, said))
    if count := found["failed"]:
        said = ngettext("%(count)s mail", "%(count)s mails", count) % {"count": _shown(count)}
        address = f"{reverse('messages:log')}?way=failed"
        tasks.append(Task(gettext_lazy("See why mails were not delivered"), address, WAITS_FOR_YOU, said))
    return tasks


def _shown(count: int) -> str:
    return whole(count, get_language() or "en")
