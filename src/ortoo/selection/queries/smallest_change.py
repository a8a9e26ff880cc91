"""How much of a record separates one place from the list: solved again with those near the cut line alone."""

from __future__ import annotations

import json

from django.db.models import Q

from ortoo.selection.models import Place, Run
from ortoo.selection.queries.rounds import drawn_rule
from ortoo.selection.rules.candidates import pool_of_rows
from ortoo.selection.rules.decision import Decision
from ortoo.selection.rules.pool import Pool
from ortoo.selection.rules.rule import Rule
from ortoo.selection.rules.smallest_change import Change, levels, smallest_change
from ortoo.selection.rules.thousandths import thousandths

WHY = "solves again, and shows of others no more than a pseudonym"


def change_of(place: Place) -> Change | None:
    """None for who is not eligible, and under a rule that levels by lot. Two queries, or a few.

    It is found anew each time and kept nowhere: from the same run it is the same.
    """
    rule = drawn_rule(place.run.rule, place.run.round)
    if place.rank is None or levels(rule):
        return None

    def near(reach: int | None) -> Pool:
        return _pool(rule, place, reach)

    return smallest_change(rule, near, _decision(place.run), place.pseudonym, place.margin)


def _pool(rule: Rule, place: Place, reach: int | None) -> Pool:
    """Everybody of no more than `reach` below the cut line, chosen, or `place` itself; None: all who are eligible."""
    rows = Place.objects.everything(because=WHY).filter(run=place.run_id, rank__isnull=False)
    if reach is not None:
        rows = rows.filter(Q(margin__gte=-reach) | Q(status="chosen") | Q(pk=place.pk))
    sealed = (json.loads(row) for row in rows.values_list("record__row", flat=True))
    return pool_of_rows(rule, sealed)


def _decision(run: Run) -> Decision:
    """As much of it as solving again needs."""
    body, bound = run.decision, run.decision["price_bound"]
    return Decision(
        status=run.status,
        objective=body["objective"],
        floors="",
        seats=body["seats"],
        rule_sha256=body["rule_sha256"],
        chosen=tuple(body["chosen"]),
        total=thousandths(body["total"]),
        price_bound=None if bound is None else thousandths(bound),
    )
