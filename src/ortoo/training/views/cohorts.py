"""One cohort with those whom the reader may see, and the forms that open it and enrol by a rule."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, gettext, gettext_lazy

from ortoo.multilingual.dates import date_text
from ortoo.multilingual.numbers import whole
from ortoo.pages.components import Act, Fact, Figure, NextStep, Tag
from ortoo.pages.forms import FormPage
from ortoo.pages.lacking import languages_missing
from ortoo.pages.lists import Choice, Column, ListPage, Search
from ortoo.training import operations
from ortoo.training.access import can_keep_training, can_see_names, check_may_keep_training, check_may_see_courses
from ortoo.training.forms import CohortForm, EnrolForm
from ortoo.training.models import Cohort, Enrolment
from ortoo.training.queries import classes_of, cohorts, cohorts_with_counts, courses, enrolments_in, intakes_of
from ortoo.training.words import attendance_text, part_text, reasons, rule_text, state_of, when, where


def address(cohort: Cohort) -> str:
    return reverse("training:cohort", args=[cohort.code])


def enrolment_address(enrolment: Enrolment) -> str:
    return reverse("training:enrolment", args=[enrolment.pk])


def state(enrolment: Enrolment) -> Tag:
    return state_of(enrolment.completion, enrolment.cohort, timezone.localdate())


def _score(enrolment: Enrolment) -> int | None:
    attempt = enrolment.completion.attempt
    return attempt.score if attempt else None


class CohortPage(ListPage):
    """The enrolments that the reader may see, each with what the rule says of it; above them rule and classes."""

    template_name = "training/cohort.html"
    order = ("official__sort_key", "official_id")
    columns = (
        Column("number", gettext_lazy("Personnel number"), lambda row: row.official.number, on_page=False),
        Column("official", gettext_lazy("Official"), lambda row: row.official.short_name, main=True,
               link=enrolment_address, second=lambda row: row.official.number),
        Column("attended", gettext_lazy("Parts attended"), lambda row: attendance_text(row.completion)),
        Column("score", gettext_lazy("Score that counts"), _score, kind="thousandths"),
        Column("state", gettext_lazy("State"), state),
        Column("lacks", gettext_lazy("What is missing"), lambda row: reasons(row.completion)),
    )  # fmt: skip
    filters = (
        Choice("state", gettext_lazy("State"), [("yes", gettext_lazy("Completed")), ("no", gettext_lazy("Not (yet)"))],
               apply=lambda rows, value: rows.filter(completion__completed=value == "yes")),
        Search("q", gettext_lazy("Name or personnel number"),
               keys=("official__search_key",), fields=("official__number__iexact",)),
    )  # fmt: skip

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.cohort = get_object_or_404(cohorts_with_counts(cohorts()), code=kwargs["code"])
        self.file_name = f"cohort-{self.cohort.code}"

    def check(self) -> None:
        check_may_see_courses(self.request.grants)

    def rows(self) -> QuerySet[Enrolment]:
        return enrolments_in(self.cohort, self.request.grants)

    def heading(self) -> str:
        return self.cohort.name

    def sentence(self) -> str:
        language = get_language() or "en"
        return gettext("%(course)s, from %(opens)s to %(closes)s.") % {
            "course": self.cohort.course.name, "opens": date_text(self.cohort.opens_on, language),
            "closes": date_text(self.cohort.closes_on, language),
        }  # fmt: skip

    def figures(self) -> list[Figure]:
        language = get_language() or "en"
        return [
            Figure(gettext("Officials enrolled"), whole(self.cohort.enrolled, language)),  # type: ignore[attr-defined]
            Figure(gettext("Completed"), whole(self.cohort.completed, language)),  # type: ignore[attr-defined]
        ]

    def acts(self) -> list[Act]:
        if not can_keep_training(self.request.grants):
            return []
        code = self.cohort.code
        while_open = [
            Act(gettext_lazy("Enrol by a rule"), reverse("training:enrol", args=[code]), main=True),
            Act(gettext_lazy("Enrol by a file"), f"{reverse('jobs:import', args=['enrolments'])}?cohort={code}"),
            Act(gettext_lazy("Plan a class"), reverse("training:plan", args=[code])),
        ]
        attempts = Act(gettext_lazy("Import attempts"), f"{reverse('jobs:import', args=['attempts'])}?cohort={code}")
        return [
            *(while_open if timezone.localdate() <= self.cohort.closes_on else []),
            *([attempts] if self.cohort.rule.attempts else []),
            Act(gettext_lazy("Completion report"), f"{reverse('training:report')}?cohort={code}"),
        ]

    def more(self) -> dict[str, Any]:
        return {
            "cohort": self.cohort,
            "rule": rule_text(self.cohort.rule),
            "classes": [(one, part_text(one), when(one), where(one)) for one in classes_of(self.cohort)],
            **languages_missing(can_keep_training(self.request.grants), self.cohort),
            "intakes": list(intakes_of(self.cohort)) if can_keep_training(self.request.grants) else [],
        }

    def empty(self) -> NextStep:
        if can_see_names(self.request.grants):
            return NextStep(gettext_lazy("Nobody whom you may see is enrolled yet."))
        return NextStep(gettext_lazy("You see nobody here except yourself, and you are not enrolled."))


class OpenCohort(FormPage):
    title = gettext_lazy("Open a cohort")
    lead = gettext_lazy("Course, code, days and completion rule stay as they are once it is open.")
    form_class = CohortForm
    submit = gettext_lazy("Open the cohort")
    done = gettext_lazy("The cohort is open. Next, officials are enrolled and classes planned.")

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.course = get_object_or_404(courses(), code=kwargs["code"])
        self.back = reverse("training:course", args=[self.course.code])

    def check(self) -> None:
        check_may_keep_training(self.request.grants)

    def act(self, form: CohortForm) -> str:
        given = form.cleaned_data
        made = operations.open_cohort(
            course=self.course,
            code=given["code"],
            names=form.names(),
            opens_on=given["opens_on"],
            closes_on=given["closes_on"],
            by=self.by,
            at=timezone.now(),
        )
        return address(made)


class Enrol(FormPage):
    """A declared rule; how many it would enrol is shown before anybody is enrolled."""

    title = gettext_lazy("Enrol by a rule")
    lead = gettext_lazy("Of each question one answer must fit; a question without an answer fits every post.")
    form_class = EnrolForm
    submit = gettext_lazy("Enrol them")
    done = gettext_lazy("They are enrolled. The rule is kept with the cohort and in the ledger.")
    checked = True

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.cohort = get_object_or_404(cohorts(), code=kwargs["code"])
        self.back = address(self.cohort)

    def check(self) -> None:
        check_may_keep_training(self.request.grants)

    def initial(self) -> dict[str, Any]:
        return {"as_of": timezone.localdate()}

    def form_arguments(self) -> dict[str, Any]:
        return {"cohort": self.cohort, "grants": self.request.grants}

    def facts(self, form: EnrolForm) -> list[Fact]:
        language, seen = get_language() or "en", form.preview()
        return [
            Fact(gettext("Officials whose post fits"), whole(len(seen.fits), language)),
            Fact(gettext("In the cohort already"), whole(seen.already, language)),
            Fact(gettext("Would be enrolled now"), whole(seen.new, language)),
            *super().facts(form),
        ]

    def act(self, form: EnrolForm) -> str:
        operations.enrol_by_rule(cohort=self.cohort, rule=form.rule(), by=self.by, at=timezone.now())
        return address(self.cohort)
