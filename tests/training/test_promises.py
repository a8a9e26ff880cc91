"""What no statement changes, on either engine."""

from __future__ import annotations

import pytest
from django.db import IntegrityError, connection, transaction

from ortoo.training.operations import judge
from ortoo.training.queries import attempts_of
from ortoo.training.rules.completion import Counts, Rule
from tests.cast import academy_manager
from tests.factories import training
from tests.factories.people import officials

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def taken() -> None:
    manager = academy_manager()
    officials("A1")
    course = training.course("V", manager, rule=Rule(0, 0, 2, Counts.BEST), least_minutes=10)
    cohort = training.cohort("one", manager, course)
    training.enrolled(cohort, manager, "A1")
    training.attended(training.sitting(cohort, manager), manager, "A1")
    training.attempted(cohort, manager, training.attempt("A1", 90_000, minutes=1))
    enrolment = training.enrolment(cohort, "A1")
    judge(
        enrolment=enrolment, attempt=attempts_of(enrolment)[0], counts=True, reason="Seen to be awake", by=manager,
        at=training.LATER,
    )  # fmt: skip


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE ortoo_completionrule SET least_score = 1",
        "DELETE FROM ortoo_completionrule",
        "UPDATE ortoo_cohort SET opens_on = '2026-01-01'",
        "UPDATE ortoo_cohort SET code = 'two'",
        "DELETE FROM ortoo_cohort",
        "UPDATE ortoo_intake SET count = 2",
        "UPDATE ortoo_enrolment SET official_id = official_id",
        "DELETE FROM ortoo_enrolment",
        "UPDATE ortoo_classsitting SET part = 2",
        "UPDATE ortoo_attempt SET score = 100000",
        "DELETE FROM ortoo_attempt",
        "DELETE FROM ortoo_attendance",
        "UPDATE ortoo_judgement SET counts = NOT counts",
        "DELETE FROM ortoo_judgement",
        "UPDATE ortoo_completion SET lacks = 'score'",
        "UPDATE ortoo_completion SET attended = 2",
        "INSERT INTO ortoo_judgement (enrolment_id, attempt_id, counts, reason, judged_by_id, judged_at)"
        " SELECT enrolment_id, attempt_id, counts, reason, judged_by_id, judged_at FROM ortoo_judgement",
        "INSERT INTO ortoo_attempt (enrolment_id, number, started_at, finished_at, score, too_fast, source,"
        " entered_by_id, entered_at) SELECT enrolment_id, number, started_at, finished_at, 1, too_fast, source,"
        " entered_by_id, entered_at FROM ortoo_attempt",
    ],
)
def test_no_statement_changes_what_was_stated_or_done(statement: str) -> None:
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)


def test_attendance_is_taken_anew() -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("UPDATE ortoo_attendance SET present = NOT present")
        assert cursor.rowcount == 1
