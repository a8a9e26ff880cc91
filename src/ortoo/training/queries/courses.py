"""Courses, the rules that complete them, and cohorts."""

from __future__ import annotations

from datetime import date

from django.db.models import Count, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from ortoo.multilingual.refusals import Refusal
from ortoo.training.models import Cohort, CompletionRule, Course, Enrolment, Intake
from ortoo.training.rules.completion import Counts, Rule


def courses() -> QuerySet[Course]:
    """Each with its objectives and the competencies it gives."""
    return Course.objects.prefetch_related("objectives__goal", "competencies")


def with_counts(rows: QuerySet[Course]) -> QuerySet[Course]:
    """Courses with `enrolled` and `completed`: officials, each counted once, in however many cohorts."""
    who = "cohorts__enrolments__official"
    done = Q(cohorts__enrolments__completion__completed=True)
    return rows.annotate(enrolled=Count(who, distinct=True), completed=Count(who, distinct=True, filter=done))


def rules_of(course: Course) -> QuerySet[CompletionRule]:
    """The versions, the latest first."""
    return course.completion_rules.order_by("-version")


def rule_on(course: Course, day: date) -> CompletionRule | None:
    """The version in force on `day`."""
    return course.completion_rules.filter(valid_from__lte=day).order_by("-valid_from").first()


def as_rule(row: CompletionRule) -> Rule:
    return Rule(row.least_attendance, row.least_score, row.attempts, Counts(row.counts))


def cohorts() -> QuerySet[Cohort]:
    return Cohort.objects.select_related("course", "rule").order_by("-opens_on", "code")


def cohorts_with_counts(rows: QuerySet[Cohort]) -> QuerySet[Cohort]:
    """Each with `enrolled` and `completed`; counted apart, not joined."""
    enrolled = Enrolment.objects.everything(because="counts, and shows nobody").filter(cohort=OuterRef("pk"))
    return rows.annotate(enrolled=_how_many(enrolled), completed=_how_many(enrolled.filter(completion__completed=True)))


def _how_many(enrolled: QuerySet[Enrolment]) -> Coalesce:
    return Coalesce(Subquery(enrolled.order_by().values("cohort").annotate(n=Count("pk")).values("n")), 0)


def cohort_with_code(code: str) -> Cohort:
    """Refused where there is none."""
    found = cohorts().filter(code=code).first()
    if found is None:
        known = ", ".join(cohorts().values_list("code", flat=True)[:10]) or "–"
        raise Refusal("training.unknown_cohort", code=code, known=known)
    return found


def intakes_of(cohort: Cohort) -> QuerySet[Intake]:
    return cohort.intakes.select_related("enrolled_by").order_by("enrolled_at", "pk")
