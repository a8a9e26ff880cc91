"""The analysis of a sitting: its forms beside each other, a form with its items, one item."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import Any

from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext, gettext_lazy, pgettext_lazy
from django.views.decorators.http import require_safe

from ortoo.access.requests import Request
from ortoo.exams.access import can_release, check_may_see_items
from ortoo.exams.forms.analysis import CutForm
from ortoo.exams.models import FormItem, ItemAnalysis
from ortoo.exams.queries.analyses import analysis_of, told
from ortoo.exams.queries.items import question_of
from ortoo.exams.showing.drawings import error_chart, options_chart, scores_chart
from ortoo.exams.views.of_plan import OfPlan, StepOfPlan, plan_with_code
from ortoo.exams.words.analysis import (
    MODELS,
    alpha_sentence,
    count,
    cut_sentence,
    decimal,
    flag_sentence,
    functioning_sentence,
    percent,
)
from ortoo.exams.words.items import KINDS
from ortoo.multilingual.texts import in_language
from ortoo.pages.components import Act, Fact, NextStep, Tag, Text
from ortoo.pages.lists import Choice, Column, ListPage
from ortoo.people.queries import names_by_code

LOOK = Tag("late", pgettext_lazy("exam", "Look at it"), quiet=True)
SOUND = Tag("done", gettext_lazy("Nothing to see"), quiet=True)


class FormsCompared(OfPlan, ListPage):
    """A row a form: how hard it was, and how reliable."""

    title = gettext_lazy("Analysis of the items")
    order = ("form__letter", "pk")
    columns = (
        Column("form", gettext_lazy("Form"), lambda row: row.form.letter, main=True, link=lambda row: to_form(row)),
        Column("sheets", pgettext_lazy("exam", "Sheets"), lambda row: told(row)["sheets"], kind="whole"),
        Column("mean", gettext_lazy("Mean points"), lambda row: decimal(told(row)["mean"]), kind="figure"),
        Column("spread", gettext_lazy("Spread"), lambda row: decimal(told(row)["variance"] ** 0.5), kind="figure"),
        Column("alpha", gettext_lazy("Alpha"), lambda row: decimal(told(row)["alpha"], 3), kind="figure"),
        Column("sem", gettext_lazy("Standard error in points"), lambda row: decimal(told(row)["sem"]), kind="figure"),
        Column("model", gettext_lazy("Item model"), lambda row: MODELS[told(row)["model"]]),
        Column("flagged", gettext_lazy("Items to look at"), lambda row: flagged(told(row)), kind="whole"),
    )

    def rows(self) -> QuerySet[ItemAnalysis]:
        return ItemAnalysis.objects.filter(scoring=self.scoring).select_related("form", "scoring__plan__sitting")

    def sentence(self) -> str:
        said = gettext(
            "“%(sitting)s”: what the answers say of each form and each item. Figures are of the latest scoring."
        )
        return said % {"sitting": self.sitting.name}

    def acts(self) -> list[Act]:
        back = Act(gettext_lazy("Back to the sitting"), self.to("sitting"))
        if self.scoring is None or not can_release(self.request.grants) or self.scoring.analyses.exists():
            return [back]
        return [Act(gettext_lazy("Analyse the items"), self.to("analyse"), main=True), back]

    def empty(self) -> NextStep:
        if self.scoring is None:
            return NextStep(
                gettext_lazy("The sheets of this sitting are not scored yet, so there is nothing to analyse.")
            )
        return NextStep(gettext_lazy("The latest scoring is not analysed yet."))


def to_form(analysis: ItemAnalysis) -> str:
    return reverse("exams:form-analysis", args=[analysis.scoring.plan.sitting.code, analysis.form.letter])


def flagged(body: Mapping[str, Any]) -> int:
    return sum(bool(item["flags"]) for item in body["items"])


class Analyse(StepOfPlan):
    title = gettext_lazy("Analyse the items")
    lead = gettext_lazy(
        "Every item of every form is looked at, and its figures are kept in the bank. It is done once for a scoring."
    )
    form_class = CutForm
    submit = gettext_lazy("Analyse")
    job = "exams.analyse"
    back_to = "analysis"

    def initial(self) -> dict[str, Any]:
        return {"cut": (self.sitting.scale_low + self.sitting.scale_high) // 2}

    def arguments(self, form: CutForm) -> dict[str, Any]:
        return {"cut": form.cleaned_data["cut"]}


class FormAnalysis(OfPlan, ListPage):
    """One form: distribution, reliability, and its items with what there is to see in each."""

    template_name = "exams/form_analysis.html"
    order = ("place", "pk")
    size = 100

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        analysis = analysis_of(self.plan, kwargs["letter"])
        if analysis is None:
            raise Http404
        self.analysis, self.body = analysis, told(analysis)
        self.items = {item["place"]: item for item in (*self.body["items"], *self.body["tried"])}
        self.file_name = f"items-{self.sitting.code}-{analysis.form.letter}"
        self.columns = self._columns()
        self.filters = self._filters()

    def _columns(self) -> Sequence[Column]:
        def of(key: str, places: int = 2) -> Any:
            return lambda row: decimal(self.items[row.place][key], places)

        return (
            Column("place", pgettext_lazy("exam", "Place"), lambda row: row.place, kind="rank"),
            Column("item", gettext_lazy("Item"), lambda row: self.items[row.place]["item"], main=True,
                   link=lambda row: self.to("item-analysis", self.analysis.form.letter, row.place)),
            Column("facility", gettext_lazy("Solved"), lambda row: percent(self.items[row.place]["facility"]),
                   kind="figure"),
            Column("item_total", gettext_lazy("With the total"), of("item_total"), kind="figure", on_page=False),
            Column("item_rest", gettext_lazy("With the rest"), of("item_rest"), kind="figure"),
            Column("upper_lower", gettext_lazy("Upper less lower 27 %"), of("upper_lower"), on_page=False),
            Column("not_reached", gettext_lazy("Not reached"),
                   lambda row: percent(self.items[row.place]["not_reached"]), on_page=False),
            Column("difficulty", gettext_lazy("Difficulty"), of("difficulty"), kind="figure"),
            Column("discrimination", gettext_lazy("Discrimination"), of("discrimination"), on_page=False),
            Column("error", gettext_lazy("Standard error of the difficulty"), of("error"), on_page=False),
            Column("flags", gettext_lazy("What to look at"), lambda row: " ".join(self.flags(row.place))),
        )  # fmt: skip

    def _filters(self) -> Sequence[Choice]:
        seen = [place for place, item in self.items.items() if item["flags"]]
        return (
            Choice(
                "see",
                gettext_lazy("Items"),
                [("flagged", gettext_lazy("Only those to look at"))],
                apply=lambda rows, value: rows.filter(place__in=seen),
            ),
        )

    @cached_property
    def regions(self) -> dict[str, str]:
        """Only where a flag names one."""
        flags = [flag for item in self.items.values() for flag in item["flags"]]
        return names_by_code()[1] if any(flag.get("by") == "aimag" for flag in flags) else {}

    def flags(self, place: int) -> list[str]:
        return [flag_sentence(flag, self.regions) for flag in self.items[place]["flags"]]

    def rows(self) -> QuerySet[FormItem]:
        return FormItem.objects.filter(form=self.analysis.form, place__in=self.items)

    def heading(self) -> str:
        return gettext("Form %(form)s, item by item") % {"form": self.analysis.form.letter}

    def sentence(self) -> str:
        return f"{alpha_sentence(self.body)} {cut_sentence(self.body)}"

    def acts(self) -> list[Act]:
        return [Act(gettext_lazy("All forms"), self.to("analysis"))]

    def more(self) -> dict[str, Any]:
        return {
            "charts": [scores_chart(self.body), error_chart(self.body)],
            "model": MODELS[self.body["model"]],
            "small": self._small_groups(),
        }

    def _small_groups(self) -> list[str]:
        """Which groups are too small to be compared, so that silence is not taken for sameness."""
        from ortoo.exams.rules.items.groups_apart import FEWEST_IN_GROUP

        small = {by: sum(0 < size < FEWEST_IN_GROUP for name, size in of.items() if name)
                 for by, of in self.body["groups"].items()}  # fmt: skip
        said = {
            "language": gettext("Languages with fewer than %(fewest)s sheets are not compared: %(count)s."),
            "aimag": gettext("Aimags with fewer than %(fewest)s sheets are not compared: %(count)s."),
        }
        return [
            said[by] % {"fewest": count(FEWEST_IN_GROUP), "count": count(number)}
            for by, number in small.items()
            if number
        ]


@require_safe
def item_page(request: Request, code: str, letter: str, place: int) -> HttpResponse:
    """One item as it was answered on one form."""
    check_may_see_items(request.grants)
    plan = plan_with_code(code)
    analysis = analysis_of(plan, letter)
    if analysis is None:
        raise Http404
    body = told(analysis)
    item = next((one for one in (*body["items"], *body["tried"]) if one["place"] == place), None)
    if item is None:
        raise Http404
    placed = FormItem.objects.select_related("version__item").get(form=analysis.form, place=place)
    regions = names_by_code()[1]
    question = question_of(placed.version)
    context = {
        "heading": gettext("Item %(item)s on form %(form)s, place %(place)s")
        % {"item": item["item"], "form": letter, "place": count(place)},
        "lead": in_language({language: text.words for language, text in question.texts.items()}),
        "facts": facts_of(item),
        "flags": [flag_sentence(flag, regions) for flag in item["flags"]],
        "chart": options_chart(item),
        "tried": item in body["tried"],
        "compared": compared(item, regions),
        "acts": [Act(gettext("All items of the form"), reverse("exams:form-analysis", args=[code, letter]))],
    }
    return render(request, "exams/item_analysis.html", context)


def facts_of(item: Mapping[str, Any]) -> list[Fact]:
    """Each with what it means, in words."""
    facts = [
        Fact(gettext("Kind"), KINDS[item["kind"]]),
        Fact(gettext("Solved"), percent(item["facility"]), note=gettext("of those who reached it")),
        Fact(gettext("Not reached"), percent(item["not_reached"])),
        Fact(gettext("With the total"), _or_none(item["item_total"]), note=gettext("correlation with all points")),
        Fact(gettext("With the rest"), _or_none(item["item_rest"]),
             note=gettext("correlation with the points of all other items")),
        Fact(gettext("Upper less lower 27 %"), _or_none(item["upper_lower"]),
             note=gettext("share solved among the best 27 % less that among the weakest")),
    ]  # fmt: skip
    if item["difficulty"] is not None:
        give_or_take = gettext("give or take %(error)s") % {"error": decimal(item["error"])}
        facts += [
            Fact(gettext("Difficulty"), decimal(item["difficulty"]), note=give_or_take),
            Fact(gettext("Discrimination"), decimal(item["discrimination"])),
        ]
    return facts


def _or_none(figure: float | None) -> Text:
    return gettext("Not defined: something does not vary") if figure is None else decimal(figure)


def compared(item: Mapping[str, Any], regions: Mapping[str, str]) -> list[tuple[str, str, str]]:
    """Grade of ETS, the sentence, and the size on its scale, the gravest first."""
    told_of = sorted(item["functioning"], key=lambda one: (-"ABC".index(one["grade"]), one["by"], one["group"]))
    return [
        (one["grade"], functioning_sentence(one, regions, harder=one["delta"] < 0), decimal(one["delta"]))
        for one in told_of
    ]
