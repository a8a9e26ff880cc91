"""Files of competencies and of the posts that need them, whole or not at all."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db import IntegrityError, transaction

from ortoo.access.models import User
from ortoo.access.queries import grants_at
from ortoo.jobs.progress import Progress, silent
from ortoo.ledger import operations as ledger
from ortoo.multilingual.refusals import Refusal
from ortoo.spreadsheets.kinds import ImportReport, Source
from ortoo.spreadsheets.rows import MOST_PROBLEMS, Row, RowProblem, repeated
from ortoo.training.access import check_may_keep_training
from ortoo.training.models import Competency, PostCompetency

NAMES = ("name_mn", "name_en", "name_ko")
PARTS = ("level", "rank_class", "post")


def import_competencies(
    *, rows: Sequence[Row], source: Source, dry_run: bool = False, by: User, at: datetime, progress: Progress = silent
) -> ImportReport:
    """Rows with "code" and names; a code that is there gets its new names. An empty cell leaves the name as it is."""
    check_may_keep_training(grants_at(by, at))
    known = {row.code: row for row in Competency.objects.all()}
    problems = [*repeated(rows, "code"), *_nameless(rows, known)]
    new: list[Competency] = []
    changed: list[Competency] = []
    for row in rows:
        there = known.get(row["code"])
        given = {name: row[name] for name in NAMES if row[name]}
        if there is None:
            new.append(Competency(code=row["code"], **given))
        elif any(getattr(there, name) != value for name, value in given.items()):
            for name, value in given.items():
                setattr(there, name, value)
            changed.append(there)
    report = ImportReport(
        len(new), len(changed), len(rows) - len(new) - len(changed), tuple(problems[:MOST_PROBLEMS])
    )  # fmt: skip
    if report.writes and not dry_run:
        _write(new, changed, source, by=by, at=at)
    progress(len(rows), len(rows))
    return report


@transaction.atomic
def _write(new: list[Competency], changed: list[Competency], source: Source, *, by: User, at: datetime) -> None:
    try:
        with transaction.atomic():
            Competency.objects.bulk_create(new)
    except IntegrityError as error:
        raise Refusal("training.changed_meanwhile") from error
    Competency.objects.bulk_update(changed, NAMES)
    body = {"file_sha256": source.sha256, "new": len(new), "changed": len(changed)}
    ledger.record(kind="programme.competencies-imported", body=body, by=by, at=at)


@transaction.atomic
def import_post_competencies(
    *, rows: Sequence[Row], source: Source, dry_run: bool = False, by: User, at: datetime, progress: Progress = silent
) -> ImportReport:
    """Rows with "competency" and at least one of "level", "rank_class" and "post": such posts need it, too."""
    check_may_keep_training(grants_at(by, at))
    keys = dict(Competency.objects.values_list("code", "pk"))
    there = set(PostCompetency.objects.values_list("competency", *PARTS))
    problems: list[RowProblem] = []
    new: list[tuple[int | str, ...]] = []
    for row in rows:
        parts = tuple(row[part] or "" for part in PARTS)
        if row["competency"] not in keys:
            problems.append(row.problem("competency", "training.unknown_competency_in_file"))
        elif not any(parts):
            problems.append(row.problem("competency", "training.need_of_no_post"))
        elif (need := (keys[row["competency"]], *parts)) not in there:
            there.add(need)
            new.append(need)
    report = ImportReport(
        new=len(new), unchanged=len(rows) - len(new) - len(problems), problems=tuple(problems[:MOST_PROBLEMS])
    )  # fmt: skip
    if report.writes and not dry_run:
        PostCompetency.objects.bulk_create(
            PostCompetency(competency_id=need[0], **dict(zip(PARTS, need[1:], strict=True))) for need in new
        )
        body = {"file_sha256": source.sha256, "needs": len(new)}
        ledger.record(kind="programme.competencies-imported", body=body, by=by, at=at)
    progress(len(rows), len(rows))
    return report


def _nameless(rows: Sequence[Row], known: dict[str, Competency]) -> list[RowProblem]:
    return [
        row.problem("code", "training.competency_nameless")
        for row in rows
        if row["code"] not in known and not any(row[name] for name in NAMES)
    ]
