"""Who was on the visit and who decides at home, and a lesson as they write it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from ortoo.access.models import User
from ortoo.access.rules.roles import Role
from ortoo.lessons.models import Lesson, LessonDecision
from ortoo.lessons.operations import amend_lesson, decide_lesson, write_lesson
from ortoo.lessons.rules.gates import AtHome, Condition, Degree, Draft, Kind
from ortoo.lessons.rules.states import Outcome
from ortoo.visits.models import ObservationNote, Traveller, Visit
from tests.cast import AT, academy_manager, outsider, person
from tests.factories import travels

DRAFT = Draft(
    names={"en": "One card pays every tram and bus", "mn": "Нэг карт бүх унаанд"},
    problem={"en": "Each bus line in the capital sells its own ticket"},
    mechanism={"en": "One clearing house settles between the lines"},
    evidence={"en": "98 of 100 trips were paid by card in 2021"},
    degree=Degree.EMULATION,
    conditions=(
        Condition(Kind.INSTITUTIONS, {"en": "A clearing house"}, AtHome.ABSENT, {"en": "Found it with the lines"}),
        Condition(Kind.LAW, {"en": "A law on fares"}, AtHome.MET),
    ),
    counter_evidence={"en": "The terminals cost more than planned"},
)


@dataclass(frozen=True)
class Cast:
    """`first` and `second` travelled and noted; `planner` plans at the MOF, `other` at the MOH."""

    visit: Visit
    first: Traveller
    second: Traveller
    notes: tuple[ObservationNote, ObservationNote]
    manager: User
    planner: User
    other: User
    secretary: User
    outsider: User

    @property
    def author(self) -> User:
        return account(self.first)


def cast(visit: Visit) -> Cast:
    stop = travels.stop(visit)
    first, second = travels.traveller(visit, "A1"), travels.traveller(visit, "A2", "MOH")
    return Cast(
        visit, first, second, (travels.note(stop, first), travels.note(stop, second, "Cash stays on buses")),
        academy_manager(), travels.planner(), travels.planner("other", "MOH"),
        person("solongo", Role.CABINET_SECRETARIAT), outsider(),
    )  # fmt: skip


def account(traveller: Traveller) -> User:
    found: User = traveller.official.account  # type: ignore[assignment]
    return found


def written(cast: Cast, **changed: Any) -> Lesson:
    asked: dict[str, Any] = {
        "visit": cast.visit, "topic": cast.visit.topics.get(code="T1"), "notes": cast.notes, "owner": "MOF",
        "draft": DRAFT, "by": cast.author, "at": AT, **changed,
    }  # fmt: skip
    return write_lesson(**asked)


def amended(cast: Cast, lesson: Lesson, **changed: Any) -> Lesson:
    asked: dict[str, Any] = {
        "lesson": lesson, "topic": lesson.topic, "notes": cast.notes[:1], "owner": "MOF",
        "draft": replace(DRAFT, degree=Degree.MIXTURE), "by": cast.author, "at": AT, **changed,
    }  # fmt: skip
    return amend_lesson(**asked)


def decided(cast: Cast, lesson: Lesson, outcome: Outcome = Outcome.ADOPTED, **changed: Any) -> LessonDecision:
    asked: dict[str, Any] = {"lesson": lesson, "outcome": outcome, "reason": "It fits", "by": cast.planner, "at": AT}
    return decide_lesson(**{**asked, **changed})
