"""Jobs as their person sees them."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db.models import QuerySet

from ortoo.access.rules.grants import Grants
from ortoo.jobs.models import Job, Upload


def jobs_of(grants: Grants) -> QuerySet[Job]:
    """Those that the person asked for, the latest first."""
    return Job.objects.filter(asked_by=grants.user_id).order_by("-asked_at", "-pk")


def time_left(job: Job, now: datetime) -> timedelta | None:
    """At the speed so far; None where too little is done to say."""
    if job.state != "running" or not job.started_at or not job.done or job.done * 20 < job.total:
        return None
    spent = now - job.started_at
    return timedelta(seconds=round(spent.total_seconds() * (job.total - job.done) / job.done))


def own_upload(grants: Grants, pk: int) -> Upload | None:
    """A file that the person sent, as long as its content is kept."""
    found = Upload.objects.filter(pk=pk, uploaded_by=grants.user_id).first()
    return found if found is not None and found.content else None
