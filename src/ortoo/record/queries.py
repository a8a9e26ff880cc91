"""Reads of formulas, seals and records that others share."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Count, F, Q, QuerySet

from ortoo.access.rules.grants import Grants
from ortoo.exams.queries import marks_for
from ortoo.record.models import Formula, FormulaComponent, Record, Seal
from ortoo.record.rules.error import RecordError
from ortoo.record.rules.formula import Component, Outcome, WhenMissing, compute
from ortoo.record.rules.sealed_error import error_of_row
from ortoo.record.rules.sealed_rows import marks_of_row

if TYPE_CHECKING:
    from ortoo.people.models import Official

SEALED = "a selection is made from every sealed record; who sees it asks for their own"


@dataclass(frozen=True)
class Candidate:
    """A sealed record as a selection takes it: `row` is what was sealed, text by name (`record.rules.sealed_rows`)."""

    record: int
    official: int
    pseudonym: str
    merit: int | None
    eligible: bool
    reason: str
    row: Mapping[str, str]


@dataclass(frozen=True)
class Preview:
    """What a formula would give today: `reasons` {code: officials not eligible for it}; merits in thousandths."""

    officials: int
    eligible: int
    reasons: Mapping[str, int]
    best: int | None
    middle: int | None


@dataclass(frozen=True)
class Counted:
    """Of the records behind one seal: how many can be selected, and of how many the error is known."""

    eligible: int
    with_error: int


def formulas() -> QuerySet[Formula]:
    return Formula.objects.order_by("code", "-version")


def seals() -> QuerySet[Seal]:
    return Seal.objects.select_related("formula", "sealed_by", "replaces").order_by("-sealed_at", "-pk")


def components_of(formula: Formula) -> tuple[Component, ...]:
    """The formula as a value, in its order. One query."""
    return tuple(component(row) for row in component_rows(formula))


def component_rows(formula: Formula) -> list[FormulaComponent]:
    """The components with their sittings, in order."""
    return list(FormulaComponent.objects.filter(formula=formula).select_related("sitting").order_by("place"))


def component(row: FormulaComponent) -> Component:
    return Component(
        sitting=row.sitting.code,
        weight=row.weight,
        low=row.sitting.scale_low,
        high=row.sitting.scale_high,
        when_missing=WhenMissing(row.when_missing),
        at_least=row.at_least,
    )


def preview(components: tuple[Component, ...]) -> Preview:
    """The records of today, counted and not kept."""
    outcomes = [compute(components, marks) for marks in marks_for([part.sitting for part in components]).values()]
    merits = sorted((outcome.merit for outcome in outcomes if outcome.merit is not None), reverse=True)
    return Preview(
        officials=len(outcomes),
        eligible=sum(outcome.eligible for outcome in outcomes),
        reasons=Counter(outcome.reason for outcome in outcomes if outcome.reason),
        best=merits[0] if merits else None,
        middle=merits[len(merits) // 2] if merits else None,
    )


def candidates(seal: Seal) -> Iterator[Candidate]:
    """Every sealed record in the order of pseudonyms, which is the order of the leaves."""
    rows = Record.objects.everything(because=SEALED).filter(seal=seal).order_by("pseudonym")
    values = rows.values_list("pk", "official_id", "pseudonym", "merit", "eligible", "reason", "row")
    for pk, official, pseudonym, merit, eligible, reason, row in values.iterator(chunk_size=5000):
        yield Candidate(pk, official, pseudonym, merit, eligible, reason, json.loads(row))


def sealed_lines(seal: Seal) -> Iterator[bytes]:
    """The very bytes that were hashed, in pseudonym order: lines of rows.jsonl for those who may have the table."""
    rows = Record.objects.everything(because=SEALED).filter(seal=seal).order_by("pseudonym")
    for row, salt in rows.values_list("row", "salt").iterator(chunk_size=5000):
        yield _line(row, salt)


def sealed_line_of(record: Record) -> bytes:
    """The bytes that were hashed of one record, for who may have it: salt and all."""
    return _line(record.row, record.salt)


def _line(row: str, salt: str) -> bytes:
    """Both are canonical already, so the line needs no second pass."""
    return f'{{"row":{row},"salt":"{salt}"}}'.encode()


def records_seen(grants: Grants) -> QuerySet[Record]:
    return Record.objects.visible_to(grants).select_related("official", "seal__formula")


def records_without_names(seal: Seal) -> QuerySet[Record]:
    """For those who may check a seal and see nobody: pages show the pseudonym and what was sealed, never the person."""
    whole = Record.objects.everything(because="an auditor sees pseudonyms")
    return whole.filter(seal=seal).select_related("seal__formula")


def counted(seal: Seal) -> Counted:
    """One query. Rows are canonical, so the name of the error stands in a row exactly where it was sealed."""
    whole = Record.objects.everything(because="counts, and shows nobody").filter(seal=seal)
    found = whole.aggregate(
        eligible=Count("pk", filter=Q(eligible=True)),
        with_error=Count("pk", filter=Q(row__contains='"standard_error":"')),
    )
    return Counted(**found)


def hands_on(seal: Seal) -> frozenset[int]:
    """Accounts that adopted the formula of `seal`, sealed it, or sealed one that it replaces: none may rule on it."""
    found = {seal.formula.adopted_by_id}
    last: Seal | None = seal
    while last is not None:
        found.add(last.sealed_by_id)
        last = last.replaces
    return frozenset(found)


def best_merit(seal: Seal) -> int | None:
    best = Record.objects.everything(because="the highest merit, without a name").filter(seal=seal, eligible=True)
    return best.order_by("place").values_list("merit", flat=True).first()


def versions_of(formula: Formula) -> QuerySet[Formula]:
    """The versions of one code, the latest first."""
    return formulas().filter(code=formula.code)


def own_records(grants: Grants) -> QuerySet[Record]:
    """The records of the person who looks, the latest seal first."""
    return records_seen(grants).filter(official__account=grants.user_id).order_by("-seal__sealed_at", "-pk")


def outcome_of(record: Record) -> Outcome:
    """The record computed once more from its sealed marks, with its parts."""
    return compute(components_of(record.seal.formula), marks_of_row(record.sealed))


def error_of(record: Record) -> RecordError | None:
    """As it was sealed; None where it is not known."""
    return error_of_row(record.sealed)


def records_of(official: Official) -> list[Record]:
    """The sealed records of one official, the earliest first; the caller may see the official."""
    whole = Record.objects.everything(because="the caller has the official from a read of those they may see")
    return list(whole.filter(official=official).select_related("seal__formula").order_by("seal__sealed_at", "pk"))


def records_from_marks() -> tuple[QuerySet[Record], str, str]:
    """For the journey: rows, and the columns in them with the keys of a record and of a mark that counts in it."""
    rows = Record.objects.everything(because="follows keys, which name nobody")
    counted = rows.filter(seal__formula__components__sitting=F("official__marks__sitting"))
    return counted.order_by("pk", "official__marks__sitting__held_on"), "pk", "official__marks__pk"
