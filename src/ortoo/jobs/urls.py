"""Addresses of background work."""

from __future__ import annotations

from django.urls import path

from ortoo.jobs import views

app_name = "jobs"
urlpatterns = [
    path("", views.JobList.as_view(), name="home"),
    path("<int:pk>/", views.job_page, name="job"),
    path("<int:pk>/cancel/", views.cancel, name="cancel"),
]
