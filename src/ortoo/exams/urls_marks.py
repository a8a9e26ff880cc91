"""Addresses from a scoring to released marks."""

from __future__ import annotations

from django.urls import path

from ortoo.exams.views import analysis, equating, gate, release

SITTING = "sittings/<str:code>"

urlpatterns = [
    path(f"{SITTING}/analysis/", analysis.FormsCompared.as_view(), name="analysis"),
    path(f"{SITTING}/analysis/run/", analysis.Analyse.as_view(), name="analyse"),
    path(f"{SITTING}/analysis/form/<str:letter>/", analysis.FormAnalysis.as_view(), name="form-analysis"),
    path(f"{SITTING}/analysis/form/<str:letter>/<int:place>/", analysis.item_page, name="item-analysis"),
    path(f"{SITTING}/equating/", equating.TableList.as_view(), name="equating"),
    path(f"{SITTING}/equating/run/", equating.Equate.as_view(), name="equate"),
    path(f"{SITTING}/equating/form/<str:letter>/", equating.table_page, name="table"),
    path(f"{SITTING}/gate/", gate.gate_page, name="gate"),
    path(f"{SITTING}/gate/look/", gate.Look.as_view(), name="look"),
    path(f"{SITTING}/gate/<int:place>/", gate.Answer.as_view(), name="answer"),
    path(f"{SITTING}/release/", release.release_page, name="release"),
    path(f"{SITTING}/release/marks/", release.ReleaseMarks.as_view(), name="release-marks"),
]
