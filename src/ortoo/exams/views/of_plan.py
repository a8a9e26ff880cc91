"""What the pages from a scoring to released marks share: the sitting, its plan, and who may look."""

from __future__ import annotations

from functools import cached_property
from typing import Any

from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.views import View

from ortoo.access.models import User
from ortoo.access.requests import Request
from ortoo.exams.access import check_may_release, check_may_see_items
from ortoo.exams.models import FormPlan, Scoring, Sitting
from ortoo.exams.queries.forms import form_plans
from ortoo.exams.queries.releases import Standing, deciding_scoring, standing_of
from ortoo.jobs import operations as jobs
from ortoo.multilingual.refusals import Refusal
from ortoo.pages.forms import Form, FormPage


def plan_with_code(code: str) -> FormPlan:
    """404 for a sitting that is not there or has no forms."""
    return get_object_or_404(form_plans(), sitting__code=code)


class OfPlan(View):
    """Mixed into a page of a sitting with forms: whoever may see items may see it."""

    request: Request
    plan: FormPlan
    sitting: Sitting

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.plan = plan_with_code(kwargs["code"])
        self.sitting = self.plan.sitting

    def check(self) -> None:
        check_may_see_items(self.request.grants)

    @cached_property
    def standing(self) -> Standing:
        return standing_of(self.plan)

    @cached_property
    def scoring(self) -> Scoring | None:
        """The one that pages show; one query, where `standing` asks many."""
        return deciding_scoring(self.plan)

    def to(self, name: str, *more: object) -> str:
        return reverse(f"exams:{name}", args=[self.sitting.code, *more])


class StepOfPlan(OfPlan, FormPage):
    """A form that asks for long work on the latest scoring, in the background."""

    form_class = Form
    job: str
    """Its kind in `ortoo.site.work.WORK`."""
    back_to: str

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.back = self.to(self.back_to)

    def check(self) -> None:
        check_may_release(self.request.grants)

    def arguments(self, form: Any) -> dict[str, Any]:
        return {}

    def act(self, form: Any) -> str:
        scoring = self.scoring
        if scoring is None:
            raise Refusal("exams.scoring_out_of_date", sitting=self.sitting.code)
        by: User = self.by
        arguments = {"scoring": scoring.pk, **self.arguments(form)}
        return reverse("jobs:job", args=[jobs.ask(kind=self.job, arguments=arguments, by=by, at=timezone.now()).pk])
