"""Competencies and the posts that need them are taken in, a course is adopted, and its completion rule is stated."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date, datetime

from django.db import transaction
from django.utils.timezone import localdate

from ortoo.access.models import User
from ortoo.access.queries import grants_at
from ortoo.ledger import operations as ledger
from ortoo.multilingual.refusals import Refusal
from ortoo.plan.queries import objectives as objectives_of_the_plan
from ortoo.training.access import check_may_keep_training
from ortoo.training.models import Competency, CompletionRule, Course
from ortoo.training.rules.completion import WHOLE, Counts, Rule

CODE = re.compile(r"\A[\w-]{1,30}\Z")
HIGHEST = 100_000
"""A score is on 100 points, in thousandths."""


@transaction.atomic
def adopt_course(
    *, code: str, names: Mapping[str, str], hours: int, objectives: Sequence[str], competencies: Sequence[str],
    least_minutes: int = 0, by: User, at: datetime,
) -> Course:  # fmt: skip
    """A course of `hours`, tied to `objectives` of the plan (by number), giving `competencies` (by code).

    `least_minutes`: a test finished faster is flagged. Refused: a code that is taken or no word, a name in no language,
    no objective or one that the plan does not name, an unknown competency, no hours.
    """
    check_may_keep_training(grants_at(by, at))
    check_code(code, taken=Course.objects.filter(code=code).exists())
    check_named(names)
    if hours < 1:
        raise Refusal("training.no_hours", field="hours")
    served = list(objectives_of_the_plan().filter(number__in=objectives))
    if unknown := set(objectives) - {one.number for one in served} or (not objectives and {"–"}):
        raise Refusal("training.unknown_objective", number=", ".join(sorted(unknown)), field="objectives")
    given = list(Competency.objects.filter(code__in=competencies))
    if strange := set(competencies) - {one.code for one in given}:
        raise Refusal("training.unknown_competency", code=", ".join(sorted(strange)), field="competencies")
    course = Course.objects.create(
        code=code, hours=hours, least_minutes=least_minutes, **{f"name_{one}": name for one, name in names.items()}
    )
    course.objectives.set(served)
    course.competencies.set(given)
    body = {
        "course": code,
        "hours": hours,
        "least_minutes": least_minutes,
        "objectives": sorted(objectives),
        "competencies": sorted(competencies),
    }
    ledger.record(kind="programme.course-adopted", body=body, by=by, at=at)
    return course


@transaction.atomic
def state_completion_rule(
    *, course: Course, rule: Rule, legal_basis: str, valid_from: date, by: User, at: datetime
) -> CompletionRule:
    """A new version of when `course` is completed, for cohorts that open on `valid_from` or later.

    Refused: shares and scores off their scale, a score without a test, a day that is past or not after the version
    before.
    """
    check_may_keep_training(grants_at(by, at))
    Course.objects.select_for_update().get(pk=course.pk)
    _check_rule(rule)
    if valid_from < localdate(at):
        raise Refusal("training.rule_in_the_past", today=localdate(at).isoformat(), field="valid_from")
    before = course.completion_rules.order_by("-version").first()
    if before and valid_from <= before.valid_from:
        raise Refusal("training.rule_too_early", latest=before.valid_from.isoformat(), field="valid_from")
    stated = CompletionRule.objects.create(
        course=course,
        version=before.version + 1 if before else 1,
        least_attendance=rule.least_attendance,
        least_score=rule.least_score,
        attempts=rule.attempts,
        counts=rule.counts.value,
        legal_basis=legal_basis,
        valid_from=valid_from,
        stated_by=by,
        stated_at=at,
    )
    body = {
        "course": course.code, "version": stated.version, "least_attendance": rule.least_attendance,
        "least_score": rule.least_score, "attempts": rule.attempts, "counts": rule.counts.value,
        "legal_basis": legal_basis, "from": valid_from.isoformat(),
    }  # fmt: skip
    ledger.record(kind="programme.completion-rule-stated", body=body, by=by, at=at)
    return stated


def check_code(code: str, *, taken: bool) -> None:
    if not CODE.fullmatch(code):
        raise Refusal("training.code_shape", code=code, field="code")
    if taken:
        raise Refusal("training.code_taken", code=code, field="code")


def check_named(names: Mapping[str, str]) -> None:
    if not any(name.strip() for name in names.values()):
        raise Refusal("training.name_missing", field="name_mn")


def _check_rule(rule: Rule) -> None:
    if not 0 <= rule.least_attendance <= WHOLE:
        raise Refusal("training.attendance_off_scale", field="least_attendance")
    if not 0 <= rule.least_score <= HIGHEST:
        raise Refusal("training.score_off_scale", field="least_score")
    if rule.attempts < 0 or (rule.attempts == 0 and rule.least_score):
        raise Refusal("training.score_without_test", field="attempts")
    assert rule.counts in Counts
