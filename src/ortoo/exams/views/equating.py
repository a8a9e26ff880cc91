"""The equating tables of a sitting: which there are, one of them with its chart, and the form that asks for them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext, gettext_lazy, pgettext_lazy
from django.views.decorators.http import require_safe

from ortoo.access.requests import Request
from ortoo.exams.access import can_release, check_may_see_items
from ortoo.exams.models import Equating, FormPlan
from ortoo.exams.queries.equatings import reference_of, table_told
from ortoo.exams.queries.releases import standing_of
from ortoo.exams.showing.drawings import gain_chart, worth_chart
from ortoo.exams.views.of_plan import OfPlan, StepOfPlan, plan_with_code
from ortoo.exams.words.analysis import count, decimal, percent, worth_sentence
from ortoo.exams.words.forms import DECIDES, METHOD
from ortoo.multilingual.texts import filled
from ortoo.pages.components import Act, Fact, NextStep
from ortoo.pages.lists import Column, ListPage
from ortoo.pages.templatetags.ortoo import day


class TableList(OfPlan, ListPage):
    """A row a form, with what its middle score is worth."""

    title = gettext_lazy("Equating of the forms")
    order = ("form__letter", "pk")
    columns = (
        Column("form", gettext_lazy("Form"), lambda row: row.form.letter, main=True, link=lambda row: to_table(row)),
        Column("reference", gettext_lazy("Read in points of"), lambda row: reference_name(row)),
        Column("method", gettext_lazy("Method"), lambda row: METHOD[row.method]),
        Column("sheets", pgettext_lazy("exam", "Sheets"), lambda row: table_told(row)["new"]["sheets"], kind="whole"),
        Column("worth", gettext_lazy("For example"), lambda row: example(row)),
        Column("moved", gettext_lazy("Common items that moved"), lambda row: moved(table_told(row)), kind="whole"),
    )

    def rows(self) -> QuerySet[Equating]:
        return Equating.objects.filter(scoring=self.scoring).select_related(
            "form", "reference__plan__sitting", "scoring__plan__sitting"
        )

    def sentence(self) -> str:
        return decided_sentence(self.plan)

    def acts(self) -> list[Act]:
        back = Act(gettext_lazy("Back to the sitting"), self.to("sitting"))
        if self.scoring is None or not self.plan.method or not can_release(self.request.grants):
            return [back]
        if self.scoring.equatings.exists() or not self.scoring.analyses.exists():
            return [back]
        return [Act(gettext_lazy("Equate the forms"), self.to("equate"), main=True), back]

    def empty(self) -> NextStep:
        standing = self.standing
        if not standing.equates:
            return NextStep(gettext_lazy("Raw marks decide here, so the forms are not equated."))
        if not standing.analysed:
            return NextStep(gettext_lazy("The items are analysed first; then the forms are equated."))
        return NextStep(gettext_lazy("The forms are not equated yet."))


def decided_sentence(plan: FormPlan) -> str:
    """Which mark decides, and since when that is stated."""
    said = gettext("%(decides)s: that was stated on %(day)s, and sealed on %(sealed)s, before the exam on %(held)s.")
    values = {
        "decides": DECIDES[plan.decides], "day": day(plan.planned_at), "sealed": day(plan.sealed_at),
        "held": day(plan.sitting.held_on),
    }  # fmt: skip
    return filled(said, values)


def to_table(row: Equating) -> str:
    return reverse("exams:table", args=[row.scoring.plan.sitting.code, row.form.letter])


def reference_name(row: Equating) -> str:
    if row.reference.plan_id == row.scoring.plan_id:
        return gettext("form %(form)s") % {"form": row.reference.letter}
    values = {"form": row.reference.letter, "sitting": row.reference.plan.sitting.code}
    return gettext("form %(form)s of %(sitting)s") % values


def example(row: Equating) -> str:
    table = table_told(row)
    return worth_sentence(table, row.form.letter, row.reference.letter, round(table["new"]["mean"]))


def moved(table: Mapping[str, Any]) -> int | None:
    return sum(one["shown"] for one in table["anchor"]["items"]) if table["anchor"] else None


class Equate(StepOfPlan):
    title = gettext_lazy("Equate the forms")
    submit = gettext_lazy("Equate")
    job = "exams.equate"
    back_to = "equating"

    def sentence(self) -> str:
        reference = reference_of(self.plan)
        said = gettext(
            "Method: %(method)s. Points of every form are read in points of form %(form)s of %(sitting)s. It is done "
            "once for a scoring."
        )
        values = {
            "method": METHOD.get(self.plan.method, ""), "form": reference.letter,
            "sitting": reference.plan.sitting.code,
        }  # fmt: skip
        return said % values


@require_safe
def table_page(request: Request, code: str, letter: str) -> HttpResponse:
    check_may_see_items(request.grants)
    plan = plan_with_code(code)
    rows = Equating.objects.filter(scoring=standing_of(plan).scoring, form__letter=letter)
    row = rows.select_related("form", "reference__plan__sitting", "scoring__plan__sitting").first()
    if row is None:
        raise Http404
    table = table_told(row)
    context = {
        "heading": gettext("Form %(form)s in points of %(reference)s")
        % {"form": letter, "reference": reference_name(row)},
        "lead": example(row),
        "facts": facts_of(row, table),
        "charts": [draw(table, letter, row.reference.letter) for draw in (worth_chart, gain_chart)],
        "decided": decided_sentence(plan),
        "anchor": anchor_rows(table),
        "anchor_said": anchor_sentence(table),
        "acts": [Act(gettext("All tables"), reverse("exams:equating", args=[code]))],
    }
    return render(request, "exams/table.html", context)


def facts_of(row: Equating, table: Mapping[str, Any]) -> list[Fact]:
    said = gettext("%(sheets)s sheets, on average %(mean)s of %(most)s points, spread %(spread)s")
    groups = {
        key: said % {
            "sheets": count(table[key]["sheets"]), "mean": decimal(table[key]["mean"], 1),
            "most": count(table[key]["most"]), "spread": decimal(table[key]["spread"], 1),
        }
        for key in ("new", "old")
    }  # fmt: skip
    errors = gettext("%(draws)s drawings of both groups, seed %(seed)s")
    return [
        Fact(gettext("Method"), METHOD[row.method]),
        Fact(gettext("Form %(form)s") % {"form": row.form.letter}, groups["new"]),
        Fact(gettext("Read in points of"), groups["old"], note=reference_name(row)),
        Fact(gettext("Errors by"), errors % {"draws": count(table["draws"]), "seed": count(table["seed"])}),
    ]


def anchor_rows(table: Mapping[str, Any]) -> list[tuple[str, str, str, str, bool]]:
    """Item, share solved now and then, distance, and whether it moved."""
    if not table["anchor"]:
        return []
    return [
        (one["item"], percent(one["new"]), percent(one["old"]), decimal(one.get("distance")), one["shown"])
        for one in table["anchor"]["items"]
    ]


def anchor_sentence(table: Mapping[str, Any]) -> str:
    anchor = table["anchor"]
    if not anchor:
        return gettext("No anchor: chance dealt out the forms, so both groups know equally much.")
    if not anchor["looked_at"]:
        return gettext("Of these common items nobody can say which moved: too few tell something on both occasions.")
    if not anchor["without"]:
        return gettext("None of the common items moved beside the others.")
    middle = len(table["worth"]) // 2
    said = gettext(
        "Some common items moved. The table counts with all of them; without those that moved, %(raw)s points would be "
        "worth %(apart)s points more or less."
    )
    apart = abs(table["worth"][middle] - anchor["without"][middle]) / 1_000_000
    return said % {"raw": count(middle), "apart": decimal(apart, 1)}
