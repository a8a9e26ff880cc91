"""Addresses of the forms of a sitting."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.urls import path

from ortoo.exams.views import exam_forms, planning_forms

FORMS = "sittings/<str:code>/forms/"

urlpatterns = [
    path(FORMS, exam_forms.forms_of_sitting, name="exam-forms"),
    path(f"{FORMS}plan/", planning_forms.PlanForms.as_view(), name="plan-forms"),
    path(f"{FORMS}assemble/", planning_forms.AssembleForms.as_view(), name="assemble-forms"),
    path(f"{FORMS}set/", planning_forms.SetForms.as_view(), name="set-forms"),
    path(f"{FORMS}seal/", planning_forms.SealForms.as_view(), name="seal-forms"),
    path(f"{FORMS}print/", exam_forms.print_forms, name="print-forms"),
    path(f"{FORMS}manifests/", exam_forms.manifest_file, name="manifests"),
    path(f"{FORMS}<str:letter>/", login_required(exam_forms.FormItemList.as_view()), name="exam-form"),
]
