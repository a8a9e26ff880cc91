"""A course with its rule, a cohort, classes, and rows of files."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from ortoo.access.models import User
from ortoo.plan.models import Goal, Objective, Plan
from ortoo.spreadsheets.kinds import Source
from ortoo.spreadsheets.rows import Row
from ortoo.training.models import ClassSitting, Cohort, Competency, Completion, Course, Enrolment
from ortoo.training.operations import (
    adopt_course,
    import_attempts,
    import_attendance,
    import_enrolments,
    open_cohort,
    plan_class,
    state_completion_rule,
)
from ortoo.training.rules.completion import Counts, Rule
from tests.cast import AT, TODAY

ZONE = ZoneInfo("Asia/Ulaanbaatar")
RULE = Rule(500, 60_000, 2, Counts.BEST)
FILE = Source("training.csv", "cd" * 32)
LATER = AT + timedelta(days=20)
"""When files come in: the classes are over, the cohort is not."""


def names(what: str) -> dict[str, str]:
    return {"mn": f"Сургалт {what}", "en": f"Course {what}", "ko": f"과정 {what}"}


def objective(number: str = "5.4") -> Objective:
    plan, _ = Plan.objects.get_or_create(code="V", defaults={"name_en": "Plan", "basis": "S"})
    goal, _ = Goal.objects.get_or_create(plan=plan, number=5, defaults={"name_en": "Goal", "basis": "S"})
    return Objective.objects.get_or_create(goal=goal, number=number, defaults={"name_en": f"Objective {number}"})[0]


def competency(code: str) -> Competency:
    return Competency.objects.get_or_create(code=code, defaults={"name_en": f"Competency {code}"})[0]


def course(code: str, by: User, *, rule: Rule | None = RULE, **changed: Any) -> Course:
    """Serves objective 5.4; its rule (if any) holds from today on."""
    objective()
    asked: dict[str, Any] = {"hours": 40, "objectives": ["5.4"], "competencies": []}
    made = adopt_course(code=code, names=names(code), by=by, at=AT, **{**asked, **changed})
    if rule is not None:
        state_completion_rule(course=made, rule=rule, legal_basis="Order 1", valid_from=TODAY, by=by, at=AT)
    return made


def cohort(code: str, by: User, of: Course | None = None, **changed: Any) -> Cohort:
    """From tomorrow to the end of the month, of a course of its own if none is given."""
    asked: dict[str, Any] = {"opens_on": TODAY + timedelta(days=1), "closes_on": date(2026, 3, 31)}
    return open_cohort(
        course=of or course(f"of-{code}", by), code=code, names=names(code), by=by, at=AT, **{**asked, **changed}
    )


def sitting(of: Cohort, by: User, *, part: int = 1, day: int = 5, **changed: Any) -> ClassSitting:
    """At ten in the morning of a day of March."""
    starts = datetime(2026, 3, day, 10, tzinfo=ZONE)
    asked: dict[str, Any] = {"starts_at": starts, "place": "Room 101", "capacity": 30}
    return plan_class(cohort=of, part=part, by=by, at=AT, **{**asked, **changed})


def rows(lines: Sequence[Mapping[str, Any]]) -> list[Row]:
    """As rows of a file that begins in row 2."""
    headings = {name: name.capitalize() for line in lines for name in line}
    return [Row(dict(line), "training.csv", at, headings) for at, line in enumerate(lines, start=2)]


def numbers(*given: str) -> list[Row]:
    return rows([{"number": number} for number in given])


def enrolled(into: Cohort, by: User, *given: str) -> None:
    report = import_enrolments(cohort=into.code, rows=numbers(*given), source=FILE, by=by, at=AT)
    assert not report.problems


def attended(at: ClassSitting, by: User, *given: str) -> None:
    report = import_attendance(sitting=str(at.pk), rows=numbers(*given), source=FILE, by=by, at=LATER)
    assert not report.problems


def attempt(number: str, score: int, *, attempt: int = 1, day: int = 10, minutes: int = 40) -> dict[str, Any]:
    """One line of a file of attempts, begun at two in the afternoon of a day of March."""
    started = datetime(2026, 3, day, 14, 0)
    finished = started + timedelta(minutes=minutes)
    return {"number": number, "attempt": attempt, "started": started, "finished": finished, "score": score}


def attempted(into: Cohort, by: User, *lines: Mapping[str, Any]) -> None:
    report = import_attempts(cohort=into.code, rows=rows(lines), source=FILE, by=by, at=LATER)
    assert not report.problems, [one.sentence() for one in report.problems]


def enrolment(of: Cohort, number: str) -> Enrolment:
    return Enrolment.objects.everything(because="a test looks").get(cohort=of, official__number=number)


def completions(of: Cohort) -> dict[str, tuple[bool, str, int, int]]:
    """Number -> completed, what is lacking, attended, parts."""
    found = Completion.objects.everything(because="a test looks").filter(enrolment__cohort=of)
    rows = found.values_list("enrolment__official__number", "completed", "lacks", "attended", "parts")
    return {number: (completed, lacks, attended, parts) for number, completed, lacks, attended, parts in rows}
