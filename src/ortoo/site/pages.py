"""Addresses of the site itself: the start page."""

from __future__ import annotations

from django.urls import path

from ortoo.site import views

app_name = "site"
urlpatterns = [path("", views.start, name="start")]
