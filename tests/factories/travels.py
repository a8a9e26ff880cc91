"""A visit as it was, in rows: two who travelled, a stop, and a note of each. How it came about is tested elsewhere."""

from __future__ import annotations

from datetime import UTC, date, datetime

from ortoo.access.models import User
from ortoo.access.rules.roles import Role, Scope
from ortoo.people.models import Official, Succession
from ortoo.selection.models import Round
from ortoo.selection.operations import open_round
from ortoo.visits.models import ObservationNote, Stop, Traveller, Venue, Visit, VisitHost, VisitTopic
from tests.cast import AT, exam_officer, hands, person, selection_officer
from tests.factories import exams, records
from tests.factories.people import appointed, official, organization

BEGAN, ENDED = date(2025, 11, 24), date(2025, 11, 30)
NOTED = datetime(2025, 11, 25, 6, 0, tzinfo=UTC)
MAKES = "a test makes one"


def round_of_nobody() -> Round:
    exams.sitting("S25", exam_officer())
    officer = selection_officer()
    formula = records.formula([records.part("S25", 1000)], officer)
    names = {"mn": "Тойрог", "en": "The round", "ko": "회차"}
    return open_round(code="R1", names=names, formula=formula, by=officer, at=AT)


def visit(code: str = "V1", begins: date = BEGAN, ends: date = ENDED) -> Visit:
    """With the topics T1 and T2, and one host that leads."""
    round = Round.objects.filter(code="R1").first() or round_of_nobody()
    by = hands()[0]
    made = Visit.objects.create(
        code=code, round=round, country="KR", time_zone="Asia/Seoul", begins=begins, ends=ends, basis="S",
        name_en=f"Visit {code}", name_mn=f"Айлчлал {code}", opened_by=by, opened_at=NOTED,
    )  # fmt: skip
    for place, topic in enumerate(("T1", "T2"), start=1):
        VisitTopic.objects.create(
            visit=made, code=topic, place=place, name_en=f"Topic {topic}", link_basis="I", basis="S"
        )
    VisitHost.objects.create(visit=made, organization=organization("HOST", "host"), leads=True)
    return made


def stop(visit: Visit, code: str = "S1") -> Stop:
    venue, _ = Venue.objects.get_or_create(
        code="HALL", defaults={"latitude": 35.8, "longitude": 127.1, "country": "KR", "basis": "S", "name_en": "Hall"}
    )
    return Stop.objects.create(
        visit=visit, host=visit.hosts.get(), code=code, kind="lecture", topic=visit.topics.get(code="T1"), minutes=60,
        venue=venue, name_en=f"Lecture {code}", offered_by=hands()[0], offered_at=NOTED,
    )  # fmt: skip


def traveller(visit: Visit, number: str, body: str = "MOF") -> Traveller:
    """Along as an escort, who needs no dossier; on the register, with a post and an account named like the number."""
    who = Official.objects.everything(because="a test looks").filter(number=number).first()
    if who is None:
        who = official(number, account=person(number))
        appointed(who, organization(body))
    rows = Traveller.objects.everything(because=MAKES)
    return rows.create(
        visit=visit, official=who, part="escort", place=rows.filter(visit=visit).count() + 1, basis="I",
        named_by=hands()[0], named_at=NOTED,
    )  # fmt: skip


def note(stop: Stop, observer: Traveller, seen: str = "One card pays", key: str = "") -> ObservationNote:
    return ObservationNote.objects.everything(because=MAKES).create(
        stop=stop, observer=observer, key=key or f"{observer.official.number}-{stop.code}", language="en", seen=seen,
        written_at=NOTED, received_at=NOTED,
    )  # fmt: skip


def amended(note: ObservationNote, seen: str) -> ObservationNote:
    return ObservationNote.objects.everything(because=MAKES).create(
        stop=note.stop, observer=note.observer, key=f"{note.key}!", language="en", seen=seen, written_at=NOTED,
        received_at=NOTED, replaces=note,
    )  # fmt: skip


def succeeded(code: str, by: str, on: date) -> None:
    """From the day `on` the body `by` stands for `code`."""
    old = organization(code)
    old.valid_to = on
    old.save()
    Succession.objects.create(organization=old, successor=organization(by), place=1)


def planner(username: str = "planner", code: str = "MOF") -> User:
    return person(username, Role.MINISTRY_PLANNER, scope=Scope.ORGANIZATION, code=code)


def superior(username: str = "chief", code: str = "MOF") -> User:
    return person(username, Role.SUPERIOR, scope=Scope.ORGANIZATION, code=code)
