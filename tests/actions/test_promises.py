"""What the database itself refuses, whoever asks."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from django.db import IntegrityError, transaction

from ortoo.actions import operations
from ortoo.actions.models import Commitment, CommitmentAct, Measure, MeasureCost, MeasureRole, ProgressReport
from tests.actions.fixtures import Planners, at

pytestmark = pytest.mark.django_db


def kept(act: Callable[[], object]) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        act()


def test_a_promise_keeps_its_due_date_and_what_was_done_stays(planned: dict[str, Commitment]) -> None:
    one = Commitment.objects.filter(code="C-1")
    kept(lambda: one.update(due=date(2026, 7, 1)))
    kept(lambda: one.update(name_en="Less"))
    kept(lambda: CommitmentAct.objects.update(on=date(2026, 1, 1)))
    kept(lambda: CommitmentAct.objects.all().delete())
    kept(lambda: planned["C-2"].waits_for.all().delete())
    kept(lambda: Measure.objects.update(ends=date(2027, 1, 1)))


def test_a_part_is_ended_once_and_one_leads(measure: Measure, planners: Planners) -> None:
    roles = MeasureRole.objects.filter(measure=measure)
    kept(lambda: roles.filter(organization__code="MOF").update(part="contributor"))
    kept(lambda: roles.filter(organization__code="MOF").delete())
    first = roles.get(part="lead")
    kept(lambda: MeasureRole.objects.create(
        measure=measure, organization=roles.get(organization__code="MDDC").organization, part="lead",
        valid_from=date(2026, 3, 5), valid_to=date(2026, 3, 8), by=planners["MCUD"], at=at(9),
    ))  # fmt: skip
    operations.hand_over_lead(measure=measure, organization="MDDC", by=planners["MCUD"], at=at(9))
    kept(lambda: MeasureRole.objects.filter(pk=first.pk).update(valid_to=None))


def test_reports_stay_and_costs_are_settled_once(measure: Measure, planners: Planners) -> None:
    operations.report_progress(
        measure=measure, organization="MOF", period_end=date(2026, 3, 8), percent=1, text={"en": "x"}, evidence="x",
        by=planners["MOF"], at=at(9),
    )  # fmt: skip
    kept(lambda: ProgressReport.objects.update(percent=2))
    line = operations.keep_cost(
        measure=measure, names={"en": "x"}, payer="MOF", currency="MNT", planned=5, by=planners["MOF"], at=at(9)
    )
    kept(lambda: MeasureCost.objects.update(planned=6))
    operations.settle_cost(cost=line, actual=4, by=planners["MOF"], at=at(10))
    kept(lambda: MeasureCost.objects.update(actual=3))
