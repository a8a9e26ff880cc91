"""Addresses of visits."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.urls import path

from ortoo.visits.views import alumni, follow_ups

app_name = "visits"
urlpatterns = [
    # ---- after the visit
    path("alumni/", alumni.alumni_page, name="alumni"),
    path("after/", alumni.after_page, name="after"),
    path("after/people/", follow_ups.people_page, name="people"),
    path(
        "after/people/<int:pk>/<int:months>/",
        login_required(follow_ups.AnswerAsSuperior.as_view()),
        name="answer-person",
    ),
    path("after/visits/", follow_ups.visits_page, name="follow-ups"),
    path("after/visits/<str:code>/", follow_ups.both_page, name="follow-up"),
    path("after/<str:code>/asked/", login_required(alumni.SayAsked.as_view()), name="asked"),
    path("after/<str:code>/<int:months>/", login_required(alumni.AnswerFollowUp.as_view()), name="answer"),
]
