"""A draft rule is tried on earlier records, composed here: who travelled then is known to a later station alone."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from ortoo.access.models import User
from ortoo.jobs import operations as jobs
from ortoo.jobs.models import Upload
from ortoo.jobs.progress import Progress
from ortoo.jobs.work import Result
from ortoo.permission.queries.deciding import permitted_of
from ortoo.selection import operations
from ortoo.selection.queries import rounds


def try_rule(*, arguments: dict[str, Any], by: User, at: datetime, progress: Progress) -> Result:
    """`arguments`: round, rule (TOML), answers, and earlier (code of a round) or upload (key of a file)."""
    known = {round.code: round for round in rounds()}
    round, earlier = known[arguments["round"]], known.get(arguments["earlier"])
    sent = Upload.objects.filter(pk=arguments["upload"], uploaded_by=by).first()
    made = operations.try_rule(
        round=round,
        text=arguments["rule"],
        answers=arguments["answers"],
        earlier=earlier,
        permitted=permitted_of(earlier) if earlier else (),
        file=(sent.name, bytes(sent.content)) if sent else None,
        by=by,
        at=at,
        progress=progress,
    )
    if sent:
        jobs.forget_content(upload_id=sent.pk, by=by, at=at)
    return Result(f"selection/{round.code}/trials/{made.number}/", {"number": made.number})
