"""The evidence that a rule asks for, entered from a file: one draft each, which a second member confirms by hand."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from django.db import transaction
from django.utils.translation import get_language

from ortoo.access.models import User
from ortoo.access.queries import grants_at
from ortoo.exams.queries import sitting_with_code
from ortoo.multilingual.refusals import Refusal
from ortoo.selection.access import check_may_rule
from ortoo.selection.candidates_file import read_candidates
from ortoo.selection.models import Appeal, Round, Ruling
from ortoo.selection.operations.rulings import draft_ruling
from ortoo.selection.queries import exams_of, open_appeals
from ortoo.selection.rules.thousandths import NotADecimal, thousandths

COLUMNS = ("pseudonym", "sitting", "mark", "reason")
SHORTEST = 5
"""Letters of a pseudonym, as lists show it; more where two begin alike."""


@transaction.atomic
def enter_evidence(*, round: Round, name: str, content: bytes, by: User, at: datetime) -> list[Ruling]:
    """A draft for each row of a file (CSV, XLSX, Parquet): whose it is, at which `sitting`, the `mark` that counts from
    now on, and the `reason` with its source. Without a mark the evidence bears out what stood. All rows or none.

    Refused with the row: somebody of whom no evidence is due, and whatever a draft by hand is refused for.
    """
    check_may_rule(grants_at(by, at))
    found = read_candidates(content, name, COLUMNS)
    missing = [column for column in COLUMNS if column not in found.columns]
    if missing:
        raise Refusal("select.column_missing", column=missing[0], found=", ".join(found.header))
    due = list(open_appeals(round).filter(origin="band").select_related("place", "round").order_by("number"))
    lines = zip(*(found.columns[column] for column in COLUMNS), strict=True)
    return [
        _entered(row, dict(zip(COLUMNS, line, strict=True)), due, by, at)
        for row, line in zip(found.rows, lines, strict=True)
    ]


def _entered(row: int, line: Mapping[str, str], due: Sequence[Appeal], by: User, at: datetime) -> Ruling:
    try:
        return _draft(line, due, by, at)
    except NotADecimal:
        raise Refusal("selection.evidence_mark", row=row, value=line["mark"], field="file") from None
    except Refusal as refusal:
        why = refusal.sentence(get_language() or "en")
        raise Refusal("selection.evidence_row", row=row, why=why, field="file") from None


def _draft(line: Mapping[str, str], due: Sequence[Appeal], by: User, at: datetime) -> Ruling:
    appeal = _whose(line["pseudonym"].strip().lower(), due)
    if not line["mark"].strip():
        return draft_ruling(appeal=appeal, outcome="rejected", reason=line["reason"], by=by, at=at)
    code = line["sitting"].strip()
    sitting = sitting_with_code(code) if code in exams_of(appeal.round) else None
    return draft_ruling(
        appeal=appeal, outcome="upheld", reason=line["reason"], remedy="mark", sitting=sitting,
        thousandths=thousandths(line["mark"].strip()), by=by, at=at,
    )  # fmt: skip


def _whose(begins: str, due: Sequence[Appeal]) -> Appeal:
    found = [appeal for appeal in due if appeal.place.pseudonym.startswith(begins)] if len(begins) >= SHORTEST else []
    if len(found) != 1:
        raise Refusal("selection.evidence_of_nobody", value=begins)
    return found[0]
