"""What the visit costs: lines for one head, planned and settled; totals by currency and by who pays."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext, gettext_lazy
from django.views.decorators.http import require_GET

from ortoo.access.requests import Request
from ortoo.pages.components import Act
from ortoo.pages.forms import Form
from ortoo.pages.lacking import languages_missing
from ortoo.permission.words.dossiers import PAYERS
from ortoo.visits import operations
from ortoo.visits.access import can_keep_visits, check_may_watch_visits
from ortoo.visits.forms.travelling import CostForm, SettleForm, as_written
from ortoo.visits.models import Visit, VisitCost
from ortoo.visits.queries.costs import as_line, costs_of, totals_of
from ortoo.visits.queries.travellers import travellers_of
from ortoo.visits.rules.costs import Line, Total
from ortoo.visits.views.finding import found_visit, page_of
from ortoo.visits.views.travellers import OfVisit
from ortoo.visits.words.travelling import PLANNED, SETTLED, money


@login_required
@require_GET
def costs(request: Request, code: str) -> HttpResponse:
    check_may_watch_visits(request.grants)
    visit = found_visit(request.grants, code)
    keeps, lines = can_keep_visits(request.grants), costs_of(visit)
    context = {
        "heading": gettext("Costs of the visit"),
        "lead": gettext("Each line is for one head. Currencies are never added together."),
        "visit": visit,
        "visit_address": page_of(visit, "visit"),
        "acts": _acts(visit, lines) if keeps else [],
        "lines": [_line(visit, one, keeps) for one in lines],
        "totals": [_total(one) for one in totals_of(visit)],
        "keeps": keeps,
        **languages_missing(keeps, *lines),
    }
    return render(request, "visits/costs.html", context)


def _acts(visit: Visit, lines: list[VisitCost]) -> list[Act]:
    found = [Act(gettext("Add a line"), page_of(visit, "add-cost"), main=bool(lines))]
    if not lines:
        found.insert(0, Act(gettext("Copy the lines of the call"), page_of(visit, "copy-costs"), main=True))
    return found


def _line(visit: Visit, cost: VisitCost, keeps: bool) -> dict[str, Any]:
    settled = cost.actual is not None
    return {
        "cost": cost,
        "payer": PAYERS[cost.payer],
        "planned": money(cost.planned, cost.currency),
        "planned_all": money(cost.planned * cost.heads, cost.currency),
        "actual": money(cost.actual, cost.currency) if cost.actual is not None else "",
        "tag": SETTLED if settled else PLANNED,
        "change": page_of(visit, "change-cost", cost.place) if keeps and not settled else "",
        "settle": page_of(visit, "settle-cost", cost.place) if keeps and not settled else "",
    }


def _total(total: Total) -> dict[str, Any]:
    settled = total.settled_planned > 0 or total.actual > 0
    return {
        "currency": total.currency,
        "payer": PAYERS[total.payer],
        "planned": money(total.planned, total.currency),
        "settled_planned": money(total.settled_planned, total.currency) if settled else "",
        "actual": money(total.actual, total.currency) if settled else "",
        "difference": money(total.difference, total.currency) if settled else "",
        "over": total.difference > 0,
    }


class OfCosts(OfVisit):
    def led_back(self) -> str:
        return page_of(self.visit, "costs")


class CopyCosts(OfCosts):
    title = gettext_lazy("Copy the lines of the call")
    lead = gettext_lazy("As many heads as travel; change the lines afterwards where they differ.")
    form_class = Form
    submit = gettext_lazy("Copy the lines")
    done = gettext_lazy("The lines are copied.")

    def act(self, form: Form) -> str:
        operations.copy_costs(visit=self.visit, by=self.by, at=timezone.now())
        return self.led_back()


class AddCost(OfCosts):
    title = gettext_lazy("Add a line")
    form_class = CostForm
    submit = gettext_lazy("Add the line")
    done = gettext_lazy("The line is added.")

    def initial(self) -> dict[str, Any]:
        return {"heads": len(travellers_of(self.visit)) or None, "payer": "home"}

    def lines(self, form: CostForm) -> list[Line]:
        return [*(as_plan(one) for one in costs_of(self.visit)), form.line()]

    def act(self, form: CostForm) -> str:
        operations.set_costs(visit=self.visit, lines=self.lines(form), by=self.by, at=timezone.now())
        return self.led_back()


class OfOneCost(OfCosts):
    """About one line that is not settled."""

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        found = self.visit.costs.filter(place=kwargs["place"]).first()
        if found is None:
            raise Http404
        self.cost = found


class ChangeCost(OfOneCost, AddCost):
    title = gettext_lazy("Change the line")
    submit = gettext_lazy("Save")
    done = gettext_lazy("The line is changed.")

    def initial(self) -> dict[str, Any]:
        cost = self.cost
        return {
            "name_mn": cost.name_mn, "name_en": cost.name_en, "name_ko": cost.name_ko, "currency": cost.currency,
            "planned": as_written(cost.planned), "heads": cost.heads, "payer": cost.payer,
        }  # fmt: skip

    def lines(self, form: CostForm) -> list[Line]:
        return [form.line() if one.place == self.cost.place else as_plan(one) for one in costs_of(self.visit)]


class SettleCost(OfOneCost):
    title = gettext_lazy("Settle the line")
    form_class = SettleForm
    submit = gettext_lazy("Settle")
    done = gettext_lazy("The line is settled.")

    def sentence(self) -> str:
        return gettext("%(name)s, planned %(planned)s for one head. A settled line stays as it is.") % {
            "name": self.cost.name, "planned": money(self.cost.planned, self.cost.currency),
        }  # fmt: skip

    def act(self, form: SettleForm) -> str:
        operations.settle_cost(cost=self.cost, actual=form.cleaned_data["actual"], by=self.by, at=timezone.now())
        return self.led_back()


def as_plan(cost: VisitCost) -> Line:
    """The line as it is planned, without what it came to."""
    line = as_line(cost)
    return Line(line.names, line.currency, line.payer, line.planned, line.heads)
