"""Addresses of what follows a thing through the relay, and of the public page."""

from __future__ import annotations

from django.urls import path

from ortoo.journey.views import officials, public, traces

app_name = "journey"
urlpatterns = [
    path("", public.home, name="home"),
    path("indicators/<str:code>/", traces.indicator, name="indicator"),
    path("measures/<str:code>/", traces.measure, name="measure"),
    path("lessons/<str:code>/", traces.lesson, name="lesson"),
    path("stops/<str:visit>/<str:code>/", traces.stop, name="stop"),
    path("places/<str:code>/<int:pk>/", traces.place, name="place"),
    path("marks/<int:pk>/", traces.mark, name="mark"),
    path("officials/<str:number>/", officials.official, name="official"),
]
