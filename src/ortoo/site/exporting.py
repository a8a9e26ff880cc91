"""An export for auditors: the ledger, and with it the sealed tables of every round, which the ledger cannot know."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from ortoo.access.models import User
from ortoo.access.queries import grants_at
from ortoo.jobs.progress import Progress
from ortoo.jobs.work import Result
from ortoo.ledger import operations as ledger
from ortoo.ledger.access import check_may_export
from ortoo.ledger.rules.sealing import rows_text
from ortoo.record.queries import sealed_lines
from ortoo.selection.queries import candidates_file, rounds


def export(*, arguments: dict[str, Any], by: User, at: datetime, progress: Progress) -> Result:
    """`arguments`: name, because, with_sealed. The file is kept for a week, for whoever asked for it."""
    # Asked again, because a job runs later than it was asked for.
    check_may_export(grants_at(by, at), with_sealed=arguments["with_sealed"])
    sealed = sealed_files(progress) if arguments["with_sealed"] else {}
    kept = ledger.keep_export(
        name=arguments["name"],
        because=arguments["because"],
        with_sealed=arguments["with_sealed"],
        sealed_files=sealed,
        by=by,
        at=at,
    )
    return Result(f"ledger/exports/{kept.pk}/")


def sealed_files(progress: Progress) -> dict[str, bytes]:
    """For each sealed round its rows as they were hashed, and the table of candidates that its rule reads."""
    sealed = [(round, round.seal) for round in rounds() if round.seal is not None]
    files = {}
    for done, (round, seal) in enumerate(sealed):
        progress(done, len(sealed))
        files[f"sealed/{round.code}/rows.jsonl"] = rows_text(sealed_lines(seal))
        files[f"sealed/{round.code}/candidates.csv"] = candidates_file(round)
    progress(len(sealed), len(sealed))
    return files
