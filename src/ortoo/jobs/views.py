"""One job with its bar, and the list of a person's jobs."""

from __future__ import annotations

from datetime import timedelta

from django.contrib.auth.decorators import login_required
from django.contrib.auth.mixins import LoginRequiredMixin
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, gettext, gettext_lazy, ngettext, pgettext_lazy
from django.views.decorators.http import require_GET, require_POST

from ortoo.access.requests import Request, signed_in
from ortoo.jobs import operations
from ortoo.jobs.models import Job
from ortoo.jobs.queries import jobs_of, time_left
from ortoo.multilingual.numbers import whole
from ortoo.multilingual.refusals import sentence
from ortoo.pages.components import Act, Tag
from ortoo.pages.lists import Column, ListPage

KINDS = {
    "import.check": gettext_lazy("Check a file"),
    "import.apply": gettext_lazy("Import a file"),
    "record.seal": gettext_lazy("Seal the records"),
    "selection.try": gettext_lazy("Try a rule on earlier records"),
    "selection.band": gettext_lazy("Find who is borderline"),
    "selection.run": gettext_lazy("Run the selection"),
    "selection.carry-out": gettext_lazy("Carry out upheld appeals"),
    "selection.rerun": gettext_lazy("Run the selection again"),
    "exams.forms": gettext_lazy("Assemble the forms"),
    "exams.seal-forms": gettext_lazy("Seal the forms"),
    "visits.agenda": gettext_lazy("Find an agenda"),
    "exams.score": gettext_lazy("Score the sheets"),
    "exams.analyse": gettext_lazy("Analyse the items"),
    "exams.equate": gettext_lazy("Equate the forms"),
    "exams.gate": gettext_lazy("Let the gate look"),
    "ledger.export": gettext_lazy("Write an export for auditors"),
}
STATES = {
    "waiting": Tag("waits", pgettext_lazy("job", "Waits for its turn")),
    "running": Tag("half", pgettext_lazy("job", "In progress")),
    "done": Tag("done", pgettext_lazy("job", "Done")),
    "refused": Tag("late", pgettext_lazy("job", "Refused")),
    "cancelled": Tag("none", pgettext_lazy("job", "Cancelled")),
    "failed": Tag("late", pgettext_lazy("job", "Failed")),
}


SOON, LATER = 400, 1000
"""Milliseconds until a page asks again how far its work is; soon at first, because most work is short."""
SHORT = timedelta(seconds=5)


class JobList(LoginRequiredMixin, ListPage):
    """What a person asked to be done."""

    title = gettext_lazy("Your work in the background")
    order = ("-asked_at", "-pk")
    columns = (
        Column("kind", gettext_lazy("What"), lambda job: KINDS[job.kind], main=True, link=lambda job: address_of(job)),
        Column("asked", gettext_lazy("Asked on"), lambda job: timezone.localtime(job.asked_at).date(), kind="day"),
        Column("state", gettext_lazy("State"), lambda job: STATES[job.state]),
    )

    def rows(self) -> QuerySet[Job]:
        return jobs_of(self.request.grants)


def address_of(job: Job) -> str:
    return reverse("jobs:job", args=[job.pk])


@login_required
@require_GET
def job_page(request: Request, pk: int) -> HttpResponse:
    """The bar, asked for again by itself: by a script where there is one, else by the page."""
    job = get_object_or_404(jobs_of(request.grants), pk=pk)
    running = job.state in ("waiting", "running")
    context = {
        "heading": KINDS[job.kind],
        "running": running,
        "tag": STATES[job.state],
        "done": job.done,
        "total": job.total,
        "label": _how_far(job),
        "remaining": _remaining(job),
        "cancel": reverse("jobs:cancel", args=[pk]),
        "result": Act(gettext("Go to the result"), f"/{get_language()}/{job.result_path}") if job.result_path else None,
        "refusal": _refusal(job),
        "again": _again(job),
        "wait": SOON if timezone.now() - job.asked_at < SHORT else LATER,
    }
    return render(request, "pages/progress.html", context)


@login_required
@require_POST
def cancel(request: Request, pk: int) -> HttpResponse:
    job = get_object_or_404(jobs_of(request.grants), pk=pk)
    operations.ask_to_cancel(job=job, by=signed_in(request), at=timezone.now())
    return redirect("jobs:job", pk=pk)


def _how_far(job: Job) -> str:
    if not job.total:
        return gettext("Not begun yet") if job.state == "waiting" else gettext("Counting what there is to do")
    language = get_language() or "en"
    return gettext("%(done)s of %(total)s") % {"done": whole(job.done, language), "total": whole(job.total, language)}


def _again(job: Job) -> Act | None:
    """The way on where a file was not taken in."""
    if job.state not in ("refused", "cancelled", "failed") or not job.kind.startswith("import."):
        return None
    return Act(gettext("Send another file"), reverse("jobs:import", args=[job.arguments["kind"]]))


def _remaining(job: Job) -> str:
    left = time_left(job, timezone.now())
    if left is None:
        return ""
    seconds = max(1, int(left.total_seconds()))
    return ngettext("About %(count)s second left", "About %(count)s seconds left", seconds) % {"count": seconds}


def _refusal(job: Job) -> str:
    if job.state == "failed":
        return gettext("This stopped through a fault of ours. Nothing was changed. Tell the operator, then try again.")
    if job.state != "refused":
        return ""
    return sentence(job.outcome["code"], get_language() or "en", job.outcome["values"])
