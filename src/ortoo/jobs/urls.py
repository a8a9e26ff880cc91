"""Addresses of background work."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.urls import path

from ortoo.jobs import import_views, views

app_name = "jobs"
urlpatterns = [
    path("", views.JobList.as_view(), name="home"),
    path("imports/", import_views.imports, name="imports"),
    path("imports/files/<int:upload>/", login_required(import_views.ReportPage.as_view()), name="import-report"),
    path("imports/files/<int:upload>/problems.csv", import_views.problems, name="import-problems"),
    path("imports/<slug:kind>/", login_required(import_views.ImportPage.as_view()), name="import"),
    path("imports/<slug:kind>/template.<slug:form>", import_views.template_file, name="import-template"),
    path("exports/<slug:kind>.<slug:form>", import_views.export_file, name="export"),
    path("<int:pk>/", views.job_page, name="job"),
    path("<int:pk>/cancel/", views.cancel, name="cancel"),
]
