"""Every address, each under its language: /en/people/officials/."""

from __future__ import annotations

from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path

handler400 = "ortoo.pages.errors.bad_request"
handler403 = "ortoo.pages.errors.forbidden"
handler404 = "ortoo.pages.errors.not_found"
handler500 = "ortoo.pages.errors.server_error"

STATIONS_AND_NEIGHBOURS = (
    "access", "plan", "people", "training", "exams", "record", "selection", "permission", "visits", "lessons",
    "actions", "results", "journey", "ledger", "jobs", "messages",
)  # fmt: skip

urlpatterns = i18n_patterns(
    path("", include("ortoo.site.pages")),
    *(path(f"{name}/", include(f"ortoo.{name}.urls")) for name in STATIONS_AND_NEIGHBOURS),
)
