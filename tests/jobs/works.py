"""Pieces of work for tests, as a station would write them: compute and tell how far it is, then write."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone

from ortoo.access.models import User
from ortoo.jobs import operations
from ortoo.jobs.models import Job, Upload
from ortoo.jobs.progress import Progress
from ortoo.jobs.work import Result
from ortoo.multilingual.refusals import Refusal

WORK = {name: f"tests.jobs.works.{name}" for name in ("counts", "refuses", "breaks", "is_cancelled", "falls_silent")}


def counts(*, arguments: dict[str, Any], by: User, at: datetime, progress: Progress) -> Result:
    """Goes through `rows` rows, then writes one."""
    for row in range(arguments["rows"]):
        progress(row, arguments["rows"])
    progress(arguments["rows"], arguments["rows"])
    kept = operations.keep_upload(name="written", content=b"", by=by, at=at)
    return Result(f"uploads/{kept.pk}/", {"rows": arguments["rows"]})


def refuses(*, arguments: dict[str, Any], by: User, at: datetime, progress: Progress) -> Result:
    raise Refusal("jobs.unknown_kind", kind="poems", kinds="officials, marks")


@transaction.atomic
def breaks(*, arguments: dict[str, Any], by: User, at: datetime, progress: Progress) -> Result:
    operations.keep_upload(name="written", content=b"", by=by, at=at)
    raise ZeroDivisionError("a fault of ours")


def is_cancelled(*, arguments: dict[str, Any], by: User, at: datetime, progress: Progress) -> Result:
    """Somebody presses "Cancel" while it runs."""
    progress(1, 2)
    operations.ask_to_cancel(job=Job.objects.get(), by=by, at=at)
    assert Job.objects.get().state == "running"
    return counts(arguments={"rows": 2}, by=by, at=at, progress=progress)


def falls_silent(*, arguments: dict[str, Any], by: User, at: datetime, progress: Progress) -> Result:
    """The first worker hangs so long that a second one takes the job up and finishes it; then the first goes on."""
    job = Job.objects.get()
    if not Upload.objects.exists():
        operations.keep_upload(name="first", content=b"", by=by, at=at)
        Job.objects.update(beat_at=timezone.now() - operations.SILENCE - timedelta(seconds=1))
        operations.do(job_id=job.pk)
        if arguments.get("refused_in_the_end"):
            raise Refusal("jobs.not_yours")
    return counts(arguments={"rows": 3}, by=by, at=at, progress=progress)
