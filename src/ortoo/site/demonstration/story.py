"""What a building needs at every step, and how it takes in a file as somebody would."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime

from ortoo.access.models import User
from ortoo.jobs.imports import kind_named, take_in
from ortoo.jobs.progress import Progress
from ortoo.site.demonstration.staff import Staff

SEED = 2050


@dataclass(frozen=True)
class Story:
    """Who acts, how large it is, who listens, and the moment at which it is built."""

    staff: Staff
    size: int
    progress: Callable[[str], Progress]
    now: datetime


def at(year: int, month: int, day: int, hour: int = 2) -> datetime:
    """An hour of UTC; 2 is the morning of an office in Mongolia."""
    return datetime(year, month, day, hour, tzinfo=UTC)


def take(story: Story, kind: str, content: bytes, by: User, at: datetime, **options: str) -> None:
    """One file, as somebody would import it; an example file of ours that is refused is a fault of ours."""
    known = kind_named(kind)
    report = take_in(
        kind=known,
        content=content,
        filename=f"{kind}-{at.year}{known.suffixes[0]}",
        options=options,
        dry_run=False,
        by=by,
        at=at,
        progress=story.progress(f"Import {kind} of {at.year}"),
    )
    assert not report.problems, [problem.sentence("en") for problem in report.problems[:5]]
