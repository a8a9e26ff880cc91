"""What the tests of the pages of exam forms share."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override

from ortoo.exams.models import FormPlan
from ortoo.exams.operations import assemble_forms, plan_forms, seal_forms
from ortoo.jobs import operations as jobs
from ortoo.jobs.models import Job
from tests.exams.building import FOUR_CELLS, blueprint_of, four_cells, writer
from tests.exams.test_pages import text
from tests.factories import exams


def address(name: str, *more: str, code: str = "F26") -> str:
    with override("en"):
        return reverse(f"exams:{name}", args=[code, *more])


def opened(code: str = "F26") -> Any:
    """A sitting in a month from now: pages act at the present moment."""
    return exams.sitting(code, writer(), held_on=timezone.localdate() + timedelta(days=30))


def planned(**stated: Any) -> FormPlan:
    asked = {"blueprint": blueprint_of(2, FOUR_CELLS), "seed": "seed", "decides": "raw", **stated}
    return plan_forms(sitting=opened(), **asked, by=writer(), at=timezone.now())


def sealed() -> FormPlan:
    four_cells()
    plan = planned()
    assemble_forms(plan=plan, by=writer(), at=timezone.now())
    return seal_forms(plan=plan, by=writer(), at=timezone.now())


def done(answer: Any) -> Job:
    """The job that a form asked for, done."""
    assert answer.status_code == 302, text(answer)
    job = Job.objects.latest("pk")
    assert answer["Location"].endswith(f"/{job.pk}/")
    jobs.do(job_id=job.pk)
    job.refresh_from_db()
    return job
