"""The completion report by ministry and by aimag, as a page and as a file."""

from __future__ import annotations

from typing import get_args

from django.contrib.auth.decorators import login_required
from django.http import HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import get_language, gettext, gettext_lazy
from django.views.decorators.http import require_GET

from ortoo.access.requests import Request
from ortoo.multilingual.numbers import whole
from ortoo.pages.components import Figure, Text
from ortoo.pages.lists import Column
from ortoo.pages.lists.export import FORMATS, file_of
from ortoo.training.access import check_may_see_report
from ortoo.training.queries import cohorts, courses
from ortoo.training.report import By, ReportRow, report, total
from ortoo.training.words import percent

BYS: dict[By, Text] = {"ministry": gettext_lazy("Ministry or body"), "aimag": gettext_lazy("Aimag")}
assert tuple(BYS) == get_args(By)

COLUMNS = (
    Column("code", gettext_lazy("Code"), lambda row: row.code),
    Column("name", gettext_lazy("Name"), lambda row: row.name),
    Column("officials", gettext_lazy("Officials"), lambda row: row.officials, kind="whole"),
    Column("enrolled", gettext_lazy("Enrolled"), lambda row: row.enrolled, kind="whole"),
    Column("completed", gettext_lazy("Completed"), lambda row: row.completed, kind="whole"),
    Column("share", gettext_lazy("Completed, in percent of the officials"), lambda row: row.share * 100,
           kind="thousandths"),
)  # fmt: skip


@login_required
@require_GET
def report_page(request: Request) -> HttpResponseBase:
    """?by=ministry|aimag, &course= or &cohort= (codes), &format=csv|xlsx. What is not known is left out."""
    check_may_see_report(request.grants)
    by: By = "aimag" if request.GET.get("by") == "aimag" else "ministry"
    of_courses, of_cohorts = list(courses().prefetch_related(None).order_by("code")), list(cohorts())
    course = next((one for one in of_courses if one.code == request.GET.get("course")), None)
    cohort = next((one for one in of_cohorts if one.code == request.GET.get("cohort")), None)
    rows = report(by, timezone.localdate(), course=course, cohort=cohort)
    form = request.GET.get("format", "")
    if form in FORMATS:
        return file_of(rows, COLUMNS, FORMATS[form], f"completions-by-{by}")
    asked = request.GET.copy()
    asked.pop("format", None)
    context = {
        "heading": gettext("Completion report"),
        "lead": _of_what(course.name if course else "", cohort.name if cohort else ""),
        "figures": _figures(total(rows)),
        "by": by,
        "bys": BYS.items(),
        "column": BYS[by],
        "rows": rows,
        "courses": [(one.code, one.name) for one in of_courses],
        "cohorts": [(one.code, one.name) for one in of_cohorts],
        "course": course.code if course else "",
        "cohort": cohort.code if cohort else "",
        "asked": asked.urlencode(),
    }
    return render(request, "training/report.html", context)


def _of_what(course: str, cohort: str) -> str:
    if cohort:
        return gettext("Of the cohort %(cohort)s, by the posts of today.") % {"cohort": cohort}
    if course:
        return gettext("Of the course %(course)s, by the posts of today.") % {"course": course}
    return gettext("Of all courses together, by the posts of today: who completed at least one.")


def _figures(sums: ReportRow) -> list[Figure]:
    language = get_language() or "en"
    return [
        Figure(gettext("Officials"), whole(sums.officials, language)),
        Figure(gettext("Enrolled"), whole(sums.enrolled, language)),
        Figure(gettext("Completed"), whole(sums.completed, language)),
        Figure(gettext("Share of the officials"), percent(sums.share, language)),
    ]
