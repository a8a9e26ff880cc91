"""Records are sealed: computed outside of any transaction, written in one short one."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from ortoo.access.models import User
from ortoo.access.queries import grants_at
from ortoo.exams.operations import seal_marks
from ortoo.exams.queries import Standing, marks_for, standing
from ortoo.jobs.progress import Progress, silent
from ortoo.ledger import operations as ledger
from ortoo.ledger.rules.canonical import canonical
from ortoo.ledger.rules.sealing import leaves_text, seal_root
from ortoo.ledger.rules.tree import leaf_hash
from ortoo.multilingual.refusals import Refusal
from ortoo.people.queries import attributes_on
from ortoo.record.access import check_may_seal
from ortoo.record.models import Formula, Record, Seal
from ortoo.record.queries import components_of
from ortoo.record.rules.formula import Component, Outcome, compute
from ortoo.record.rules.sealed_rows import NO_ATTRIBUTES, in_order, sealed_row, without_post

STEP = 500
"""Records between two calls of progress."""

BATCH = 3_000
"""Rows in one insertion: SQLite takes 32,766 values in a statement."""

Facts = Mapping[str, Mapping[int, str]]
"""Further attributes: name -> {official: value}."""


@dataclass(frozen=True)
class Sealed:
    """One official's record, ready to be written; `leaf` is the salted hash of `row`."""

    official: int
    pseudonym: str
    outcome: Outcome
    salt: str
    row: str
    leaf: bytes


def seal(
    *,
    formula: Formula,
    round_code: str,
    as_of: date,
    by: User,
    at: datetime,
    progress: Progress = silent,
    replaces: Seal | None = None,
    facts: Facts | None = None,
    then: Callable[[Seal], None] | None = None,
) -> Seal:
    """Seals the record of every official with a mark in `formula`, for the round `round_code`.

    Posts, regions and ministries are those of the day `as_of`. `then` is called in the transaction of the seal and may
    refuse it. A pseudonym belongs to one official in one round: lists of two rounds cannot be joined by it, and a seal
    that `replaces` another keeps it. Refused: no marks, marks that came in meanwhile, a seal that was replaced before.
    """
    check_may_seal(grants_at(by, at))
    components = components_of(formula)
    codes = [component.sitting for component in components]
    seen = standing(codes)
    records = _computed(components, round_code, as_of, facts or {}, at, progress)
    return _write(
        formula=formula, round_code=round_code, as_of=as_of, codes=codes, seen=seen, records=records,
        replaces=replaces, then=then, by=by, at=at,
    )  # fmt: skip


def _computed(
    components: Sequence[Component], round_code: str, as_of: date, facts: Facts, at: datetime, progress: Progress
) -> list[Sealed]:
    """Every record in the order of pseudonyms."""
    marks = marks_for([component.sitting for component in components])
    if not marks:
        raise Refusal("record.nothing_to_seal")
    attributes = attributes_on(as_of)
    keys = {official: f"{round_code}:{official}" for official in marks}
    pseudonyms = ledger.subjects(kind="round", keys=keys.values())
    salts = ledger.row_salts(kind="round", keys=keys.values(), seal=at.isoformat())
    records = []
    for count, (official, given) in enumerate(marks.items()):
        if count % STEP == 0:
            progress(count, len(marks))
        outcome = compute(components, given)
        if "organization" not in attributes[official]:
            outcome = without_post(outcome)
        further = {name: values.get(official, "") for name, values in facts.items()}
        pseudonym, salt = pseudonyms[keys[official]], salts[keys[official]]
        row = canonical(sealed_row(pseudonym, outcome, {**NO_ATTRIBUTES, **attributes[official], **further}))
        leaf = leaf_hash(b'{"row":%b,"salt":"%b"}' % (row, salt.encode()))
        records.append(Sealed(official, pseudonym, outcome, salt, row.decode(), leaf))
    progress(len(marks), len(marks))
    return sorted(records, key=lambda record: record.pseudonym)


@transaction.atomic
def _write(
    *,
    formula: Formula,
    round_code: str,
    as_of: date,
    codes: Sequence[str],
    seen: Standing,
    records: Sequence[Sealed],
    replaces: Seal | None,
    then: Callable[[Seal], None] | None,
    by: User,
    at: datetime,
) -> Seal:
    seal_marks(codes=codes, seen=seen, at=at)
    if replaces is not None and Seal.objects.filter(replaces=replaces).exists():
        raise Refusal("record.replaced_already")
    leaves = [record.leaf for record in records]
    made = Seal.objects.create(
        formula=formula,
        sealed_by=by,
        sealed_at=at,
        as_of=as_of,
        count=len(records),
        root=seal_root(leaves),
        leaves_blob=ledger.store_blob(content=leaves_text(leaves)),
        replaces=replaces,
    )
    _write_records(made, records)
    if then is not None:
        then(made)
    body = {
        "round": round_code,
        "seal": made.pk,
        "formula_sha256": formula.sha256,
        "sittings": list(codes),
        "as_of": as_of.isoformat(),
        "count": made.count,
        "root": made.root,
        "leaves_blob": made.leaves_blob,
        "replaces": replaces.pk if replaces else None,
    }
    ledger.record(kind="records.sealed", body=body, by=by, at=at)
    return made


def _write_records(made: Seal, records: Sequence[Sealed]) -> None:
    places = in_order((record.pseudonym, record.outcome.merit) for record in records)
    Record.objects.everything(because="writes, and reads none").bulk_create(
        (
            Record(
                seal=made,
                official_id=record.official,
                pseudonym=record.pseudonym,
                place=places[record.pseudonym],
                merit=record.outcome.merit,
                eligible=record.outcome.eligible,
                reason=record.outcome.reason,
                salt=record.salt,
                row=record.row,
            )
            for record in records
        ),
        batch_size=BATCH,
    )
