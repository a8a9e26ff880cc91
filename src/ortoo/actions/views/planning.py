"""Forms that propose a measure and what stands in it: parts, commitments, reports, costs."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse, reverse_lazy
from django.utils import timezone
from django.utils.translation import gettext, gettext_lazy
from django.views.decorators.http import require_GET

from ortoo.access.access import require
from ortoo.access.requests import Request
from ortoo.access.rules.grants import Grants
from ortoo.actions import operations
from ortoo.actions.access import PLANNERS, bodies_of, check_acts_for, check_may_plan, check_plans_for
from ortoo.actions.forms.commitments import CommitmentForm
from ortoo.actions.forms.measures import (
    CostForm,
    EndPartForm,
    HandOverForm,
    MeasureForm,
    PartForm,
    ReportForm,
    SettleForm,
    inside_choices,
)
from ortoo.actions.models import Measure
from ortoo.actions.naming import BodyName
from ortoo.actions.queries.bodies import acting_for, bodies_in
from ortoo.actions.views.commitments import address as address_of_commitment
from ortoo.actions.views.measures import address, found, since_text
from ortoo.actions.words import PARTS
from ortoo.pages.components import Act
from ortoo.pages.forms import FormPage
from ortoo.people.heirs import bodies_on
from ortoo.people.words import marked_name, name_basis


class ProposeMeasure(FormPage):
    title = gettext_lazy("Propose a measure")
    form_class = MeasureForm
    submit = gettext_lazy("Propose the measure")
    done = gettext_lazy("The measure is proposed. Next, say who owes what to whom by when.")
    back = reverse_lazy("actions:home")

    def check(self) -> None:
        check_may_plan(self.request.grants)

    def form_arguments(self) -> dict[str, Any]:
        return {"on": timezone.localdate()}

    def act(self, form: MeasureForm) -> str:
        given = form.cleaned_data
        made = operations.propose_measure(
            code=given["code"], names=form.names(), about=form.about(), lead=given["lead"], others=form.others(),
            objective=given["objective"], indicators=given.get("indicators", ()), lessons=given.get("lessons", ()),
            begins=given["begins"], ends=given["ends"], by=self.by, at=timezone.now(),
        )  # fmt: skip
        return address(made)


def check_plans_in(grants: Grants, measure: Measure) -> None:
    """Refuses who plans for none of the bodies that act in the measure today."""
    check_plans_for(grants, frozenset(bodies_in(measure, timezone.localdate())), measure.code)


class MeasureFormPage(FormPage):
    """A form about one measure."""

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.measure = found(kwargs["code"])
        self.back = address(self.measure)

    def check(self) -> None:
        check_plans_in(self.request.grants, self.measure)

    def sentence(self) -> str:
        return self.measure.name.within(before=f"{self.measure.code}, ")


class ProposeCommitment(MeasureFormPage):
    title = gettext_lazy("Propose a commitment")
    form_class = CommitmentForm
    submit = gettext_lazy("Propose the commitment")
    done = gettext_lazy("The commitment is proposed. Whoever is to deliver accepts or refuses it.")

    def form_arguments(self) -> dict[str, Any]:
        return {"measure": self.measure, "on": timezone.localdate()}

    def act(self, form: CommitmentForm) -> str:
        given = form.cleaned_data
        made = operations.propose_commitment(
            measure=self.measure, code=given["code"], names=form.names(), giver=given["giver"],
            receiver=given["receiver"], acceptance_test=form.test(), due=given["due"],
            duration_days=given["duration_days"], after=given["after"], final=given["final"],
            by=self.by, at=timezone.now(),
        )  # fmt: skip
        return address_of_commitment(made)


class SetPart(MeasureFormPage):
    title = gettext_lazy("Give a body a part")
    form_class = PartForm
    submit = gettext_lazy("Give the part")
    done = gettext_lazy("The body has its part from today.")

    def form_arguments(self) -> dict[str, Any]:
        return {"on": timezone.localdate()}

    def act(self, form: PartForm) -> str:
        given = form.cleaned_data
        operations.set_part(
            measure=self.measure, organization=given["organization"], part=given["part"], by=self.by,
            at=timezone.now(),
        )  # fmt: skip
        return reverse("actions:parts", args=[self.measure.code])


class EndPart(MeasureFormPage):
    title = gettext_lazy("End the part of a body")
    form_class = EndPartForm
    submit = gettext_lazy("End the part")
    done = gettext_lazy("The part ends today. What the body owes, it still owes.")

    def form_arguments(self) -> dict[str, Any]:
        return {"measure": self.measure}

    def act(self, form: EndPartForm) -> str:
        organization = form.cleaned_data["organization"]
        operations.end_part(measure=self.measure, organization=organization, by=self.by, at=timezone.now())
        return reverse("actions:parts", args=[self.measure.code])


class HandOver(MeasureFormPage):
    title = gettext_lazy("Hand the lead over")
    form_class = HandOverForm
    submit = gettext_lazy("Hand the lead over")
    done = gettext_lazy("The lead is handed over from today.")

    def form_arguments(self) -> dict[str, Any]:
        return {"on": timezone.localdate()}

    def act(self, form: HandOverForm) -> str:
        given = form.cleaned_data
        operations.hand_over_lead(
            measure=self.measure, organization=given["organization"], stays_as=given["stays_as"], by=self.by,
            at=timezone.now(),
        )  # fmt: skip
        return reverse("actions:parts", args=[self.measure.code])


class Report(MeasureFormPage):
    title = gettext_lazy("Report progress")
    form_class = ReportForm
    submit = gettext_lazy("Hand in the report")
    done = gettext_lazy("The report is handed in.")

    def check(self) -> None:
        require(self.request.grants, *PLANNERS)
        super().check()

    def form_arguments(self) -> dict[str, Any]:
        mine = bodies_of(self.request.grants)
        inside = inside_choices(self.measure, timezone.localdate())
        return {"bodies": [(code, name) for code, name in inside if code in mine]}

    def act(self, form: ReportForm) -> str:
        given = form.cleaned_data
        operations.report_progress(
            measure=self.measure, organization=given["organization"], period_end=given["period_end"],
            percent=given["percent"], text=form.texts("text"), evidence=given["evidence"], by=self.by,
            at=timezone.now(),
        )  # fmt: skip
        return address(self.measure)


class KeepCost(MeasureFormPage):
    title = gettext_lazy("Add a cost line")
    form_class = CostForm
    submit = gettext_lazy("Add the line")
    done = gettext_lazy("The cost line is kept.")

    def form_arguments(self) -> dict[str, Any]:
        return {"bodies": inside_choices(self.measure, timezone.localdate())}

    def act(self, form: CostForm) -> str:
        given = form.cleaned_data
        operations.keep_cost(
            measure=self.measure, names=form.names(), payer=given["payer"], currency=given["currency"],
            planned=given["planned"], by=self.by, at=timezone.now(),
        )  # fmt: skip
        return address(self.measure)


class Settle(MeasureFormPage):
    title = gettext_lazy("Say what it came to")
    form_class = SettleForm
    submit = gettext_lazy("Settle the line")
    done = gettext_lazy("The line is settled.")

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.cost = get_object_or_404(self.measure.costs, pk=kwargs["pk"])

    def check(self) -> None:
        payer = acting_for(self.cost.payer, timezone.localdate())
        check_acts_for(self.request.grants, payer.code, "actions.not_the_payer", payer=BodyName(payer))

    def sentence(self) -> str:
        return self.cost.name

    def act(self, form: SettleForm) -> str:
        operations.settle_cost(cost=self.cost, actual=form.cleaned_data["actual"], by=self.by, at=timezone.now())
        return address(self.measure)


@require_GET
def parts_page(request: Request, code: str) -> HttpResponse:
    """Every part, those that ended too, and the ways to change them."""
    measure = found(code)
    check_plans_in(request.grants, measure)
    rows = sorted(measure.roles.all(), key=lambda role: (role.valid_from, role.pk))
    acting = bodies_on([role.organization_id for role in rows], timezone.localdate())
    where = [measure.code]
    context = {
        "heading": gettext("Parts in %(measure)s") % {"measure": measure.code},
        "lead": measure.name,
        "measure": measure,
        "parts": [
            (role, marked_name(role.organization), PARTS[role.part],
             since_text(role.organization, acting[role.organization_id]))
            for role in rows
        ],
        "basis_note": any(name_basis(role.organization) != "S" for role in rows),
        "acts": [
            Act(gettext("Give a body a part"), reverse("actions:set-part", args=where), main=True),
            Act(gettext("Hand the lead over"), reverse("actions:hand-over", args=where)),
            Act(gettext("End the part of a body"), reverse("actions:end-part", args=where)),
        ],
    }  # fmt: skip
    return render(request, "actions/parts.html", context)
