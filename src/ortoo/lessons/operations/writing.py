"""A lesson is written, and amended by a new one beside it."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone

from ortoo.access.models import User
from ortoo.access.queries import grants_at
from ortoo.ledger import operations as ledger
from ortoo.ledger.rules.canonical import canonical
from ortoo.lessons.access import check_may_write
from ortoo.lessons.models import Lesson, LessonNote, Precondition
from ortoo.lessons.queries.lessons import lesson_state
from ortoo.lessons.queries.owners import bodies_at_home, planners_of
from ortoo.lessons.rules.gates import Draft, check_whole, said
from ortoo.lessons.rules.states import Act, check_may_follow
from ortoo.messages import operations as messages
from ortoo.multilingual.refusals import LANGUAGES, Refusal
from ortoo.visits.queries.visits import held_visit

if TYPE_CHECKING:
    from ortoo.people.models import Organization
    from ortoo.visits.models import ObservationNote, Visit, VisitTopic


@transaction.atomic
def write_lesson(
    *, visit: Visit, topic: VisitTopic, notes: Sequence[ObservationNote], owner: str, draft: Draft, by: User,
    at: datetime,
) -> Lesson:  # fmt: skip
    """From at least one observation note of the visit; `owner`: the code of a body at home that is there on the day.

    Refused to whoever neither travels on the visit nor manages the academy; for a draft with a gap; for a topic or a
    note of another visit, and for a note that a later one replaces. The planners of the owner are told.
    """
    check_may_write(grants_at(by, at), visit)
    return _write(visit, topic, notes, owner, draft, None, by, at)


@transaction.atomic
def amend_lesson(
    *, lesson: Lesson, topic: VisitTopic, notes: Sequence[ObservationNote], owner: str, draft: Draft, by: User,
    at: datetime,
) -> Lesson:  # fmt: skip
    """A new lesson that replaces `lesson`, under a code of its own, and waits for a decision of its own.

    Refused as `write_lesson` is, and for a lesson that is replaced already or that was adopted.
    """
    held = Lesson.objects.select_for_update(of=("self",)).select_related("visit").get(pk=lesson.pk)
    check_may_write(grants_at(by, at), held.visit)
    check_may_follow(lesson_state(held), Act.AMEND)
    return _write(held.visit, topic, notes, owner, draft, held, by, at)


def _write(
    visit: Visit, topic: VisitTopic, notes: Sequence[ObservationNote], owner: str, draft: Draft,
    replaces: Lesson | None, by: User, at: datetime,
) -> Lesson:  # fmt: skip
    today = timezone.localdate(at)
    held_visit(visit.pk)  # before the first lesson there is no other row at which writers of a visit queue for a code
    body = _owner(owner, today)
    _check_rests(visit, topic, notes)
    check_whole(draft)
    names = {f"name_{language}": said(draft.names).get(language, "") for language in LANGUAGES}
    made = Lesson.objects.create(
        code=_next_code(today.year), visit=visit, topic=topic, owner=body, problem=said(draft.problem),
        mechanism=said(draft.mechanism), evidence=said(draft.evidence), counter_evidence=said(draft.counter_evidence),
        adaptation=said(draft.adaptation), degree=draft.degree, author=by, written_at=at, replaces=replaces, **names,
    )  # fmt: skip
    LessonNote.objects.everything(because="makes rows, and reads none").bulk_create(
        LessonNote(lesson=made, note_id=key) for key in _keys(notes)
    )
    Precondition.objects.bulk_create(
        Precondition(
            lesson=made, place=place, kind=one.kind, text=said(one.text), standing=one.standing, plan=said(one.plan)
        )
        for place, one in enumerate(draft.conditions, start=1)
    )
    values = {"lesson": said(draft.names), "code": made.code}
    messages.tell(
        kind="lessons.written", to=[one for one in planners_of(body, today) if one != by.pk], values=values,
        address=f"lessons/{made.code}/", by=by, at=at,
    )  # fmt: skip
    ledger.record(kind="lesson.written", body=_entry(made, body, draft, len(_keys(notes))), by=by, at=at)
    return made


def _owner(code: str, today: date) -> Organization:
    body = bodies_at_home(today).filter(code=code).first()
    if body is None:
        raise Refusal("lessons.owner_not_there", owner=code, day=today.isoformat(), field="owner")
    return body


def _check_rests(visit: Visit, topic: VisitTopic, notes: Sequence[ObservationNote]) -> None:
    if topic.visit_id != visit.pk:
        raise Refusal("lessons.another_visits_topic", topic=topic.code, visit=visit.code, field="topic")
    if not notes:
        raise Refusal("lessons.no_note", field="notes")
    if any(note.stop.visit_id != visit.pk for note in notes):
        raise Refusal("lessons.another_visits_note", visit=visit.code, field="notes")
    if any(hasattr(note, "replaced_by") for note in notes):
        raise Refusal("lessons.note_replaced", field="notes")


def _keys(notes: Sequence[ObservationNote]) -> list[int]:
    return list(dict.fromkeys(note.pk for note in notes))


def _next_code(year: int) -> str:
    """L-2026-1 and on: rows are never deleted, so as many as there are were given out."""
    # Whoever writes at the same moment waits at the first lesson there is, and counts after us.
    Lesson.objects.select_for_update().order_by("pk").values_list("pk").first()
    begin = f"L-{year}-"
    return f"{begin}{Lesson.objects.filter(code__startswith=begin).count() + 1}"


def _entry(made: Lesson, owner: Organization, draft: Draft, notes: int) -> dict[str, object]:
    text = {
        "names": said(draft.names),
        "problem": made.problem,
        "mechanism": made.mechanism,
        "evidence": made.evidence,
        "counter_evidence": made.counter_evidence,
        "adaptation": made.adaptation,
        "conditions": [[one.kind, said(one.text), one.standing, said(one.plan)] for one in draft.conditions],
    }
    return {
        "lesson": made.code,
        "visit": made.visit.code,
        "topic": made.topic.code,
        "owner": owner.code,
        "degree": str(made.degree),
        "notes": notes,
        "text_sha256": hashlib.sha256(canonical(text)).hexdigest(),
        "replaces": None if made.replaces is None else made.replaces.code,
    }
