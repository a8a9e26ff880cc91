"""Addresses of the site itself: the start page, and its relay on paper."""

from __future__ import annotations

from django.urls import path

from ortoo.site import views

app_name = "site"
urlpatterns = [path("", views.start, name="start"), path("relay.pdf", views.relay_file, name="relay-file")]
