"""Addresses of training."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.urls import path

from ortoo.training.views import attending, classes, cohorts, competencies, courses, judging, officials, reports

app_name = "training"
urlpatterns = [
    path("", courses.CourseList.as_view(), name="home"),
    path("mine/", officials.mine, name="mine"),
    path("officials/<str:number>/", officials.of_official, name="official"),
    path("adopt/", login_required(courses.AdoptCourse.as_view()), name="adopt"),
    path("courses/<str:code>/", courses.course_page, name="course"),
    path("courses/<str:code>/rule/", login_required(courses.StateRule.as_view()), name="rule"),
    path("courses/<str:code>/open/", login_required(cohorts.OpenCohort.as_view()), name="open"),
    path("cohorts/<str:code>/", cohorts.CohortPage.as_view(), name="cohort"),
    path("cohorts/<str:code>/enrol/", login_required(cohorts.Enrol.as_view()), name="enrol"),
    path("cohorts/<str:code>/plan/", login_required(classes.PlanClass.as_view()), name="plan"),
    path("classes/<int:pk>/", classes.class_page, name="class"),
    path("classes/<int:pk>/sign-up/", login_required(classes.SignUp.as_view()), name="sign-up"),
    path("classes/<int:pk>/leave/", login_required(classes.Leave.as_view()), name="leave"),
    path("classes/<int:pk>/attendance/", login_required(attending.TakeAttendance.as_view()), name="attendance"),
    path("classes/<int:pk>/code/", attending.code_page, name="code"),
    path("present/<str:code>/", attending.present, name="present"),
    path("enrolments/<int:pk>/", judging.enrolment_page, name="enrolment"),
    path("enrolments/<int:pk>/judge/", login_required(judging.JudgeAbsence.as_view()), name="judge"),
    path("attempts/<int:pk>/judge/", login_required(judging.JudgeAttempt.as_view()), name="judge-attempt"),
    path("flags/", judging.FlagList.as_view(), name="flags"),
    path("competencies/", competencies.competencies, name="competencies"),
    path("report/", reports.report_page, name="report"),
]
