"""Accounts of the staff: the list, one to open; and everybody's own password."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.decorators import login_required
from django.db.models import Prefetch, QuerySet
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse, reverse_lazy
from django.utils import timezone
from django.utils.translation import gettext, gettext_lazy, ngettext
from django.views.decorators.http import require_GET

from ortoo.access import operations
from ortoo.access.access import check_may_propose_grants
from ortoo.access.confirming import asked_to_confirm, confirm, enters_without
from ortoo.access.forms import AccountForm, ConfirmForm, OwnEmailForm, OwnPasswordForm
from ortoo.access.models import AccountClosing, RecoveryCode, SecondFactor, User
from ortoo.access.operations import NewAccount
from ortoo.access.requests import Request, next_page, signed_in
from ortoo.access.rules.confirming import check_confirmed
from ortoo.access.sessions import end_others
from ortoo.access.views.closings import CLOSED, IN_USE, address, state_of
from ortoo.access.views.oneself import AsksOneself
from ortoo.pages.components import Act, Fact
from ortoo.pages.forms import FormPage
from ortoo.pages.lists import Choice, Column, ListPage
from ortoo.pages.templatetags.ortoo import day, whole


def in_state(rows: QuerySet[User], value: str) -> QuerySet[User]:
    return rows.filter(is_active=value == "in-use")


class AccountList(ListPage):
    """Accounts that belong to no official: those of the register are on the register."""

    title = gettext_lazy("Accounts of the staff")
    lead = gettext_lazy("An account alone opens nothing. What its person may do, proposed and approved roles say.")
    order = ("shown_name", "pk")
    file_name = "accounts"
    filters = (
        Choice("state", gettext_lazy("State"), apply=in_state,
               options=(("in-use", IN_USE.label), ("closed", CLOSED.label))),
    )  # fmt: skip
    columns = (
        Column("name", gettext_lazy("Name as shown"), lambda user: user.shown_name, main=True, link=address),
        Column("username", gettext_lazy("User name"), lambda user: user.username),
        Column("language", gettext_lazy("Language"), lambda user: user.get_language_display()),
        Column("password", gettext_lazy("Password"),
               lambda user: gettext("set") if user.has_usable_password() else gettext("none yet")),
        Column("state", gettext_lazy("State"), lambda user: state_of(user, next(iter(user.not_over), None))),
    )  # fmt: skip

    def check(self) -> None:
        check_may_propose_grants(self.request.grants)

    def rows(self) -> QuerySet[User]:
        closed = AccountClosing.objects.filter(reopened_at=None)
        return User.objects.filter(official=None).prefetch_related(Prefetch("closings", closed, to_attr="not_over"))

    def acts(self) -> list[Act]:
        return [Act(gettext_lazy("Open an account"), reverse("access:open-account"), main=True)]


class OpenAccount(FormPage):
    title = gettext_lazy("Open an account")
    lead = gettext_lazy("For somebody on the staff. Next, a role is proposed for the person and approved by another.")
    form_class = AccountForm
    submit = gettext_lazy("Open the account")
    done = gettext_lazy("The account is open. Tell the person the user name and the first password.")
    back = reverse_lazy("access:accounts")

    def check(self) -> None:
        check_may_propose_grants(self.request.grants)

    def act(self, form: AccountForm) -> str:
        operations.open_account(account=NewAccount(**form.cleaned_data), by=self.by, at=timezone.now())
        return str(self.back)


@login_required
@require_GET
def own_account(request: Request) -> HttpResponse:
    """Who is signed in: the name, where mail goes, the password."""
    user = signed_in(request)
    context = {
        "heading": gettext("Your account"),
        "facts": [
            Fact(gettext_lazy("Name as shown"), user.shown_name),
            Fact(gettext_lazy("User name"), user.username),
            Fact(gettext_lazy("Language of messages"), user.get_language_display()),
            Fact(gettext_lazy("Mail address"), user.email or gettext("none"), change=reverse("access:email")),
            Fact(gettext_lazy("Password"), gettext("set") if user.has_usable_password() else gettext("none yet"),
                 change=reverse("access:password")),
            factor_fact(user),
            Fact(gettext_lazy("Your sign-ins"), whole(user.signed_in.count()), change=reverse("access:sign-ins")),
        ],
    }  # fmt: skip
    return render(request, "pages/detail.html", context)


def factor_fact(user: User) -> Fact:
    """Whether codes are asked for; nothing to change where anybody may enter with one click."""
    factor = SecondFactor.objects.filter(user=user).first()
    if factor is None:
        change = "" if enters_without(user) else reverse("access:set-up-factor")
        return Fact(gettext_lazy("Second factor"), gettext("none yet"), change=change)
    left = RecoveryCode.objects.filter(user=user, used_at=None).count()
    note = ngettext("%(count)s recovery code is left", "%(count)s recovery codes are left", left) % {"count": left}
    since = gettext("since %(day)s") % {"day": day(factor.confirmed_at)}
    return Fact(gettext_lazy("Second factor"), since, note=note, change=reverse("access:factor"))


class ChangeOwnEmail(FormPage):
    title = gettext_lazy("Change your mail address")
    lead = gettext_lazy("Messages go there as well as to your sign-in: what was decided, and what waits for you.")
    form_class = OwnEmailForm
    done = gettext_lazy("Your mail address is changed.")
    back = reverse_lazy("access:account")

    def initial(self) -> dict[str, str]:
        return {"email": self.by.email}

    def act(self, form: OwnEmailForm) -> str:
        operations.change_own_email(email=form.cleaned_data["email"], by=self.by, at=timezone.now())
        return str(self.back)


class ChangeOwnPassword(AsksOneself):
    title = gettext_lazy("Change your password")
    form_class = OwnPasswordForm
    submit = gettext_lazy("Change the password")
    done = gettext_lazy("Your password is changed.")
    back = reverse_lazy("site:start")

    def act(self, form: OwnPasswordForm) -> str:
        given = form.cleaned_data
        at = timezone.now()
        operations.change_own_password(present=given["present"], new=given["password"], by=self.by, at=at)
        end_others(self.request, at)
        return str(self.back)


class Confirm(FormPage):
    """Confirm that it is you, before an act that asks for it; leads on to where it was asked for."""

    title = gettext_lazy("Confirm that it is you")
    lead = gettext_lazy("What you are about to do binds others. The confirmation holds for five minutes.")
    form_class = ConfirmForm
    submit = gettext_lazy("Confirm")
    back = reverse_lazy("site:start")

    def form_arguments(self) -> dict[str, Any]:
        return {"asked": asked_to_confirm(self.request, timezone.now())}

    def act(self, form: ConfirmForm) -> str:
        at = timezone.now()
        check_confirmed(confirm(self.request, form.cleaned_data, at), at)
        return next_page(self.request)
