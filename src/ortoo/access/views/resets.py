"""Lost phones and forgotten passwords: what was proposed, one to propose, one to decide."""

from __future__ import annotations

from functools import cached_property
from typing import Any

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from django.urls import reverse, reverse_lazy
from django.utils import timezone
from django.utils.translation import gettext_lazy, pgettext_lazy

from ortoo.access import operations
from ortoo.access.access import APPROVERS, PROPOSERS, check_may_approve_grants, check_may_propose_grants, require
from ortoo.access.forms import DecideResetForm, ResetForm
from ortoo.access.models import AccountReset, User
from ortoo.access.words import WHAT
from ortoo.multilingual.refusals import Refusal
from ortoo.pages.components import Act, Fact, Tag
from ortoo.pages.forms import FormPage
from ortoo.pages.lists import Column, ListPage
from ortoo.pages.templatetags.ortoo import day


def reset_state(reset: AccountReset) -> Tag:
    if reset.approved is None:
        return Tag("waits", pgettext_lazy("reset", "Waits for a second person"))
    if reset.approved:
        return Tag("done", pgettext_lazy("reset", "Approved"), quiet=True)
    return Tag("none", pgettext_lazy("reset", "Turned down"))


class ResetList(ListPage):
    title = gettext_lazy("Lost phones and passwords")
    lead = gettext_lazy("One person proposes the remedy, another approves it; then every sign-in of the account ends.")
    order = ("-proposed_at", "-pk")
    file_name = "resets"
    columns = (
        Column("who", gettext_lazy("Person"), lambda reset: reset.user.shown_name, main=True,
               link=lambda reset: reverse("access:reset", args=[reset.pk])),
        Column("what", gettext_lazy("What is lost"), lambda reset: WHAT[reset.what]),
        Column("proposed", gettext_lazy("Proposed by"), lambda reset: reset.proposed_by.shown_name),
        Column("on", gettext_lazy("Proposed on"), lambda reset: timezone.localdate(reset.proposed_at), kind="day"),
        Column("decided", gettext_lazy("Decided by"), lambda reset: reset.decided_by and reset.decided_by.shown_name),
        Column("state", gettext_lazy("State"), reset_state),
    )  # fmt: skip

    def check(self) -> None:
        require(self.request.grants, *dict.fromkeys((*PROPOSERS, *APPROVERS)))

    def rows(self) -> QuerySet[AccountReset]:
        return AccountReset.objects.select_related("user", "proposed_by", "decided_by")

    def acts(self) -> list[Act]:
        if not self.request.grants.has(*PROPOSERS):
            return []
        return [Act(gettext_lazy("Propose a reset"), reverse("access:propose-reset"), main=True)]


class ProposeReset(FormPage):
    title = gettext_lazy("Propose a reset")
    lead = gettext_lazy("Make sure who asks: somebody you know by face or voice, not by a message alone.")
    form_class = ResetForm
    submit = gettext_lazy("Propose")
    done = gettext_lazy("Proposed. It takes effect once a second person approves it.")
    back = reverse_lazy("access:resets")

    def check(self) -> None:
        check_may_propose_grants(self.request.grants)

    def initial(self) -> dict[str, Any]:
        return {"username": self.request.GET.get("account", "")}

    def act(self, form: ResetForm) -> str:
        username = form.cleaned_data["username"]
        user = User.objects.filter(username=username, is_active=True).first()
        if user is None:
            raise Refusal("access.no_such_account", username=username, field="username")
        operations.propose_reset(user=user, what=form.cleaned_data["what"], by=self.by, at=timezone.now())
        return str(self.back)


class DecideReset(FormPage):
    """One reset, and the second hand's decision. Nothing is preselected."""

    title = gettext_lazy("Decide on a reset")
    form_class = DecideResetForm
    submit = gettext_lazy("Decide")
    template_name = "access/grant.html"
    back = reverse_lazy("access:resets")

    @cached_property
    def reset(self) -> AccountReset:
        return get_object_or_404(AccountReset.objects.select_related("user", "proposed_by"), pk=self.kwargs["pk"])

    def check(self) -> None:
        check_may_approve_grants(self.request.grants)

    def heading(self) -> str:
        return self.reset.user.shown_name

    def form_arguments(self) -> dict[str, Any]:
        return {"asks_password": self.reset.what == AccountReset.PASSWORD}

    def more(self) -> dict[str, Any]:
        reset = self.reset
        return {
            "facts": [
                Fact(gettext_lazy("User name"), reset.user.username),
                Fact(gettext_lazy("What is lost"), WHAT[reset.what]),
                Fact(gettext_lazy("Proposed by"), reset.proposed_by.shown_name, note=day(reset.proposed_at)),
                Fact(gettext_lazy("State"), reset_state(reset)),
            ]
        }

    def act(self, form: DecideResetForm) -> str:
        at, given = timezone.now(), form.cleaned_data
        if given["decision"] == "approve":
            operations.approve_reset(reset=self.reset, password=given.get("password", ""), by=self.by, at=at)
        else:
            operations.turn_down_reset(reset=self.reset, by=self.by, at=at)
        return str(self.back)
