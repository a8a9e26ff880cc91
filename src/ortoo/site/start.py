"""What the start page shows of all stations: composed here, because no station knows the later ones."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, gettext, ngettext

from ortoo.access.queries import is_demonstration
from ortoo.access.rules.grants import Grants
from ortoo.access.waiting import waiting_for as waiting_at_access
from ortoo.actions.queries.counting import how_many_undertaken
from ortoo.actions.waiting import waiting_for as waiting_at_actions
from ortoo.exams.queries import how_many_sat
from ortoo.exams.waiting import waiting_for as waiting_at_exams
from ortoo.journey.queries import road_of
from ortoo.journey.words import STEPS
from ortoo.ledger.queries import entries
from ortoo.ledger.words import KINDS
from ortoo.lessons.queries.counting import how_many_lessons
from ortoo.lessons.rules.states import State as LessonState
from ortoo.lessons.waiting import waiting_for as waiting_at_lessons
from ortoo.messages.waiting import waiting_for as waiting_at_messages
from ortoo.multilingual.numbers import whole
from ortoo.pages.components import Count, Passed, Task
from ortoo.pages.stations import STATION_NAMES
from ortoo.people.queries import how_many_registered, official_of, official_row
from ortoo.people.waiting import waiting_for as waiting_at_people
from ortoo.permission.queries.deciding import how_many_permitted
from ortoo.permission.waiting import waiting_for as waiting_at_permission
from ortoo.plan.queries import how_many_planned, programme
from ortoo.plan.waiting import waiting_for as waiting_at_plan
from ortoo.record.queries import seals
from ortoo.record.waiting import waiting_for as waiting_at_record
from ortoo.results.queries.measures import how_many_linked
from ortoo.results.waiting import waiting_for as waiting_at_results
from ortoo.selection.queries import first_below, latest_decided
from ortoo.selection.steps import waiting_for as waiting_at_selection
from ortoo.site.handed_on import STATION_OF_KIND
from ortoo.training.queries import how_many_completed
from ortoo.training.waiting import waiting_for as waiting_at_training
from ortoo.visits.queries.counting import how_many_travelled
from ortoo.visits.waiting import waiting_for as waiting_at_visits

if TYPE_CHECKING:
    from ortoo.selection.models import Run

WAITING = (
    waiting_at_access, waiting_at_messages, waiting_at_plan, waiting_at_people, waiting_at_training, waiting_at_exams,
    waiting_at_record, waiting_at_selection, waiting_at_permission,
)  # fmt: skip
WAITING_LATER = (waiting_at_visits, waiting_at_lessons, waiting_at_actions, waiting_at_results)
"""Of stations whose duties change with an entry of the ledger, a day or a grant, and with nothing else.

