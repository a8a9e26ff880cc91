"""Addresses of the plan."""

from __future__ import annotations

from django.urls import path

from ortoo.plan import views

app_name = "plan"
urlpatterns = [
    path("", views.home, name="home"),
    path("indicators/<str:code>/", views.indicator, name="indicator"),
]
