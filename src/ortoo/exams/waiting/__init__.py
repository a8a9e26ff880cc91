"""What waits for somebody at exams."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import get_language, gettext_lazy, ngettext

from ortoo.access.rules.grants import Grants
from ortoo.exams.access import can_enter_again, can_keep_marks
from ortoo.exams.models import Sitting
from ortoo.exams.queries import without_marks
from ortoo.exams.queries.bank import waiting_for_review
from ortoo.exams.queries.second_entries import samples_for_second_hand, sittings_for_third_hand
from ortoo.exams.waiting.forms import waiting_for_forms
from ortoo.exams.waiting.marks import waiting_on_the_way
from ortoo.exams.waiting.sheets import waiting_for_sheets
from ortoo.multilingual.numbers import whole
from ortoo.pages.components import WAITS_FOR_YOU, Task, Text


def waiting_for(grants: Grants) -> list[Task]:
    """Items to review, forms to seal, marks to import, samples and answer sheets to enter a second time, differences to
    settle, essays to mark, the steps from there to released marks: each for those whose turn it is.
    """
    hands = [*_second_hand(grants), *_third_hand(grants), *waiting_for_sheets(grants)]
    return [*_reviews(grants), *waiting_for_forms(grants), *_imports(grants), *hands, *waiting_on_the_way(grants)]


def _reviews(grants: Grants) -> list[Task]:
    """One for all of them: a file brings hundreds at once."""
    if grants.user_id is None or not can_keep_marks(grants):
        return []
    count = waiting_for_review(grants.user_id).count()
    if not count:
        return []
    items = ngettext("%(count)s item", "%(count)s items", count) % {"count": whole(count, get_language() or "en")}
    return [Task(gettext_lazy("Review items"), reverse("exams:review-items"), WAITS_FOR_YOU, items)]


def _imports(grants: Grants) -> list[Task]:
    if not can_keep_marks(grants):
        return []
    return [_task(gettext_lazy("Import the marks"), "sitting", sitting) for sitting in without_marks(grants.on)]


def _second_hand(grants: Grants) -> list[Task]:
    if grants.user_id is None or not can_enter_again(grants):
        return []
    return [
        _task(gettext_lazy("Enter marks a second time"), "enter-again", sample.sitting)
        for sample in samples_for_second_hand(grants.user_id)
    ]


def _third_hand(grants: Grants) -> list[Task]:
    if grants.user_id is None or not can_enter_again(grants):
        return []
    return [
        _task(gettext_lazy("Settle the differences"), "differences", sitting)
        for sitting in sittings_for_third_hand(grants.user_id)
    ]


def _task(what: Text, page: str, sitting: Sitting) -> Task:
    return Task(what, reverse(f"exams:{page}", args=[sitting.code]), WAITS_FOR_YOU, sitting.name)
