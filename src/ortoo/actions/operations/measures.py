"""A measure is proposed: what it is for, from which lessons, and which bodies have which part in it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.timezone import localdate

from ortoo.access.models import User
from ortoo.access.queries import grants_at
from ortoo.actions.access import check_plans_for
from ortoo.actions.models import Measure, MeasureRole
from ortoo.actions.naming import BodyName
from ortoo.actions.operations.checks import check_code, check_named, kept
from ortoo.actions.queries.bodies import body_named
from ortoo.actions.rules.roles import Part, check_first
from ortoo.ledger import operations as ledger
from ortoo.lessons.queries.lessons import current_lessons, lesson_choices
from ortoo.multilingual.refusals import Refusal
from ortoo.plan.queries import indicators as indicators_of_the_plan
from ortoo.plan.queries import objectives as objectives_of_the_plan


@transaction.atomic
def propose_measure(
    *, code: str, names: Mapping[str, str], about: Mapping[str, str], lead: str,
    others: Sequence[tuple[str, str]] = (), objective: str = "", indicators: Sequence[str] = (),
    lessons: Sequence[str] = (), begins: date, ends: date, by: User, at: datetime,
) -> Measure:  # fmt: skip
    """A measure led by the body `lead`, with `others` as (body, part) pairs: "co-lead", "contributor" or "consulted".

    Bodies by code, the objective by number (empty: none), indicators and lessons by code. Parts hold from today, or
    from the first day of the measure where that is past. Refused: two leads or none, a body that is not in force, a
    planner of none of the bodies, unknown codes, a lesson that its owner has not adopted or tried, an end that is not
    after the beginning.
    """
    day = localdate(at)
    check_code(code, taken=Measure.objects.filter(code=code).exists())
    check_named(names)
    parts = _parts(code, lead, others, day)
    check_plans_for(grants_at(by, at), frozenset(str(body) for body in parts), code)
    if ends <= begins:
        raise Refusal("actions.ends_before", measure=code, begins=begins.isoformat(), field="ends")
    made = Measure.objects.create(
        code=code, about=kept(about), objective=_objective(objective), begins=begins, ends=ends,
        proposed_by=by, proposed_at=at, **{f"name_{one}": name for one, name in names.items()},
    )  # fmt: skip
    made.indicators.set(_indicators(indicators))
    made.lessons.set(_lessons(lessons))
    since = min(begins, day)
    MeasureRole.objects.bulk_create(
        MeasureRole(measure=made, organization=body, part=part, valid_from=since, by=by, at=at)
        for body, part in parts.values()
    )
    said = {
        "measure": code, "parts": {name: part.value for name, (_, part) in parts.items()}, "objective": objective,
        "indicators": sorted(indicators), "lessons": sorted(lessons),
        "begins": begins.isoformat(), "ends": ends.isoformat(),
    }  # fmt: skip
    ledger.record(kind="measure.proposed", body=said, by=by, at=at)
    return made


def _parts(measure: str, lead: str, others: Sequence[tuple[str, str]], day: date) -> dict[str, tuple[Any, Part]]:
    """Code -> the organization and its part, the lead first."""
    rows = {code: body_named(code, day, "others") for code, _ in others}
    if lead:
        rows[lead] = body_named(lead, day, "lead")
    named = [(BodyName(rows[code]), part_named(part, "others")) for code, part in others]
    check_first(measure, BodyName(rows[lead]) if lead else "", named)
    return {lead: (rows[lead], Part.LEAD)} | {str(name): (rows[name], part) for name, part in named}


def part_named(part: str, field: str) -> Part:
    if part not in set(Part):
        raise Refusal("actions.unknown_part", part=part, field=field)
    return Part(part)


def _objective(number: str) -> Any:
    if not number:
        return None
    found = objectives_of_the_plan().filter(number=number).first()
    if found is None:
        raise Refusal("actions.unknown_objective", number=number, field="objective")
    return found


def _indicators(codes: Sequence[str]) -> list[Any]:
    found = list(indicators_of_the_plan().filter(code__in=codes))
    if strange := set(codes) - {one.code for one in found}:
        raise Refusal("actions.unknown_indicator", code=", ".join(sorted(strange)), field="indicators")
    return found


def _lessons(codes: Sequence[str]) -> list[Any]:
    fit = {code for code, _ in lesson_choices()} if codes else set()
    if strange := set(codes) - fit:
        raise Refusal("actions.unknown_lesson", code=", ".join(sorted(strange)), field="lessons")
    return list(current_lessons().filter(code__in=codes))
