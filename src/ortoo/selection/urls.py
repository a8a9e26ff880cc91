"""Addresses of rounds and lists."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.urls import path

from ortoo.selection.views import (
    appeals,
    bands,
    changes,
    finals,
    lists,
    origins,
    places,
    receipts,
    results,
    rounds,
    trials,
)

app_name = "selection"
urlpatterns = [
    path("", rounds.RoundList.as_view(), name="home"),
    path("open/", rounds.OpenRound.as_view(), name="open"),
    path("mine/", places.mine, name="mine"),
    path("<str:code>/", rounds.round_page, name="round"),
    path("<str:code>/rule/", rounds.AdoptRule.as_view(), name="rule"),
    path("<str:code>/try/", trials.TryRule.as_view(), name="try"),
    path("<str:code>/trials/<int:number>/", trials.trial_page, name="trial"),
    path("<str:code>/seal/", rounds.SealRound.as_view(), name="seal"),
    path("<str:code>/lot/", rounds.DrawLot.as_view(), name="lot"),
    path("<str:code>/band/", bands.band_page, name="band"),
    path("<str:code>/band/find/", bands.FindBand.as_view(), name="find-band"),
    path("<str:code>/band/evidence/", bands.EnterEvidence.as_view(), name="evidence"),
    path("<str:code>/run/", rounds.RunSelection.as_view(), name="run"),
    path("<str:code>/list/", lists.PlaceList.as_view(), name="list"),
    path("<str:code>/result/", results.result_page, name="result"),
    path("<str:code>/result.json", results.result_file, name="result-file"),
    path("<str:code>/origins/", origins.origins_page, name="origins"),
    path("<str:code>/origins.pdf", origins.origins_file, name="origins-file"),
    path("<str:code>/appeals/", appeals.AppealList.as_view(), name="appeals"),
    path("<str:code>/appeals/<int:number>/", appeals.appeal_page, name="appeal"),
    path("<str:code>/appeals/<int:number>/ruling/", login_required(appeals.DraftRuling.as_view()), name="ruling"),
    path("<str:code>/appeals/<int:number>/confirm/", login_required(appeals.ConfirmRuling.as_view()), name="confirm"),
    path("<str:code>/appeals/<int:number>/return/", login_required(appeals.ReturnRuling.as_view()), name="return"),
    path(
        "<str:code>/appeals/<int:number>/withdraw/", login_required(appeals.WithdrawAppeal.as_view()), name="withdraw"
    ),
    path("<str:code>/carry-out/", finals.CarryOut.as_view(), name="carry-out"),
    path("<str:code>/rerun/", finals.Rerun.as_view(), name="rerun"),
    path("<str:code>/sign/", finals.SignList.as_view(), name="sign"),
    path("<str:code>/publish/", finals.PublishFinal.as_view(), name="publish"),
    path("<str:code>/final/", finals.FinalPage.as_view(), name="final"),
    path("<str:code>/changes/", changes.changes_page, name="changes"),
    path("<str:code>/place/<int:pk>/", places.place_page, name="place"),
    path("<str:code>/place/<int:pk>/appeal/", login_required(appeals.FileAppeal.as_view()), name="file"),
    path("<str:code>/place/<int:pk>/order/", login_required(appeals.RecordOrder.as_view()), name="record-order"),
    path("<str:code>/place/<int:pk>/leave/", login_required(finals.LeaveList.as_view()), name="leave"),
    path("<str:code>/place/<int:pk>/statement.pdf", places.statement_file, name="statement"),
    path("<str:code>/place/<int:pk>/receipt.json", receipts.receipt_file, name="receipt"),
]
