"""Addresses of lessons."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.urls import path

from ortoo.lessons.views import deciding, lists, pages, writing

app_name = "lessons"
urlpatterns = [
    path("", login_required(lists.LessonList.as_view()), name="home"),
    path("write/", pages.choose_visit, name="choose"),
    path("write/<str:code>/", login_required(writing.WriteLesson.as_view()), name="write"),
    path("<str:code>/", pages.lesson_page, name="lesson"),
    path("<str:lesson>/amend/", login_required(writing.AmendLesson.as_view()), name="amend"),
    path("<str:lesson>/decide/", login_required(deciding.DecideLesson.as_view()), name="decide"),
]
