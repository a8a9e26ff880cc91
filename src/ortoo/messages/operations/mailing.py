"""Mail: what waits is sent by a worker after the commit, three tries each; a failure keeps its reason.

No entry in the ledger: how a message went is written on the message itself.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from functools import partial
from smtplib import SMTPException, SMTPRecipientsRefused, SMTPResponseException

from django.conf import settings
from django.core.mail import get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.db import transaction
from django.db.models import F, Q, QuerySet
from django.utils import timezone

from ortoo.access.models import User
from ortoo.access.queries import grants_at
from ortoo.messages.access import check_may_hand_over
from ortoo.messages.mail import mail_of
from ortoo.messages.models import TRIES, Message
from ortoo.messages.queries import mail_failed

PAUSES = (timedelta(minutes=10), timedelta(hours=1))
"""Between the first try and the second, and between the second and the third."""
AT_A_TIME = 200


def send_mails() -> int:
    """Mails what is due; how many went. Two workers at once share the work, and no mail is tried twice in a pause."""
    if not settings.MAIL_IS_SENT:
        return 0
    connection, began, sent = get_connection(), timezone.now(), 0
    try:
        while some := list(_due(timezone.now()).order_by("at", "pk")[:AT_A_TIME]):
            connection.open()
            for message in some:
                sent += _sent(message, connection)
    except (OSError, SMTPException) as error:
        # The server can't be reached: a try of each of them, for twelve thousand more would take hours to fail.
        _failed(_due(timezone.now()), error)
    finally:
        connection.close()
    if _rows().filter(sent_at=None, tried_at__gte=began, tries__lt=TRIES).exists():
        send_later(after=PAUSES[0])
    return sent


def send_later(*, after: timedelta = timedelta(0)) -> None:
    """Has a worker send what is due, once this transaction is committed."""
    transaction.on_commit(partial(_enqueue, after))


@transaction.atomic
def send_again(*, by: User, at: datetime) -> int:
    """Three new tries for every mail that was given up; how many. For when the server's trouble is over."""
    check_may_hand_over(grants_at(by, at))
    count = _rows().filter(mail_failed(), handed_on=None).update(tries=0, tried_at=None)
    send_later()
    return count


def _rows() -> QuerySet[Message]:
    return Message.objects.everything(because="mails everybody what they were told")


def _due(now: datetime) -> QuerySet[Message]:
    again = [Q(tries=tries, tried_at__lte=now - pause) for tries, pause in enumerate(PAUSES, start=1)]
    return _rows().filter(Q(tries=0) | again[0] | again[1], sent_at=None).exclude(mail_to="")


def _sent(message: Message, connection: BaseEmailBackend) -> bool:
    now = timezone.now()
    mine = _rows().filter(pk=message.pk, tries=message.tries, sent_at=None)
    if not mine.update(tries=F("tries") + 1, tried_at=now):
        return False  # another worker was quicker
    try:
        mail_of(message, connection).send()
    except (OSError, SMTPException, ValueError) as error:  # ValueError: what no mail can be addressed to
        _rows().filter(pk=message.pk).update(problem=reason(error))
        # Whatever is wrong with the line itself is found out by opening it anew, for all that follow.
        connection.close()
        connection.open()
        return False
    _rows().filter(pk=message.pk).update(sent_at=timezone.now(), problem="")
    return True


def _failed(rows: QuerySet[Message], error: Exception) -> None:
    rows.update(tries=F("tries") + 1, tried_at=timezone.now(), problem=reason(error))


def reason(error: Exception) -> str:
    """What the mail server said, or the machine about the way there, on one line."""
    said: object = error
    if isinstance(error, SMTPRecipientsRefused):
        code, said = next(iter(error.recipients.values()))
        said = f"{code} {_text(said)}"
    elif isinstance(error, SMTPResponseException):
        said = f"{error.smtp_code} {_text(error.smtp_error)}"
    elif isinstance(error, OSError) and error.strerror:
        said = error.strerror
    return " ".join(str(said).split())[:300] or type(error).__name__


def _text(said: object) -> str:
    return said.decode(errors="replace") if isinstance(said, bytes) else str(said)


def _enqueue(after: timedelta) -> None:
    from ortoo.messages.tasks import send  # the task calls back into this module

    (send.using(run_after=timezone.now() + after) if after else send).enqueue()
