"""What of actions waits for a planner: a commitment to answer, one to deliver, a delivery to confirm."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from ortoo.access.rules.grants import Grants
from ortoo.actions.access import bodies_of
from ortoo.actions.models import Commitment
from ortoo.actions.queries.bodies import bodies_planned_for
from ortoo.actions.queries.commitments import state_of, with_acts
from ortoo.actions.rules.states import State
from ortoo.pages.components import WAITS_FOR_YOU, Tag, Task

AHEAD = timedelta(days=30)
"""What is due later does not wait yet."""
MOST = 10

LATE = Tag("late", gettext_lazy("Late"))


def waiting_for(grants: Grants) -> list[Task]:
    """The earliest due first."""
    codes = bodies_of(grants)
    if not codes:
        return []
    today = timezone.localdate()
    mine = bodies_planned_for(codes, today)
    open_ones = Commitment.objects.filter(Q(giver__in=mine) | Q(receiver__in=mine))
    rows = with_acts(open_ones.exclude(acts__act__in=("confirm", "refuse"))).order_by("due", "pk")
    found: list[Task] = []
    for row in rows:
        for what, page in _wanted(row, mine, grants):
            if page != "deliver" or row.due - today <= AHEAD:
                address = reverse(f"actions:{page}", args=[row.measure.code, row.code])
                tag = LATE if row.due < today else WAITS_FOR_YOU
                found.append(Task(what, address, tag, row.name.within(before=f"{row.code}, "), row.due))
    return found[:MOST]


def _wanted(row: Commitment, mine: set[int], grants: Grants) -> Iterator[tuple[Promise, str]]:
    state = state_of(row)
    if row.giver_id in mine and state is State.PROPOSED:
        yield gettext_lazy("Answer a commitment"), "commitment"
    if row.giver_id in mine and state in (State.ACCEPTED, State.RETURNED):
        yield gettext_lazy("Deliver what was promised"), "deliver"
    if row.receiver_id in mine and state is State.DELIVERED:
        delivered = max((act for act in row.acts.all()), key=lambda act: act.pk)
        if delivered.by_id != grants.user_id:
            yield gettext_lazy("Confirm receipt"), "confirm"
