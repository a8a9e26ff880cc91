"""The form of the owner."""

from __future__ import annotations

from functools import cached_property
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy

from ortoo.lessons import operations
from ortoo.lessons.access import check_may_decide
from ortoo.lessons.forms import DecisionForm
from ortoo.lessons.models import Lesson
from ortoo.lessons.queries.lessons import lesson_state
from ortoo.lessons.rules.states import Act, Outcome, check_may_follow, outcomes_after
from ortoo.lessons.views.lists import address
from ortoo.lessons.views.pages import found_lesson
from ortoo.pages.forms import FormPage
from ortoo.people.heirs import body_on


class DecideLesson(FormPage):
    title = gettext_lazy("What becomes of this lesson")
    form_class = DecisionForm
    submit = gettext_lazy("Decide")
    done = gettext_lazy("The decision is kept, and whoever wrote the lesson is told.")
    checked = True

    @cached_property
    def lesson(self) -> Lesson:
        return found_lesson(self.kwargs["lesson"])

    def check(self) -> None:
        check_may_decide(self.request.grants, body_on(self.lesson.owner_id, timezone.localdate()))
        check_may_follow(lesson_state(self.lesson), Act.DECIDE)
        self.back = address(self.lesson)

    def sentence(self) -> str:
        return self.lesson.name

    def form_arguments(self) -> dict[str, Any]:
        return {"outcomes": outcomes_after(lesson_state(self.lesson))}

    def act(self, form: DecisionForm) -> str:
        given = form.cleaned_data
        operations.decide_lesson(
            lesson=self.lesson, outcome=Outcome(given["outcome"]), reason=given["reason"], by=self.by,
            at=timezone.now(),
        )  # fmt: skip
        return address(self.lesson)
