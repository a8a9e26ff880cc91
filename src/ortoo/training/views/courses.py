"""Every course, one course with its rules and cohorts, and the forms that adopt one and state its rule."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.decorators import login_required
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse, reverse_lazy
from django.utils import timezone
from django.utils.translation import get_language, gettext, gettext_lazy
from django.views.decorators.http import require_GET

from ortoo.access.requests import Request
from ortoo.access.rules.grants import Grants
from ortoo.multilingual.numbers import whole
from ortoo.multilingual.texts import joined
from ortoo.pages.components import Act, Fact, NextStep
from ortoo.pages.forms import FormPage
from ortoo.pages.lacking import TextsList, languages_missing
from ortoo.pages.lists import Column, Search
from ortoo.people.queries import official_of
from ortoo.training import operations
from ortoo.training.access import can_keep_training, can_see_report, check_may_keep_training, check_may_see_courses
from ortoo.training.forms import CourseForm, RuleForm
from ortoo.training.models import Course
from ortoo.training.queries import cohorts, cohorts_with_counts, courses, rules_of, with_counts
from ortoo.training.words import percent, rule_text, state_of_cohort


def address(course: Course) -> str:
    return reverse("training:course", args=[course.code])


def objectives_text(course: Course) -> str:
    return ", ".join(objective.number for objective in course.objectives.all())


class CourseList(TextsList):
    """Every course, by name of its code."""

    title = gettext_lazy("Courses")
    lead = gettext_lazy("What is taught, which objectives of the plan it serves, and who completed it.")
    order = ("code", "pk")
    file_name = "courses"
    columns = (
        Column("name", gettext_lazy("Course"), lambda course: course.name, main=True, link=address,
               second=lambda course: course.code),
        Column("code", gettext_lazy("Code"), lambda course: course.code, on_page=False),
        Column("hours", gettext_lazy("Hours"), lambda course: course.hours, kind="whole"),
        Column("objectives", gettext_lazy("Objectives"), objectives_text),
        Column("enrolled", gettext_lazy("Officials enrolled"), lambda course: course.enrolled, kind="whole"),
        Column("completed", gettext_lazy("Completed"), lambda course: course.completed, kind="whole"),
    )  # fmt: skip
    filters = (
        Search("q", gettext_lazy("Name or code"),
               words=("name_mn", "name_en", "name_ko"), fields=("code__iexact",)),
    )  # fmt: skip

    def may_write(self) -> bool:
        return can_keep_training(self.request.grants)

    def check(self) -> None:
        check_may_see_courses(self.request.grants)

    def rows(self) -> QuerySet[Course]:
        return with_counts(courses())

    def acts(self) -> list[Act]:
        return ways_on(self.request.grants)

    def empty(self) -> NextStep:
        sentence = gettext_lazy("No course has been adopted yet.")
        if not can_keep_training(self.request.grants):
            return NextStep(sentence)
        return NextStep(sentence, gettext_lazy("Adopt a course"), reverse("training:adopt"))


def ways_on(grants: Grants) -> list[Act]:
    acts = []
    if can_keep_training(grants):
        acts.append(Act(gettext_lazy("Adopt a course"), reverse("training:adopt"), main=True))
        acts.append(Act(gettext_lazy("Flags"), reverse("training:flags")))
    if can_see_report(grants):
        acts.append(Act(gettext_lazy("Completion report"), reverse("training:report")))
        acts.append(Act(gettext_lazy("Competencies"), reverse("training:competencies")))
    if grants.user_id and official_of(grants.user_id):
        acts.append(Act(gettext_lazy("My training"), reverse("training:mine")))
    return acts


@login_required
@require_GET
def course_page(request: Request, code: str) -> HttpResponse:
    check_may_see_courses(request.grants)
    course = get_object_or_404(courses(), code=code)
    today, may = timezone.localdate(), can_keep_training(request.grants)
    rules = list(rules_of(course))
    runs = cohorts_with_counts(cohorts().filter(course=course))
    context = {
        "heading": course.name,
        "lead": course.code,
        "facts": _facts(course),
        "rules": [(rule, rule_text(rule)) for rule in rules],
        "cohorts": [(run, state_of_cohort(run, today)) for run in runs],
        "acts": _acts(course, bool(rules)) if may else [],
        "may": may,
        **languages_missing(may, course),
    }
    return render(request, "training/course.html", context)


def _facts(course: Course) -> list[Fact]:
    language = get_language() or "en"
    served = joined(one.name.within(f"{one.number} ") for one in course.objectives.all())
    given = joined(one.name for one in course.competencies.all())
    facts = [
        Fact(gettext("Hours"), whole(course.hours, language)),
        Fact(gettext("Objectives of the plan"), served),
        Fact(gettext("Competencies that it gives"), given or gettext("none")),
    ]
    if course.least_minutes:
        faster = gettext("An attempt finished faster is flagged for a person to judge.")
        minutes = gettext("%(minutes)s minutes") % {"minutes": whole(course.least_minutes, language)}
        facts.append(Fact(gettext("Least time for the test"), minutes, faster))
    return facts


def _acts(course: Course, has_rule: bool) -> list[Act]:
    opening = Act(gettext("Open a cohort"), reverse("training:open", args=[course.code]), main=has_rule)
    stating = Act(gettext("State a completion rule"), reverse("training:rule", args=[course.code]), main=not has_rule)
    return [opening, stating] if has_rule else [stating]


class AdoptCourse(FormPage):
    title = gettext_lazy("Adopt a course")
    form_class = CourseForm
    submit = gettext_lazy("Adopt the course")
    done = gettext_lazy("The course is adopted. Next, state when it is completed.")
    back = reverse_lazy("training:home")

    def check(self) -> None:
        check_may_keep_training(self.request.grants)

    def act(self, form: CourseForm) -> str:
        given = form.cleaned_data
        made = operations.adopt_course(
            code=given["code"],
            names=form.names(),
            hours=given["hours"],
            least_minutes=given["least_minutes"],
            objectives=given["objectives"],
            competencies=given["competencies"],
            by=self.by,
            at=timezone.now(),
        )
        return address(made)


class StateRule(FormPage):
    title = gettext_lazy("State a completion rule")
    lead = gettext_lazy(
        "It stays as it is stated. Cohorts that are open keep their rule; those opened for later days get this one."
    )
    form_class = RuleForm
    submit = gettext_lazy("State the rule")
    done = gettext_lazy("The rule is stated. Cohorts that open from its first day are under it.")
    checked = True

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.course = get_object_or_404(courses(), code=kwargs["code"])
        self.back = address(self.course)

    def check(self) -> None:
        check_may_keep_training(self.request.grants)

    def initial(self) -> dict[str, Any]:
        return {"valid_from": timezone.localdate()}

    def facts(self, form: RuleForm) -> list[Fact]:
        language = get_language() or "en"
        shown = {"least_attendance": percent(form.rule().least_attendance, language)}
        return [
            Fact(fact.label, shown.get(bound.name, fact.value))
            for fact, bound in zip(super().facts(form), form.visible_fields(), strict=True)
        ]

    def act(self, form: RuleForm) -> str:
        operations.state_completion_rule(
            course=self.course,
            rule=form.rule(),
            legal_basis=form.cleaned_data["legal_basis"],
            valid_from=form.cleaned_data["valid_from"],
            by=self.by,
            at=timezone.now(),
        )
        return address(self.course)
