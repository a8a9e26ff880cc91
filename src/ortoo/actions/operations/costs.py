"""Cost lines of a measure: planned, and settled once."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import datetime

from django.db import transaction
from django.utils.timezone import localdate

from ortoo.access.models import User
from ortoo.access.queries import grants_at
from ortoo.actions.access import check_acts_for, check_plans_for
from ortoo.actions.models import Measure, MeasureCost
from ortoo.actions.naming import BodyName
from ortoo.actions.operations.checks import check_named
from ortoo.actions.queries.bodies import acting_for, bodies_in, body_named
from ortoo.ledger import operations as ledger
from ortoo.multilingual.refusals import Refusal

CURRENCY = re.compile(r"\A[A-Z]{3}\Z")
HIGHEST = 10**15
"""Thousandths: a thousand milliard of a currency's unit."""


@transaction.atomic
def keep_cost(
    *, measure: Measure, names: Mapping[str, str], payer: str, currency: str, planned: int, by: User, at: datetime
) -> MeasureCost:
    """What is to be paid for, by which body (code), and the planned sum in thousandths of the currency ("MNT").

    By a planner of a body of the measure or the Secretariat. Refused: a payer without a part, no name, a sum below 0.
    """
    today = localdate(at)
    inside = bodies_in(measure, today)
    check_plans_for(grants_at(by, at), frozenset(inside), measure.code)
    check_named(names)
    body = body_named(payer, today, "payer")
    if body.code not in inside:
        raise Refusal("actions.no_part_yet", measure=measure.code, body=BodyName(body), field="payer")
    if not CURRENCY.fullmatch(currency):
        raise Refusal("actions.currency", currency=currency, field="currency")
    _check_sum(planned, "planned")
    made = MeasureCost.objects.create(
        measure=measure, payer=body, currency=currency, planned=planned, by=by, at=at,
        **{f"name_{one}": name for one, name in names.items()},
    )  # fmt: skip
    said = {"measure": measure.code, "cost": made.pk, "payer": body.code, "currency": currency, "planned": planned}
    ledger.record(kind="measure.cost-kept", body=said, by=by, at=at)
    return made


@transaction.atomic
def settle_cost(*, cost: MeasureCost, actual: int, by: User, at: datetime) -> MeasureCost:
    """What it came to, in thousandths; once. By a planner of the payer, or of its successor."""
    held = MeasureCost.objects.select_for_update(of=("self",)).select_related("payer", "measure").get(pk=cost.pk)
    acting = acting_for(held.payer, localdate(at))
    check_acts_for(grants_at(by, at), acting.code, "actions.not_the_payer", payer=BodyName(acting))
    if held.actual is not None:
        raise Refusal("actions.settled_already", field="actual")
    _check_sum(actual, "actual")
    held.actual = actual
    held.save(update_fields=["actual"])
    said = {"measure": held.measure.code, "cost": held.pk, "actual": actual}
    ledger.record(kind="measure.cost-settled", body=said, by=by, at=at)
    return held


def _check_sum(value: int, field: str) -> None:
    if not 0 <= value <= HIGHEST:
        raise Refusal("actions.sum_off_scale", field=field)
