"""Eight delegates and one escort on a visit of 8 to 12 June 2026, for tests about those who travel.

    place 1 T01  2 T02  3 T03  4 T04 (MOF)  5 T06  6 T07  7 T08 (MOH)  8 T09 (MED)  9 T12, escort (CSC)

LOGODI leads, KIPA hosts too. `keeper()` keeps the visit.
"""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

from django.urls import reverse
from django.utils import translation

from ortoo.access.models import User
from ortoo.access.rules.roles import Role, Scope
from ortoo.people.models import Official
from ortoo.permission.operations import close_delegation
from ortoo.selection.models import Round
from ortoo.visits.models import PreStudyPack, Stop, Traveller, Venue, Visit, VisitHost
from ortoo.visits.operations import NewPart, add_escort, add_host, make_pack, name_delegation, open_visit
from ortoo.visits.queries.travellers import travellers_of
from tests.cast import exam_officer, hands, person, selection_officer
from tests.factories.people import organization
from tests.permission import deciding, dossiers_brought, twelve

CLOSED = datetime(2026, 4, 22, 5, 0, tzinfo=UTC)
AT = datetime(2026, 4, 23, 4, 0, tzinfo=UTC)
TODAY = date(2026, 4, 23)
BEGINS, ENDS = date(2026, 6, 8), date(2026, 6, 12)
DELEGATES = deciding.CHOSEN
KINDS: list[dict[str, Any]] = [
    *dossiers_brought.KINDS,
    {"code": "B01", "name_en": "Letter of request", "produced_by": "academy", "due_days": -150, "in_dossier": False},
    {"code": "B06", "name_en": "Nomination form", "produced_by": "sending_body", "signed_by": "superior",
     "due_days": -60, "needed_for": "nominated", "in_dossier": False},
    {"code": "B13", "name_en": "Passport copy", "produced_by": "participant", "due_days": -60,
     "needed_for": "nominated departure", "personal_data": "identifier", "expires": True},
    {"code": "D01", "name_en": "Daily schedule", "produced_by": "host", "phase": "during", "due_days": -7,
     "needed_for": "departure session", "in_dossier": False},
    {"code": "A04", "name_en": "Progress report", "produced_by": "planning_unit", "signed_by": "superior",
     "phase": "after", "due_days": None, "due_months": "3 6 12", "due_anchor": "visit_end", "in_dossier": False},
]  # fmt: skip


def names(word: str) -> dict[str, str]:
    return {"mn": f"{word} mn", "en": word, "ko": f"{word} ko"}


def keeper() -> User:
    """Keeps the visit: the academy manager."""
    return hands()[0]


def secretary() -> User:
    return User.objects.get(username="solongo")


def minister() -> User:
    return User.objects.get(username="oyun")


def finance() -> User:
    """Of the Ministry of Finance, which sends T01 to T04."""
    return User.objects.get(username="finance")


def closed() -> Round:
    officer = selection_officer_of(exam_officer())
    round = Round.objects.get(code="R1")
    call = twelve.called(round, officer)
    people = deciding.cast()
    proposal = deciding.at_the_office(deciding.proposal(call, officer), people)
    deciding.decided(proposal, people.minister)
    close_delegation(call=call, by=people.secretary, at=CLOSED)
    return round


def selection_officer_of(examiner: User) -> User:
    officer = selection_officer()
    twelve.final_list(examiner, officer)
    return officer


def opened(round: Round) -> Visit:
    for code in ("LOGODI", "KIPA"):
        organization(code, "institute")
    visit = open_visit(round=round, code="kr-2026", time_zone="Asia/Seoul", by=keeper(), at=AT)
    add_host(visit=visit, organization="LOGODI", by=keeper(), at=AT)
    add_host(visit=visit, organization="KIPA", by=keeper(), at=AT)
    return visit


def named(visit: Visit) -> Visit:
    name_delegation(visit=visit, by=keeper(), at=AT)
    add_escort(visit=visit, official=official("T12"), by=keeper(), at=AT)
    return visit


def where(page: str, *more: object) -> str:
    """The address of a page of the visit, in English."""
    with translation.override("en"):
        return reverse(f"visits:{page}", args=["kr-2026", *more])


def official(number: str) -> Official:
    return Official.objects.everything(because="a test looks").get(number=number)


def account(number: str) -> User:
    return twelve.account(number)


def traveller(number: str) -> Traveller:
    rows = Traveller.objects.everything(because="a test looks").select_related("visit", "official")
    return rows.get(official__number=number)


def numbers(visit: Visit, **asked: Any) -> list[tuple[int, str, str]]:
    return [(one.place, one.official.number, one.part) for one in travellers_of(visit, **asked)]


def host(code: str = "LOGODI") -> VisitHost:
    return VisitHost.objects.select_related("organization", "visit").get(organization__code=code)


def host_account(code: str = "LOGODI") -> User:
    return person(f"host-{code.lower()}", Role.HOST, scope=Scope.ORGANIZATION, code=code)


def part(word: str = "Read this", minutes: int = 20, address: str = "https://example.org/") -> NewPart:
    return NewPart(names(word), minutes, address)


def pack(visit: Visit, code: str = "P1", parts: int = 2, topic: str = "V3", **asked: Any) -> PreStudyPack:
    return make_pack(
        visit=visit, topic=visit.topics.get(code=topic), code=code, names=names("Smart city"),
        due_on=asked.pop("due_on", date(2026, 5, 25)), parts=[part(f"Part {at}") for at in range(1, parts + 1)],
        by=keeper(), at=AT, **asked,
    )  # fmt: skip


def stop(visit: Visit, code: str = "V3", kind: str = "visit", host_code: str = "LOGODI") -> Stop:
    venue, _ = Venue.objects.get_or_create(
        code="SSC", defaults={"latitude": 36.5, "longitude": 127.3, "country": "KR", "basis": "S", "name_en": "Sejong"}
    )
    return Stop.objects.create(
        visit=visit, host=host(host_code), code=code, kind=kind, minutes=90, venue=venue, offered_by=keeper(),
        offered_at=AT, name_en=code, name_mn=code, name_ko=code,
    )  # fmt: skip


def kinds_known() -> None:
    dossiers_brought.kinds_known(KINDS)
