"""The second scorer: what sheets are worth, computed by the database in one statement from keys as they are kept.

It shares no line with rules/scoring: other tables of letters, other arithmetic, other hands on essays. What both are
given is in which order letters were printed, since that is a fact of the paper.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence

from django.db import connection, transaction

from ortoo.exams.queries.scorer_sql.statement import statement

__all__ = ["scored_by_sql", "statement"]

Scored = tuple[str, int, int, int, dict[int, int]]


def scored_by_sql(plan: int, printed: Sequence[tuple[int, Sequence[int]]]) -> Iterator[Scored]:
    """(personnel number, form, points, most, {place: thousandths of the item}) of each sheet that counts.

    printed: (item of a form, places in the bank from 0 as printed) of match and order. Points: thousandths of a point.
    """
    orders = json.dumps([{"item": item, "places": list(places)} for item, places in printed])
    with transaction.atomic(), connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            # Compiling a statement of this size to machine code takes longer than running it; and its tables have no
            # statistics, so that a planner takes them for small and compares every answer with every other.
            cursor.execute("SET LOCAL jit = off; SET LOCAL enable_nestloop = off")
        cursor.execute(statement(connection.vendor), [orders, plan, plan, plan])
        rows = cursor.fetchall()
    for number, form, points, most, listed in rows:
        pairs = (one.split(":") for one in listed.split(","))
        yield number, form, int(points), int(most), {int(place): int(worth) for place, worth in pairs}
