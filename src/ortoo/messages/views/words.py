"""Kinds of messages, and the ways they went, as a page names them."""

from __future__ import annotations

from collections import defaultdict

from django.utils.translation import gettext, pgettext, pgettext_lazy

from ortoo.messages.models import TRIES, Message
from ortoo.messages.wording import registry
from ortoo.pages.components import Tag

NEW = Tag("waits", pgettext_lazy("message", "New"))
READ = Tag("done", pgettext_lazy("message", "Read"), quiet=True)


def kind_text(kind: str, language: str) -> str:
    """The subject of `kind` with "…" where a value stands; the code itself where the house no longer tells it."""
    words = registry().get(kind)
    return words[language].subject.format_map(defaultdict(lambda: "…")) if words else kind


def way_of(message: Message) -> Tag:
    """How far a message has come: the way that is worth most as a proof comes first."""
    if message.handed_on:
        return Tag("done", pgettext("message", "Handed over"), quiet=True)
    if message.seen_at:
        return Tag("done", pgettext("message", "Read at sign-in"), quiet=True)
    if message.sent_at:
        return Tag("done", pgettext("message", "Mailed"), quiet=True)
    if message.mail_to and message.tries >= TRIES:
        return Tag("late", pgettext("message", "Mail failed"))
    if message.mail_to:
        return Tag("waits", gettext("Waits for the mail server"))
    return Tag("waits", gettext("Waits at sign-in"))
