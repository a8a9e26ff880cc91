"""Every formula, one formula with what it would give today, and the form that adopts one."""

from __future__ import annotations

from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse, reverse_lazy
from django.utils import timezone
from django.utils.translation import get_language, gettext, gettext_lazy
from django.views.decorators.http import require_GET

from ortoo.access.requests import Request
from ortoo.multilingual.numbers import thousandths_text, whole
from ortoo.pages.components import Act, Fact, Figure, NextStep
from ortoo.pages.forms import FormPage
from ortoo.pages.lacking import TextsList, languages_missing
from ortoo.pages.lists import Column
from ortoo.pages.templatetags.ortoo import day, percent
from ortoo.record import operations
from ortoo.record.access import can_adopt, check_may_adopt, check_may_watch
from ortoo.record.forms import FormulaForm
from ortoo.record.models import Formula
from ortoo.record.queries import Preview, component_rows, components_of, formulas, preview, versions_of
from ortoo.record.words import REASONS, WHEN_MISSING


def address(formula: Formula) -> str:
    return reverse("record:formula", args=[formula.code, formula.version])


class FormulaList(TextsList):
    title = gettext_lazy("Formulas")
    lead = gettext_lazy("A formula makes one record of the marks of several sittings. Once adopted, it stays.")
    order = ("code", "-version")
    file_name = "formulas"
    columns = (
        Column("name", gettext_lazy("Formula"), lambda formula: formula.name, main=True, link=address,
               second=lambda formula: formula.code),
        Column("code", gettext_lazy("Code"), lambda formula: formula.code, on_page=False),
        Column("version", gettext_lazy("Version"), lambda formula: formula.version, kind="whole"),
        Column("adopted", gettext_lazy("Adopted on"), lambda formula: timezone.localdate(formula.adopted_at),
               kind="day"),
        Column("basis", gettext_lazy("Legal basis"), lambda formula: formula.legal_basis),
    )  # fmt: skip

    def may_write(self) -> bool:
        return can_adopt(self.request.grants)

    def check(self) -> None:
        check_may_watch(self.request.grants)

    def rows(self) -> QuerySet[Formula]:
        return formulas()

    def acts(self) -> list[Act]:
        if not can_adopt(self.request.grants):
            return []
        return [Act(gettext_lazy("Adopt a formula"), reverse("record:adopt"), main=True)]

    def empty(self) -> NextStep:
        return NextStep(gettext_lazy("No formula has been adopted yet. Open the sittings first, then weigh them."))


@require_GET
def formula_page(request: Request, code: str, version: int) -> HttpResponse:
    """The components with their weights, and, with `?preview=1`, the counts of today."""
    check_may_watch(request.grants)
    formula = get_object_or_404(formulas().select_related("adopted_by"), code=code, version=version)
    asked = "preview" in request.GET
    context = {
        "heading": formula.name,
        **languages_missing(can_adopt(request.grants), formula),
        "lead": gettext("Version %(version)s of %(code)s.") % {"version": version, "code": code},
        "acts": [] if asked else [Act(gettext("Count what it would give today"), "?preview=1")],
        "figures": figures_of(preview(components_of(formula))) if asked else [],
        "facts": [
            Fact(gettext("Legal basis"), formula.legal_basis),
            Fact(gettext("Adopted on"), day(formula.adopted_at), note=formula.adopted_by.shown_name),
            Fact(gettext("Named in the ledger by"), formula.sha256),
        ],
        "rows": [(row, WHEN_MISSING[row.when_missing]) for row in component_rows(formula)],
        "others": [other for other in versions_of(formula) if other.pk != formula.pk],
    }
    return render(request, "record/formula.html", context)


def figures_of(counted: Preview) -> list[Figure]:
    language = get_language() or "en"
    found = [
        Figure(gettext("Officials with a mark"), whole(counted.officials, language)),
        Figure(gettext("Eligible"), whole(counted.eligible, language)),
    ]
    if counted.best is not None and counted.middle is not None:
        found.append(Figure(gettext("Highest record"), thousandths_text(counted.best, language)))
        found.append(Figure(gettext("Record in the middle"), thousandths_text(counted.middle, language)))
    return found + [Figure(REASONS[reason], whole(count, language)) for reason, count in counted.reasons.items()]


class AdoptFormula(FormPage):
    title = gettext_lazy("Adopt a formula")
    lead = gettext_lazy("All weights together make 100 %. What is adopted can't be changed, only followed.")
    form_class = FormulaForm
    template_name = "record/adopt.html"
    submit = gettext_lazy("Adopt the formula")
    done = gettext_lazy("The formula is adopted.")
    checked = True
    back = reverse_lazy("record:formulas")

    def check(self) -> None:
        check_may_adopt(self.request.grants)

    def facts(self, form: FormulaForm) -> list[Fact]:
        given, language = form.cleaned_data, get_language() or "en"
        names = {sitting.code: sitting.name for sitting in form.sittings}
        parts = [
            Fact(
                names[part.sitting],
                percent(part.weight),
                note="" if part.at_least is None else gettext("at least %(mark)s") % {
                    "mark": thousandths_text(part.at_least, language),
                },
            )
            for part in form.components
        ]  # fmt: skip
        total = sum(part.weight for part in form.components)
        return [
            Fact(gettext("Code"), given["code"]),
            Fact(gettext("Name in Mongolian"), given["name_mn"]),
            Fact(gettext("Legal basis"), given["legal_basis"]),
            *parts,
            Fact(gettext("All weights together"), percent(total)),
        ]

    def act(self, form: FormulaForm) -> str:
        given = form.cleaned_data
        return address(
            operations.adopt_formula(
                code=given["code"],
                names=form.names(),
                components=form.components,
                legal_basis=given["legal_basis"],
                by=self.by,
                at=timezone.now(),
            )
        )
