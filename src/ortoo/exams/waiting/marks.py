"""The steps from planned forms to released marks, where each stands, and whose turn the later ones are."""

from __future__ import annotations

from dataclasses import replace

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
NEEDLESS = Tag("none", pgettext_lazy("step", "Not needed"))

FORMS = gettext_lazy("Plan, assemble and seal the forms")
SHEETS = gettext_lazy("Take in the answer sheets")
SCORE = gettext_lazy("Score them by two scorers")
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
    found = [_step(standing.plan, what, page, _tag(done, turn)) for what, page, done, turn in rows]
    if not standing.equates:
        found[1] = replace(found[1], tag=NEEDLESS)
    return found


def way_section(sitting: Sitting, grants: Grants) -> list[Task]:
    """On the page of a sitting that has forms, for those who may see items: the whole way. The sitting comes with
    `form_plan` and its `release`, if any.
    """
    if not can_see_items(grants) or not hasattr(sitting, "form_plan"):
        return []
    if hasattr(sitting.form_plan, "release"):
        return _done(sitting.form_plan)
    standing = standing_of(sitting.form_plan)
    return [*_before(standing), *steps(standing)]


def _before(standing: Standing) -> list[Task]:
    """The steps up to the scoring."""
    sealed, scored = standing.plan.sealed_at is not None, standing.scoring is not None
    rows = [
        (FORMS, "exam-forms", sealed, True),
        (SHEETS, "sheets", scored, sealed),
        (SCORE, "scoring", scored and standing.current, sealed),
    ]
    return [_step(standing.plan, what, page, _tag(done, turn)) for what, page, done, turn in rows]


def _done(plan: FormPlan) -> list[Task]:
    """Once marks are released, without asking further."""
    rows = [
        (FORMS, "exam-forms"), (SHEETS, "sheets"), (SCORE, "scoring"), (ANALYSE, "analysis"), (EQUATE, "equating"),
        (LOOK, "gate"), (RELEASE, "release"),
    ]  # fmt: skip
    found = [_step(plan, what, page, DONE) for what, page in rows]
    return found if plan.method else [task if task.what != EQUATE else replace(task, tag=NEEDLESS) for task in found]


def _step(plan: FormPlan, what: Text, page: str, tag: Tag) -> Task:
    return Task(what, reverse(f"exams:{page}", args=[plan.sitting.code]), tag)


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
