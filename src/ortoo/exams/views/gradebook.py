"""From a gradebook: choose the sitting and the file, then the column from what was found, then check, then import."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest
from django.urls import reverse, reverse_lazy
from django.utils import timezone
from django.utils.translation import get_language, gettext, gettext_lazy, ngettext

from ortoo.exams.access import check_may_keep_marks
from ortoo.exams.files import gradebooks
from ortoo.exams.forms.marks import ColumnForm, GradebookForm
from ortoo.exams.models import Sitting
from ortoo.exams.queries import sittings
from ortoo.exams.views.sittings import address
from ortoo.exams.words.marks import LEFT_OUT
from ortoo.jobs import operations as jobs
from ortoo.jobs.queries import own_upload
from ortoo.multilingual.numbers import whole
from ortoo.multilingual.refusals import Refusal
from ortoo.pages.components import Fact
from ortoo.pages.forms import FormPage
from ortoo.spreadsheets.rows import RowProblem

SHOWN = 20
"""Problems that a page names; who has more corrects those first."""


class SendGradebook(FormPage):
    title = gettext_lazy("Import from a gradebook")
    lead = gettext_lazy("Nothing is imported yet: first you see which columns the file has.")
    form_class = GradebookForm
    submit = gettext_lazy("Read the file")
    back = reverse_lazy("exams:home")

    def check(self) -> None:
        check_may_keep_marks(self.request.grants)

    def initial(self) -> dict[str, Any]:
        return {"sitting": self.request.GET.get("sitting", "")}

    def act(self, form: GradebookForm) -> str:
        sent = form.cleaned_data["file"]
        content = sent.read()
        gradebooks.columns(content, sent.name)
        upload = jobs.keep_upload(name=sent.name, content=content, by=self.by, at=timezone.now())
        return reverse("exams:gradebook-columns", args=[form.cleaned_data["sitting"], upload.pk])


class ChooseColumn(FormPage):
    """The columns that were found, those left out with the reason; a check of the chosen one; then the import."""

    title = gettext_lazy("Choose the column")
    form_class = ColumnForm
    template_name = "exams/gradebook.html"
    submit = gettext_lazy("Import the marks")
    done = gettext_lazy("The marks are imported.")
    checked = True
    back = reverse_lazy("exams:gradebook")

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.sitting = found_sitting(kwargs["code"])

    def check(self) -> None:
        check_may_keep_marks(self.request.grants)
        upload = own_upload(self.request.grants, self.kwargs["pk"])
        if upload is None:
            raise Refusal("exams.gradebook_gone")
        self.content, self.filename = bytes(upload.content), upload.name
        self.columns = gradebooks.columns(self.content, self.filename)

    def sentence(self) -> str:
        said = gettext("“%(file)s”, for the sitting “%(sitting)s”. Nothing is imported before you see what it does.")
        return said % {"file": self.filename, "sitting": self.sitting.name}

    def form_arguments(self) -> dict[str, Any]:
        return {"columns": self.columns, "check": self._check}

    def more(self) -> dict[str, Any]:
        left_out = [column for column in self.columns if column.left_out not in ("", "person")]
        return {"left_out": [(column, LEFT_OUT[column.left_out]) for column in left_out]}

    def facts(self, form: ColumnForm) -> list[Fact]:
        checked, language = form.checked, get_language() or "en"
        assert checked is not None
        return [
            Fact(gettext("Sitting"), self.sitting.name, note=self.sitting.code),
            Fact(gettext("Column of the marks"), form.heading("mark")),
            Fact(gettext("Column that tells people apart"), form.heading("identifier")),
            Fact(gettext("New marks"), whole(checked.report.new, language)),
            Fact(gettext("Marks that are there already"), whole(checked.report.unchanged, language)),
            Fact(gettext("Rows without a mark"), whole(checked.without_mark, language)),
        ]

    def act(self, form: ColumnForm) -> str:
        self._take_in(form.cleaned_data["mark"], form.cleaned_data["identifier"], dry_run=False)
        jobs.forget_content(upload_id=self.kwargs["pk"], by=self.by, at=timezone.now())
        return address(self.sitting)

    def _check(self, mark: int, identifier: int) -> tuple[gradebooks.Checked, list[str]]:
        """What the choice would do, and the sentences that stop it."""
        checked = self._take_in(mark, identifier, dry_run=True)
        return checked, sentences(checked.report.problems)

    def _take_in(self, mark: int, identifier: int, *, dry_run: bool) -> gradebooks.Checked:
        return gradebooks.take_in(
            content=self.content, filename=self.filename, sitting=self.sitting.code, mark=mark, identifier=identifier,
            dry_run=dry_run, by=self.by, at=timezone.now(),
        )  # fmt: skip


def found_sitting(code: str) -> Sitting:
    sitting = sittings().filter(code=code).first()
    if sitting is None:
        raise Http404
    return sitting


def sentences(problems: tuple[RowProblem, ...]) -> list[str]:
    """The first problems in the language of the page, and how many more there are."""
    language = get_language() or "en"
    said = [problem.sentence(language) for problem in problems[:SHOWN]]
    further = len(problems) - SHOWN
    if further > 0:
        more = ngettext("%(count)s more row is refused.", "%(count)s more rows are refused.", further)
        said.append(more % {"count": whole(further, language)})
    return said
