"""The one task of the queue: send the mails that wait."""

from __future__ import annotations

from django_tasks import task

from ortoo.messages.operations import mailing


@task()
def send() -> None:
    mailing.send_mails()
