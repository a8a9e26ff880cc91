"""Partners abroad: the list with what is in force, one partner with its balance, and the forms that keep both."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse, reverse_lazy
from django.utils import timezone
from django.utils.translation import gettext, gettext_lazy
from django.views.decorators.http import require_GET

from ortoo.access.requests import Request
from ortoo.pages.components import Act
from ortoo.pages.forms import FormPage
from ortoo.pages.lacking import languages_missing
from ortoo.people.queries import organizations_on
from ortoo.people.words import marked_name
from ortoo.visits import operations
from ortoo.visits.access import can_keep_visits, check_may_keep_visits, check_may_watch_visits
from ortoo.visits.forms.hosting import AgreementForm, EndForm, ExchangeForm
from ortoo.visits.models import Agreement
from ortoo.visits.queries.partners import partner_coded, partners
from ortoo.visits.showing.partner import agreements_shown, balance_facts, line_of, programmes_shown


@login_required
@require_GET
def partner_list(request: Request) -> HttpResponse:
    check_may_watch_visits(request.grants)
    context = {
        "heading": gettext("Partners"),
        "lead": gettext("Bodies abroad with which something was agreed or held."),
        "partners": [line_of(one, request.grants.on) for one in partners(request.grants.on)],
        "acts": _acts(request),
        "basis_note": True,
    }
    return render(request, "visits/partners.html", context)


@login_required
@require_GET
def partner_page(request: Request, code: str) -> HttpResponse:
    check_may_watch_visits(request.grants)
    partner = partner_coded(code, request.grants.on)
    if partner is None:
        raise Http404
    keeping = can_keep_visits(request.grants)
    context = {
        "heading": marked_name(partner.organization),
        "lead": line_of(partner, request.grants.on).sentence,
        "partner": partner,
        "agreements": agreements_shown(partner, request.grants.on, keeping),
        "programmes": programmes_shown(partner),
        "facts": balance_facts(partner.balance),
        "acts": _acts(request),
        "basis_note": True,
        **languages_missing(keeping, *partner.agreements),
    }
    return render(request, "visits/partner.html", context)


def _acts(request: Request) -> list[Act]:
    if not can_keep_visits(request.grants):
        return []
    return [
        Act(gettext("Keep an agreement"), reverse("visits:keep-agreement")),
        Act(gettext("Keep a programme"), reverse("visits:keep-exchange")),
    ]


class KeepPage(FormPage):
    back = reverse_lazy("visits:partners")

    def check(self) -> None:
        check_may_keep_visits(self.request.grants)

    def form_arguments(self) -> dict[str, Any]:
        """Bodies of today; one that is no more is kept by its successor's day or imported."""
        bodies = organizations_on(self.request.grants.on)
        return {"partners": [(one.code, one.name.within(after=f" ({one.code})")) for one in bodies]}


class KeepAgreement(KeepPage):
    title = gettext_lazy("Keep an agreement")
    form_class = AgreementForm
    done = gettext_lazy("The agreement is kept.")

    def act(self, form: AgreementForm) -> str:
        given = {name: value for name, value in form.cleaned_data.items() if not name.startswith("name_")}
        made = operations.keep_agreement(names=form.names(), **given, by=self.by, at=timezone.now())
        return reverse("visits:partner", args=[made.partner.code])


class KeepExchange(KeepPage):
    title = gettext_lazy("Keep a programme")
    lead = gettext_lazy("Programmes held before or beside the visits of this house; those come by themselves.")
    form_class = ExchangeForm
    done = gettext_lazy("The programme is kept.")

    def act(self, form: ExchangeForm) -> str:
        given = {name: value for name, value in form.cleaned_data.items() if not name.startswith("name_")}
        made = operations.keep_exchange(names=form.names(), **given, by=self.by, at=timezone.now())
        return reverse("visits:partner", args=[made.partner.code])


class EndAgreement(FormPage):
    title = gettext_lazy("End the agreement")
    form_class = EndForm
    submit = gettext_lazy("End it")
    done = gettext_lazy("The agreement has its end.")

    def check(self) -> None:
        check_may_keep_visits(self.request.grants)
        rows = Agreement.objects.select_related("partner")
        self.agreement = get_object_or_404(rows, pk=self.kwargs["pk"])
        self.back = reverse("visits:partner", args=[self.agreement.partner.code])

    def act(self, form: EndForm) -> str:
        operations.end_agreement(agreement=self.agreement, **form.cleaned_data, by=self.by, at=timezone.now())
        return str(self.back)
