"""The page of one lesson, and the choice of the visit to write on."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext, gettext_lazy
from django.views.decorators.http import require_GET

from ortoo.access.requests import Request
from ortoo.access.rules.grants import Grants
from ortoo.lessons.access import can_decide, can_see_authors, can_write, check_may_see_lessons
from ortoo.lessons.models import Lesson
from ortoo.lessons.queries.lessons import authors_of, decisions_of, lesson_row, lesson_state, note_keys
from ortoo.lessons.queries.visits import visits_to_write_on
from ortoo.lessons.rules.states import NEXT, State
from ortoo.lessons.rules.states import Act as Step
from ortoo.lessons.showing import conditions, standing_sentence, texts_of, works_heading
from ortoo.lessons.views.lists import address
from ortoo.lessons.words import DEGREES, STATE_TAGS, STATES
from ortoo.multilingual.basis import UNCONFIRMED
from ortoo.pages.components import Act, Fact, NextStep, Tag, Task
from ortoo.pages.lacking import languages_missing
from ortoo.pages.templatetags.ortoo import day
from ortoo.people.heirs import body_on
from ortoo.people.queries import names_by_code
from ortoo.people.words import marked_name, name_basis
from ortoo.visits.queries.notes import note_rows

if TYPE_CHECKING:
    from ortoo.people.models import Organization


def found_lesson(code: str) -> Lesson:
    lesson = lesson_row(code)
    if lesson is None:
        raise Http404
    return lesson


@login_required
@require_GET
def lesson_page(request: Request, code: str) -> HttpResponse:
    check_may_see_lessons(request.grants)
    lesson = found_lesson(code)
    state, body = lesson_state(lesson), body_on(lesson.owner_id, timezone.localdate())
    decisions, writes = list(decisions_of(lesson)), can_write(request.grants, lesson.visit)
    texts = texts_of(lesson)
    keys = note_keys(lesson)
    rows = note_rows(keys)
    bodies = {lesson.owner, body or lesson.owner, *(rows[key].stop.host.organization for key in keys)}
    context = {
        "heading": texts["names"],
        "lead": standing_sentence(lesson, state, body, decisions[0] if decisions else None),
        "lesson": lesson,
        "texts": texts,
        "state": STATE_TAGS[state],
        "works": works_heading(lesson.degree),
        "notes": [(rows[key], marked_name(rows[key].stop.host.organization)) for key in keys],
        "conditions": conditions(list(lesson.preconditions.all())),
        "decisions": _decided(decisions),
        "facts": _facts(request.grants, lesson, body),
        "acts": _acts(request.grants, lesson, state, body, writes=writes),
        **languages_missing(
            writes, lesson, *(text for one in lesson.preconditions.all() for text in (one.text, one.plan))
        ),
        "basis_note": lesson.topic.basis in UNCONFIRMED or any(name_basis(one) != "S" for one in bodies),
    }  # fmt: skip
    return render(request, "lessons/lesson.html", context)


def _decided(decisions: list[Any]) -> list[tuple[Any, Tag, str]]:
    """Each decision, its outcome as a state, and the body that took it; empty where no body is known."""
    named = names_by_code()[0] if decisions else {}
    return [(one, STATE_TAGS[one.outcome], named.get(one.organization, "")) for one in decisions]


def _facts(grants: Grants, lesson: Lesson, body: Organization | None) -> list[Fact]:
    facts = [Fact(gettext("Degree of transfer"), DEGREES[lesson.degree]), _owner(lesson, body)]
    facts.append(Fact(gettext("Visit"), lesson.visit.name))
    if can_see_authors(grants) or lesson.author_id == grants.user_id:
        facts.append(Fact(gettext("Written by"), lesson.author.shown_name))
    facts.append(Fact(gettext("Written on"), day(lesson.written_at)))
    if lesson.replaces is not None:
        facts.append(Fact(gettext("Replaces"), lesson.replaces.code, address=address(lesson.replaces)))
    later = getattr(lesson, "replaced_by", None)
    if later is not None:
        facts.append(Fact(gettext("Replaced by"), later.code, address=address(later)))
    return facts


def _owner(lesson: Lesson, body: Organization | None) -> Fact:
    if body is None:
        return Fact(
            gettext("Owner"), marked_name(lesson.owner), gettext("It has ended; the Cabinet Secretariat decides.")
        )
    if body.pk != lesson.owner_id:
        note = gettext("It took over from %(body)s, which owned the lesson.") % {"body": marked_name(lesson.owner)}
        return Fact(gettext("Owner"), marked_name(body), note)
    return Fact(gettext("Owner"), marked_name(body))


def _acts(grants: Grants, lesson: Lesson, state: State, body: Organization | None, *, writes: bool) -> list[Act]:
    acts = []
    if (state, Step.DECIDE) in NEXT and can_decide(grants, body) and grants.user_id not in authors_of(lesson):
        acts.append(Act(gettext("Decide"), reverse("lessons:decide", args=[lesson.code]), main=state is State.WRITTEN))
    if (state, Step.AMEND) in NEXT and writes:
        acts.append(Act(gettext("Amend"), reverse("lessons:amend", args=[lesson.code])))
    return acts


@login_required
@require_GET
def choose_visit(request: Request) -> HttpResponse:
    """On which visit a lesson is written; whoever has one alone is led on."""
    visits = visits_to_write_on(request.grants)
    if len(visits) == 1:
        return HttpResponseRedirect(reverse("lessons:write", args=[visits[0].code]))
    tasks = [
        Task(one.name, reverse("lessons:write", args=[one.code]), Tag("none", STATES[State.WRITTEN]), day(one.begins))
        for one in visits
    ]
    context = {
        "heading": gettext("Write a lesson"),
        "lead": gettext("Choose the visit that it comes from."),
        "tasks": tasks,
        "empty": NextStep(
            gettext_lazy("You were on no visit that has begun, so there is nothing to write a lesson from."),
            gettext_lazy("Lessons"),
            reverse("lessons:home"),
        ),
    }
    return render(request, "pages/tasks.html", context)
