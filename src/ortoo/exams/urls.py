"""Addresses of sittings and marks."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.urls import path

from ortoo.exams import urls_forms, urls_items, urls_marks, urls_sheets
from ortoo.exams.views import gradebook, letters, marks, reliability, second_entries, settling, sittings

app_name = "exams"
urlpatterns = [
    path("", sittings.SittingList.as_view(), name="home"),
    path("open/", sittings.OpenSitting.as_view(), name="open"),
    path("mine/", marks.mine, name="mine"),
    path("import/", sittings.to_import, name="import"),
    path("gradebook/", gradebook.SendGradebook.as_view(), name="gradebook"),
    path("gradebook/<str:code>/<int:pk>/", gradebook.ChooseColumn.as_view(), name="gradebook-columns"),
    path("letters/", letters.LetterList.as_view(), name="letters"),
    path("letters/define/", letters.DefineLetters.as_view(), name="define-letters"),
    *urls_items.urlpatterns,
    *urls_marks.urlpatterns,
    *urls_sheets.urlpatterns,
    path("sittings/<str:code>/", sittings.MarkList.as_view(), name="sitting"),
    path("sittings/<str:code>/sample/", second_entries.DrawSample.as_view(), name="draw-sample"),
    path("sittings/<str:code>/again/", second_entries.EnterAgain.as_view(), name="enter-again"),
    path("sittings/<str:code>/compare/", second_entries.Compare.as_view(), name="compare"),
    path("sittings/<str:code>/differences/", settling.DifferenceList.as_view(), name="differences"),
    path("sittings/<str:code>/reliability/", reliability.StateReliability.as_view(), name="reliability"),
    *urls_forms.urlpatterns,
    path("differences/<int:pk>/", settling.Settle.as_view(), name="settle"),
    path("marks/<int:pk>/", login_required(marks.mark_page), name="mark"),
    path("marks/<int:pk>/correct/", login_required(marks.CorrectMark.as_view()), name="correct"),
]
