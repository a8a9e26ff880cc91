"""Who completed is decided anew, inside every write that it depends on: one rule, kept with the enrolment."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import datetime

from django.db.models import Count, OuterRef, Q, Subquery

from ortoo.training.models import Attempt, Attendance, Cohort, Completion, Enrolment, Judgement
from ortoo.training.queries import as_rule
from ortoo.training.rules.completion import Tried, complete

AT_ONCE = 5_000
"""Keys in one statement, and rows in one insertion: SQLite takes 32,766 values in a statement."""

WHY = "decides who completed, and shows no row"

Answer = tuple[bool, str, int, int, int | None]
"""Completed, what is lacking, attended, of how many parts, number of the attempt that counts."""


def settle(*, cohort: Cohort, at: datetime, enrolments: Iterable[int] | None = None) -> int:
    """Decides on every enrolment of `cohort`, or on these few; writes those whose answer is another. How many did.

    Called inside the transaction of what changed, after it; the ledger entry is that of the change. The cohort is held
    first: of two that change something of it at once, the second reads what the first has written.
    """
    cohort = Cohort.objects.select_for_update(of=("self",)).select_related("rule").get(pk=cohort.pk)
    wanted = Q(enrolment__cohort=cohort)
    if enrolments is not None:
        wanted &= Q(enrolment__in=list(enrolments))
    known = _known(wanted)
    fresh: list[Completion] = []
    changed: dict[Answer, list[int]] = defaultdict(list)
    for enrolment, answer in _answers(cohort, wanted, enrolments):
        if enrolment not in known:
            fresh.append(_completion(enrolment, answer, at))
        elif known[enrolment] != answer:
            changed[answer].append(enrolment)
    Completion.objects.everything(because=WHY).bulk_create(fresh, batch_size=AT_ONCE)
    for answer, keys in changed.items():
        _change(answer, keys, at)
    return len(fresh) + sum(len(keys) for keys in changed.values())


def _answers(cohort: Cohort, wanted: Q, enrolments: Iterable[int] | None) -> Iterator[tuple[int, Answer]]:
    rule, parts = as_rule(cohort.rule), cohort.sittings.order_by().values("part").distinct().count()
    attended, tried = _attended(wanted), _tried(wanted)
    judgements = Judgement.objects.everything(because=WHY).filter(wanted, attempt=None, counts=False)
    judged_out = set(judgements.values_list("enrolment", flat=True))
    rows = Enrolment.objects.everything(because=WHY).filter(cohort=cohort)
    if enrolments is not None:
        rows = rows.filter(pk__in=list(enrolments))
    for enrolment in rows.values_list("pk", flat=True):
        there = attended.get(enrolment, 0)
        decided = complete(rule, there, parts, tried.get(enrolment, ()), enrolment in judged_out)
        yield enrolment, (decided.completed, " ".join(decided.lacks), there, parts, decided.attempt)


def _completion(enrolment: int, answer: Answer, at: datetime) -> Completion:
    """Of an enrolment that is new, and so has no attempt yet."""
    completed, lacks, attended, parts, number = answer
    assert number is None
    return Completion(
        enrolment_id=enrolment, completed=completed, lacks=lacks, attended=attended, parts=parts, decided_at=at
    )


def _change(answer: Answer, enrolments: list[int], at: datetime) -> None:
    """One statement for all that get the same answer: there are few answers, and thousands of enrolments."""
    completed, lacks, attended, parts, number = answer
    numbered = Attempt.objects.everything(because=WHY).filter(enrolment=OuterRef("enrolment"), number=number or 0)
    for start in range(0, len(enrolments), AT_ONCE):
        rows = Completion.objects.everything(because=WHY).filter(enrolment__in=enrolments[start : start + AT_ONCE])
        rows.update(
            completed=completed,
            lacks=lacks,
            attended=attended,
            parts=parts,
            attempt=Subquery(numbered.values("pk")),
            decided_at=at,
        )


def _attended(wanted: Q) -> dict[int, int]:
    """Enrolment -> of how many parts a class was attended."""
    present = Attendance.objects.everything(because=WHY).filter(wanted, present=True).order_by()
    return dict(present.values_list("enrolment").annotate(parts=Count("sitting__part", distinct=True)))


def _tried(wanted: Q) -> dict[int, list[Tried]]:
    """Enrolment -> its attempts."""
    judgements = Judgement.objects.everything(because=WHY).filter(wanted, counts=False).exclude(attempt=None)
    out = set(judgements.values_list("attempt", flat=True))
    tried: dict[int, list[Tried]] = defaultdict(list)
    rows = Attempt.objects.everything(because=WHY).filter(wanted)
    for pk, enrolment, number, score in rows.values_list("pk", "enrolment", "number", "score").iterator(5_000):
        tried[enrolment].append(Tried(number, score, pk in out))
    return tried


def _known(wanted: Q) -> dict[int, Answer]:
    names = ("enrolment", "completed", "lacks", "attended", "parts", "attempt__number")
    rows = Completion.objects.everything(because=WHY).filter(wanted).values_list(*names)
    return {enrolment: (done, lacks, there, parts, number) for enrolment, done, lacks, there, parts, number in rows}
