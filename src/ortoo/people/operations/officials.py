"""A file of officials is taken in, whole or not at all: first everything is judged, then everything is written."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import TypeVar

from ortoo.access.models import User
from ortoo.access.queries import grants_at
from ortoo.jobs.progress import Progress, silent
from ortoo.people.access import check_may_change_register
from ortoo.people.operations.holding import hashed, holders_of, known_of, places
from ortoo.people.operations.writing import write_register
from ortoo.people.rules.identity import Stated
from ortoo.people.rules.posting import Step
from ortoo.people.rules.registering import Judged, judge
from ortoo.spreadsheets.kinds import ImportReport, Notice, Source
from ortoo.spreadsheets.rows import MOST_PROBLEMS, Row, RowProblem, repeated

CHUNK = 2_000
"""Rows whose officials are looked up at once, and between two calls of `progress`."""

STATED = tuple(Stated.__slots__)
T = TypeVar("T")


@dataclass
class _Outcome:
    """What the rows do, as it is found out."""

    judged: list[Judged] = field(default_factory=list)
    problems: list[RowProblem] = field(default_factory=list)
    new: int = 0
    unchanged: int = 0
    replaced: int = 0
    strange: int = 0

    def report(self) -> ImportReport:
        notices = []
        if self.replaced:
            notices.append(Notice("people.letters_replaced", {"count": self.replaced}))
        if self.strange:
            notices.append(Notice("people.letters_strange", {"count": self.strange}))
        changed = len(self.judged) - self.new
        problems = tuple(self.problems[:MOST_PROBLEMS])
        return ImportReport(self.new, changed, self.unchanged, problems, tuple(notices))


def import_officials(
    *,
    rows: Sequence[Row],
    source: Source,
    dry_run: bool = False,
    by: User,
    at: datetime,
    progress: Progress = silent,
) -> ImportReport:
    """Takes in rows of `people.layouts.OFFICIALS`. A changed post opens on "appointed on" and closes the one before.

    All or nothing; the same file again changes nothing and writes no ledger entry. What takes long happens before the
    transaction opens (on SQLite a long one would keep everybody from writing, the job's own bar too); the transaction
    looks again at every row that it is about to change, and is refused where somebody else changed one meanwhile.
    """
    check_may_change_register(grants_at(by, at))
    outcome = _judge_all(rows, progress)
    report = outcome.report()
    if report.writes and not dry_run:
        moved = sum(one.step is Step.MOVE for one in outcome.judged)
        body = {
            "register": "officials", "file_sha256": source.sha256,
            "new": report.new, "changed": report.changed, "moved": moved, "unchanged": report.unchanged,
        }  # fmt: skip
        write_register(judged=outcome.judged, body=body, by=by, at=at)
    return report


def _judge_all(rows: Sequence[Row], progress: Progress) -> _Outcome:
    there = places()
    outcome = _Outcome(problems=[*repeated(rows, "number"), *_repeated_register_numbers(rows)])
    done = 0
    for chunk in in_chunks(rows, CHUNK):
        progress(done, len(rows))
        if len(outcome.problems) >= MOST_PROBLEMS:
            break
        known = known_of([row["number"] for row in chunk])
        hashes = {number: hashed(number) for row in chunk if (number := row["register_number"])}
        taken = holders_of(list(hashes.values()))
        for row in chunk:
            judged, faults = judge(
                Stated(*[row[name] for name in STATED]), known.get(row["number"]), there, hashes.__getitem__
            )
            outcome.problems += [row.problem(one.column, one.code, **one.values) for one in faults]
            if judged is not None:
                _count(outcome, row, judged, taken)
        done += len(chunk)
    progress(len(rows), len(rows))
    return outcome


def _count(outcome: _Outcome, row: Row, judged: Judged, taken: dict[str, str]) -> None:
    hmac = judged.identity.register_hmac if judged.identity else None
    other = taken.get(hmac, judged.number) if hmac else judged.number
    if other != judged.number:
        outcome.problems.append(row.problem("register_number", "people.register_number_taken", "", other=other))
    outcome.replaced += judged.replaced
    outcome.strange += judged.strange
    if judged.changes:
        outcome.judged.append(judged)
        outcome.new += judged.known is None
    else:
        outcome.unchanged += 1


def _repeated_register_numbers(rows: Sequence[Row]) -> list[RowProblem]:
    """As `repeated`, but the sentence names the other official and not the number, which is a secret."""
    first: dict[str, str] = {}
    problems = []
    for row in rows:
        if number := row["register_number"]:
            other = first.setdefault(number, row["number"])
            if other != row["number"]:
                problems.append(row.problem("register_number", "people.register_number_taken", "", other=other))
    return problems


def in_chunks(rows: Sequence[T], size: int) -> Iterator[Sequence[T]]:
    for start in range(0, len(rows), size):
        yield rows[start : start + size]
