"""Addresses of calls, dossiers, the panel and the decision."""

from __future__ import annotations

from django.urls.resolvers import URLPattern

app_name = "permission"
urlpatterns: list[URLPattern] = []
