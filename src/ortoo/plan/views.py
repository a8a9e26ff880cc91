"""The plan as a tree, and one indicator of it. Public."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Prefetch, QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import get_language, gettext, ngettext
from django.views.decorators.http import require_GET

from ortoo.access.requests import Request
from ortoo.multilingual.basis import marked
from ortoo.multilingual.dates import date_text
from ortoo.multilingual.numbers import whole
from ortoo.multilingual.texts import filled
from ortoo.pages.components import Act, Fact, Figure
from ortoo.pages.lacking import languages_missing
from ortoo.plan.access import can_keep_plan
from ortoo.plan.models import Goal, Indicator, Objective, Plan, Target
from ortoo.plan.queries import programme
from ortoo.plan.words import DIRECTIONS, basis_of_name, figure, target_in_words, unit_of


@dataclass(frozen=True)
class Branch:
    """One goal as the page draws it; `unnamed` are objectives that are known to exist and named nowhere."""

    goal: Goal
    objectives: list[Objective]
    indicators: list[tuple[Indicator, str, str, list[tuple[int, str]]]]
    unnamed: int


@require_GET
def home(request: Request) -> HttpResponse:
    plan = Plan.objects.order_by("pk").first()
    ours = programme()
    goals = list(_goals(plan)) if plan else []
    objectives = [objective for goal in goals for objective in goal.objectives.all()]
    named = sum(bool(objective.name) for objective in objectives)
    total = (plan.objectives_total if plan else None) or len(objectives)
    years = sorted({target.year for goal in goals for one in goal.indicators.all() for target in one.targets.all()})
    context = {
        "heading": plan.name if plan else gettext("The long-term plan"),
        "title_basis": basis_of_name(plan),
        "lead": _adopted(plan) if plan else gettext("No plan is on record yet."),
        "programme": ours,
        "figures": _figures(goals, named, total) if plan else [],
        "branches": [_branch(goal, years) for goal in goals],
        "years": years,
        "unnamed": _unnamed(total - named),
        "numbering_basis": plan.numbering_basis if plan else "",
        "served": ours.objective_id if ours else None,
        "source": plan.source if plan else "",
        "acts": _acts(request),
        "keeps": can_keep_plan(request.grants),
        **languages_missing(can_keep_plan(request.grants), *(one for one in (plan, ours) if one)),
    }
    return render(request, "plan/home.html", context)


@require_GET
def indicator(request: Request, code: str) -> HttpResponse:
    rows = Indicator.objects.select_related("goal", "owner").prefetch_related(_targets())
    found = get_object_or_404(rows, code=code)
    context = {
        "heading": found.name,
        **languages_missing(can_keep_plan(request.grants), found),
        "lead": gettext("Goal %(number)s: %(name)s") % {"number": found.goal.number, "name": found.goal.name},
        "basis": found.basis,
        "facts": _facts(found),
        "indicator": found,
        "base": figure(found.base_value),
        "targets": [(target, target_in_words(target)) for target in found.targets.all()],
        "source_is_address": found.source.startswith(("http://", "https://")),
    }
    return render(request, "plan/indicator.html", context)


def _targets() -> Prefetch[str, QuerySet[Target], str]:
    return Prefetch("targets", queryset=Target.objects.order_by("year"))


def _goals(plan: Plan) -> QuerySet[Goal]:
    indicators = Indicator.objects.order_by("place").prefetch_related(_targets())
    return plan.goals.order_by("number").prefetch_related(
        Prefetch("objectives", queryset=Objective.objects.order_by("number")),
        Prefetch("indicators", queryset=indicators),
    )


def _branch(goal: Goal, years: list[int]) -> Branch:
    objectives = list(goal.objectives.all())
    named = sum(bool(objective.name) for objective in objectives)
    rows = []
    for one in goal.indicators.all():
        by_year = {target.year: target_in_words(target) for target in one.targets.all()}
        rows.append((one, unit_of(one), figure(one.base_value), [(year, by_year.get(year, "")) for year in years]))
    return Branch(goal, objectives, rows, max(0, (goal.objectives_total or len(objectives)) - named))


def _adopted(plan: Plan) -> str:
    if plan.adopted_on is None:
        return plan.legal_basis
    day = date_text(plan.adopted_on, get_language() or "en")
    return filled(gettext("Adopted on %(day)s: %(instrument)s."), {"day": day, "instrument": plan.legal_basis})


def _figures(goals: list[Goal], named: int, total: int) -> list[Figure]:
    language = get_language() or "en"
    indicators = sum(len(goal.indicators.all()) for goal in goals)
    note = gettext("%(named)s of them named") % {"named": whole(named, language)}
    return [
        Figure(gettext("Goals"), whole(len(goals), language)),
        Figure(gettext("Objectives"), whole(total, language), note),
        Figure(gettext("Indicators"), whole(indicators, language), gettext("of the table that we have read")),
    ]


def _unnamed(count: int) -> str:
    if count <= 0:
        return ""
    return ngettext(
        "%(count)s objective is not named in any source we have read. Its place is kept, no name is invented.",
        "%(count)s objectives are not named in any source we have read. Their places are kept, no name is invented.",
        count,
    ) % {"count": whole(count, get_language() or "en")}


def _acts(request: Request) -> list[Act]:
    if not can_keep_plan(request.grants):
        return []
    return [
        Act(gettext("Set up the programme"), reverse("plan:programme")),
        Act(gettext("Import a plan"), reverse("jobs:import", args=["plan"])),
    ]


def _facts(found: Indicator) -> list[Fact]:
    facts = [Fact(gettext("Code"), found.code), Fact(gettext("Unit"), unit_of(found))]
    if found.unit_as_printed:
        facts.append(Fact(gettext("Unit as the plan prints it"), found.unit_as_printed))
    facts.append(Fact(gettext("Direction"), marked(str(DIRECTIONS[found.direction]), found.direction_basis)))
    if found.owner:
        address = reverse("people:organization", args=[found.owner.code])
        facts.append(Fact(gettext("Owner of the data"), found.owner.name, found.data_owner, address=address))
    elif found.data_owner:
        facts.append(Fact(gettext("Owner of the data"), marked(found.data_owner, found.data_owner_basis)))
    return facts
