"""Addresses of formulas, seals and records."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.urls import path

from ortoo.record.views import formulas, records

app_name = "record"
urlpatterns = [
    path("", records.SealList.as_view(), name="home"),
    path("mine/", records.mine, name="mine"),
    path("formulas/", formulas.FormulaList.as_view(), name="formulas"),
    path("formulas/adopt/", formulas.AdoptFormula.as_view(), name="adopt"),
    path("formulas/<str:code>/<int:version>/", formulas.formula_page, name="formula"),
    path("seals/<int:pk>/", records.RecordList.as_view(), name="seal"),
    path("records/<int:pk>/", login_required(records.record_page), name="record"),
]
