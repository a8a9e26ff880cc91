"""Addresses of rounds and lists."""

from __future__ import annotations

from django.urls import path

from ortoo.selection.views import lists, places, rounds

app_name = "selection"
urlpatterns = [
    path("", rounds.RoundList.as_view(), name="home"),
    path("open/", rounds.OpenRound.as_view(), name="open"),
    path("mine/", places.mine, name="mine"),
    path("<str:code>/", rounds.round_page, name="round"),
    path("<str:code>/rule/", rounds.AdoptRule.as_view(), name="rule"),
    path("<str:code>/seal/", rounds.SealRound.as_view(), name="seal"),
    path("<str:code>/lot/", rounds.DrawLot.as_view(), name="lot"),
    path("<str:code>/run/", rounds.RunSelection.as_view(), name="run"),
    path("<str:code>/list/", lists.PlaceList.as_view(), name="list"),
    path("<str:code>/place/<int:pk>/", places.place_page, name="place"),
    path("<str:code>/place/<int:pk>/statement.pdf", places.statement_file, name="statement"),
]
