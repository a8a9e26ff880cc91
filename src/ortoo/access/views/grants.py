"""The grants there are, one to propose, one to decide."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy, pgettext_lazy

from ortoo.access import operations
from ortoo.access.access import (
    APPROVERS,
    PROPOSERS,
    can_see_accounts,
    check_may_approve_grants,
    check_may_propose_grants,
    require,
)
from ortoo.access.forms import GrantForm
from ortoo.access.models import Grant
from ortoo.access.rules.grants import Held
from ortoo.access.rules.roles import Role, Scope
from ortoo.access.words import ROLES, SCOPES
from ortoo.pages.components import Act, Fact, Tag
from ortoo.pages.forms import Form, FormPage
from ortoo.pages.lists import Choice, Column, ListPage
from ortoo.pages.templatetags.ortoo import day


def grant_state(grant: Grant) -> Tag:
    """As of today: a grant that was approved may still lie ahead, or be over."""
    today = timezone.localdate()
    if grant.revoked_by_id or (grant.valid_to and grant.valid_to <= today):
        return Tag("none", pgettext_lazy("grant", "Ended"))
    if not grant.approved_by_id:
        return Tag("waits", pgettext_lazy("grant", "Waits for a second person"))
    if grant.valid_from > today:
        return Tag("half", pgettext_lazy("grant", "Not yet in force"))
    return Tag("done", pgettext_lazy("grant", "In force"), quiet=True)


class GrantList(ListPage):
    """Who holds which role, over what, since when, by whose two hands."""

    title = gettext_lazy("Roles and who holds them")
    lead = gettext_lazy("Each is proposed by one person and approved by another; neither is the one who holds it.")
    order = ("-proposed_at", "-pk")
    file_name = "grants"
    filters = (Choice("role", gettext_lazy("Role"), [(role, ROLES[role]) for role in Role], field="role"),)
    columns = (
        Column("who", gettext_lazy("Person"), lambda grant: grant.user.shown_name, main=True,
               link=lambda grant: reverse("access:grant", args=[grant.pk])),
        Column("role", gettext_lazy("Role"), lambda grant: ROLES[grant.role]),
        Column("scope", gettext_lazy("Reach"), lambda grant: SCOPES[grant.scope], second=lambda grant: grant.code),
        Column("from", gettext_lazy("From"), lambda grant: grant.valid_from, kind="day"),
        Column("proposed", gettext_lazy("Proposed by"), lambda grant: grant.proposed_by.shown_name),
        Column("approved", gettext_lazy("Approved by"), lambda grant: grant.approved_by and str(grant.approved_by)),
        Column("state", gettext_lazy("State"), grant_state),
    )  # fmt: skip

    def check(self) -> None:
        if not can_see_accounts(self.request.grants):
            require(self.request.grants, *dict.fromkeys((*PROPOSERS, *APPROVERS, Role.AUDITOR)))

    def rows(self) -> QuerySet[Grant]:
        return Grant.objects.select_related("user", "proposed_by", "approved_by")

    def acts(self) -> list[Act]:
        if not self.request.grants.has(*PROPOSERS):
            return []
        return [
            Act(gettext_lazy("Propose a role"), reverse("access:propose"), main=True),
            Act(gettext_lazy("Accounts"), reverse("access:accounts")),
            Act(gettext_lazy("Lost phones and passwords"), reverse("access:resets")),
        ]


class ProposeGrant(FormPage):
    title = gettext_lazy("Propose a role")
    form_class = GrantForm
    submit = gettext_lazy("Propose")
    done = gettext_lazy("Proposed. It takes effect once a second person approves it.")
    checked = True

    def check(self) -> None:
        check_may_propose_grants(self.request.grants)

    def initial(self) -> dict[str, Any]:
        return {"valid_from": timezone.localdate()}

    def act(self, form: GrantForm) -> str:
        answers = form.cleaned_data
        operations.propose_grant(
            user=answers["user"],
            held=Held(Role(answers["role"]), Scope(answers["scope"]), answers["code"]),
            valid_from=answers["valid_from"],
            valid_to=answers["valid_to"],
            by=self.by,
            at=timezone.now(),
        )
        # Not to the grant's own page: an operator proposes, and may not open what others decide on.
        return reverse("access:home")


def facts_of(grant: Grant) -> list[Fact]:
    """What a grant says, and whose hands it went through."""
    facts = [
        Fact(gettext_lazy("Person"), grant.user.shown_name),
        Fact(gettext_lazy("Role"), ROLES[grant.role]),
        Fact(gettext_lazy("Reach"), SCOPES[grant.scope], note=grant.code),
        Fact(gettext_lazy("From"), day(grant.valid_from)),
        Fact(gettext_lazy("Until"), day(grant.valid_to) or gettext_lazy("No end is set")),
        Fact(gettext_lazy("Proposed by"), grant.proposed_by.shown_name, note=day(grant.proposed_at)),
    ]
    if grant.approved_by:
        facts.append(Fact(gettext_lazy("Approved by"), grant.approved_by.shown_name, note=day(grant.approved_at)))
    return [*facts, Fact(gettext_lazy("State"), grant_state(grant))]


class DecisionForm(Form):
    decision = forms.ChoiceField(
        label=gettext_lazy("Your decision"),
        widget=forms.RadioSelect,
        choices=[("approve", gettext_lazy("Approve")), ("revoke", gettext_lazy("Turn down, or end"))],
    )


class DecideGrant(FormPage):
    """One grant: what it says, and the second hand's decision. Nothing is preselected."""

    form_class = DecisionForm
    submit = gettext_lazy("Decide")
    template_name = "access/grant.html"

    def check(self) -> None:
        check_may_approve_grants(self.request.grants)

    def heading(self) -> str:
        return f"{self._grant().user.shown_name}: {ROLES[self._grant().role]}"

    def more(self) -> dict[str, Any]:
        return {"facts": facts_of(self._grant())}

    def act(self, form: DecisionForm) -> str:
        decide = {"approve": operations.approve_grant, "revoke": operations.revoke_grant}
        decide[form.cleaned_data["decision"]](grant=self._grant(), by=self.by, at=timezone.now())
        return reverse("access:home")

    def _grant(self) -> Grant:
        return get_object_or_404(
            Grant.objects.select_related("user", "proposed_by", "approved_by"), pk=self.kwargs["pk"]
        )
