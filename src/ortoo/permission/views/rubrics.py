"""The rubric: what everybody can read before handing in, and the form that adopts it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import tomli_w
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, gettext, gettext_lazy
from django.views.decorators.http import require_GET

from ortoo.access.requests import Request
from ortoo.multilingual.numbers import thousandths_text, whole
from ortoo.pages.components import Fact
from ortoo.pages.forms import FormPage
from ortoo.pages.lacking import languages_missing
from ortoo.pages.templatetags.ortoo import day
from ortoo.permission import operations
from ortoo.permission.access import can_call, check_may_call
from ortoo.permission.forms.panel import RubricForm
from ortoo.permission.models import Call, Rubric
from ortoo.permission.queries.calls import calls, visit_of
from ortoo.permission.queries.panel import criteria_of
from ortoo.permission.rules.rubric import rule_mapping
from ortoo.permission.words.panel import DECIDES, clauses, columns
from ortoo.selection.naming import naming
from ortoo.selection.rules.rule import rule_from_toml


def called(code: str) -> Call:
    return get_object_or_404(calls(), round__code=code)


def address(call: Call, page: str, *more: Any) -> str:
    return reverse(f"permission:{page}", args=[call.round.code, *more])


def rubric_of(call: Call) -> Rubric:
    rubric = Rubric.objects.filter(call=call).select_related("adopted_by").first()
    if rubric is None:
        raise Http404
    return rubric


@login_required
@require_GET
def rubric_page(request: Request, code: str) -> HttpResponse:
    """Criteria, weights and the rule of the proposal: anybody signed in may read how they will be judged."""
    call = called(code)
    rubric = rubric_of(call)
    rule, visit, names = rule_from_toml(rubric.rule), visit_of(call), naming()
    language = get_language() or "en"
    context = {
        "heading": gettext("How dossiers are scored"),
        "lead": gettext("Each dossier is scored by two members of the panel, who see neither name nor body."),
        "call": call,
        "criteria": criteria_of(rubric),
        "clauses": clauses(rule, visit, names),
        "facts": [
            Fact(gettext("Seats"), whole(rule.seats, language)),
            Fact(gettext("Reserve places"), whole(rule.reserve, language)),
            Fact(gettext("What decides"), DECIDES[rule.merit]),
            Fact(gettext("A third member scores where two lie apart by more than"), _points(rubric.gap, language)),
            Fact(gettext("Equal scores"), gettext("By the merit on the list of the hundred, then by the lot")),
            Fact(gettext("Legal basis"), rubric.legal_basis),
            Fact(gettext("Adopted on"), day(rubric.adopted_at), note=rubric.adopted_by.shown_name),
            Fact(gettext("Named in the ledger by"), rubric.sha256[:16]),
        ],
        "acts": [],
        **languages_missing(can_call(request.grants), *criteria_of(rubric)),
    }
    return render(request, "permission/rubric.html", context)


class AdoptRubric(FormPage):
    title = gettext_lazy("Adopt the rubric")
    lead = gettext_lazy(
        "It is adopted before the first dossier is handed in, so that everybody can read how they will be scored."
    )
    form_class = RubricForm
    submit = gettext_lazy("Continue")
    done = gettext_lazy("The rubric is adopted and recorded in the ledger. Dossiers can be handed in now.")
    checked = True
    template_name = "permission/rubric_form.html"

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.call = called(kwargs["code"])
        self.back = address(self.call, "call")

    def check(self) -> None:
        check_may_call(self.request.grants)

    def form_arguments(self) -> dict[str, Any]:
        return {"columns": columns(visit_of(self.call))}

    def facts(self, form: RubricForm) -> Sequence[Fact]:
        """Without the lines that were left empty."""
        pairs = zip(form.visible_fields(), super().facts(form), strict=True)
        return [
            _of_weight(fact, form) if bound.name.startswith("weight") else _of_gap(fact, bound.name, form)
            for bound, fact in pairs
            if not form.left_empty(bound.name)
        ]

    def act(self, form: RubricForm) -> str:
        visit = visit_of(self.call)
        operations.adopt_rubric(
            call=self.call,
            criteria=form.criteria,
            rule=tomli_w.dumps(rule_mapping(form.answers(visit.title["en"]), visit)),
            gap=form.cleaned_data["gap"],
            legal_basis=form.cleaned_data["legal_basis"],
            by=self.by,
            at=timezone.now(),
        )
        return address(self.call, "rubric")


def _points(thousandths: int, language: str) -> str:
    return gettext("%(points)s points") % {"points": thousandths_text(thousandths, language)}


def _of_weight(fact: Fact, form: RubricForm) -> Fact:
    return Fact(fact.label, f"{thousandths_text(int(str(fact.value)) * 100, get_language() or 'en', 1)} %")


def _of_gap(fact: Fact, name: str, form: RubricForm) -> Fact:
    if name != "gap":
        return fact
    return Fact(fact.label, _points(form.cleaned_data["gap"], get_language() or "en"))
