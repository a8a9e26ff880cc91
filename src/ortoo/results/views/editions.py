"""Editions as those see them who keep and approve figures; and the two things to be done with one that waits."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.contrib.auth.decorators import login_required
from django.db.models import Count, QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, gettext, gettext_lazy, ngettext
from django.views.decorators.http import require_GET

from ortoo.access.access import require
from ortoo.access.requests import Request
from ortoo.access.rules.roles import Role
from ortoo.multilingual.dates import date_text
from ortoo.multilingual.numbers import whole
from ortoo.pages.components import Act, Fact, NextStep, Text
from ortoo.pages.forms import Form, FormPage
from ortoo.pages.lists import Column, ListPage, Search
from ortoo.plan.words import figure
from ortoo.results import operations
from ortoo.results.access import APPROVERS, can_approve, check_may_approve
from ortoo.results.forms import ApproveForm, TakeBackForm
from ortoo.results.models import Edition
from ortoo.results.queries import edition_named
from ortoo.results.queries.editions import owner_of
from ortoo.results.words.kinds import APPROVED, KINDS, WAITING


def edition_address(edition: Edition) -> str:
    return reverse("results:edition", args=[edition.pk])


class EditionList(ListPage):
    """Every edition, approved or waiting."""

    title = gettext_lazy("Editions")
    lead = gettext_lazy("What is entered by one is shown after another has approved it, and never changed.")
    order = ("series__code", "-place", "pk")
    file_name = "editions"
    columns = (
        Column("vintage", gettext_lazy("Edition"), lambda one: one.vintage, main=True, link=edition_address,
               second=lambda one: one.series.code),
        Column("series", gettext_lazy("Series"), lambda one: one.series.code, on_page=False),
        Column("figures", gettext_lazy("Figures"), lambda one: one.figures, kind="whole"),
        Column("entered", gettext_lazy("Entered by"), lambda one: one.entered_by.shown_name),
        Column("state", gettext_lazy("State"), lambda one: APPROVED if one.approved_at else WAITING),
        Column("source", gettext_lazy("Source"), lambda one: one.source, on_page=False),
        Column("licence", gettext_lazy("Licence"), lambda one: one.licence, on_page=False),
    )  # fmt: skip
    filters = (
        Search("q", gettext_lazy("Series or edition"), fields=("series__code__icontains", "vintage__icontains")),
    )  # fmt: skip

    def check(self) -> None:
        require(self.request.grants, *APPROVERS, Role.AUDITOR)

    def rows(self) -> QuerySet[Edition]:
        return Edition.objects.select_related("series", "entered_by").annotate(figures=Count("observations"))

    def empty(self) -> NextStep:
        return NextStep(gettext("No edition has been kept yet."))


def found(pk: int) -> Edition:
    edition = edition_named(pk)
    if edition is None:
        raise Http404
    return edition


@login_required
@require_GET
def edition_page(request: Request, pk: int) -> HttpResponse:
    require(request.grants, *APPROVERS, Role.AUDITOR)
    edition = found(pk)
    figures = [(one.year, figure(one.value)) for one in edition.observations.order_by("year")]
    context = {
        "heading": edition.vintage,
        "lead": edition.series.name,
        "facts": _facts(edition),
        "acts": _acts(request, edition),
        "figures_by_year": figures,
        "basis_note": "†" in edition.licence,
    }
    return render(request, "results/edition.html", context)


def _facts(edition: Edition) -> list[Fact]:
    series = edition.series
    facts = [
        Fact(gettext("Series"), series.code, str(KINDS[series.kind])),
        Fact(gettext("Unit"), series.unit or "–"),
        Fact(gettext("Source"), edition.source),
        Fact(gettext("Licence"), edition.licence),
        Fact(gettext("Entered by"), edition.entered_by.shown_name, _day(edition.entered_at)),
    ]
    if edition.approved_by and edition.approved_at:
        facts.append(Fact(gettext("Approved by"), edition.approved_by.shown_name, _day(edition.approved_at)))
    else:
        facts.append(Fact(gettext("State"), WAITING))
    if series.indicator:
        address = reverse("results:indicator", args=[series.indicator.code])
        facts.append(Fact(gettext("Indicator of the plan"), series.indicator.name, address=address))
    return facts


def _acts(request: Request, edition: Edition) -> list[Act]:
    if edition.approved_at is not None or not can_approve(request.grants, owner_of(edition.series)):
        return []
    back = Act(gettext("Take back"), reverse("results:take-back", args=[edition.pk]))
    if edition.entered_by_id == request.grants.user_id:
        return [back]
    return [Act(gettext("Approve"), reverse("results:approve", args=[edition.pk]), main=True), back]


class _OfEdition(FormPage):
    """A form about one edition that waits."""

    template_name = "results/of_edition.html"
    says: Text = ""

    def check(self) -> None:
        check_may_approve(self.request.grants, owner_of(self.edition().series))

    def edition(self) -> Edition:
        return found(self.kwargs["pk"])

    def sentence(self) -> str:
        edition = self.edition()
        count = edition.observations.count()
        said = ngettext(
            "%(count)s figure of %(series)s, edition “%(vintage)s”, entered by %(name)s.",
            "%(count)s figures of %(series)s, edition “%(vintage)s”, entered by %(name)s.",
            count,
        )
        return said % {
            "count": whole(count, get_language() or "en"),
            "series": edition.series.name,
            "vintage": edition.vintage,
            "name": edition.entered_by.shown_name,
        }

    def more(self) -> dict[str, Any]:
        return {"back": edition_address(self.edition()), "says": self.says}


class Approve(_OfEdition):
    title = gettext_lazy("Approve an edition")
    form_class = ApproveForm
    submit = gettext_lazy("Approve")
    done = gettext_lazy("The edition is approved, and public.")
    says = gettext_lazy("Once approved it is shown to everybody and stays; a revision is kept as another edition.")

    def act(self, form: Form) -> str:
        edition = operations.approve_edition(edition=self.edition(), by=self.by, at=timezone.now())
        return edition_address(edition)


class TakeBack(_OfEdition):
    title = gettext_lazy("Take an edition back")
    form_class = TakeBackForm
    submit = gettext_lazy("Take back")
    done = gettext_lazy("The edition is taken back.")
    says = gettext_lazy("Its figures are removed, so that they can be kept again without the mistake.")

    def act(self, form: Form) -> str:
        operations.take_back_edition(
            edition=self.edition(), because=form.cleaned_data["because"], by=self.by, at=timezone.now()
        )
        return reverse("results:editions")


def _day(moment: datetime) -> str:
    return date_text(timezone.localdate(moment), get_language() or "en")
