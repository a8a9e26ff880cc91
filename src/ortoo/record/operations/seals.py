"""A seal is written with its records, in one short transaction: what a first seal and one that replaces it share."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from ortoo.access.models import User
from ortoo.exams.operations import seal_marks
from ortoo.exams.queries import Standing
from ortoo.ledger import operations as ledger
from ortoo.ledger.rules.sealing import leaves_text, seal_root
from ortoo.ledger.rules.tree import leaf_hash
from ortoo.multilingual.refusals import Refusal
from ortoo.record.models import Formula, Record, Seal
from ortoo.record.rules.sealed_rows import in_order

BATCH = 3_000
"""Rows in one insertion: SQLite takes 32,766 values in a statement."""

Then = Callable[[Seal], None]


@dataclass(frozen=True)
class Content:
    """What was sealed of one official; `row` is its canonical JSON."""

    official: int
    pseudonym: str
    merit: int | None
    eligible: bool
    reason: str
    row: str


@dataclass(frozen=True)
class Sealed:
    """One official's record, ready to be written; `leaf` is the salted hash of its row."""

    content: Content
    salt: str
    leaf: bytes


@dataclass(frozen=True)
class Wanted:
    """A seal that is to be written: `seen` is how the marks stood when its records were computed."""

    formula: Formula
    round_code: str
    as_of: date
    codes: Sequence[str]
    seen: Standing
    replaces: Seal | None


def key_of(round_code: str, official: int) -> str:
    """A pseudonym belongs to one official in one round."""
    return f"{round_code}:{official}"


def salted(content: Content, salt: str) -> Sealed:
    """The row is canonical already, so the leaf needs no second pass."""
    return Sealed(content, salt, leaf_hash(b'{"row":%b,"salt":"%b"}' % (content.row.encode(), salt.encode())))


def check_not_replaced(seal: Seal | None) -> None:
    if seal is not None and Seal.objects.filter(replaces=seal).exists():
        raise Refusal("record.replaced_already")


@transaction.atomic
def write_seal(wanted: Wanted, records: Sequence[Sealed], then: Then | None, *, by: User, at: datetime) -> Seal:
    """`records` in the order of pseudonyms. Refused: marks that came in meanwhile, a seal that was replaced before."""
    seal_marks(codes=wanted.codes, seen=wanted.seen, at=at)
    check_not_replaced(wanted.replaces)
    leaves = [record.leaf for record in records]
    made = Seal.objects.create(
        formula=wanted.formula,
        sealed_by=by,
        sealed_at=at,
        as_of=wanted.as_of,
        count=len(records),
        root=seal_root(leaves),
        leaves_blob=ledger.store_blob(content=leaves_text(leaves)),
        replaces=wanted.replaces,
    )
    _write_records(made, records)
    if then is not None:
        then(made)
    ledger.record(kind="records.sealed", body=_body(wanted, made), by=by, at=at)
    return made


def _body(wanted: Wanted, made: Seal) -> dict[str, object]:
    return {
        "round": wanted.round_code,
        "seal": made.pk,
        "formula_sha256": wanted.formula.sha256,
        "sittings": list(wanted.codes),
        "as_of": made.as_of.isoformat(),
        "count": made.count,
        "root": made.root,
        "leaves_blob": made.leaves_blob,
        "replaces": wanted.replaces.pk if wanted.replaces else None,
    }


def _write_records(made: Seal, records: Sequence[Sealed]) -> None:
    places = in_order((record.content.pseudonym, record.content.merit) for record in records)
    Record.objects.everything(because="writes, and reads none").bulk_create(
        (
            Record(
                seal=made,
                official_id=record.content.official,
                pseudonym=record.content.pseudonym,
                place=places[record.content.pseudonym],
                merit=record.content.merit,
                eligible=record.content.eligible,
                reason=record.content.reason,
                salt=record.salt,
                row=record.content.row,
            )
            for record in records
        ),
        batch_size=BATCH,
    )
