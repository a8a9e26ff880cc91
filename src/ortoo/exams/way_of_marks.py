"""The steps from scored sheets to released marks, and whose turn each is."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext_lazy, pgettext_lazy

from ortoo.access.rules.grants import Grants
from ortoo.exams.access import can_release, can_see_items
from ortoo.exams.models import FormPlan, Sitting
from ortoo.exams.queries.releases import Standing, standing_of
from ortoo.pages.components import WAITS_FOR_YOU, Tag, Task, Text

DONE = Tag("done", pgettext_lazy("step", "Done"))
NOT_YET = Tag("none", pgettext_lazy("step", "Not yet"))
OPEN = Tag("waits", pgettext_lazy("step", "Waits"))
NEEDLESS = Tag("done", pgettext_lazy("step", "Not needed"))

ANALYSE = gettext_lazy("Analyse the items")
EQUATE = gettext_lazy("Equate the forms")
LOOK = gettext_lazy("Let the gate look")
ANSWER = gettext_lazy("Answer what the gate found")
RELEASE = gettext_lazy("Release the marks")


def steps(standing: Standing) -> list[Task]:
    """All of them, each with where it stands."""
    gate = standing.gate
    equated = not standing.unequated and standing.analysed
    rows: list[tuple[Text, str, bool, bool]] = [
        (ANALYSE, "analysis", standing.analysed, standing.scoring is not None),
        (EQUATE, "equating", equated, standing.analysed),
        (LOOK, "gate", gate is not None, standing.scoring is not None),
        (ANSWER, "gate", gate is not None and gate.open, gate is not None),
        (RELEASE, "release", standing.release is not None, equated and gate is not None and gate.open),
    ]
    found = [
        Task(what, reverse(f"exams:{page}", args=[standing.plan.sitting.code]), _tag(done, turn))
        for what, page, done, turn in rows
    ]
    if not standing.equates:
        found[1] = Task(EQUATE, found[1].address, NEEDLESS)
    return found


def way_section(sitting: Sitting, grants: Grants) -> list[Task]:
    """On the page of a sitting, once there is a scoring; for those who may see items."""
    if not can_see_items(grants):
        return []
    plans = FormPlan.objects.filter(sitting=sitting, scorings__isnull=False)
    plan = plans.select_related("sitting", "release").first()
    if plan is None:
        return []
    return steps_done(plan) if hasattr(plan, "release") else steps(standing_of(plan))


def steps_done(plan: FormPlan) -> list[Task]:
    """Once marks are released, without asking further."""
    rows = [(ANALYSE, "analysis"), (EQUATE, "equating"), (LOOK, "gate"), (RELEASE, "release")]
    return [
        Task(
            what,
            reverse(f"exams:{page}", args=[plan.sitting.code]),
            NEEDLESS if page == "equating" and not plan.method else DONE,
        )
        for what, page in rows
    ]


def _tag(done: bool, turn: bool) -> Tag:
    return DONE if done else OPEN if turn else NOT_YET


def waiting_on_the_way(grants: Grants) -> list[Task]:
    """The next step of each sitting that is scored and not released, for those whose turn it is."""
    if grants.user_id is None or not can_release(grants):
        return []
    plans = FormPlan.objects.filter(release=None, scorings__isnull=False).distinct().select_related("sitting")
    found: list[Task] = []
    for plan in plans.order_by("sitting__held_on", "sitting__code"):
        standing = standing_of(plan)
        if standing.current:
            found += _next(standing, grants.user_id)
    return found


def _next(standing: Standing, account: int) -> list[Task]:
    """Equating waits for the analysis, and the release for everything; the gate may look beside them."""
    gate = standing.gate
    rows: list[tuple[Text, str]] = []
    if not standing.analysed:
        rows.append((ANALYSE, "analysis"))
    elif standing.unequated:
        rows.append((EQUATE, "equating"))
    if gate is None:
        rows.append((LOOK, "gate"))
    elif not gate.open and gate.gate.looked_by_id != account:
        rows.append((ANSWER, "gate"))
    elif gate.open and not rows:
        rows.append((RELEASE, "release"))
    sitting = standing.plan.sitting
    return [
        Task(what, reverse(f"exams:{page}", args=[sitting.code]), WAITS_FOR_YOU, sitting.name) for what, page in rows
    ]
