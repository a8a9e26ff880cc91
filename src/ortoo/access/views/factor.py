"""One's own second factor: set up, recovery codes, turned off."""

from __future__ import annotations

import json
from typing import Any

import pyotp
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse, reverse_lazy
from django.utils import timezone
from django.utils.safestring import mark_safe
from django.utils.translation import gettext, gettext_lazy
from django.views.decorators.http import require_safe

from ortoo.access import operations
from ortoo.access.access import check_factor_not_needed
from ortoo.access.confirming import enters_without
from ortoo.access.forms import ConfirmForm, SetUpForm
from ortoo.access.keeping import decrypted, encrypted
from ortoo.access.queries import has_factor, is_demonstration
from ortoo.access.requests import Request, signed_in
from ortoo.access.rules.codes import address_for_phones, readable
from ortoo.access.rules.roles import need_a_second_factor
from ortoo.access.sessions import WITH_CODE, end_others
from ortoo.access.views.oneself import AsksOneself
from ortoo.multilingual.refusals import Refusal
from ortoo.pages.components import Act

TO_COME, SHOWN_ONCE = "factor_to_come", "recovery_codes"
"""Keys of the session: the secret of a factor that no code has confirmed yet, and codes that were not shown yet."""


class SetUpFactor(AsksOneself):
    title = gettext_lazy("Set up your second factor")
    lead = gettext_lazy(
        "Besides the password, signing in then needs a code from your phone. Any app for one-time codes will do."
    )
    form_class = SetUpForm
    submit = gettext_lazy("Set it up")
    template_name = "access/set_up_factor.html"

    def check(self) -> None:
        if has_factor(self.by):
            raise Refusal("access.factor_there")
        if enters_without(self.by):
            raise Refusal("access.factor_for_everybody")

    def form_arguments(self) -> dict[str, Any]:
        return {"asked": {"password", "code"}}

    def more(self) -> dict[str, Any]:
        secret = self._secret()
        return {
            "picture": _drawn(address_for_phones(secret, self.by.username, "Ortoo")),
            "secret": " ".join(secret[place : place + 4] for place in range(0, len(secret), 4)),
        }

    def act(self, form: SetUpForm) -> str:
        at, given = timezone.now(), form.cleaned_data
        if not self.by.check_password(given["password"]):
            raise Refusal("access.not_your_password", field="password")
        codes = operations.set_up_factor(secret=self._secret(), code=given["code"], by=self.by, at=at)
        end_others(self.request, at)
        del self.request.session[TO_COME]
        self.request.session[WITH_CODE] = True
        return _keep_to_show(self.request, codes)

    def _secret(self) -> str:
        """One for the whole session, so that a code typed wrong does not need another picture."""
        if TO_COME not in self.request.session:
            self.request.session[TO_COME] = encrypted(pyotp.random_base32())
        return decrypted(self.request.session[TO_COME])


class OfFactor(AsksOneself):
    """A change of one's factor, confirmed with password and code."""

    form_class = ConfirmForm
    back = reverse_lazy("access:factor")

    def form_arguments(self) -> dict[str, Any]:
        return {"asked": {"password", "code"}}

    def check_password(self, form: ConfirmForm) -> None:
        if not self.by.check_password(form.cleaned_data["password"]):
            raise Refusal("access.not_your_password", field="password")


class NewRecoveryCodes(OfFactor):
    title = gettext_lazy("Get new recovery codes")
    lead = gettext_lazy("Ten new codes for when your phone is not at hand. Those you have are good no more.")
    submit = gettext_lazy("Get new codes")

    def act(self, form: ConfirmForm) -> str:
        self.check_password(form)
        codes = operations.new_recovery_codes(code=form.cleaned_data["code"], by=self.by, at=timezone.now())
        return _keep_to_show(self.request, codes)


class TurnOffFactor(OfFactor):
    title = gettext_lazy("Turn off your second factor")
    lead = gettext_lazy("From then on the password alone is enough to sign in.")
    submit = gettext_lazy("Turn it off")
    done = gettext_lazy("Your second factor is off.")

    def check(self) -> None:
        check_factor_not_needed(self.request.grants, demonstration=is_demonstration())

    def act(self, form: ConfirmForm) -> str:
        at = timezone.now()
        self.check_password(form)
        operations.turn_off_factor(code=form.cleaned_data["code"], by=self.by, at=at)
        end_others(self.request, at)
        self.request.session[WITH_CODE] = False
        return reverse("access:account")


@login_required
@require_safe
def factor(request: Request) -> HttpResponse:
    """What can be done about one's factor."""
    if not has_factor(signed_in(request)):
        return redirect("access:set-up-factor")
    acts = [Act(gettext_lazy("Get new recovery codes"), reverse("access:new-codes"))]
    needed = need_a_second_factor(request.grants.roles) and not is_demonstration()
    if not needed:
        acts.append(Act(gettext_lazy("Turn it off"), reverse("access:turn-off-factor")))
    context = {
        "heading": gettext("Your second factor"),
        "lead": gettext("Your role needs it, so it stays on.") if needed else gettext("Signing in needs a code."),
        "acts": acts,
    }
    return render(request, "access/factor.html", context)


@login_required
@require_safe
def recovery_codes(request: Request) -> HttpResponse:
    """Shown once, right after they were made; afterwards nobody knows them but their person."""
    kept = request.session.pop(SHOWN_ONCE, None)
    codes = json.loads(decrypted(kept)) if kept else []
    context = {
        "heading": gettext("Your recovery codes"),
        "codes": [readable(code) for code in codes],
        "account": signed_in(request).username,
    }
    response = render(request, "access/recovery_codes.html", context)
    response["Cache-Control"] = "no-store"
    return response


def _keep_to_show(request: Request, codes: list[str]) -> str:
    request.session[SHOWN_ONCE] = encrypted(json.dumps(codes))
    return reverse("access:recovery-codes")


def _drawn(address: str) -> str:
    """A QR code as SVG that stands inside a page, without style or script."""
    import segno

    made = segno.make(address, error="m", micro=False)
    return mark_safe(made.svg_inline(scale=6, border=4, dark="#111", light="#fff", omitsize=True))  # noqa: S308 - drawn here, of our own text
