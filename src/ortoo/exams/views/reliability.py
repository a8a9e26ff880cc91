"""The form that states how reliable the marks of a sitting are, where they came without answers."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy

from ortoo.exams import operations
from ortoo.exams.access import check_may_keep_marks
from ortoo.exams.forms.marks import ReliabilityForm
from ortoo.exams.queries import sittings
from ortoo.pages.forms import FormPage


class StateReliability(FormPage):
    title = gettext_lazy("State how reliable the marks are")
    lead = gettext_lazy(
        "Marks that came from a gradebook do not tell their error. With a reliability found elsewhere each of them has "
        "one, and so have the records made of them. It is stated once and stays."
    )
    form_class = ReliabilityForm
    submit = gettext_lazy("State the reliability")
    done = gettext_lazy("The reliability is stated.")

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.sitting = get_object_or_404(sittings(), code=kwargs["code"])
        self.back = reverse("exams:sitting", args=[self.sitting.code])

    def check(self) -> None:
        check_may_keep_marks(self.request.grants)

    def act(self, form: ReliabilityForm) -> str:
        given = form.cleaned_data
        operations.state_reliability(
            sitting=self.sitting, thousandths=given["reliability"], source=given["source"], by=self.by,
            at=timezone.now(),
        )  # fmt: skip
        return reverse("exams:sitting", args=[self.sitting.code])
