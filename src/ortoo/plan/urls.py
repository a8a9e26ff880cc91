"""Addresses of the plan."""

from __future__ import annotations

from django.urls import path

from ortoo.plan import programme_views, views

app_name = "plan"
urlpatterns = [
    path("", views.home, name="home"),
    path("programme/", programme_views.SetUpProgramme.as_view(), name="programme"),
    path("indicators/<str:code>/", views.indicator, name="indicator"),
]
