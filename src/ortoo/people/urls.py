"""Addresses of the register."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.urls import path

from ortoo.people.views.changing import AccountsPage, FirstPasswordPage, MovePage
from ortoo.people.views.home import home
from ortoo.people.views.officials import OfficialList, official
from ortoo.people.views.organizations import OrganizationList, organization

app_name = "people"
urlpatterns = [
    path("", home, name="home"),
    path("officials/", OfficialList.as_view(), name="officials"),
    path("officials/accounts/", login_required(AccountsPage.as_view()), name="accounts"),
    path("official/<str:number>/move/", login_required(MovePage.as_view()), name="move"),
    path("official/<str:number>/password/", login_required(FirstPasswordPage.as_view()), name="first-password"),
    path("official/<str:number>/", official, name="official"),
    path("organizations/", OrganizationList.as_view(), name="organizations"),
    path("organizations/<str:code>/", organization, name="organization"),
]
