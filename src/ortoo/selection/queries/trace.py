"""From which record and by which rule somebody stands at a place: what the journey follows.

Each function gives rows, and the names of the two columns in them that hold the keys: of the later thing, of the
earlier one. Keys name nobody; whoever shows a person asks what the reader may see.
"""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet

from ortoo.selection.models import Place

Pairs = tuple[QuerySet[Any], str, str]
WHY = "follows keys, which name nobody"


def places_by_rules() -> Pairs:
    return Place.objects.everything(because=WHY).order_by("pk"), "pk", "run__rule_id"


def places_from_records() -> Pairs:
    return Place.objects.everything(because=WHY).order_by("pk"), "pk", "record_id"
