"""What should have moved on: background work and mails."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

from django.conf import settings
from django.db.models import Q

from ortoo.jobs.models import Job
from ortoo.jobs.operations import SILENCE
from ortoo.messages.models import TRIES, Message
from ortoo.site.keeping.doctor.finding import Finding, watch, well

STUCK = 3 * SILENCE
"""A watch takes a job up again after SILENCE, and looks four times a minute: after so long nobody watches."""
LATELY = timedelta(days=1)
LATE = timedelta(hours=3)


def jobs(at: datetime) -> Iterator[Finding]:
    waits = Q(state="waiting", asked_at__lt=at - STUCK) | Q(state="running", beat_at__lt=at - STUCK)
    stuck = Job.objects.filter(waits).count()
    failed = Job.objects.filter(state="failed", ended_at__gte=at - LATELY).count()
    if stuck:
        yield watch("doctor.jobs_stuck", count=stuck)
    if failed:
        yield watch("doctor.jobs_failed", count=failed)
    if not stuck and not failed:
        yield well("doctor.jobs")


def mails(at: datetime) -> Iterator[Finding]:
    unsent = (
        Message.objects.everything(because="counts mails that stay behind").filter(sent_at=None).exclude(mail_to="")
    )
    given_up = unsent.filter(tries__gte=TRIES, handed_on=None).count()
    late = unsent.filter(tries__lt=TRIES, at__lt=at - LATE).count() if settings.MAIL_IS_SENT else 0
    if given_up:
        yield watch("doctor.mails_given_up", count=given_up)
    if late:
        yield watch("doctor.mails_late", count=late)
    if not given_up and not late:
        yield well("doctor.mails")
