"""The steps from a sitting to its sealed forms, as what waits for an exam officer."""

from __future__ import annotations

from django.utils.translation import gettext_lazy

from ortoo.access.rules.grants import Grants
from ortoo.exams.access import can_keep_marks, can_see_items
from ortoo.exams.models import FormPlan, Sitting
from ortoo.exams.queries.forms import sittings_before_their_seal
from ortoo.exams.words.forms import forms_page
from ortoo.pages.components import WAITS_FOR_YOU, Act, Task


def acts_of_forms(sitting: Sitting, grants: Grants) -> list[Act]:
    """On the page of a sitting that may still get forms; once it has a plan they stand among all steps there."""
    if not can_see_items(grants) or sitting.held_on < grants.on or hasattr(sitting, "form_plan"):
        return []
    return [Act(gettext_lazy("Forms"), forms_page(sitting))]


def waiting_for_forms(grants: Grants) -> list[Task]:
    """Forms to plan, to assemble and to seal before the day of each sitting."""
    if not can_keep_marks(grants):
        return []
    return [_next(sitting, plan) for sitting, plan in sittings_before_their_seal(grants.on)]


def _next(sitting: Sitting, plan: FormPlan | None) -> Task:
    if plan is None:
        what, page = gettext_lazy("Plan the forms"), "plan-forms"
    elif plan.assembled_at is None:
        what, page = gettext_lazy("Assemble the forms"), "assemble-forms"
    else:
        what, page = gettext_lazy("Seal the forms"), "seal-forms"
    return Task(what, forms_page(sitting, page), WAITS_FOR_YOU, sitting.name, due=sitting.held_on)
