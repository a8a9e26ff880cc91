"""A commitment is proposed, waits for another one as well, or gets a day beside its due date."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.timezone import localdate

from ortoo.access.models import User
from ortoo.access.queries import grants_at
from ortoo.access.rules.grants import Grants
from ortoo.actions.access import check_acts_for, check_plans_for
from ortoo.actions.models import Commitment, Dependency, ExpectedDay, Measure
from ortoo.actions.naming import BodyName
from ortoo.actions.operations.acting import held_commitment
from ortoo.actions.operations.checks import check_code, check_named, check_said, kept
from ortoo.actions.operations.telling import tell_planners
from ortoo.actions.queries.bodies import acting_for, bodies_in, body_named
from ortoo.actions.queries.commitments import state_of
from ortoo.actions.rules.delays import Planned, check_plan
from ortoo.actions.rules.states import OVER
from ortoo.ledger import operations as ledger
from ortoo.multilingual.refusals import Refusal

if TYPE_CHECKING:
    from ortoo.people.models import Organization

LONGEST = 3_650
"""Days: what takes longer is not one commitment."""


@transaction.atomic
def propose_commitment(
    *, measure: Measure, code: str, names: Mapping[str, str], giver: str, receiver: str,
    acceptance_test: Mapping[str, str], due: date, duration_days: int, after: Sequence[str] = (),
    final: bool = False, by: User, at: datetime,
) -> Commitment:  # fmt: skip
    """What the body `giver` owes the body `receiver` by `due`, once the commitments `after` (codes) are confirmed.

    `names`: what is delivered; `acceptance_test`: how the receiver tells that it is done, in a language at least.
    Refused: bodies without a part in the measure or not in force, an unknown or refused upstream, a due date before an
    upstream one's plus the duration, a planner of no body of the measure.
    """
    held = Measure.objects.select_for_update().get(pk=measure.pk)
    day = localdate(at)
    inside = bodies_in(held, day)
    check_plans_for(grants_at(by, at), frozenset(inside), held.code)
    check_code(code, taken=Commitment.objects.filter(code=code).exists())
    check_named(names)
    check_said("".join(acceptance_test.values()), "actions.test_missing", "test_mn")
    bodies = _two(held, giver, receiver, frozenset(inside), day)
    _check_days(held, code, due, duration_days)
    upstreams = _upstreams(held, code, after)
    _check_time(code, Planned(giver, due, duration_days, after=tuple(after)), upstreams)
    made = Commitment.objects.create(
        measure=held, code=code, giver=bodies[0], receiver=bodies[1], acceptance_test=kept(acceptance_test), due=due,
        duration_days=duration_days, final=final, proposed_by=by, proposed_at=at,
        **{f"name_{one}": name for one, name in names.items()},
    )  # fmt: skip
    Dependency.objects.bulk_create(
        Dependency(commitment=made, upstream=upstream, place=place) for place, upstream in enumerate(upstreams, 1)
    )
    said = {
        "commitment": code, "measure": held.code, "giver": giver, "receiver": receiver, "due": due.isoformat(),
        "duration_days": duration_days, "after": list(after), "final": final,
    }  # fmt: skip
    ledger.record(kind="commitment.proposed", body=said, by=by, at=at)
    tell_planners("actions.commitment_proposed", made, [made.giver_id], by=by, at=at)
    return made


@transaction.atomic
def add_dependency(*, commitment: Commitment, upstream: str, by: User, at: datetime) -> Dependency:
    """`commitment` also waits for `upstream` (its code). By a planner of a body of the measure.

    Refused: a circle (with its members), a due date that leaves no time, one that is over, what it waits for already.
    """
    measure = Measure.objects.select_for_update().get(pk=commitment.measure_id)
    check_plans_for(grants_at(by, at), frozenset(bodies_in(measure, localdate(at))), measure.code)
    held = held_commitment(commitment)
    if state_of(held) in OVER:
        raise Refusal("actions.is_over", commitment=held.code)
    if held.waits_for.filter(upstream__code=upstream).exists():
        raise Refusal("actions.waits_already", commitment=held.code, upstream=upstream, field="upstream")
    # Itself is looked for too: it is refused as the shortest of circles.
    row = measure.commitments.filter(code=upstream).first()
    if row is None:
        raise Refusal("actions.unknown_upstream", commitment=held.code, upstream=upstream, field="upstream")
    _check_whole(measure, held, upstream)
    made = Dependency.objects.create(commitment=held, upstream=row, place=held.waits_for.count() + 1)
    said = {"commitment": held.code, "measure": measure.code, "upstream": upstream}
    ledger.record(kind="commitment.waits", body=said, by=by, at=at)
    return made


@transaction.atomic
def expect_day(*, commitment: Commitment, day: date, reason: str, by: User, at: datetime) -> ExpectedDay:
    """When the giver now thinks to deliver, beside the due date, which stays. By a planner of the giver.

    Refused: no reason, a day that is past, one that was delivered or is over.
    """
    held, today = held_commitment(commitment), localdate(at)
    check_giver(grants_at(by, at), held, acting_for(held.giver, today))
    said = check_said(reason, "actions.reason_missing", "reason")
    if day < today:
        raise Refusal("actions.day_past", commitment=held.code, today=today.isoformat(), field="day")
    if state_of(held) not in ("proposed", "accepted", "returned"):
        raise Refusal("actions.is_delivered", commitment=held.code)
    made = ExpectedDay.objects.create(commitment=held, day=day, reason=said, by=by, at=at)
    body = {"commitment": held.code, "measure": held.measure.code, "day": day.isoformat(), "due": held.due.isoformat()}
    ledger.record(kind="commitment.expected", body=body, by=by, at=at)
    tell_planners("actions.commitment_expected", held, [held.receiver_id], by=by, at=at)
    return made


def check_giver(grants: Grants, commitment: Commitment, acting: Organization) -> None:
    check_acts_for(grants, acting.code, "actions.not_the_giver", commitment=commitment.code, giver=BodyName(acting))


def _two(
    measure: Measure, giver: str, receiver: str, inside: frozenset[str], day: date
) -> tuple[Organization, Organization]:
    if giver == receiver:
        raise Refusal("actions.owed_to_itself", body=giver, field="receiver")
    found = []
    for code, field in ((giver, "giver"), (receiver, "receiver")):
        body = body_named(code, day, field)
        if code not in inside:
            raise Refusal("actions.no_part_yet", measure=measure.code, body=BodyName(body), field=field)
        found.append(body)
    return found[0], found[1]


def _check_days(measure: Measure, code: str, due: date, duration_days: int) -> None:
    if not measure.begins <= due <= measure.ends:
        raise Refusal(
            "actions.due_outside", commitment=code, measure=measure.code, begins=measure.begins.isoformat(),
            ends=measure.ends.isoformat(), field="due",
        )  # fmt: skip
    if not 0 <= duration_days <= LONGEST:
        raise Refusal("actions.duration", commitment=code, longest=LONGEST, field="duration_days")


def _upstreams(measure: Measure, code: str, after: Sequence[str]) -> list[Commitment]:
    rows = {row.code: row for row in measure.commitments.filter(code__in=after).prefetch_related("acts")}
    for upstream in after:
        if upstream not in rows:
            raise Refusal("actions.unknown_upstream", commitment=code, upstream=upstream, field="after")
        if state_of(rows[upstream]) == "refused":
            raise Refusal("actions.upstream_refused", commitment=code, upstream=upstream, field="after")
    return [rows[upstream] for upstream in dict.fromkeys(after)]


def _check_time(code: str, planned: Planned, upstreams: Sequence[Commitment]) -> None:
    plan = {row.code: Planned("", row.due, row.duration_days) for row in upstreams}
    check_plan(plan | {code: planned})


def _check_whole(measure: Measure, changed: Commitment, upstream: str) -> None:
    """The plan of the measure as it would be."""
    rows = measure.commitments.prefetch_related("waits_for__upstream").order_by("due", "code")
    plan = {
        row.code: Planned(
            "", row.due, row.duration_days,
            after=(*(one.upstream.code for one in row.waits_for.all()), *([upstream] if row == changed else [])),
        )
        for row in rows
    }  # fmt: skip
    check_plan(plan)
