"""Deputies: whom one has named, for whom one acts; naming one, ending it."""

from __future__ import annotations

from functools import cached_property
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse, reverse_lazy
from django.utils import timezone
from django.utils.translation import gettext, gettext_lazy, pgettext
from django.views.decorators.http import require_GET

from ortoo.access.access import require
from ortoo.access.requests import Request, signed_in
from ortoo.access.rules.roles import Role
from ortoo.access.words import ROLES
from ortoo.pages.components import Act as Button
from ortoo.pages.components import Fact, Tag
from ortoo.pages.forms import Form, FormPage
from ortoo.pages.templatetags.ortoo import day
from ortoo.permission import operations
from ortoo.permission.forms.signing import DeputyForm
from ortoo.permission.models import Deputy
from ortoo.permission.operations.deputies import ROLES as WITH_DEPUTIES
from ortoo.permission.queries.acting import check_may_act, deputies_of


@login_required
@require_GET
def deputies(request: Request) -> HttpResponse:
    check_may_act(request.grants, *WITH_DEPUTIES)
    user = signed_in(request)
    rows = [
        {"deputy": one, "role": ROLES[Role(one.role)], "tag": _tag(one), "mine": one.holder_id == user.pk,
         "end": reverse("permission:end-deputy", args=[one.pk]) if _runs(one) and one.holder_id == user.pk else ""}
        for one in deputies_of(user.pk)
    ]  # fmt: skip
    acts = [Button(gettext("Name a deputy"), reverse("permission:name-deputy"), main=True)]
    context = {
        "heading": gettext("Deputies"),
        "lead": gettext("Who signs or decides for you while you are absent, and for whom you do."),
        "acts": acts if request.grants.has(*WITH_DEPUTIES) else [],
        "rows": rows,
    }
    return render(request, "permission/deputies.html", context)


def _runs(one: Deputy) -> bool:
    return one.ended_at is None and one.valid_to > timezone.localdate()


def _tag(one: Deputy) -> Tag:
    if not _runs(one):
        return Tag("none", pgettext("deputy", "Ended"))
    if one.valid_from > timezone.localdate():
        return Tag("half", pgettext("deputy", "Not yet in force"))
    return Tag("done", pgettext("deputy", "In force"))


class NameDeputy(FormPage):
    title = gettext_lazy("Name a deputy")
    lead = gettext_lazy("Somebody of the staff without a duty that must stay apart, and who is not called themselves.")
    form_class = DeputyForm
    submit = gettext_lazy("Name the deputy")
    done = gettext_lazy("The deputy is named.")
    back = reverse_lazy("permission:deputies")
    checked = True

    def check(self) -> None:
        require(self.request.grants, *WITH_DEPUTIES)

    def form_arguments(self) -> dict[str, Any]:
        return {"roles": [role for role in WITH_DEPUTIES if self.request.grants.has(role)]}

    def act(self, form: DeputyForm) -> str:
        given = form.cleaned_data
        operations.name_deputy(
            role=Role(given["role"]), deputy=given["deputy"], valid_from=given["valid_from"],
            valid_to=given["valid_to"], legal_basis=given["legal_basis"], by=self.by, at=timezone.now(),
        )  # fmt: skip
        return str(self.back)


class EndDeputy(FormPage):
    title = gettext_lazy("End the time of a deputy")
    form_class = Form
    submit = gettext_lazy("End it now")
    done = gettext_lazy("The deputy acts for you no more.")
    back = reverse_lazy("permission:deputies")
    template_name = "access/grant.html"

    def check(self) -> None:
        """Only whose deputy it is finds it."""
        assert self.deputy

    @cached_property
    def deputy(self) -> Deputy:
        mine = Deputy.objects.filter(holder=self.by).select_related("deputy")
        return get_object_or_404(mine, pk=self.kwargs["pk"])

    def more(self) -> dict[str, Any]:
        one = self.deputy
        return {
            "facts": [
                Fact(gettext("Who acts for you"), one.deputy.shown_name),
                Fact(gettext("Role"), ROLES[Role(one.role)]),
                Fact(gettext("From"), day(one.valid_from)),
                Fact(gettext("Until before"), day(one.valid_to)),
                Fact(gettext("Legal basis"), one.legal_basis),
            ]
        }

    def act(self, form: Form) -> str:
        operations.end_deputy(deputy=self.deputy, by=self.by, at=timezone.now())
        return str(self.back)
