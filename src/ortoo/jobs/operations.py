"""Asking for background work, doing it, and telling how it went."""

from __future__ import annotations

import hashlib
import logging
from datetime import datetime, timedelta
from functools import partial
from typing import Any

from django.db import transaction
from django.db.models import F, Q, QuerySet
from django.utils import timezone

from ortoo.access.models import User
from ortoo.jobs.models import Job, Upload
from ortoo.jobs.progress import Cancelled, Progress
from ortoo.jobs.work import work_of
from ortoo.ledger import operations as ledger
from ortoo.multilingual.refusals import Refusal

log = logging.getLogger(__name__)

SILENCE = timedelta(minutes=1)
"""A running job without a sign of life for so long may be taken over: its worker was killed."""


@transaction.atomic
def keep_upload(*, name: str, content: bytes, by: User, at: datetime) -> Upload:
    """The file as it came in; read later by the job that was asked to."""
    digest = hashlib.sha256(content).hexdigest()
    return Upload.objects.create(name=name[-200:], sha256=digest, content=content, uploaded_by=by, uploaded_at=at)


KEPT = timedelta(days=7)
"""A file that was checked and never imported is forgotten after so long."""


@transaction.atomic
def forget_content(*, upload_id: int, by: User, at: datetime) -> None:
    """Empties an upload whose job has read it, and those that waited too long; name and hash stay."""
    stale = Upload.objects.filter(uploaded_at__lt=at - KEPT).exclude(content=b"")
    for uploads in (Upload.objects.filter(pk=upload_id), stale):
        uploads.update(content=b"")


@transaction.atomic
def record_export(*, what: str, rows: int, sha256: str, by: User, at: datetime) -> None:
    """The ledger's entry for a file of personal data that leaves the house."""
    ledger.record(kind="export.made", body={"what": what, "rows": rows, "file_sha256": sha256}, by=by, at=at)


@transaction.atomic
def ask(*, kind: str, arguments: dict[str, Any], by: User, at: datetime) -> Job:
    """A job that a worker starts once this transaction is committed. `kind` is a row of `ortoo.site.work.WORK`."""
    work_of(kind)
    job = Job.objects.create(kind=kind, arguments=arguments, asked_by=by, asked_at=at)
    transaction.on_commit(partial(_enqueue, job.pk))
    return job


@transaction.atomic
def ask_to_cancel(*, job: Job, by: User, at: datetime) -> Job:
    """Only who asked for a job cancels it. One that has ended stays as it ended."""
    if job.asked_by_id != by.pk:
        raise Refusal("jobs.not_yours")
    its = Job.objects.filter(pk=job.pk)
    its.filter(state="waiting").update(state="cancelled", ended_at=at)
    # One whose worker was killed has nobody who would stop.
    its.filter(state="running", beat_at__lt=at - SILENCE).update(state="cancelled", ended_at=at)
    its.filter(state="running").update(cancel_asked=True)
    job.refresh_from_db()
    return job


def take_up_again(*, at: datetime) -> int:
    """Queues jobs anew whose worker was killed; how many. Called now and then by whoever watches over the workers."""
    silent_since = Q(state="running", beat_at__lt=at - SILENCE)
    never_begun = Q(state="waiting", asked_at__lt=at - SILENCE)
    abandoned = list(Job.objects.filter(silent_since | never_begun).values_list("pk", flat=True))
    for pk in abandoned:
        _enqueue(pk)
    return len(abandoned)


def do(*, job_id: int) -> None:
    """Does the work of one job: called by a worker, once; a second caller finds it taken and leaves."""
    since = _take(job_id)
    if since is None:
        return
    job = Job.objects.select_related("asked_by").get(pk=job_id)
    try:
        result = work_of(job.kind)(
            arguments=job.arguments, by=job.asked_by, at=timezone.now(), progress=_watched(job_id, since)
        )
    except Cancelled:
        _end(job_id, since, "cancelled")
    except Refusal as refusal:
        _end(job_id, since, "refused", outcome={"code": refusal.code, "values": _plain(refusal.values)})
    except Exception:
        # The one place where everything is caught: the person must see an end, the operator the traceback.
        log.exception("job %s (%s) failed", job_id, job.kind)
        _end(job_id, since, "failed")
    else:
        _end(job_id, since, "done", outcome=result.outcome, result_path=result.path, done=F("total"))


def _enqueue(job_id: int) -> None:
    from ortoo.jobs.tasks import do_job  # the task calls back into this module

    do_job.enqueue(job_id)


def _take(job_id: int) -> datetime | None:
    """Since when the job is ours, which tells us from a later worker; None where it is somebody else's."""
    now = timezone.now()
    waiting = Job.objects.filter(pk=job_id, state="waiting")
    abandoned = Job.objects.filter(pk=job_id, state="running", beat_at__lt=now - SILENCE)
    changes = {"state": "running", "started_at": now, "beat_at": now, "done": 0, "total": 0}
    return now if waiting.update(**changes) or abandoned.update(**changes) else None


def _ours(job_id: int, since: datetime) -> QuerySet[Job]:
    """The job, as long as nobody else has taken it up: a worker that was only slow does not speak for the next one."""
    return Job.objects.filter(pk=job_id, state="running", started_at=since)


def _watched(job_id: int, since: datetime, every: timedelta = timedelta(milliseconds=300)) -> Progress:
    """A progress that writes the row at most every 300 ms, and stops the work that was cancelled or taken over."""
    last = since

    def progress(done: int, total: int) -> None:
        nonlocal last
        now = timezone.now()
        if now - last < every and done < total:
            return
        last = now
        still = _ours(job_id, since).update(done=min(done, total), total=total, beat_at=now)
        if not still or Job.objects.filter(pk=job_id, cancel_asked=True).exists():
            raise Cancelled

    return progress


def _end(job_id: int, since: datetime, state: str, **changes: Any) -> None:
    _ours(job_id, since).update(state=state, ended_at=timezone.now(), **changes)


def _plain(values: dict[str, object]) -> dict[str, object]:
    return {name: value if isinstance(value, (int, bool)) else str(value) for name, value in values.items()}
