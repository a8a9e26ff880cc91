"""What a visit costs: planned line by line, and settled once."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from ortoo.access.models import User
from ortoo.access.queries import grants_at
from ortoo.ledger import operations as ledger
from ortoo.ledger.rules.canonical import canonical
from ortoo.multilingual.refusals import Refusal
from ortoo.permission.queries.calls import call_of, visit_of
from ortoo.visits.access import check_may_keep_visits
from ortoo.visits.models import Visit, VisitCost
from ortoo.visits.queries.costs import as_line, costs_of
from ortoo.visits.queries.travellers import travellers_of
from ortoo.visits.queries.visits import held_visit
from ortoo.visits.rules.costs import Line, check_amount, check_kept, check_lines


@transaction.atomic
def set_costs(*, visit: Visit, lines: Sequence[Line], by: User, at: datetime) -> list[VisitCost]:
    """All lines of the visit, in their order, in place of those before. Nothing in `actual`: that is settled apart.

    Refused with the place for a half line, and where a line that is settled would change, move or go.
    """
    check_may_keep_visits(grants_at(by, at))
    held = held_visit(visit.pk)
    check_lines(lines)
    before = costs_of(held)
    check_kept({one.place: as_line(one) for one in before if one.actual is not None}, lines)
    held.costs.filter(actual=None).delete()
    settled = {one.place for one in before if one.actual is not None}
    VisitCost.objects.bulk_create(
        VisitCost(
            visit=held, place=place, currency=line.currency, payer=line.payer, planned=line.planned, heads=line.heads,
            **{f"name_{language}": name.strip() for language, name in line.names.items()},
        )
        for place, line in enumerate(lines, start=1)
        if place not in settled
    )  # fmt: skip
    made = costs_of(held)
    body = {"visit": held.code, "lines": len(made), "costs_blob": ledger.store_blob(content=canonical(_written(made)))}
    ledger.record(kind="visit.costs-set", body=body, by=by, at=at)
    return made


@transaction.atomic
def copy_costs(*, visit: Visit, by: User, at: datetime) -> list[VisitCost]:
    """The lines that the call was opened with, for as many heads as travel.

    Refused where there are lines already, where the call has none, and while nobody is named.
    """
    held = held_visit(visit.pk)
    check_may_keep_visits(grants_at(by, at))
    if held.costs.exists():
        raise Refusal("visits.costs_there", visit=held.code)
    call = call_of(held.round)
    planned = visit_of(call).costs if call else ()
    if not planned:
        raise Refusal("visits.no_costs_in_call", round=held.round.code)
    heads = len(travellers_of(held))
    if not heads:
        raise Refusal("visits.nobody_named", visit=held.code)
    lines = [Line(dict(one.names), one.currency, one.payer, one.planned, heads) for one in planned]
    return set_costs(visit=held, lines=lines, by=by, at=at)


@transaction.atomic
def settle_cost(*, cost: VisitCost, actual: int, by: User, at: datetime) -> VisitCost:
    """What it came to for one head, in thousandths. Refused a second time."""
    check_may_keep_visits(grants_at(by, at))
    held = VisitCost.objects.select_for_update(of=("self",)).select_related("visit").get(pk=cost.pk)
    if held.actual is not None:
        raise Refusal("visits.cost_settled", place=held.place)
    check_amount(actual, "actual")
    held.actual, held.settled_by, held.settled_at = actual, by, at
    held.save(update_fields=["actual", "settled_by", "settled_at"])
    body = {
        "visit": held.visit.code, "place": held.place, "currency": held.currency, "payer": held.payer,
        "planned": held.planned, "actual": actual, "heads": held.heads,
    }  # fmt: skip
    ledger.record(kind="visit.cost-settled", body=body, by=by, at=at)
    return held


def _written(costs: Sequence[VisitCost]) -> list[dict[str, object]]:
    return [
        {
            "names": dict(as_line(one).names), "currency": one.currency, "payer": one.payer, "planned": one.planned,
            "heads": one.heads,
        }
        for one in costs
    ]  # fmt: skip
