"""A visit asked of its hosts, for tests about requests, answers and stops.

As `tests.visits.travelling` opens it: 8 to 12 June 2026, topics V2, V3, V4, LOGODI leads, KIPA hosts too.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from ortoo.access.models import User
from ortoo.access.rules.roles import Role, Scope
from ortoo.spreadsheets.kinds import ImportReport, Source
from ortoo.spreadsheets.rows import Row
from ortoo.visits.layouts import LEGS, VENUES
from ortoo.visits.models import Stop, Venue, Visit, VisitHost, VisitRequest
from ortoo.visits.operations import answer_request, import_legs, import_venues, offer_stop, send_request
from ortoo.visits.rules.offering import Offer, Window
from tests.cast import person
from tests.visits import travelling

AT = travelling.AT
FILE = Source("venues.csv", "ab" * 32)
PLACES = {
    "LOG": {"name_en": "LOGODI", "latitude": 35.838, "longitude": 127.06, "organization": "LOGODI"},
    "KIPA": {"name_en": "KIPA", "latitude": 37.611, "longitude": 126.933, "organization": "KIPA"},
    "NAT": {"name_en": "National Assembly", "latitude": 37.532, "longitude": 126.914, "basis": "S"},
}


def speaker_for(code: str) -> User:
    """The account of a host."""
    return person(f"speaks-{code.lower()}", Role.HOST, scope=Scope.ORGANIZATION, code=code)


def rows(lines: list[dict[str, Any]], layout: Any) -> list[Row]:
    """As rows of a file that begins in row 2, with every column."""
    empty = {column.name: None for column in layout.columns}
    headings = {name: name for line in lines for name in line}
    return [Row({**empty, **line}, "file.csv", at, headings) for at, line in enumerate(lines, start=2)]


def venues(lines: list[dict[str, Any]], by: User, **more: Any) -> ImportReport:
    return import_venues(rows=rows(lines, VENUES), source=FILE, by=by, at=AT, **more)


def legs(lines: list[dict[str, Any]], by: User, **more: Any) -> ImportReport:
    return import_legs(rows=rows(lines, LEGS), source=FILE, by=by, at=AT, **more)


def places() -> None:
    report = venues([{"code": code, "country": "KR", **place} for code, place in PLACES.items()], travelling.keeper())
    assert not report.problems, [one.sentence() for one in report.problems]


def venue(code: str) -> Venue:
    return Venue.objects.get(code=code)


def asked(visit: Visit, at: datetime = AT) -> VisitRequest:
    """The venues are there, and the request is sent."""
    if not Venue.objects.exists():
        places()
    return send_request(visit=visit, letter="Please host us.", people=10, by=travelling.keeper(), at=at)


def offer(visit: Visit, **changed: Any) -> Offer:
    usual: dict[str, Any] = {
        "names": {"en": "Seminar"}, "kind": "seminar", "minutes": 90, "venue": "LOG", "topic": "V2",
        "windows": (Window(visit.begins, 540, 690),),
    }  # fmt: skip
    return Offer(**{**usual, **changed})


def offered(host: VisitHost, by: User, code: str = "S1", at: datetime = AT, **changed: Any) -> Stop:
    return offer_stop(host=host, code=code, offer=offer(host.visit, **changed), by=by, at=at)


def said_yes(request: VisitRequest, host: VisitHost, by: User, at: datetime = AT) -> None:
    """With a stop on offer."""
    if not host.stops.exists():
        offered(host, by, f"{host.organization.code}1", at)
    answer_request(request=request, host=host, accepted=True, by=by, at=at)


def host_of(visit: Visit, code: str) -> VisitHost:
    return visit.hosts.select_related("organization", "visit").get(organization__code=code)
