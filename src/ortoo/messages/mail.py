"""A message as a plain mail to one person, in their language: its words, and the way back to the house."""

from __future__ import annotations

from django.conf import settings
from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend
from django.utils import translation
from django.utils.translation import gettext

from ortoo.messages.models import Message


def mail_of(message: Message, connection: BaseEmailBackend) -> EmailMessage:
    """To its one address, with nobody's name in it."""
    return EmailMessage(
        subject=message.subject,
        body=body_of(message),
        to=[message.mail_to],
        connection=connection,
        headers={"Auto-Submitted": "auto-generated"},  # keeps absence notes from being sent back
    )


def body_of(message: Message) -> str:
    with translation.override(message.language):
        parts = [message.text]
        if settings.PUBLIC_ADDRESS:
            parts.append("\n".join((gettext("Open the message:"), f"{settings.PUBLIC_ADDRESS}/{link_to(message)}")))
        note = gettext("This mail was sent by a programme. The same message waits for you at sign-in.")
        parts.append(f"-- \n{note}")
    return "\n\n".join(parts) + "\n"


def link_to(message: Message) -> str:
    """The address of its own page, below the public address."""
    return f"{message.language}/messages/{message.pk}/"
