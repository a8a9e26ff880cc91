"""A file in the browser: choose, have it checked in the background, read the report, import with one button."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from typing import Any

from django import forms
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse, reverse_lazy
from django.utils import timezone
from django.utils.translation import get_language, gettext, gettext_lazy
from django.views.decorators.http import require_GET, require_POST

from ortoo.access.requests import Request, signed_in
from ortoo.access.rules.grants import Grants
from ortoo.jobs import operations
from ortoo.jobs.imports import can_import, export_of, kinds, read_back
from ortoo.jobs.models import Job, Upload
from ortoo.jobs.queries import jobs_of
from ortoo.multilingual.numbers import whole
from ortoo.multilingual.refusals import Refusal
from ortoo.pages.components import Figure
from ortoo.pages.forms import Form, FormPage
from ortoo.spreadsheets.kinds import ImportKind, ImportReport
from ortoo.spreadsheets.layout import Column, Layout
from ortoo.spreadsheets.read import MOST_BYTES
from ortoo.spreadsheets.write import MEDIA_TYPES, csv_bytes, template

SHOWN = 100
"""Problems on the page; the file of problems has all of them."""

SUFFIXES = {"csv": ".csv", "xlsx": ".xlsx"}


def _kind(name: str) -> ImportKind:
    try:
        return kinds()[name]
    except KeyError as error:
        raise Http404(name) from error


@login_required
@require_GET
def imports(request: Request) -> HttpResponse:
    """The kinds of files that this person may import."""
    own = [kind for kind in kinds().values() if can_import(kind, request.grants)]
    context = {
        "heading": gettext("Import and export"),
        "lead": gettext("A file is checked first. It is imported whole or not at all, and twice is as good as once."),
        "kinds": [(kind, kind.layout is not None and kind.export is not None) for kind in own],
    }
    return render(request, "jobs/imports.html", context)


class FileForm(Form):
    file = forms.FileField(label=gettext_lazy("File"), allow_empty_file=True)

    def __init__(self, *args: Any, kind: ImportKind, grants: Grants, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["file"].help_text = (
            gettext("CSV or XLSX, with headings in the first row.")
            if ".csv" in kind.suffixes
            else gettext("A YAML file in UTF-8.")
        )
        for option in kind.options:
            self.fields[option.name] = forms.ChoiceField(label=str(option.title), choices=option.choices(grants))
        self.order_fields([*(option.name for option in kind.options), "file"])


class ImportPage(FormPage):
    """Choose a file; it is checked in the background, and nothing is written."""

    form_class = FileForm
    submit = gettext_lazy("Check the file")
    template_name = "jobs/import.html"
    back = reverse_lazy("jobs:imports")

    def check(self) -> None:
        self.kind = _kind(self.kwargs["kind"])
        self.kind.check_may(self.request.grants)
        if self.kind.page:
            raise Http404(self.kind.name)

    def heading(self) -> str:
        return gettext("Import: %(kind)s") % {"kind": self.kind.title}

    def sentence(self) -> str:
        return gettext("The file is checked first; nothing is written until you have seen the report.")

    def initial(self) -> dict[str, Any]:
        """What a link from another page has chosen already, such as the sitting of a file of marks."""
        return {option.name: self.request.GET.get(option.name, "") for option in self.kind.options}

    def form_arguments(self) -> dict[str, Any]:
        return {"kind": self.kind, "grants": self.request.grants}

    def more(self) -> dict[str, Any]:
        layout = self.kind.layout
        language = get_language() or "en"
        columns = [(column.name, column.title(language), column.help.get(language, ""), column.needs_value)
                   for column in layout.columns] if layout else []  # fmt: skip
        return {"kind": self.kind, "columns": columns}

    def act(self, form: forms.Form) -> str:
        sent = form.cleaned_data["file"]
        if sent.size > MOST_BYTES:
            limit = MOST_BYTES >> 20
            raise Refusal("spreadsheets.file_too_large", file=sent.name, size=sent.size >> 20, limit=limit)
        at = timezone.now()
        upload = operations.keep_upload(name=sent.name, content=sent.read(), by=self.by, at=at)
        options = {option.name: form.cleaned_data[option.name] for option in self.kind.options}
        arguments = {"kind": self.kind.name, "upload": upload.pk, "options": options}
        job = operations.ask(kind="import.check", arguments=arguments, by=self.by, at=at)
        return reverse("jobs:job", args=[job.pk])


class ReportPage(FormPage):
    """What the check of one file, or its import, came to; one button imports what was checked."""

    form_class = Form
    template_name = "jobs/import_report.html"

    def check(self) -> None:
        self.upload = get_object_or_404(Upload, pk=self.kwargs["upload"], uploaded_by=self.request.user.pk)
        of_it = jobs_of(self.request.grants).filter(arguments__upload=self.upload.pk)
        self.dry_run = _done(of_it, "import.check")
        self.applied = of_it.filter(kind="import.apply").exclude(state__in=("refused", "cancelled", "failed")).first()
        self.job = _latest(self.applied, self.dry_run)
        self.kind = _kind(self.job.arguments["kind"])
        self.kind.check_may(self.request.grants)
        self.report = read_back(self.job.outcome)
        self.back = reverse("jobs:import", args=[self.kind.name])

    @property
    def imported(self) -> bool:
        return self.job.kind == "import.apply"

    def heading(self) -> str:
        return self.upload.name

    def sentence(self) -> str:
        return _verdict(self.report, imported=self.imported)

    def more(self) -> dict[str, Any]:
        language = get_language() or "en"
        problems = [problem.sentence(language) for problem in self.report.problems[:SHOWN]]
        return {
            "kind": self.kind,
            "figures": _figures(self.report),
            "problems": problems,
            "left_out": len(self.report.problems) - len(problems),
            "notices": [notice.sentence(language) for notice in self.report.notices],
            "imported": self.imported,
            "under_way": self.applied if self.applied and self.applied.state in ("waiting", "running") else None,
            "can_import": not self.applied and self.report.writes,
            "rows": self.report.new + self.report.changed,
            "upload": self.upload,
        }

    def act(self, form: forms.Form) -> str:
        if self.applied:  # a second tab, or back and again
            return reverse("jobs:job", args=[self.applied.pk])
        job = operations.ask(kind="import.apply", arguments=self.dry_run.arguments, by=self.by, at=timezone.now())
        return reverse("jobs:job", args=[job.pk])


def _done(jobs: Any, kind: str) -> Job:
    job: Job = get_object_or_404(jobs.filter(kind=kind, state="done")[:1])
    return job


def _latest(applied: Job | None, checked: Job) -> Job:
    return applied if applied and applied.state == "done" else checked


def _verdict(report: ImportReport, *, imported: bool) -> str:
    if report.problems:
        return gettext("Nothing was imported. Correct the file and send it again.")
    if imported:
        return gettext("The file is imported. The ledger has an entry for it.")
    if not report.writes:
        return gettext("Everything in this file is on the register already. There is nothing to import.")
    return gettext("The file is in order. Nothing has been written yet.")


def _figures(report: ImportReport) -> list[Figure]:
    language = get_language() or "en"
    return [
        Figure(gettext("New"), whole(report.new, language)),
        Figure(gettext("Changed"), whole(report.changed, language)),
        Figure(gettext("Unchanged"), whole(report.unchanged, language)),
        Figure(gettext("Problems"), whole(len(report.problems), language)),
    ]


PROBLEM_COLUMNS = Layout("problems", (
    Column("sheet", {"en": "Sheet", "mn": "Хуудас", "ko": "시트"}),
    Column("row", {"en": "Row", "mn": "Мөр", "ko": "행"}),
    Column("column", {"en": "Column", "mn": "Багана", "ko": "열"}),
    Column("value", {"en": "Value", "mn": "Утга", "ko": "값"}),
    Column("problem", {"en": "Problem", "mn": "Алдаа", "ko": "문제"}),
))  # fmt: skip


@login_required
@require_GET
def problems(request: Request, upload: int) -> HttpResponse:
    """All problems of a check as CSV."""
    kept = get_object_or_404(Upload, pk=upload, uploaded_by=signed_in(request))
    job = _done(jobs_of(request.grants).filter(arguments__upload=kept.pk), "import.check")
    language = get_language() or "en"
    rows: Iterator[dict[str, Any]] = (
        {
            "sheet": one.sheet, "row": str(one.row), "column": one.column, "value": one.value,
            "problem": one.sentence(language),
        }
        for one in read_back(job.outcome).problems
    )  # fmt: skip
    return _file(csv_bytes(PROBLEM_COLUMNS.columns, rows, language), "problems", "csv")


@login_required
@require_GET
def template_file(request: Request, kind: str, form: str) -> HttpResponse:
    """An empty file with the headings of a kind, in the page's language."""
    found = _kind(kind)
    found.check_may(request.grants)
    if found.layout is None or form not in SUFFIXES:
        raise Http404(kind)
    language = get_language() or "en"
    return _file(template(found.layout, "xlsx" if form == "xlsx" else "csv", language), f"{kind}-template", form)


@login_required
@require_POST
def export_file(request: Request, kind: str, form: str) -> HttpResponse:
    """All rows of a kind that this person may see, as a file that can be imported again.

    A post, because it goes into the ledger: personal data leaves the house.
    """
    found = _kind(kind)
    if form not in SUFFIXES:
        raise Http404(form)
    content, rows = export_of(found, SUFFIXES[form], request.grants, get_language() or "en")
    digest = hashlib.sha256(content).hexdigest()
    operations.record_export(what=kind, rows=rows, sha256=digest, by=signed_in(request), at=timezone.now())
    return _file(content, kind, form)


def _file(content: bytes, name: str, form: str) -> HttpResponse:
    response = HttpResponse(content, content_type=MEDIA_TYPES["xlsx" if form == "xlsx" else "csv"])
    response["Content-Disposition"] = f'attachment; filename="{name}.{form}"'
    return response
