"""Addresses of results."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.urls import path

from ortoo.results.views import editions, indicators

app_name = "results"
urlpatterns = [
    path("", indicators.home, name="home"),
    path("editions/", login_required(editions.EditionList.as_view()), name="editions"),
    path("editions/<int:pk>/", editions.edition_page, name="edition"),
    path("editions/<int:pk>/approve/", login_required(editions.Approve.as_view()), name="approve"),
    path("editions/<int:pk>/take-back/", login_required(editions.TakeBack.as_view()), name="take-back"),
    path("<str:code>/", indicators.indicator, name="indicator"),
    path("<str:code>/figures.csv", indicators.figures_file, name="figures"),
    path("<str:code>/indicator.pdf", indicators.indicator_file, name="indicator-file"),
]