What waits there for an official as a traveller changes without an entry too (a part of a pre-study is finished).
"""

LATELY = 6


@dataclass(frozen=True)
class ForEverybody:
    """What the page shows whoever looks. `name` of the programme, empty before it is set up."""

    name: str
    counts: tuple[Count, ...]
    passed: tuple[Passed, ...]
    example: dict[str, Any] | None


def for_everybody(root: str) -> ForEverybody:
    """Counted anew after each entry of the ledger, on each day and in each language; between them it cannot change.

    `root`: of the ledger as it is now.
    """
    return counted(root, timezone.localdate(), get_language() or "en")


@lru_cache(maxsize=12)
def counted(root: str, day: date, language: str) -> ForEverybody:
    """Of the language that is active, which is `language`."""
    known, run = programme(), latest_decided()
    shown = first_below(run) if is_demonstration() else None
    return ForEverybody(
        known.name if known else "",
        tuple(counts(run)),
        tuple(passed()),
        None if shown is None else _followed(shown, own=False),
    )


def waiting_for(root: str, grants: Grants, own: int | None) -> list[Task]:
    """`own`: the official who looks, if it is one."""
    if own is None:
        later = duties(root, grants, get_language() or "en")
    else:
        later = tuple(_waiting(WAITING_LATER, grants))
    return [*_waiting(WAITING, grants), *later]


@lru_cache(maxsize=64)
def duties(root: str, grants: Grants, language: str) -> tuple[Task, ...]:
    """What waits at the later stations for somebody who is no official; counted anew as `for_everybody` is."""
    return tuple(_waiting(WAITING_LATER, grants))


def _waiting(stations: Iterable[Callable[[Grants], list[Task]]], grants: Grants) -> Iterator[Task]:
    return (task for tasks in stations for task in tasks(grants))


def counts(run: Run | None) -> list[Count]:
    """One count for each open station, in any order; `run` is the one behind the newest list."""
    goals, objectives = how_many_planned()
    completed, sat, latest_seal = how_many_completed(), how_many_sat(), seals().first()
    sealed = latest_seal.count if latest_seal else 0
    chosen, reserve = (len(run.decision["chosen"]), len(run.decision["reserve"])) if run else (0, 0)
    return [
        Count("plan", goals or None, gettext("goals"), _planned(goals, objectives)),
        Count("people", how_many_registered(), gettext("officials"), gettext("on the register"), big=True),
        Count(
            "training",
            completed,
            gettext("officials"),
            gettext("%(count)s completed a course") % {"count": _shown(completed)},
        ),
        Count("exams", sat, gettext("officials"), gettext("%(count)s sat an exam") % {"count": _shown(sat)}),
        Count("record", sealed, gettext("records"), gettext("%(count)s sealed") % {"count": _shown(sealed)}),
        Count("selection", chosen, gettext("chosen"), _reserve(reserve) if run else "", big=True),
        *_permitted(),
        *_travelled(),
        *_learned(),
        *_undertaken(),
        *_linked(),
    ]


def _permitted() -> list[Count]:
    """Those whom the newest order permits; a station that has decided nothing yet has no number."""
    permitted = how_many_permitted()
    if permitted is None:
        return []
    return [Count("permission", permitted, gettext("permitted"), gettext("by the Prime Minister"), big=True)]


def _travelled() -> list[Count]:
    found = how_many_travelled(timezone.localdate())
    if not found.visits:
        return []
    visits = ngettext("%(count)s visit", "%(count)s visits", found.visits) % {"count": _shown(found.visits)}
    stops = ngettext("%(count)s stop", "%(count)s stops", found.stops) % {"count": _shown(found.stops)}
    return [Count("visits", found.travellers, gettext("travelled"), f"{visits}, {stops}")]


def _learned() -> list[Count]:
    """Every lesson in force, whatever its owner made of it."""
    found = how_many_lessons()
    adopted, rejected = found[LessonState.ADOPTED], found[LessonState.REJECTED]
    small = gettext("%(adopted)s adopted, %(rejected)s rejected") % {
        "adopted": _shown(adopted), "rejected": _shown(rejected),
    }  # fmt: skip
    return [Count("lessons", found.total(), gettext("lessons"), small, big=True)] if found else []


def _undertaken() -> list[Count]:
    found = how_many_undertaken()
    small = gettext("%(confirmed)s of %(count)s commitments confirmed") % {
        "confirmed": _shown(found.confirmed), "count": _shown(found.commitments),
    }  # fmt: skip
    return [Count("actions", found.measures, gettext("measures"), small, big=True)] if found.measures else []


def _linked() -> list[Count]:
    """Indicators that a measure declares to work on, which is no claim that it moves them."""
    linked = len(how_many_linked())
    small = gettext("linked to measures; a cause is not shown")
    return [Count("results", linked, gettext("indicators"), small, big=True)] if linked else []


def passed() -> list[Passed]:
    """The last decisions that a station handed on, the newest first."""
    rows = entries().filter(kind__in=STATION_OF_KIND)[:LATELY]
    return [
        Passed(STATION_NAMES[STATION_OF_KIND[entry.kind]], KINDS[entry.kind], timezone.localdate(entry.at))
        for entry in rows
    ]


def own_official(grants: Grants) -> int | None:
    """Who looks, where that is an official."""
    return official_of(grants.user_id) if grants.user_id else None


@lru_cache(maxsize=64)
def own_road(root: str, own: int, day: date, language: str) -> dict[str, Any]:
    """The road of the official who looks; followed anew as `for_everybody` is."""
    return _followed(own, own=True)


def _followed(key: int, *, own: bool) -> dict[str, Any]:
    """One official followed along the road."""
    official = official_row(key)
    road = road_of(official, own=own)
    return {
        "own": own,
        "name": official.short_name,
        "address": reverse("people:official", args=[official.number]) if own else None,
        "step": STEPS[road.step],
        "steps": road.stops,
    }


def _planned(goals: int, objectives: int) -> str:
    return gettext("%(goals)s goals, %(objectives)s named objectives") % {"goals": goals, "objectives": objectives}


def _reserve(count: int) -> str:
    return gettext("%(count)s in reserve") % {"count": _shown(count)}


def _shown(count: int) -> str:
    return whole(count, get_language() or "en")
