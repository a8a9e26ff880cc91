"""The plan taken in from its file, and the programme set up."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import models, transaction

from ortoo.access.models import User
from ortoo.access.queries import grants_at
from ortoo.jobs.progress import Progress, silent
from ortoo.ledger import operations as ledger
from ortoo.multilingual.refusals import Refusal
from ortoo.people.queries import organization_keys
from ortoo.plan.access import check_may_keep_plan
from ortoo.plan.models import Goal, Indicator, Objective, Plan, Programme, Target
from ortoo.plan.rules import plan as rules
from ortoo.spreadsheets.kinds import ImportReport, Source
from ortoo.spreadsheets.rows import RowProblem


class _Tally:
    """Rows written one by one: a plan has some hundred of them, and nobody waits."""

    def __init__(self) -> None:
        self.counts = {"new": 0, "changed": 0, "unchanged": 0}

    def put(self, model: type[models.Model], found: Mapping[str, Any], values: Mapping[str, Any]) -> Any:
        """The row that `found` names, made or changed so that it has `values`."""
        row = model._default_manager.filter(**found).first()
        if row is None:
            self.counts["new"] += 1
            return model._default_manager.create(**found, **values)
        different = [name for name, value in values.items() if getattr(row, name) != value]
        self.counts["changed" if different else "unchanged"] += 1
        for name in different:
            setattr(row, name, values[name])
        if different:
            row.save(update_fields=different)
        return row


@transaction.atomic
def import_plan(
    *,
    rows: rules.Plan | None,
    source: Source,
    dry_run: bool = False,
    by: User,
    at: datetime,
    progress: Progress = silent,
) -> ImportReport:
    """Takes in a plan. All or nothing; the same again changes nothing and writes no ledger entry.

    What is on record and not in the file stays: a plan's history is not undone by a shorter file.
    """
    check_may_keep_plan(grants_at(by, at))
    if rows is None:
        return ImportReport()
    owners = organization_keys()
    problems = tuple(
        RowProblem(source.filename, 1, f"indicators.{one.code}", one.owner, "plan.unknown_owner")
        for one in rows.indicators
        if one.owner and one.owner not in owners
    )
    if problems:
        return ImportReport(problems=problems)
    point = transaction.savepoint()
    tally = _Tally()
    _put_plan(rows, owners, tally)
    progress(1, 1)
    report = ImportReport(tally.counts["new"], tally.counts["changed"], tally.counts["unchanged"])
    if dry_run or not report.writes:
        # What a plan would change is known best by changing it and taking that back.
        transaction.savepoint_rollback(point)
        return report
    transaction.savepoint_commit(point)
    body = {"plan": rows.code, "file_sha256": source.sha256, "new": report.new, "changed": report.changed}
    ledger.record(kind="programme.plan-imported", body=body, by=by, at=at)
    return report


@transaction.atomic
def set_up_programme(
    *,
    title: Mapping[str, str],
    purpose: Mapping[str, str],
    legal_basis: str,
    objective: str,
    by: User,
    at: datetime,
) -> Programme:
    """The one row of the programme, made or changed. `title` and `purpose` by language; `objective` by number.

    Setting up the same again changes nothing and writes no ledger entry.
    """
    check_may_keep_plan(grants_at(by, at))
    if not any(title.values()) or not any(purpose.values()):
        raise Refusal("plan.programme_untitled")
    served = Objective.objects.filter(number=objective).order_by("goal__plan", "pk").first()
    if served is None:
        raise Refusal("plan.unknown_objective", number=objective)
    tally = _Tally()
    values = {
        **{f"name_{language}": text for language, text in title.items()},
        **{f"purpose_{language}": text for language, text in purpose.items()},
        "legal_basis": legal_basis,
        "objective": served,
    }
    programme: Programme = tally.put(Programme, {"only": True}, values)
    if not tally.counts["unchanged"]:
        body = {"title": dict(title), "purpose": dict(purpose), "legal_basis": legal_basis, "objective": objective}
        ledger.record(kind="programme.set-up", body=body, by=by, at=at)
    return programme


def _put_plan(given: rules.Plan, owners: Mapping[str, int], tally: _Tally) -> None:
    plan = tally.put(
        Plan,
        {"code": given.code},
        {
            **_names(given.names),
            "mn_basis": given.mn_basis,
            "adopted_on": given.adopted_on,
            "legal_basis": given.legal_basis,
            "objectives_total": given.objectives_total,
            "numbering_basis": given.numbering_basis,
            "basis": given.basis,
            "source": given.source,
        },
    )
    goals = {goal.number: _put_goal(plan, goal, tally) for goal in given.goals}
    for place, indicator in enumerate(given.indicators, start=1):
        _put_indicator(goals[indicator.goal], place, indicator, owners, tally)


def _put_goal(plan: Plan, given: rules.Goal, tally: _Tally) -> Goal:
    values = {
        **_names(given.names),
        "about": given.about,
        "objectives_total": given.objectives_total,
        "objectives_total_basis": given.objectives_total_basis,
        "basis": given.basis,
        "source": given.source,
    }
    goal: Goal = tally.put(Goal, {"plan": plan, "number": given.number}, values)
    for one in given.objectives:
        values = {**_names(one.names), "about": one.about, "basis": one.basis}
        tally.put(Objective, {"goal": goal, "number": one.number}, values)
    return goal


def _put_indicator(goal: Goal, place: int, given: rules.Indicator, owners: Mapping[str, int], tally: _Tally) -> None:
    same = (
        "unit", "unit_as_printed", "direction", "direction_basis", "base_year", "base_value", "data_owner",
        "data_owner_basis", "basis", "source", "note",
    )  # fmt: skip
    values = {
        **_names(given.names),
        **{name: getattr(given, name) for name in same},
        "goal_id": goal.pk,
        "place": place,
        "owner_id": owners.get(given.owner),
    }
    indicator: Indicator = tally.put(Indicator, {"code": given.code}, values)
    for target in given.targets:
        found = {"indicator": indicator, "year": target.year}
        tally.put(Target, found, {"comparator": target.comparator, "value": target.value})


def _names(names: rules.Names) -> dict[str, str]:
    return {"name_mn": names.mn, "name_en": names.en, "name_ko": names.ko}
