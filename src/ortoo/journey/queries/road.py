"""One official's road, from what each station knows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, gettext, ngettext

from ortoo.exams.queries import marks_of_official
from ortoo.journey.words import STEPS
from ortoo.lessons.queries.lessons import lessons_by
from ortoo.multilingual.numbers import thousandths_text, whole
from ortoo.multilingual.texts import joined
from ortoo.pages.components import Passed
from ortoo.pages.stations import STATION_NAMES
from ortoo.people.queries import posts_of
from ortoo.permission.queries.road import Brought, brought_by
from ortoo.record.queries import records_of
from ortoo.relay import Step
from ortoo.selection.queries import places_of_official
from ortoo.selection.statement import finding
from ortoo.training.queries import completions_of
from ortoo.visits.queries.road import Travelled, travelled_by

if TYPE_CHECKING:
    from ortoo.exams.models import Mark
    from ortoo.lessons.models import Lesson
    from ortoo.people.models import Official
    from ortoo.record.models import Record
    from ortoo.selection.models import Place
    from ortoo.training.models import Enrolment


@dataclass(frozen=True)
class Road:
    """One official's road so far: where it has led to, and every stop of it in relay order."""

    step: Step
    stops: list[Passed]


def road_of(official: Official, *, own: bool) -> Road:
    """The caller has `official` from a read of those they may see.

    `own`: the reader is the official, and each stop leads to the page on which they see it whole.
    """
    marks, records, places = marks_of_official(official), records_of(official), places_of_official(official)
    courses = _courses(completions_of(official))
    brought, travelled, lessons = brought_by(official), travelled_by(official), list(lessons_by(official.pk))
    stops = [
        *_posts(official),
        *courses,
        *_marks(marks),
        *_records(records[-1:]),
        *_places(places),
        *_dossiers(brought),
        *_visits(travelled),
        *_lessons(lessons),
    ]
    step = _step(marks, records, places, brought)
    # An escort travels too, and was on no list.
    if step is Step.PERMITTED and travelled and travelled[-1].round == brought[-1].round:
        step = _step_of_visit(travelled[-1], lessons, timezone.localdate())
    return Road(step, stops if own else [replace(stop, address=None) for stop in stops])


def _step(
    marks: Sequence[Mark], records: Sequence[Record], places: Sequence[Place], brought: Sequence[Brought]
) -> Step:
    """With a dossier to the latest list, else on it, else behind a seal, else with marks, else on the register."""
    if places and brought and brought[-1].round == places[-1].run.round_id:
        return _step_of_dossier(brought[-1])
    if places:
        return Step(places[-1].status)
    if records:
        return Step.SEALED
    return Step.MARKED if marks else Step.REGISTERED


def _step_of_dossier(one: Brought) -> Step:
    if one.permitted is not None:
        return Step.PERMITTED if one.permitted else Step.NOT_PERMITTED
    return Step.WITHDRAWN if one.withdrawn_at else Step.HANDED_IN


def _step_of_visit(last: Travelled, lessons: Sequence[Lesson], today: date) -> Step:
    if last.ends >= today:
        return Step.TRAVELS
    return Step.TAUGHT if any(one.visit_id == last.visit.pk for one in lessons) else Step.RETURNED


def _posts(official: Official) -> list[Passed]:
    return [
        Passed(STATION_NAMES["people"], joined((post.post, post.organization.name)), post.valid_from)
        for post in posts_of(official)
    ]


def _courses(completed: Sequence[Enrolment]) -> list[Passed]:
    if not completed:
        return []
    count = {"count": whole(len(completed), _language())}
    said = ngettext("%(count)s course completed", "%(count)s courses completed", len(completed)) % count
    last = max(timezone.localdate(one.completion.decided_at) for one in completed)
    return [Passed(STATION_NAMES["training"], said, last, reverse("training:mine"))]


def _marks(marks: Sequence[Mark]) -> list[Passed]:
    if not marks:
        return []
    said = ngettext("%(count)s exam sat", "%(count)s exams sat", len(marks)) % {"count": whole(len(marks), _language())}
    last = max(mark.sitting.held_on for mark in marks)
    return [Passed(STATION_NAMES["exams"], said, last, reverse("exams:mine"))]


def _records(records: Sequence[Record]) -> list[Passed]:
    return [
        Passed(
            STATION_NAMES["record"],
            _record(record.merit),
            timezone.localdate(record.seal.sealed_at),
            reverse("record:record", args=[record.pk]),
        )
        for record in records
    ]


def _record(merit: int | None) -> str:
    if merit is None:
        return gettext("Sealed without a record")
    return gettext("Record %(merit)s, sealed") % {"merit": thousandths_text(merit, _language())}


def _places(places: Sequence[Place]) -> list[Passed]:
    return [
        Passed(
            STATION_NAMES["selection"],
            gettext("%(round)s: %(finding)s") % {"round": place.run.round.name, "finding": finding(place, own=False)},
            timezone.localdate(place.run.run_at),
            reverse("selection:place", args=[place.run.round.code, place.pk]),
        )
        for place in places
    ]


def _dossiers(brought: Sequence[Brought]) -> list[Passed]:
    return [
        Passed(
            STATION_NAMES["permission"], STEPS[_step_of_dossier(one)].label, _day_of(one), reverse("permission:mine")
        )
        for one in brought
    ]


def _day_of(one: Brought) -> date | None:
    if one.decided_on is not None:
        return one.decided_on
    moment = one.withdrawn_at or one.handed_in_at
    return timezone.localdate(moment) if moment else None


def _visits(travelled: Sequence[Travelled]) -> list[Passed]:
    return [
        Passed(STATION_NAMES["visits"], _visit(one), one.begins, reverse("visits:visit", args=[one.code]))
        for one in travelled
    ]


def _visit(one: Travelled) -> str:
    if not one.notes:
        return one.title
    notes = {"title": one.title, "count": whole(one.notes, _language())}
    return ngettext("%(title)s, %(count)s note", "%(title)s, %(count)s notes", one.notes) % notes


def _lessons(lessons: Sequence[Lesson]) -> list[Passed]:
    return [
        Passed(
            STATION_NAMES["lessons"],
            one.name,
            timezone.localdate(one.written_at),
            reverse("lessons:lesson", args=[one.code]),
        )
        for one in lessons
    ]


def _language() -> str:
    return get_language() or "en"
