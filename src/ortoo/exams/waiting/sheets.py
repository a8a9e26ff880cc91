"""What waits between the seal of the forms and a scoring: sheets, differences, essays, the scoring itself."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext_lazy

from ortoo.access.rules.grants import Grants
from ortoo.exams.access import can_enter_again, can_release, can_see_items, can_see_sheets
from ortoo.exams.models import FormPlan, Sitting
from ortoo.exams.queries.essays import essay_waits_for, essays_wait
from ortoo.exams.queries.scoring import is_current, latest_scoring
from ortoo.exams.queries.sheets import open_plans, sheet_state, to_enter_again, to_settle
from ortoo.pages.components import WAITS_FOR_YOU, Act, Task, Text

ENTER_AGAIN = gettext_lazy("Enter answer sheets a second time")
SETTLE = gettext_lazy("Settle answer sheets that differ")
MARK = gettext_lazy("Mark essays")
SCORE = gettext_lazy("Score the sheets")


def acts_of_sheets(sitting: Sitting, grants: Grants) -> list[Act]:
    """On the page of a sitting, once its forms are sealed; who may see items finds them among all steps there."""
    plan = getattr(sitting, "form_plan", None)
    if can_see_items(grants) or not can_see_sheets(grants) or plan is None or plan.sealed_at is None:
        return []

    def to(what: Text, page: str) -> Act:
        return Act(what, reverse(f"exams:{page}", args=[sitting.code]))

    return [to(gettext_lazy("Answer sheets"), "sheets"), to(gettext_lazy("Essays"), "essays")]


def waiting_for_sheets(grants: Grants) -> list[Task]:
    """Of each sitting whose forms are sealed and whose marks are not released, for those whose turn it is."""
    if grants.user_id is None or not (can_enter_again(grants) or can_release(grants)):
        return []
    return [task for plan in open_plans() for task in _of_plan(plan, grants, grants.user_id)]


def _of_plan(plan: FormPlan, grants: Grants, account: int) -> list[Task]:
    found: list[tuple[Text, str]] = []
    if can_enter_again(grants):
        if to_enter_again(plan, account).exists():
            found.append((ENTER_AGAIN, "enter-sheet"))
        if to_settle(plan, account).exists():
            found.append((SETTLE, "sheet-differences"))
        if essay_waits_for(plan, account):
            found.append((MARK, "essays"))
    if can_release(grants) and _to_score(plan):
        found.append((SCORE, "scoring"))
    code, name = plan.sitting.code, plan.sitting.name
    return [Task(what, reverse(f"exams:{page}", args=[code]), WAITS_FOR_YOU, name) for what, page in found]


def _to_score(plan: FormPlan) -> bool:
    """Where everything is known for sure and no scoring of it stands."""
    if not sheet_state(plan).ready or essays_wait(plan):
        return False
    latest = latest_scoring(plan)
    return latest is None or not is_current(latest)
