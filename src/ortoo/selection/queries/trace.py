"""From which record and by which rule somebody stands at a place: what the journey follows.

Each function gives rows, and the names of the two columns in them that hold the keys: of the later thing, of the
earlier one. Keys name nobody; whoever shows a person asks what the reader may see.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from django.db.models import QuerySet

from ortoo.access.rules.grants import Grants
from ortoo.selection.models import Place, Rule

Pairs = tuple[QuerySet[Any], str, str]
WHY = "follows keys, which name nobody"


def places_by_rules() -> Pairs:
    return Place.objects.everything(because=WHY).order_by("pk"), "pk", "run__rule_id"


def places_from_records() -> Pairs:
    return Place.objects.everything(because=WHY).order_by("pk"), "pk", "record_id"


def places_named(keys: Collection[int] | None, grants: Grants) -> QuerySet[Place]:
    """Of those with `keys`, or of all, whom `grants` may see, each with its round."""
    rows = Place.objects.visible_to(grants).select_related("official", "run__round")
    return rows if keys is None else rows.filter(pk__in=keys)


def rules_named(keys: Collection[int]) -> QuerySet[Rule]:
    return Rule.objects.filter(pk__in=keys).select_related("round")
