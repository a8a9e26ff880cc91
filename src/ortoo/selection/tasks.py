"""Long work of a round, as jobs."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from ortoo.access.models import User
from ortoo.jobs.progress import Progress
from ortoo.jobs.work import Result
from ortoo.selection import operations
from ortoo.selection.models import Round


def seal(*, arguments: dict[str, Any], by: User, at: datetime, progress: Progress) -> Result:
    round = Round.objects.select_related("formula").get(pk=arguments["round"])
    day = date.fromisoformat(arguments["as_of"])
    made = operations.seal_round(round=round, as_of=day, by=by, at=at, progress=progress)
    return Result(f"selection/{round.code}/", {"count": made.count, "root": made.root})


def find_band(*, arguments: dict[str, Any], by: User, at: datetime, progress: Progress) -> Result:
    round = Round.objects.get(pk=arguments["round"])
    made = operations.find_band(round=round, by=by, at=at, progress=progress)
    return Result(f"selection/{round.code}/band/", {"count": made.body["count"]})


def run(*, arguments: dict[str, Any], by: User, at: datetime, progress: Progress) -> Result:
    round = Round.objects.get(pk=arguments["round"])
    made = operations.run_selection(round=round, by=by, at=at, progress=progress)
    page = "list/" if made.status == "decided" else ""
    return Result(f"selection/{round.code}/{page}", {"status": made.status})


def carry_out(*, arguments: dict[str, Any], by: User, at: datetime, progress: Progress) -> Result:
    round = Round.objects.get(pk=arguments["round"])
    made = operations.carry_out(round=round, by=by, at=at, progress=progress)
    return Result(f"selection/{round.code}/", {"count": made.count, "root": made.root})


def rerun(*, arguments: dict[str, Any], by: User, at: datetime, progress: Progress) -> Result:
    round = Round.objects.get(pk=arguments["round"])
    made = operations.rerun(round=round, by=by, at=at, progress=progress)
    page = "changes/" if made.status == "decided" else ""
    return Result(f"selection/{round.code}/{page}", {"status": made.status})
