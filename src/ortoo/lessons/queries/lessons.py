"""Lessons as pages, operations and later stations read them: no text of a lesson is personal data."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from typing import TYPE_CHECKING, Any

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery

from ortoo.access.rules.grants import Grants
from ortoo.lessons.access import can_see_lessons
from ortoo.lessons.models import Lesson, LessonDecision, LessonNote
from ortoo.lessons.rules.states import Outcome, Standing, State, state_of

if TYPE_CHECKING:
    from ortoo.visits.models import Visit

KEYS = "follows keys of notes, which name nobody"


def all_lessons() -> QuerySet[Any]:
    """Each with `outcome` (the latest, None before the first) and `is_replaced`; the latest written first."""
    latest = LessonDecision.objects.filter(lesson=OuterRef("pk")).order_by("-pk").values("outcome")[:1]
    later = Lesson.objects.filter(replaces=OuterRef("pk"))
    rows = Lesson.objects.select_related("visit", "topic", "owner")
    return rows.annotate(outcome=Subquery(latest), is_replaced=Exists(later)).order_by("-written_at", "-pk")


def current_lessons() -> QuerySet[Any]:
    """Those that no other replaces."""
    return all_lessons().filter(replaced_by=None)


def lessons_for(grants: Grants) -> QuerySet[Any]:
    """The lessons in force that `grants` may read: all of them or none."""
    return current_lessons() if can_see_lessons(grants) else current_lessons().none()


def lesson_row(code: str) -> Lesson | None:
    """One lesson, replaced ones too, with its preconditions; for a caller who has asked who may read."""
    rows = all_lessons().select_related("author", "replaces").prefetch_related("preconditions")
    return rows.filter(code=code).first()


def lesson_state(lesson: Any) -> State:
    """Of a row of `all_lessons`, without a question more; of any other row with two."""
    if hasattr(lesson, "outcome"):
        outcome, replaced = lesson.outcome, lesson.is_replaced
    else:
        latest = lesson.decisions.order_by("-pk").first()
        outcome, replaced = latest and latest.outcome, Lesson.objects.filter(replaces=lesson).exists()
    return state_of(Standing(Outcome(outcome) if outcome else None, replaced))


def decisions_of(lesson: Lesson) -> QuerySet[LessonDecision]:
    """The latest first."""
    return lesson.decisions.select_related("by").order_by("-pk")


def note_keys(lesson: Lesson) -> list[int]:
    """The notes that it rests on, in the order in which they were named."""
    return list(lesson.rests_on.everything(because=KEYS).order_by("pk").values_list("note_id", flat=True))


def authors_of(lesson: Lesson) -> frozenset[int]:
    """Accounts that wrote it or one that it replaces."""
    authors, row = set(), lesson
    while True:
        authors.add(row.author_id)
        if row.replaces is None:
            return frozenset(authors)
        row = row.replaces


def lessons_of_visit(visit: Visit) -> QuerySet[Any]:
    return current_lessons().filter(visit=visit)


def lessons_of_notes(notes: Collection[int]) -> dict[int, list[Lesson]]:
    """Note (its key) -> the lessons in force that rest on it. A note without one is left out."""
    lessons = {row.pk: row for row in current_lessons().filter(rests_on__note__in=notes).distinct()}
    found: dict[int, list[Lesson]] = defaultdict(list)
    links = (
        LessonNote.objects.everything(because=KEYS)
        .filter(note__in=notes, lesson__in=lessons)
        .order_by("note_id", "lesson__code")
    )
    for note, lesson in links.values_list("note_id", "lesson_id"):
        found[note].append(lessons[lesson])
    return dict(found)


def lessons_by(official: int) -> QuerySet[Any]:
    """Those in force that an official (by key) wrote, or that rest on what they noted."""
    wrote = Q(author__official=official)
    return current_lessons().filter(wrote | Q(rests_on__note__observer__official=official)).distinct()


def lesson_choices() -> list[tuple[str, str]]:
    """Code and finding of the lessons that a measure may build on: adopted or tried, and in force."""
    rows = current_lessons().filter(outcome__in=(Outcome.ADOPTED, Outcome.TRIED)).order_by("pk")
    return [(row.code, row.name) for row in rows]


def undecided() -> QuerySet[Any]:
    """Written, in force, and no owner has said anything yet; the longest waiting first."""
    return current_lessons().filter(outcome=None).order_by("written_at", "pk")
