"""Forms: a lesson is written or amended."""

from __future__ import annotations

from functools import cached_property
from typing import Any

from django.http import Http404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy

from ortoo.lessons import operations
from ortoo.lessons.access import check_may_write
from ortoo.lessons.forms import LessonForm
from ortoo.lessons.models import Lesson
from ortoo.lessons.queries.lessons import lesson_state, note_keys
from ortoo.lessons.queries.owners import bodies_at_home
from ortoo.lessons.queries.visits import current_notes
from ortoo.lessons.rules.states import Act, check_may_follow
from ortoo.lessons.showing import note_label
from ortoo.lessons.views.lists import address
from ortoo.lessons.views.pages import found_lesson
from ortoo.pages.components import Text
from ortoo.pages.forms import FormPage
from ortoo.visits.queries.notes import notes_of
from ortoo.visits.queries.visits import visit_seen


class WriteLesson(FormPage):
    title: Text = gettext_lazy("Write a lesson")
    lead = gettext_lazy(
        "One language is enough; what the others lack is marked. A lesson that says “not here” counts as fully."
    )
    form_class = LessonForm
    submit = gettext_lazy("Write the lesson")
    done: Text = gettext_lazy("The lesson is written, and its owner is told.")
    template_name = "lessons/write.html"

    @cached_property
    def visit(self) -> Any:
        found = visit_seen(self.request.grants, self.kwargs["code"])
        if found is None:
            raise Http404
        return found

    def check(self) -> None:
        check_may_write(self.request.grants, self.visit)
        self.back = reverse("lessons:home")

    @cached_property
    def notes(self) -> dict[str, Any]:
        """Own ones first, each by its key as the form sends it."""
        own = self.request.grants.user_id
        rows = sorted(notes_of(self.visit), key=lambda note: note.observer.official.account_id != own)
        return {str(note.pk): note for note in rows}

    @cached_property
    def topics(self) -> dict[str, Any]:
        return {topic.code: topic for topic in self.visit.topics.order_by("place")}

    def form_arguments(self) -> dict[str, Any]:
        own = self.request.grants.user_id
        return {
            "topics": [(code, topic.name) for code, topic in self.topics.items()],
            "owners": [(body.code, body.name) for body in bodies_at_home(timezone.localdate())],
            "notes": [
                (key, note_label(note, own=note.observer.official.account_id == own))
                for key, note in self.notes.items()
            ],
        }

    def initial(self) -> dict[str, Any]:
        """From an own note, where the address names one: its topic, and the note ticked."""
        note = self.notes.get(self.request.GET.get("note", ""))
        if note is None:
            return {}
        return {"notes": [str(note.pk)], "topic": note.stop.topic.code if note.stop.topic else ""}

    def written(self, form: LessonForm) -> dict[str, Any]:
        given = form.cleaned_data
        return {
            "topic": self.topics[given["topic"]],
            "notes": [self.notes[key] for key in given["notes"]],
            "owner": given["owner"],
            "draft": form.draft(),
            "by": self.by,
            "at": timezone.now(),
        }

    def act(self, form: LessonForm) -> str:
        return address(operations.write_lesson(visit=self.visit, **self.written(form)))


class AmendLesson(WriteLesson):
    title = gettext_lazy("Amend a lesson")
    submit = gettext_lazy("Write it anew")
    done = gettext_lazy("The new lesson replaces the earlier one, and its owner is told.")

    @cached_property
    def lesson(self) -> Lesson:
        return found_lesson(self.kwargs["lesson"])

    @property
    def visit(self) -> Any:
        return self.lesson.visit

    def check(self) -> None:
        check_may_write(self.request.grants, self.visit)
        check_may_follow(lesson_state(self.lesson), Act.AMEND)
        self.back = address(self.lesson)

    def form_arguments(self) -> dict[str, Any]:
        return {**super().form_arguments(), "written": len(self.lesson.preconditions.all())}

    def initial(self) -> dict[str, Any]:
        """What the lesson says now."""
        lesson = self.lesson
        found: dict[str, Any] = {
            "topic": lesson.topic.code,
            "owner": lesson.owner.code,
            "degree": lesson.degree,
            "notes": [str(note.pk) for note in current_notes(note_keys(lesson))],
        }
        for part, texts in (("names", lesson.names), *((part, getattr(lesson, part)) for part in lesson.TEXTS)):
            found |= {f"{part}_{language}": text for language, text in texts.items()}
        for line, row in enumerate(sorted(lesson.preconditions.all(), key=lambda row: row.place), start=1):
            found |= {f"kind_{line}": row.kind, f"standing_{line}": row.standing}
            found |= {f"text_{line}_{language}": text for language, text in row.text.items()}
            found |= {f"plan_{line}_{language}": text for language, text in row.plan.items()}
        return found

    def act(self, form: LessonForm) -> str:
        return address(operations.amend_lesson(lesson=self.lesson, **self.written(form)))
