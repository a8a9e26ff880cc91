"""Lessons are written, amended beside and decided, with real rows."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.utils.translation import override

from ortoo.access.rules.roles import Role, Scope
from ortoo.ledger.models import Entry
from ortoo.lessons.models import Lesson
from ortoo.lessons.queries.lessons import (
    decisions_of,
    lesson_choices,
    lesson_row,
    lesson_state,
    lessons_by,
    lessons_for,
    lessons_of_notes,
    lessons_of_visit,
    note_keys,
    undecided,
)
from ortoo.lessons.rules.gates import Degree
from ortoo.lessons.rules.states import Outcome, State
from ortoo.messages.models import Message
from tests.cast import AT, grants, person
from tests.expecting import entry, refused
from tests.factories import travels
from tests.factories.people import organization
from tests.lessons import seen
from tests.lessons.seen import Cast, account

pytestmark = pytest.mark.django_db
UNPLANNED = replace(seen.DRAFT.conditions[0], plan={})
LATER = datetime(2026, 3, 3, 4, 0, tzinfo=UTC)


def test_a_lesson_is_kept_as_it_was_written(cast: Cast) -> None:
    made = seen.written(cast, draft=replace(seen.DRAFT, evidence={"en": " 98 of 100 \n", "ko": " "}))
    kept = lesson_row("L-2026-1")
    assert kept is not None
    assert (kept.pk, kept.name_en, kept.name_ko, kept.evidence, kept.adaptation) == (
        made.pk, "One card pays every tram and bus", "", {"en": "98 of 100"}, {},
    )  # fmt: skip
    assert [(row.place, row.kind, row.standing, row.plan) for row in kept.preconditions.order_by("place")] == [
        (1, "institutions", "absent", {"en": "Found it with the lines"}),
        (2, "law", "met", {}),
    ]
    assert note_keys(kept) == [note.pk for note in cast.notes]
    assert (lesson_state(kept), kept.owner.code, kept.degree) == (State.WRITTEN, "MOF", "emulation")


def test_the_ledger_names_codes_and_the_hash_of_the_words(lesson: Lesson) -> None:
    said = entry("lesson.written")
    assert len(said.pop("text_sha256")) == 64
    del said["by"]
    assert said == {
        "lesson": "L-2026-1", "visit": "V1", "topic": "T1", "owner": "MOF", "degree": "emulation", "notes": 2,
        "replaces": None,
    }  # fmt: skip


def test_the_planners_of_the_owner_are_told_and_nobody_else(lesson: Lesson) -> None:
    assert told("lessons.written") == ["planner"]


def test_codes_run_through_the_year(cast: Cast) -> None:
    codes = [seen.written(cast).code for _ in range(3)]
    next_year = datetime(2027, 1, 5, 4, 0, tzinfo=UTC)
    assert [*codes, seen.written(cast, at=next_year).code] == ["L-2026-1", "L-2026-2", "L-2026-3", "L-2027-1"]


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"draft": replace(seen.DRAFT, evidence={})}, "lessons.without.evidence"),
        ({"draft": replace(seen.DRAFT, problem={"en": " "})}, "lessons.without.problem"),
        ({"draft": replace(seen.DRAFT, conditions=(UNPLANNED,))}, "lessons.without.plan"),
        ({"notes": ()}, "lessons.no_note"),
        ({"owner": "HOST"}, "lessons.owner_not_there"),
        ({"owner": "NONE"}, "lessons.owner_not_there"),
    ],
)  # fmt: skip
def test_an_incomplete_lesson_is_refused_and_leaves_nothing(cast: Cast, changed: dict[str, Any], code: str) -> None:
    refused(code, lambda: seen.written(cast, **changed))
    assert (Lesson.objects.count(), Entry.objects.filter(kind="lesson.written").count()) == (0, 0)


def test_an_owner_that_has_ended_is_refused(cast: Cast) -> None:
    travels.succeeded("MOF", "MOH", date(2026, 3, 2))
    assert refused("lessons.owner_not_there", lambda: seen.written(cast)) == {"owner": "MOF", "day": "2026-03-02"}


def test_what_belongs_to_another_visit_is_refused(cast: Cast) -> None:
    other = travels.visit("V2")
    note = travels.note(travels.stop(other), travels.traveller(other, "A1"), key="of another visit")
    refused("lessons.another_visits_topic", lambda: seen.written(cast, topic=other.topics.get(code="T1")))
    refused("lessons.another_visits_note", lambda: seen.written(cast, notes=(*cast.notes, note)))


def test_a_note_that_was_amended_is_refused(cast: Cast) -> None:
    later = travels.amended(cast.notes[0], "One card pays nearly every tram")
    refused("lessons.note_replaced", lambda: seen.written(cast))
    assert note_keys(seen.written(cast, notes=(later,))) == [later.pk]


def test_travellers_and_the_academy_write_and_nobody_else(cast: Cast) -> None:
    for writer in (account(cast.second), cast.manager):
        assert seen.written(cast, by=writer).author == writer
    for stranger in (cast.planner, cast.secretary, cast.outsider):
        refused("access.role_needed", lambda by=stranger: seen.written(cast, by=by))


def test_who_has_left_the_delegation_writes_no_more(cast: Cast) -> None:
    row = cast.second
    row.left_at = AT
    row.save()
    refused("access.role_needed", lambda: seen.written(cast, by=account(cast.second)))


# ---- deciding


def test_the_owner_decides_and_the_author_is_told(cast: Cast, lesson: Lesson) -> None:
    seen.decided(cast, lesson, Outcome.TRIED, reason=" On one line first ")
    latest = decisions_of(lesson)[0]
    assert (latest.outcome, latest.reason, latest.organization, latest.by) == (
        "tried", "On one line first", "MOF", cast.planner,
    )  # fmt: skip
    said = entry("lesson.decided")
    assert (said["lesson"], said["outcome"], said["organization"]) == ("L-2026-1", "tried", "MOF")
    assert "reason" not in said
    assert told("lessons.decided") == ["A1"]
    message = Message.objects.everything(because="a test looks").get(kind="lessons.decided")
    assert message.text.startswith("“One card pays every tram and bus”: tried first.")


def test_the_latest_word_counts_and_all_stay(cast: Cast, lesson: Lesson) -> None:
    seen.decided(cast, lesson, Outcome.TRIED)
    seen.decided(cast, lesson, Outcome.REJECTED, by=cast.secretary, at=LATER)
    assert [one.outcome for one in decisions_of(lesson)] == ["rejected", "tried"]
    assert lesson_state(lesson) is State.REJECTED
    refused("lessons.decided_already.rejected", lambda: seen.decided(cast, lesson, Outcome.REJECTED))


def test_another_body_s_planner_and_whoever_plans_nowhere_are_refused(cast: Cast, lesson: Lesson) -> None:
    assert refused("lessons.another_owner", lambda: seen.decided(cast, lesson, by=cast.other)) == {"owner": "MOF"}
    everywhere = person("everywhere", Role.MINISTRY_PLANNER)
    refused("lessons.another_owner", lambda: seen.decided(cast, lesson, by=everywhere))
    for stranger in (cast.manager, cast.outsider, cast.author):
        refused("access.role_needed", lambda by=stranger: seen.decided(cast, lesson, by=by))


def test_the_successor_decides_in_place_of_an_owner_that_has_ended(cast: Cast, lesson: Lesson) -> None:
    travels.succeeded("MOF", "MOH", date(2026, 3, 2))
    assert refused("lessons.another_owner", lambda: seen.decided(cast, lesson)) == {"owner": "MOH"}
    assert seen.decided(cast, lesson, by=cast.other).organization == "MOH"


def test_of_successors_the_first_in_force_decides(cast: Cast, lesson: Lesson) -> None:
    organization("MED")
    travels.succeeded("MOF", "MOH", date(2025, 1, 1))
    travels.succeeded("MOH", "MED", date(2026, 1, 1))
    assert seen.decided(cast, lesson, by=travels.planner("med", "MED")).organization == "MED"


def test_without_a_successor_only_the_secretariat_decides(cast: Cast, lesson: Lesson) -> None:
    body = organization("MOF")
    body.valid_to = date(2026, 3, 1)
    body.save()
    assert refused("lessons.another_owner", lambda: seen.decided(cast, lesson)) == {"owner": "–"}
    assert seen.decided(cast, lesson, by=cast.secretary).organization == ""


def test_nobody_decides_on_what_they_wrote_themselves(cast: Cast) -> None:
    both = person("both", Role.ACADEMY_MANAGER, Role.CABINET_SECRETARIAT)
    own = seen.written(cast, by=both)
    assert refused("lessons.own_lesson", lambda: seen.decided(cast, own, by=both)) == {"lesson": "L-2026-1"}
    by_another = seen.amended(cast, own, by=cast.manager)
    refused("lessons.own_lesson", lambda: seen.decided(cast, by_another, by=both))


def test_a_decision_without_a_reason_is_refused(cast: Cast, lesson: Lesson) -> None:
    refused("lessons.no_reason", lambda: seen.decided(cast, lesson, reason=" "))


def test_a_negative_lesson_counts_as_fully(cast: Cast) -> None:
    negative = seen.written(cast, draft=replace(seen.DRAFT, degree=Degree.NEGATIVE, conditions=()))
    seen.decided(cast, negative)
    with override("en"):
        assert lesson_choices() == [("L-2026-1", "One card pays every tram and bus")]


# ---- amending


def test_an_amended_lesson_stands_beside_and_waits_anew(cast: Cast, lesson: Lesson) -> None:
    seen.decided(cast, lesson, Outcome.REJECTED)
    later = seen.amended(cast, lesson, by=account(cast.second))
    assert (later.code, later.replaces, later.degree, later.visit) == ("L-2026-2", lesson, "mixture", cast.visit)
    assert (lesson_state(lesson), lesson_state(later)) == (State.REPLACED, State.WRITTEN)
    assert entry("lesson.written")["replaces"] == "L-2026-1"
    assert list(undecided()) == [later]
    refused("lessons.not_now.amend_replaced", lambda: seen.amended(cast, lesson))
    refused("lessons.not_now.decide_replaced", lambda: seen.decided(cast, lesson))


def test_an_adopted_lesson_keeps_its_words(cast: Cast, lesson: Lesson) -> None:
    seen.decided(cast, lesson)
    refused("lessons.not_now.amend_adopted", lambda: seen.amended(cast, lesson))
    refused("access.role_needed", lambda: seen.amended(cast, lesson, by=cast.planner))


# ---- what others read


def test_later_stations_read_what_is_in_force(cast: Cast, lesson: Lesson) -> None:
    first, second = cast.notes
    assert list(lessons_of_visit(cast.visit)) == [lesson]
    assert lessons_of_notes([first.pk, second.pk]) == {first.pk: [lesson], second.pk: [lesson]}
    assert list(lessons_by(cast.second.official_id)) == [lesson]
    later = seen.amended(cast, lesson)
    assert lessons_of_notes([first.pk, second.pk]) == {first.pk: [later]}
    assert list(lessons_by(cast.second.official_id)) == []
    assert list(lessons_by(cast.first.official_id)) == [later]
    assert lesson_choices() == []


def test_every_reader_sees_all_and_a_host_none(cast: Cast, lesson: Lesson) -> None:
    host = person("host", Role.HOST, scope=Scope.ORGANIZATION, code="HOST")
    for reader in (cast.author, cast.planner, cast.other, cast.manager, person("anar", Role.AUDITOR)):
        assert list(lessons_for(grants(reader))) == [lesson]
    for stranger in (host, cast.outsider, None):
        assert list(lessons_for(grants(stranger))) == []


def told(kind: str) -> list[str]:
    rows = Message.objects.everything(because="a test looks").filter(kind=kind)
    return sorted(rows.values_list("to__username", flat=True))
