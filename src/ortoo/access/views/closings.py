"""One account: what it is, its roles, and whether it is closed; closing it, and the two hands that open it again."""

from __future__ import annotations

from functools import cached_property
from typing import Any

from django.contrib.auth.decorators import login_required
from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext, gettext_lazy, pgettext_lazy
from django.views.decorators.http import require_GET

from ortoo.access import operations
from ortoo.access.access import APPROVERS, PROPOSERS, check_may_approve_grants, check_may_propose_grants
from ortoo.access.forms import CloseForm, DecideReopeningForm
from ortoo.access.models import AccountClosing, User
from ortoo.access.queries import in_force
from ortoo.access.requests import Request, signed_in
from ortoo.access.rules.grants import Grants
from ortoo.access.words import ROLES
from ortoo.pages.components import Act, Fact, Tag, Text
from ortoo.pages.forms import Form, FormPage
from ortoo.pages.templatetags.ortoo import day

IN_USE = Tag("done", pgettext_lazy("account", "In use"), quiet=True)
CLOSED = Tag("none", pgettext_lazy("account", "Closed"))
WAITS = Tag("waits", pgettext_lazy("account", "Waits for a second person"))
"""Whether an account is open; WAITS: closed, and proposed to be opened again."""


def address(user: Any) -> str:
    return reverse("access:its-account", args=[user.pk])


def accounts_for(grants: Grants) -> QuerySet[User]:
    """Whose page opens: all to those who decide; an operator, who reads nobody's data, sees the staff alone."""
    return User.objects.all() if grants.has(*APPROVERS) else User.objects.filter(official=None)


def state_of(user: User, closing: AccountClosing | None) -> Tag:
    if user.is_active:
        return IN_USE
    return WAITS if closing and closing.reopening_proposed_by_id else CLOSED


def open_closing(user: User) -> AccountClosing | None:
    """The one for which the account is closed now."""
    rows = user.closings.filter(reopened_at=None).select_related("closed_by", "reopening_proposed_by")
    return rows.first()


@login_required
@require_GET
def its_account(request: Request, pk: int) -> HttpResponse:
    check_may_propose_grants(request.grants)
    user = get_object_or_404(accounts_for(request.grants), pk=pk)
    closing = open_closing(user)
    context = {
        "heading": user.shown_name,
        "facts": [*_facts(user, closing), *closing_facts(closing)],
        "acts": _acts(user, closing, request),
    }
    return render(request, "pages/detail.html", context)


def _facts(user: User, closing: AccountClosing | None) -> list[Fact]:
    held = in_force(timezone.localdate()).filter(user=user).order_by("valid_from", "pk")
    return [
        Fact(gettext_lazy("User name"), user.username),
        Fact(gettext_lazy("Language of messages"), user.get_language_display()),
        Fact(gettext_lazy("Roles"), ", ".join(str(ROLES[grant.role]) for grant in held) or gettext("none")),
        Fact(gettext_lazy("State"), state_of(user, closing)),
    ]


def closing_facts(closing: AccountClosing | None) -> list[Fact]:
    if closing is None:
        return []
    facts = [
        Fact(gettext_lazy("Closed by"), closing.closed_by.shown_name, note=day(closing.closed_at)),
        Fact(gettext_lazy("Reason"), closing.reason),
    ]
    if by := closing.reopening_proposed_by:
        facts.append(Fact(gettext_lazy("Opening proposed by"), by.shown_name, note=day(closing.reopening_proposed_at)))
    return facts


def _acts(user: User, closing: AccountClosing | None, request: Request) -> list[Act]:
    """What the reader may do with it; nothing with their own."""
    grants = request.grants
    if user == signed_in(request):
        return []
    if closing is None:
        ends = Act(gettext_lazy("Close the account"), reverse("access:close", args=[user.pk]))
        return [ends] if user.is_active and grants.has(*APPROVERS) else []
    if not closing.reopening_proposed_by_id:
        again = Act(gettext_lazy("Propose to open it again"), reverse("access:reopen", args=[user.pk]))
        return [again] if grants.has(*PROPOSERS) else []
    decides = Act(gettext_lazy("Decide on opening it again"), reverse("access:reopening", args=[user.pk]), main=True)
    return [decides] if grants.has(*APPROVERS) else []


class OfAnAccount(FormPage):
    """A form about `account`; leads back to its page."""

    def check(self) -> None:
        check_may_approve_grants(self.request.grants)

    @cached_property
    def account(self) -> User:
        return get_object_or_404(accounts_for(self.request.grants), pk=self.kwargs["pk"])

    @cached_property
    def closing(self) -> AccountClosing:
        """The one that is not over, else the latest, whose operation then refuses; none: there is nothing to open."""
        found = open_closing(self.account) or self.account.closings.order_by("-pk").first()
        if found is None:
            raise Http404
        return found

    @property
    def back(self) -> str:  # type: ignore[override]
        return address(self.account)

    def heading(self) -> str:
        return self.account.shown_name


class CloseAccount(OfAnAccount):
    lead = gettext_lazy(
        "Nobody signs in with a closed account: its sign-ins end at once, and proposed resets are turned down. "
        "What the person did stays. It takes two people to open it again."
    )
    form_class = CloseForm
    submit = gettext_lazy("Close the account")
    done = gettext_lazy("The account is closed, and its sign-ins have ended.")
    checked = True

    def heading(self) -> str:
        return gettext("Close the account of %(name)s") % {"name": self.account.shown_name}

    def act(self, form: CloseForm) -> str:
        reason = form.cleaned_data["reason"]
        operations.close_account(user=self.account, reason=reason, by=self.by, at=timezone.now())
        return self.back


class ProposeReopening(OfAnAccount):
    lead = gettext_lazy("The roles that the account holds count again once a second person approves.")
    form_class = Form
    submit = gettext_lazy("Propose")
    done: Text = gettext_lazy("Proposed. It takes effect once a second person approves it.")
    template_name = "access/grant.html"

    def check(self) -> None:
        check_may_propose_grants(self.request.grants)

    def more(self) -> dict[str, Any]:
        return {"facts": [*_facts(self.account, self.closing), *closing_facts(self.closing)]}

    def heading(self) -> str:
        return gettext("Open the account of %(name)s again") % {"name": self.account.shown_name}

    def act(self, form: Form) -> str:
        operations.propose_reopening(closing=self.closing, by=self.by, at=timezone.now())
        return self.back


class DecideReopening(ProposeReopening):
    """The second hand's decision. Nothing is preselected."""

    lead = gettext_lazy("The roles that the account holds count again once you approve.")
    form_class = DecideReopeningForm
    submit = gettext_lazy("Decide")
    done = ""

    def check(self) -> None:
        check_may_approve_grants(self.request.grants)

    def act(self, form: DecideReopeningForm) -> str:  # type: ignore[override]
        decide = {"approve": operations.approve_reopening, "turn-down": operations.turn_down_reopening}
        decide[form.cleaned_data["decision"]](closing=self.closing, by=self.by, at=timezone.now())
        return self.back
