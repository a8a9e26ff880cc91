"""Addresses of the messages."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.urls import path

from ortoo.messages.views import log, own, paper

app_name = "messages"
urlpatterns = [
    path("", login_required(own.OwnMessages.as_view()), name="home"),
    path("<int:pk>/", own.message_page, name="message"),
    path("log/", log.Log.as_view(), name="log"),
    path("counts/", log.Counts.as_view(), name="counts"),
    path("again/", log.SendAgain.as_view(), name="again"),
    path("paper/", paper.paper_page, name="paper"),
    path("paper/<str:code>/", paper.HandOver.as_view(), name="letters"),
    path("paper/<str:code>/print/", paper.print_page, name="print"),
]
