"""Addresses of accounts and grants."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.urls import path

from ortoo.access.views import accounts, closings, factor, grants, resets, signed_in, signing_in

app_name = "access"
urlpatterns = [
    path("", grants.GrantList.as_view(), name="home"),
    path("sign-in/", signing_in.SignIn.as_view(), name="sign-in"),
    path("code/", signing_in.GiveCode.as_view(), name="code"),
    path("sign-out/", signing_in.sign_out, name="sign-out"),
    path("enter/<str:username>/", signing_in.enter, name="enter"),
    path("accounts/", accounts.AccountList.as_view(), name="accounts"),
    path("accounts/open/", accounts.OpenAccount.as_view(), name="open-account"),
    path("accounts/<int:pk>/", closings.its_account, name="its-account"),
    path("accounts/<int:pk>/close/", closings.CloseAccount.as_view(), name="close"),
    path("accounts/<int:pk>/open-again/", closings.ProposeReopening.as_view(), name="reopen"),
    path("accounts/<int:pk>/open-again/decide/", closings.DecideReopening.as_view(), name="reopening"),
    path("account/", accounts.own_account, name="account"),
    path("email/", login_required(accounts.ChangeOwnEmail.as_view()), name="email"),
    path("password/", login_required(accounts.ChangeOwnPassword.as_view()), name="password"),
    path("confirm/", login_required(accounts.Confirm.as_view()), name="confirm"),
    path("factor/", factor.factor, name="factor"),
    path("factor/set-up/", login_required(factor.SetUpFactor.as_view()), name="set-up-factor"),
    path("factor/codes/", factor.recovery_codes, name="recovery-codes"),
    path("factor/codes/new/", login_required(factor.NewRecoveryCodes.as_view()), name="new-codes"),
    path("factor/off/", login_required(factor.TurnOffFactor.as_view()), name="turn-off-factor"),
    path("sign-ins/", signed_in.sign_ins, name="sign-ins"),
    path("sign-ins/end/", signed_in.end_others, name="end-others"),
    path("sign-ins/<int:pk>/end/", signed_in.end_sign_in, name="end-sign-in"),
    path("resets/", resets.ResetList.as_view(), name="resets"),
    path("resets/propose/", resets.ProposeReset.as_view(), name="propose-reset"),
    path("resets/<int:pk>/", resets.DecideReset.as_view(), name="reset"),
    path("propose/", grants.ProposeGrant.as_view(), name="propose"),
    path("grants/<int:pk>/", grants.DecideGrant.as_view(), name="grant"),
]
