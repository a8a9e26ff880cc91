"""Addresses of accounts and grants."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.urls import path

from ortoo.access import account_views, views

app_name = "access"
urlpatterns = [
    path("", views.GrantList.as_view(), name="home"),
    path("sign-in/", views.SignIn.as_view(), name="sign-in"),
    path("sign-out/", views.sign_out, name="sign-out"),
    path("enter/<str:username>/", views.enter, name="enter"),
    path("accounts/", account_views.AccountList.as_view(), name="accounts"),
    path("accounts/open/", account_views.OpenAccount.as_view(), name="open-account"),
    path("account/", account_views.own_account, name="account"),
    path("email/", login_required(account_views.ChangeOwnEmail.as_view()), name="email"),
    path("password/", login_required(account_views.ChangeOwnPassword.as_view()), name="password"),
    path("confirm/", login_required(account_views.Confirm.as_view()), name="confirm"),
    path("propose/", views.ProposeGrant.as_view(), name="propose"),
    path("grants/<int:pk>/", views.DecideGrant.as_view(), name="grant"),
]
