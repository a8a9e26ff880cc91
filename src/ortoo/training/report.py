"""The completion report: how many of the officials of each ministry or aimag took and completed a course. No names."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from typing import Literal

from django.db.models import Count, Q

from ortoo.people.queries import (
    aimag_of_each_region,
    appointment_on,
    by_body_and_region,
    ministry_of_each_body,
    names_by_code,
    organizations_on,
)
from ortoo.people.words import marked_name
from ortoo.training.models import Cohort, Course, Enrolment
from ortoo.training.rules.completion import share

By = Literal["ministry", "aimag"]
WHY = "counts by body and region, which name nobody"
POST = "official__appointments"


@dataclass(frozen=True)
class ReportRow:
    """`code` and `name` of a ministry (or of a body that belongs to none) or of an aimag. Each official counts once."""

    code: str
    name: str
    officials: int
    enrolled: int
    completed: int

    @property
    def share(self) -> int:
        """Completed of all officials, in thousandths, rounded down."""
        return share(self.completed, self.officials)


def report(by: By, day: date, *, course: Course | None = None, cohort: Cohort | None = None) -> list[ReportRow]:
    """Rows by the posts of `day`, the largest first; of one course or cohort, or of all courses together."""
    place_of, names = (ministry_of_each_body(), _bodies(day)) if by == "ministry" else (aimag_of_each_region(), {})
    names = names or names_by_code()[1]
    counted: dict[str, list[int]] = defaultdict(lambda: [0, 0, 0])

    def add(organization: int, region: int, *numbers: int) -> None:
        row = counted[place_of[organization if by == "ministry" else region]]
        for at, number in enumerate(numbers):
            row[at] += number

    for organization, region, officials in by_body_and_region(day):
        add(organization, region, officials)
    for organization, region, enrolled, completed in _taken(day, course, cohort):
        add(organization, region, 0, enrolled, completed)
    rows = (ReportRow(code, names.get(code, code), *numbers) for code, numbers in counted.items())
    return sorted(rows, key=lambda row: (-row.officials, row.code))


def total(rows: list[ReportRow]) -> ReportRow:
    return ReportRow(
        "", "", sum(row.officials for row in rows), sum(row.enrolled for row in rows),
        sum(row.completed for row in rows),
    )  # fmt: skip


def _taken(day: date, course: Course | None, cohort: Cohort | None) -> list[tuple[int, int, int, int]]:
    """Organization, region, officials enrolled, officials who completed: one grouped query."""
    rows = Enrolment.objects.everything(because=WHY).filter(appointment_on(day, POST))
    if course is not None:
        rows = rows.filter(cohort__course=course)
    if cohort is not None:
        rows = rows.filter(cohort=cohort)
    done = Q(completion__completed=True)
    grouped = rows.order_by().values_list(f"{POST}__organization", f"{POST}__region")
    return list(
        grouped.annotate(
            enrolled=Count("official", distinct=True), completed=Count("official", distinct=True, filter=done)
        )
    )


def _bodies(day: date) -> dict[str, str]:
    return {body.code: marked_name(body) for body in organizations_on(day)}
