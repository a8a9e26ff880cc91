"""Addresses of rounds and lists."""

from __future__ import annotations

from django.urls import path

from ortoo.selection.views import lists, places, rounds

app_name = "selection"
urlpatterns = [
    path("", rounds.RoundList.as_view(), name="home"),
    path("open/", rounds.OpenRound.as_view(), name="open"),
    path("mine/", places.mine, name="mine"),
    path("<slug:code>/", rounds.round_page, name="round"),
    path("<slug:code>/rule/", rounds.AdoptRule.as_view(), name="rule"),
    path("<slug:code>/seal/", rounds.SealRound.as_view(), name="seal"),
    path("<slug:code>/lot/", rounds.DrawLot.as_view(), name="lot"),
    path("<slug:code>/run/", rounds.RunSelection.as_view(), name="run"),
    path("<slug:code>/list/", lists.PlaceList.as_view(), name="list"),
    path("<slug:code>/place/<int:pk>/", places.place_page, name="place"),
]
