"""Officials are enrolled in a cohort: by a declared rule, which is kept, or by a file."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils.timezone import localdate

from ortoo.access.models import User
from ortoo.access.queries import grants_at
from ortoo.access.rules.grants import Grants
from ortoo.jobs.progress import Progress, silent
from ortoo.ledger import operations as ledger
from ortoo.multilingual.refusals import Refusal
from ortoo.people.queries import in_posts, numbers_in_reach
from ortoo.spreadsheets.kinds import ImportReport, Source
from ortoo.spreadsheets.rows import MOST_PROBLEMS, Row
from ortoo.training.access import check_may_keep_training
from ortoo.training.models import Cohort, Enrolment, Intake
from ortoo.training.operations.settling import settle
from ortoo.training.queries import cohort_with_code, enrolment_of_each
from ortoo.training.rules.enrolling import EnrolmentRule
from ortoo.training.rules.incoming import sort_enrolments

BATCH = 8_000
"""Rows in one insertion: SQLite takes 32,766 values in a statement."""


@dataclass(frozen=True)
class Preview:
    """Whom a rule would enrol: officials whose post fits, and those of them who are in the cohort already."""

    fits: tuple[int, ...]
    already: int

    @property
    def new(self) -> int:
        return len(self.fits) - self.already


def preview(cohort: Cohort, rule: EnrolmentRule, grants: Grants) -> Preview:
    """Reads only, for the page that asks before it enrols."""
    fits = in_posts(
        grants, rule.as_of, levels=rule.level, rank_classes=rule.rank_class, posts=rule.post, regions=rule.region,
        organizations=rule.organization,
    )  # fmt: skip
    enrolled = enrolment_of_each(cohort)
    return Preview(tuple(fits), sum(official in enrolled for official in fits))


@transaction.atomic
def enrol_by_rule(*, cohort: Cohort, rule: EnrolmentRule, by: User, at: datetime) -> Intake:
    """Everybody within reach of `by` whose post fits `rule` on its day and who is not in `cohort` yet.

    The text of the rule stands in the ledger. Refused: nobody new, a cohort that is over.
    """
    grants = grants_at(by, at)
    check_may_keep_training(grants)
    cohort = _held(cohort, at)
    found = preview(cohort, rule, grants)
    if not found.new:
        raise Refusal("training.nobody_new", fits=len(found.fits))
    enrolled = enrolment_of_each(cohort)
    new = [official for official in found.fits if official not in enrolled]
    return _enrol(cohort, new, Intake(rule=rule.text), {"rule": rule.text, "fits": len(found.fits)}, by=by, at=at)


def import_enrolments(
    *, cohort: str, rows: Sequence[Row], source: Source, dry_run: bool = False, by: User, at: datetime,
    progress: Progress = silent,
) -> ImportReport:  # fmt: skip
    """Rows with "number" for the cohort with that code, whole or not at all. The same file again changes nothing."""
    grants = grants_at(by, at)
    check_may_keep_training(grants)
    into = cohort_with_code(cohort)
    progress(0, len(rows))
    sorted_out = sort_enrolments(rows, numbers_in_reach(grants), frozenset(enrolment_of_each(into)))
    problems = sorted_out.problems[:MOST_PROBLEMS]
    report = ImportReport(new=len(sorted_out.new), unchanged=sorted_out.unchanged, problems=problems)
    if report.writes and not dry_run:
        with transaction.atomic():
            body = {"file_sha256": source.sha256, "unchanged": sorted_out.unchanged}
            intake = Intake(source=source.filename[-200:])
            _enrol(_held(into, at), sorted_out.new, intake, body, by=by, at=at)
    progress(len(rows), len(rows))
    return report


def _held(cohort: Cohort, at: datetime) -> Cohort:
    """Locked, so that two who enrol at once queue; refused where it is over."""
    held = Cohort.objects.select_for_update(of=("self",)).select_related("rule", "course").get(pk=cohort.pk)
    if localdate(at) > held.closes_on:
        raise Refusal("training.cohort_closed", cohort=held.code, closes=held.closes_on.isoformat())
    return held


def _enrol(
    cohort: Cohort, officials: Sequence[int], intake: Intake, body: dict[str, object], *, by: User, at: datetime
) -> Intake:
    intake.cohort, intake.count, intake.enrolled_by, intake.enrolled_at = cohort, len(officials), by, at
    intake.save()
    try:
        with transaction.atomic():
            Enrolment.objects.everything(because="writes, and reads none").bulk_create(
                [Enrolment(cohort=cohort, official_id=official, intake=intake) for official in officials],
                batch_size=BATCH,
            )
    except IntegrityError as error:
        raise Refusal("training.changed_meanwhile") from error
    settle(cohort=cohort, at=at)
    said = {"cohort": cohort.code, "count": len(officials), **body}
    ledger.record(kind="programme.enrolled", body=said, by=by, at=at)
    return intake
