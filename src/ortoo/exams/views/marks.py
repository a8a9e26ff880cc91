"""One mark with what stands beside it, its correction, and the marks of the person who looks."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, gettext, gettext_lazy
from django.views.decorators.http import require_GET

from ortoo.access.requests import Request
from ortoo.exams import operations
from ortoo.exams.access import can_keep_marks, check_may_keep_marks
from ortoo.exams.forms.marks import CorrectionForm
from ortoo.exams.models import Mark
from ortoo.exams.queries import counting, marks_seen, own_marks
from ortoo.exams.queries.measured import measurement_of
from ortoo.exams.showing.measured import measured_section
from ortoo.exams.views.sittings import address, mark_address
from ortoo.exams.words.marks import scale_text, state_of
from ortoo.multilingual.numbers import thousandths_text
from ortoo.pages.components import Act, Fact, NextStep
from ortoo.pages.forms import FormPage
from ortoo.pages.templatetags.ortoo import day


@require_GET
def mark_page(request: Request, pk: int) -> HttpResponse:
    mark = get_object_or_404(marks_seen(request.grants), pk=pk)
    may = can_keep_marks(request.grants) and not mark.sitting.sealed_at
    context = {
        "heading": gettext("%(official)s: %(mark)s") % {
            "official": mark.official.short_name, "mark": thousandths_text(counting(mark), get_language() or "en"),
        },
        "lead": mark.sitting.name,
        "acts": [Act(gettext("Correct the mark"), reverse("exams:correct", args=[pk]))] if may else [],
        "facts": facts_of(mark),
        "mark": mark,
        "measured": measured_section(mark),
        "sealed": mark.sitting.sealed_at,
    }  # fmt: skip
    return render(request, "exams/mark.html", context)


def facts_of(mark: Mark) -> list[Fact]:
    language = get_language() or "en"
    return [
        Fact(gettext("Sitting"), mark.sitting.name, note=mark.sitting.code, address=address(mark.sitting)),
        Fact(gettext("Scale"), scale_text(mark.sitting)),
        Fact(gettext("As first given"), thousandths_text(mark.thousandths, language)),
        Fact(gettext("What counts"), thousandths_text(counting(mark), language)),
        _origin(mark),
        Fact(gettext("State"), state_of(mark.sitting)),
    ]


def _origin(mark: Mark) -> Fact:
    if (measured := measurement_of(mark)) is not None:
        return Fact(gettext("Released on"), day(measured.release.released_at), note=mark.source)
    if not mark.under:
        return Fact(gettext("Imported on"), day(mark.entered_at), note=mark.source)
    return Fact(gettext("Set by ruling %(ruling)s on") % {"ruling": mark.under}, day(mark.entered_at), note=mark.reason)


class CorrectMark(FormPage):
    """A form behind a seal is shown too: who tries is told why not, and what the way is."""

    title = gettext_lazy("Correct a mark")
    form_class = CorrectionForm
    submit = gettext_lazy("Set the correction beside the mark")
    done = gettext_lazy("The correction stands beside the mark and counts from now on.")
    checked = True

    def setup(self, request: Any, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.mark = get_object_or_404(marks_seen(request.grants), pk=kwargs["pk"])
        self.back = mark_address(self.mark)

    def check(self) -> None:
        check_may_keep_marks(self.request.grants)

    def sentence(self) -> str:
        said = gettext("%(official)s has %(mark)s at “%(sitting)s”. That stays; the new value goes beside it.")
        return said % {
            "official": self.mark.official.short_name,
            "mark": thousandths_text(counting(self.mark), get_language() or "en"),
            "sitting": self.mark.sitting.name,
        }  # fmt: skip

    def facts(self, form: CorrectionForm) -> list[Fact]:
        language = get_language() or "en"
        return [
            Fact(gettext("Official"), self.mark.official.short_name, note=self.mark.official.number),
            Fact(gettext("Counts now"), thousandths_text(counting(self.mark), language)),
            Fact(form.fields["mark"].label or "", thousandths_text(form.cleaned_data["mark"], language)),
            Fact(form.fields["reason"].label or "", form.cleaned_data["reason"]),
        ]

    def act(self, form: CorrectionForm) -> str:
        operations.correct_mark(
            mark=self.mark,
            thousandths=form.cleaned_data["mark"],
            reason=form.cleaned_data["reason"],
            by=self.by,
            at=timezone.now(),
        )
        return mark_address(self.mark)


@login_required
@require_GET
def mine(request: Request) -> HttpResponse:
    """Every mark of the person who looks, each with what counts and what stands beside it."""
    marks = list(own_marks(request.grants))
    empty = NextStep(gettext("No mark of yours has been imported. If you sat an exam, ask the academy."))
    rows = [(mark, counting(mark), mark_address(mark)) for mark in marks]
    return render(request, "exams/mine.html", {"heading": gettext("My marks"), "rows": rows, "empty": empty})
