"""What a registrar changes by hand: one official's post or first password, and accounts for all."""

from __future__ import annotations

from typing import Any

from django import forms
from django.shortcuts import get_object_or_404
from django.urls import reverse, reverse_lazy
from django.utils import timezone
from django.utils.translation import gettext, gettext_lazy

from ortoo.access.forms import FirstPasswordForm
from ortoo.access.operations import give_first_password
from ortoo.pages.forms import Form, FormPage
from ortoo.people.access import check_may_change_register
from ortoo.people.forms import MoveForm
from ortoo.people.models import Official
from ortoo.people.operations import link_accounts, move_official
from ortoo.people.queries import posts_of


class MovePage(FormPage):
    title = gettext_lazy("Move to another post")
    lead = gettext_lazy("The present post ends on the day on which the new one begins. Both stay on the register.")
    form_class = MoveForm
    submit = gettext_lazy("Move")
    done = gettext_lazy("The official has moved. The change is in the ledger.")
    checked = True

    def check(self) -> None:
        check_may_change_register(self.request.grants)
        self.official = get_object_or_404(
            Official.objects.visible_to(self.request.grants), number=self.kwargs["number"]
        )
        self.back = reverse("people:official", args=[self.official.number])

    def heading(self) -> str:
        return gettext("Move %(name)s to another post") % {"name": self.official.full_name}

    def initial(self) -> dict[str, Any]:
        posts = posts_of(self.official)
        if not posts:
            return {}
        held = posts[-1]
        return {
            "organization": held.organization.code,
            "region": held.region.code,
            "post": held.post,
            "level": held.level,
            "rank_class": held.rank_class,
        }

    def act(self, form: forms.Form) -> str:
        move_official(number=self.official.number, **form.cleaned_data, by=self.by, at=timezone.now())
        return str(self.back)


class FirstPasswordPage(FormPage):
    title = gettext_lazy("Set a first password")
    form_class = FirstPasswordForm
    submit = gettext_lazy("Set the password")
    done = gettext_lazy("The password is set. Tell the person, who changes it after signing in.")

    def check(self) -> None:
        check_may_change_register(self.request.grants)
        seen = Official.objects.visible_to(self.request.grants).exclude(account=None)
        self.official = get_object_or_404(seen.select_related("account"), number=self.kwargs["number"])
        self.back = reverse("people:official", args=[self.official.number])

    def heading(self) -> str:
        return gettext("A first password for %(name)s") % {"name": self.official.full_name}

    def sentence(self) -> str:
        assert self.official.account
        return gettext("The user name is %(username)s.") % {"username": self.official.account.username}

    def act(self, form: forms.Form) -> str:
        assert self.official.account
        give_first_password(
            user=self.official.account, password=form.cleaned_data["password"], by=self.by, at=timezone.now()
        )
        return str(self.back)


class AccountsPage(FormPage):
    title = gettext_lazy("Accounts for all officials")
    lead = gettext_lazy(
        "Everybody on the register who has no account yet gets one, named like the personnel number. "
        "It opens one's own page and nothing else; nobody can sign in by a password until one is set."
    )
    form_class = Form
    submit = gettext_lazy("Open the accounts")
    done = gettext_lazy("The accounts are open.")
    back = reverse_lazy("people:home")

    def check(self) -> None:
        check_may_change_register(self.request.grants)

    def act(self, form: forms.Form) -> str:
        link_accounts(by=self.by, at=timezone.now())
        return str(self.back)
