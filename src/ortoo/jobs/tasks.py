"""The one task of the queue: do a job."""

from __future__ import annotations

from django_tasks import task

from ortoo.jobs import operations


@task()
def do_job(job_id: int) -> None:
    operations.do(job_id=job_id)
