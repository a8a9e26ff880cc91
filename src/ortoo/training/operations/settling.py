"""Who completed is decided anew, inside every write that it depends on: one rule, kept with the enrolment."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db.models import Count, Q

from ortoo.training.models import Attempt, Attendance, Cohort, Completion, Enrolment, Judgement
from ortoo.training.queries import as_rule
from ortoo.training.rules.completion import Tried, complete

BATCH = 3_000
"""Rows in one insertion: SQLite takes 32,766 values in a statement."""

WHY = "decides who completed, and shows no row"
DECIDED = ("completed", "lacks", "attended", "parts", "attempt_id")


def settle(*, cohort: Cohort, at: datetime, enrolments: Iterable[int] | None = None) -> int:
    """Decides on every enrolment of `cohort`, or on these few; writes those whose answer is another. How many did.

    Called inside the transaction of what changed, after it; the ledger entry is that of the change.
    """
    only = Q() if enrolments is None else Q(enrolment__in=list(enrolments))
    of_cohort = Q(enrolment__cohort=cohort) & only
    rule, parts = as_rule(cohort.rule), cohort.sittings.order_by().values("part").distinct().count()
    attended = _attended(of_cohort)
    tried, keys = _tried(of_cohort)
    judged_out = set(
        Judgement.objects.everything(because=WHY)
        .filter(of_cohort, attempt=None, counts=False)
        .values_list("enrolment", flat=True)
    )
    known = _known(of_cohort)
    wanted = Enrolment.objects.everything(because=WHY).filter(cohort=cohort)
    if enrolments is not None:
        wanted = wanted.filter(pk__in=list(enrolments))
    changed = []
    for enrolment in wanted.values_list("pk", flat=True):
        there = attended.get(enrolment, 0)
        decided = complete(rule, there, parts, tried.get(enrolment, ()), enrolment in judged_out)
        counting = None if decided.attempt is None else keys[enrolment, decided.attempt]
        answer = (decided.completed, " ".join(decided.lacks), there, parts, counting)
        if known.get(enrolment) != answer:
            values = dict(zip(DECIDED, answer, strict=True))
            changed.append(Completion(enrolment_id=enrolment, decided_at=at, **values))
    _write(changed)
    return len(changed)


def _write(changed: list[Completion]) -> None:
    Completion.objects.everything(because=WHY).bulk_create(
        changed,
        update_conflicts=True,
        unique_fields=["enrolment"],
        update_fields=["completed", "lacks", "attended", "parts", "attempt", "decided_at"],
        batch_size=BATCH,
    )


def _attended(of_cohort: Q) -> dict[int, int]:
    """Enrolment -> of how many parts a class was attended."""
    present = Attendance.objects.everything(because=WHY).filter(of_cohort, present=True).order_by()
    return dict(present.values_list("enrolment").annotate(parts=Count("sitting__part", distinct=True)))


def _tried(of_cohort: Q) -> tuple[dict[int, list[Tried]], dict[tuple[int, int], int]]:
    """Enrolment -> its attempts; (enrolment, number of the attempt) -> key of the attempt."""
    out = set(
        Judgement.objects.everything(because=WHY)
        .filter(of_cohort, counts=False)
        .exclude(attempt=None)
        .values_list("attempt", flat=True)
    )
    tried: dict[int, list[Tried]] = {}
    keys: dict[tuple[int, int], int] = {}
    rows = Attempt.objects.everything(because=WHY).filter(of_cohort)
    for pk, enrolment, number, score in rows.values_list("pk", "enrolment", "number", "score").iterator(5_000):
        tried.setdefault(enrolment, []).append(Tried(number, score, pk in out))
        keys[enrolment, number] = pk
    return tried, keys


def _known(of_cohort: Q) -> dict[int, tuple[Any, ...]]:
    rows = Completion.objects.everything(because=WHY).filter(of_cohort)
    return {enrolment: tuple(answer) for enrolment, *answer in rows.values_list("enrolment", *DECIDED)}
