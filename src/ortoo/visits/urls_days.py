"""Addresses of agendas, days, notes and calendars of one visit."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.urls import path

from ortoo.visits.views import agenda_file, agendas, calendars, days, notes, planning, questionnaires

urlpatterns = [
    path("<str:code>/agenda/", agendas.agenda_page, name="agenda"),
    path("<str:code>/agenda.pdf", agenda_file.agenda_file, name="agenda-file"),
    path("<str:code>/agenda/solve/", login_required(planning.Solve.as_view()), name="agenda-solve"),
    path("<str:code>/agenda/by-hand/", login_required(planning.ByHand.as_view()), name="agenda-by-hand"),
    path("<str:code>/agenda/agree/", login_required(planning.Agree.as_view()), name="agenda-agree"),
    path("<str:code>/agenda/outcome/", planning.outcome, name="agenda-outcome"),
    path("<str:code>/calendar.ics", calendars.own, name="calendar"),
    path("<str:code>/calendar/<int:place>.ics", calendars.of_traveller, name="calendar-of"),
    path("<str:code>/days/", days.today, name="today"),
    path("<str:code>/days/<str:day>/", days.day_page, name="day"),
    path("<str:code>/days/<str:day>/answer/", login_required(questionnaires.AnswerDay.as_view()), name="answer-day"),
    path("<str:code>/attendance/<str:stop>/", login_required(days.Attendance.as_view()), name="attendance"),
    path("<str:code>/notes/", login_required(notes.NoteList.as_view()), name="notes"),
    path("<str:code>/notes/read/<str:key>/", notes.note_page, name="note-read"),
    path("<str:code>/notes/<str:stop>/", login_required(notes.WriteNote.as_view()), name="note"),
]
