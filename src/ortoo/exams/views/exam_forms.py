"""The forms of a sitting as they stand: their plan, what they hold, how near they are; and what is printed of them."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.decorators import login_required
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.translation import get_language, gettext, gettext_lazy, pgettext_lazy
from django.views.decorators.http import require_GET, require_http_methods

from ortoo.access.requests import Request, signed_in
from ortoo.charts import nearness as chart
from ortoo.exams import operations
from ortoo.exams.access import can_keep_marks, check_may_keep_items, check_may_see_items
from ortoo.exams.forms.planning import PrintForm
from ortoo.exams.models import ExamForm, FormItem, FormPlan, Sitting
from ortoo.exams.operations.forms import form_code
from ortoo.exams.queries import sittings
from ortoo.exams.queries.forms import blueprint_of, form_plan_of, forms_of, is_released, manifests
from ortoo.exams.rules.forms.nearness import nearness_read
from ortoo.exams.showing.forms import cell_lines, drawing, finding, measure_lines
from ortoo.exams.views.sittings import address
from ortoo.exams.words.forms import DECIDES, METHOD, forms_page, state_of
from ortoo.exams.words.items import KINDS, LEVELS
from ortoo.multilingual.numbers import whole
from ortoo.multilingual.refusals import Refusal
from ortoo.pages.components import Act, Fact, NextStep, Text
from ortoo.pages.lists import Column, ListPage
from ortoo.pages.templatetags.ortoo import day


@login_required
@require_GET
def forms_of_sitting(request: Request, code: str) -> HttpResponse:
    """What is planned, what the forms hold and how near they are, and the hashes of their seal."""
    check_may_see_items(request.grants)
    sitting = get_object_or_404(sittings(), code=code)
    plan = form_plan_of(sitting)
    context = {
        "heading": gettext("Forms: %(sitting)s") % {"sitting": sitting.name},
        "lead": gettext("What they hold and which mark decides is stated before the exam, and sealed."),
        "sitting": sitting,
        "back": address(sitting),
        "acts": _acts(sitting, plan) if can_keep_marks(request.grants) else [],
        "plan": plan,
        "empty": _nothing(request, sitting) if plan is None else None,
        **(_of_plan(plan) if plan else {}),
    }
    return render(request, "exams/forms.html", context)


def _nothing(request: Request, sitting: Sitting) -> NextStep:
    said = gettext("No forms are planned for this sitting.")
    if not can_keep_marks(request.grants) or sitting.held_on < timezone.localdate():
        return NextStep(said)
    return NextStep(said, gettext("Plan the forms"), forms_page(sitting, "plan-forms"))


def _acts(sitting: Sitting, plan: FormPlan | None) -> list[Act]:
    if plan is None:
        return []
    if plan.sealed_at:
        return [Act(gettext("Print the papers"), forms_page(sitting, "print-forms"), main=True)]
    found = [Act(gettext("Seal the forms"), forms_page(sitting, "seal-forms"), main=True)] if plan.assembled_at else []
    return [
        *found,
        Act(gettext("Assemble the forms"), forms_page(sitting, "assemble-forms"), main=not found),
        Act(gettext("Take forms from a file"), forms_page(sitting, "set-forms")),
        Act(gettext("Change the plan"), forms_page(sitting, "plan-forms")),
    ]


def _of_plan(plan: FormPlan) -> dict[str, Any]:
    blueprint, forms = blueprint_of(plan), forms_of(plan)
    found = nearness_read(plan.found) if plan.found else None
    said = finding(found, len(forms)) if found else ""
    return {
        "facts": _facts(plan),
        "forms": [(form, forms_page(plan.sitting, "exam-form", form.letter)) for form in forms],
        "cells": cell_lines(forms, blueprint),
        "found": found,
        "finding": said,
        "measures": measure_lines(found, blueprint) if found else [],
        "compared": found is not None and found.drawn is not None,
        "drawing": drawing(found, blueprint, said) if found else None,
        "keys": [(chart.key("ours"), gettext("these forms")), (chart.key("drawn"), gettext("drawn by chance"))],
        "released": is_released(plan),
        "manifests": forms_page(plan.sitting, "manifests"),
    }


def _facts(plan: FormPlan) -> list[Fact]:
    blueprint, language = blueprint_of(plan), get_language() or "en"
    reference = form_code(plan.reference) if plan.reference else ""
    return [
        Fact(gettext("State"), state_of(plan)),
        Fact(gettext("Forms"), whole(blueprint.forms, language)),
        Fact(gettext("Scored items a form"), whole(blueprint.length, language), note=_tried(blueprint.pretest)),
        Fact(gettext("Which mark decides"), DECIDES[plan.decides], note=_method(plan, reference)),
        Fact(gettext("Planned"), day(plan.planned_at), note=plan.planned_by.shown_name),
        *([Fact(gettext("Assembled"), day(plan.assembled_at))] if plan.assembled_at else []),
        *([Fact(gettext("Sealed"), day(plan.sealed_at), note=_sealer(plan))] if plan.sealed_at else []),
    ]


def _tried(pretest: int) -> str:
    if not pretest:
        return ""
    return gettext("besides %(count)s that are tried out") % {"count": whole(pretest, get_language() or "en")}


def _method(plan: FormPlan, reference: str) -> Text:
    if not reference:
        return METHOD.get(plan.method, "")
    return gettext("%(method)s. Compared with %(form)s.") % {"method": METHOD[plan.method], "form": reference}


def _sealer(plan: FormPlan) -> str:
    return plan.sealed_by.shown_name if plan.sealed_by else ""


class FormItemList(ListPage):
    """The items of one form, by place."""

    order = ("place", "pk")
    size = 100
    columns = (
        Column("place", pgettext_lazy("exam", "Place"), lambda row: row.place, kind="rank"),
        Column("item", gettext_lazy("Item"), lambda row: row.version.item.code, main=True,
               link=lambda row: reverse("exams:item", args=[row.version.item_id])),
        Column("version", gettext_lazy("Version"), lambda row: row.version.number, kind="whole"),
        Column("goal", gettext_lazy("Goal"), lambda row: row.version.goal),
        Column("level", gettext_lazy("Level"), lambda row: LEVELS[row.version.level]),
        Column("kind", gettext_lazy("Kind"), lambda row: KINDS[row.version.kind]),
        Column("counts", gettext_lazy("Counts"), lambda row: gettext("yes") if row.scored else gettext("tried out")),
    )  # fmt: skip

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.form = found_form(kwargs["code"], kwargs["letter"])
        self.file_name = f"form-{kwargs['code']}-{self.form.letter}"

    def check(self) -> None:
        check_may_see_items(self.request.grants)

    def rows(self) -> QuerySet[FormItem]:
        return FormItem.objects.filter(form=self.form).select_related("version__item").defer("version__body")

    def heading(self) -> str:
        return gettext("Form %(letter)s: %(sitting)s") % {
            "letter": self.form.letter, "sitting": self.form.plan.sitting.name,
        }  # fmt: skip

    def acts(self) -> list[Act]:
        return [Act(gettext("All forms of the sitting"), forms_page(self.form.plan.sitting))]


def found_form(code: str, letter: str) -> ExamForm:
    forms = ExamForm.objects.select_related("plan__sitting")
    return get_object_or_404(forms, plan__sitting__code=code, letter=letter)


def found_plan(code: str) -> FormPlan:
    """Of a sitting for which forms are planned."""
    plan = form_plan_of(get_object_or_404(sittings(), code=code))
    if plan is None:
        raise Http404
    return plan


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def print_forms(request: Request, code: str) -> HttpResponse:
    """Which paper of which form in which language; a post, because each print goes into the ledger."""
    check_may_keep_items(request.grants)
    plan = found_plan(code)
    form = PrintForm(request.POST if request.method == "POST" else None, letters=[one.letter for one in forms_of(plan)])
    status = 200
    if request.method == "POST":
        try:
            if form.is_valid():
                return _paper(request, code, **form.cleaned_data)
        except Refusal as refusal:
            form.add_error(None, refusal.sentence(get_language() or "en"))
        status = 422
    context = {
        "heading": gettext("Print the papers"), "form": form, "back": forms_page(plan.sitting), "failed": status != 200,
        "lead": gettext("Booklets and answer sheets are secret. Each print is an entry of the ledger."),
    }  # fmt: skip
    return render(request, "exams/print_forms.html", context, status=status)


def _paper(request: Request, code: str, letter: str, paper: str, language: str) -> HttpResponse:
    made = operations.print_paper(
        form=found_form(code, letter), paper=paper, language=language, by=signed_in(request), at=timezone.now()
    )
    return _file(made, "application/pdf", f"{code}-{letter}-{paper}-{language}.pdf")


@login_required
@require_GET
def manifest_file(request: Request, code: str) -> HttpResponse:
    """Hashes of the sealed forms; once the marks are released, what they are the hashes of."""
    check_may_see_items(request.grants)
    plan = found_plan(code)
    if plan.sealed_at is None:
        raise Http404
    return _file(manifests(plan), "application/json", f"forms-{code}.json")


def _file(content: bytes, media: str, name: str) -> HttpResponse:
    headers = {
        "Content-Disposition": content_disposition_header(as_attachment=True, filename=name),
        "Cache-Control": "private, no-store",
    }
    return HttpResponse(content, content_type=media, headers=headers)
