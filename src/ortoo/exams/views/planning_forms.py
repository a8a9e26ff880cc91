"""The forms (to be filled in) about the forms of a sitting: plan, assemble, take from a file, seal."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from typing import Any

from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, gettext, gettext_lazy

from ortoo.exams import operations
from ortoo.exams.access import check_may_keep_items
from ortoo.exams.files.forms import forms_in
from ortoo.exams.forms.planning import FormsFileForm, PlanForm, SealFormsForm, initial_of
from ortoo.exams.models import FormPlan
from ortoo.exams.queries import sittings
from ortoo.exams.queries.forms import blueprint_of, form_plan_of, pool_for, references_for, violations
from ortoo.exams.rules.forms.values import Form as FormValue
from ortoo.exams.views.exam_forms import found_plan
from ortoo.exams.words.forms import forms_page
from ortoo.jobs import operations as jobs
from ortoo.multilingual.dates import date_text
from ortoo.multilingual.numbers import whole
from ortoo.pages.components import Fact
from ortoo.pages.forms import Form, FormPage
from ortoo.plan.queries import goal_names

SEED = 16
"""Bytes."""
SHOWN = 20
"""Sentences on a file that a page says; who has more corrects those first."""


class OfForms(FormPage):
    """A form about the forms of the sitting in the address."""

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.sitting = get_object_or_404(sittings(), code=kwargs["code"])
        self.back = forms_page(self.sitting)

    def check(self) -> None:
        check_may_keep_items(self.request.grants)

    def sentence(self) -> str:
        values = {"sitting": self.sitting.name, "day": date_text(self.sitting.held_on, get_language() or "en")}
        return str(self.lead) % values


class OfPlan(OfForms):
    """For which there is a plan."""

    def check(self) -> None:
        super().check()
        self.plan = found_plan(self.sitting.code)


class PlanForms(OfForms):
    title = gettext_lazy("Plan the forms")
    lead = gettext_lazy(
        "%(sitting)s, held on %(day)s. A plan can be changed until the forms are sealed; forms that were made under "
        "another plan are then taken away."
    )
    form_class = PlanForm
    template_name = "exams/plan_forms.html"
    submit = gettext_lazy("Continue")
    done = gettext_lazy("The plan is stated. Next, the forms are assembled.")
    checked = True

    def initial(self) -> dict[str, Any]:
        plan = form_plan_of(self.sitting)
        return initial_of(plan) if plan else {}

    def form_arguments(self) -> dict[str, Any]:
        return {"goals": goal_names(), "references": list(references_for(self.sitting))}

    def facts(self, form: PlanForm) -> Sequence[Fact]:
        """Cells that hold something, in one row."""
        language = get_language() or "en"
        pairs = zip(form.visible_fields(), super().facts(form), strict=True)
        plain = [fact for bound, fact in pairs if not bound.name.startswith("cell_")]
        numbers = form.cells()
        said = "; ".join(f"{form[f'cell_{goal}_{level}'].label}: {numbers[goal, level]}" for goal, level in numbers)
        return [Fact(gettext("Scored items a form"), whole(sum(numbers.values()), language), note=said), *plain]

    def act(self, form: PlanForm) -> str:
        before = form_plan_of(self.sitting)
        operations.plan_forms(
            sitting=self.sitting,
            blueprint=form.blueprint(),
            seed=before.seed if before else secrets.token_hex(SEED),
            **form.stated(),
            by=self.by,
            at=timezone.now(),
        )
        return forms_page(self.sitting)


class AssembleForms(OfPlan):
    title = gettext_lazy("Assemble the forms")
    lead = gettext_lazy(
        "%(sitting)s. No item stands on two forms, enemies stand apart, and of all forms that keep the limits those "
        "with the least exposed items are taken. Forms that are there are replaced."
    )
    form_class = Form
    submit = gettext_lazy("Begin the search")

    def act(self, form: Form) -> str:
        return _asked("exams.forms", self.plan, self)


class SetForms(OfPlan):
    title = gettext_lazy("Take forms from a file")
    lead = gettext_lazy(
        "%(sitting)s. Forms that somebody chose are held to the same promises as assembled ones; a file that breaks "
        "one is not taken."
    )
    form_class = FormsFileForm
    submit = gettext_lazy("Take these forms")
    done = gettext_lazy("The forms are kept as the file has them.")

    def form_arguments(self) -> dict[str, Any]:
        return {"read": self._read}

    def _read(self, content: bytes, filename: str) -> tuple[list[FormValue], list[str]]:
        """The forms, and all that is wrong with them."""
        pool, blueprint = pool_for(self.plan), blueprint_of(self.plan)
        found, problems = forms_in(content, filename, blueprint.forms, pool.bank)
        language = get_language() or "en"
        broken = [] if problems else [one.sentence(language) for one in violations(pool, blueprint, found)]
        return found, [*problems, *broken][:SHOWN]

    def act(self, form: FormsFileForm) -> str:
        operations.set_forms(plan=self.plan, forms=form.found, by=self.by, at=timezone.now())
        return forms_page(self.sitting)


class SealForms(OfPlan):
    title = gettext_lazy("Seal the forms")
    lead = gettext_lazy(
        "%(sitting)s, held on %(day)s. Their hashes and which mark decides go into the ledger, on the day of the "
        "sitting at the latest. Every paper is set once before, so that none fails behind the seal."
    )
    form_class = SealFormsForm
    submit = gettext_lazy("Seal the forms")

    def act(self, form: SealFormsForm) -> str:
        return _asked("exams.seal-forms", self.plan, self)


def _asked(kind: str, plan: FormPlan, page: FormPage) -> str:
    job = jobs.ask(kind=kind, arguments={"plan": plan.pk}, by=page.by, at=timezone.now())
    return reverse("jobs:job", args=[job.pk])
