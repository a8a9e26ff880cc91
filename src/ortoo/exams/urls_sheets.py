"""Addresses from answer sheets to their scoring."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.urls import path

from ortoo.exams.views import essays, scoring, sheets

SITTING = "sittings/<str:code>"

urlpatterns = [
    path(f"{SITTING}/sheets/", sheets.sheets_page, name="sheets"),
    path(f"{SITTING}/sheets/enter/", sheets.EnterSheet.as_view(), name="enter-sheet"),
    path(f"{SITTING}/sheets/differences/", sheets.SheetDifferences.as_view(), name="sheet-differences"),
    path(f"{SITTING}/sheets/<int:pk>/settle/", sheets.SettleSheet.as_view(), name="settle-sheet"),
    path(f"{SITTING}/essays/", essays.essays_page, name="essays"),
    path(f"{SITTING}/essays/<int:item>/<int:sheet>/", essays.MarkEssay.as_view(), name="mark-essay"),
    path(f"{SITTING}/scoring/", scoring.scoring_page, name="scoring"),
    path(f"{SITTING}/scoring/score/", scoring.Score.as_view(), name="score"),
    path(f"{SITTING}/scoring/keys/", scoring.KeyList.as_view(), name="keys"),
    path(f"{SITTING}/scoring/responses/<str:letter>/", scoring.responses_file, name="responses"),
    path("keys/<int:pk>/", login_required(scoring.CancelKey.as_view()), name="cancel-key"),
]
