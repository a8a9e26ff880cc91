"""What training gives out: competencies and the posts that need them, as they can be taken in again."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ortoo.access.rules.grants import Grants
from ortoo.training.models import Competency, PostCompetency


def competencies_of(grants: Grants) -> Iterator[dict[str, Any]]:
    """All of them; they are no secret."""
    for row in Competency.objects.order_by("code"):
        yield {name: getattr(row, name) for name in ("code", "name_mn", "name_en", "name_ko")}


def post_competencies_of(grants: Grants) -> Iterator[dict[str, Any]]:
    """All of them; an empty part fits every post."""
    rows = PostCompetency.objects.order_by("competency__code", "pk").select_related("competency")
    for row in rows:
        yield {
            "competency": row.competency.code,
            "level": row.level or None,
            "rank_class": row.rank_class or None,
            "post": row.post or None,
        }
