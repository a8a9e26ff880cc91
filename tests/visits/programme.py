"""Seven stops of two hosts on 8 to 12 June 2026, and the ways between them, for tests of agendas and days.

    L1 lecture 120 LOG must   L2 lecture 90 LOG   W1 workshop 90 LOG, after L1
    V2 visit 90 SCH, needs L1, pack P1            V3 visit 60 NRC
    K1 seminar 120 KIPA       M1 meal 60 LOG

A coach takes 75 to 90 minutes from LOG to SCH or NRC, 160 to 195 from LOG to KIPA; SCH to NRC is estimated.
"""

from __future__ import annotations

from datetime import UTC, datetime

from ortoo.access.models import User
from ortoo.visits.models import Agenda, Leg, PreStudyPack, Stop, Venue, Visit
from ortoo.visits.operations import (
    answer_request,
    consent_to_agenda,
    finish_part,
    keep_agenda_by_hand,
    offer_stop,
    send_request,
    weigh_stop,
)
from ortoo.visits.queries.agendas import sides_of
from ortoo.visits.rules.agenda import Placed
from ortoo.visits.rules.offering import Offer, Window
from ortoo.visits.rules.problem_of_visit import Asked
from tests.visits import travelling
from tests.visits.travelling import AT, BEGINS, host, keeper, names, traveller

PLANNED = datetime(2026, 5, 4, 4, 0, tzinfo=UTC)
DAY_1 = datetime(2026, 6, 8, 3, 0, tzinfo=UTC)
"""Noon in Seoul on the first day."""
DAY_2 = datetime(2026, 6, 9, 3, 0, tzinfo=UTC)
VENUES = (
    ("LOG", 35.838, 127.06, "LOGODI", "Bangyo-ro 150, Iseo-myeon, Wanju-gun"),
    ("SCH", 36.480, 127.289, "", "Hannuri-daero 2130, Sejong"),
    ("NRC", 36.488, 127.303, "", "Sicheong-daero 370, Sejong"),
    ("KIP", 37.611, 126.933, "KIPA", "Jinheung-ro 235, Eunpyeong-gu, Seoul"),
)
TOWNS = {"LOG": "Wanju", "SCH": "Sejong", "NRC": "Sejong", "KIP": "Seoul"}
LEGS = (("LOG", "SCH", 75, 90), ("LOG", "NRC", 75, 90), ("LOG", "KIP", 160, 195), ("SCH", "KIP", 110, 150),
        ("NRC", "KIP", 110, 150))  # fmt: skip
GOOD = (("L1", 0, 600), ("W1", 0, 840), ("V2", 1, 660), ("V3", 1, 840), ("K1", 2, 780))
"""Stop, day and start of an agenda in which nothing is broken."""


def venues_known() -> None:
    for code, latitude, longitude, body, address in VENUES:
        Venue.objects.create(
            code=code, name_en=f"Place {code}", name_mn=f"{code} газар", name_ko=f"{code} 곳", latitude=latitude,
            longitude=longitude, country="KR", basis="S", address=address, address_basis="M",
            town_en=TOWNS[code],
            organization=host(body).organization if body else None,
        )  # fmt: skip
    places = {venue.code: venue for venue in Venue.objects.all()}
    Leg.objects.bulk_create(
        Leg(start=places[here], end=places[there], minutes_low=low, minutes_high=high, mode="coach", basis="M")
        for here, there, low, high in LEGS
    )


def speaker_of(code: str) -> User:
    """The account of a host, opened when first asked for."""
    return User.objects.filter(username=f"host-{code.lower()}").first() or travelling.host_account(code)


def offered(visit: Visit) -> Visit:
    """Asked, offered, and both hosts have said yes."""
    venues_known()
    pack = travelling.pack(visit)
    request = send_request(visit=visit, letter="We ask you.", people=9, by=keeper(), at=AT)
    day = BEGINS
    whole = tuple(Window(day.replace(day=day.day + number), 540, 960) for number in range(5))
    for body, code, offer in (
        ("LOGODI", "L1", Offer(names("State strategy"), "lecture", 120, "LOG", whole)),
        ("LOGODI", "L2", Offer(names("State administration"), "lecture", 90, "LOG")),
        ("LOGODI", "W1", Offer(names("Action plan"), "workshop", 90, "LOG", before=("L1",))),
        ("LOGODI", "V2", Offer(names("Sejong smart city"), "visit", 90, "SCH", needs=("L1",), packs=(pack.code,))),
        ("LOGODI", "V3", Offer(names("Research council"), "visit", 60, "NRC")),
        ("LOGODI", "M1", Offer(names("Welcome dinner"), "meal", 60, "LOG", interpreter=False)),
        ("KIPA", "K1", Offer(names("State affairs"), "seminar", 120, "KIP")),
    ):
        offer_stop(host=host(body), code=code, offer=offer, by=speaker_of(body), at=AT)
    for code, value, must in (("L1", 50, True), ("V2", 80, False), ("K1", 60, False)):
        weigh_stop(stop=stop(code), value=value, must=must, by=keeper(), at=AT)
    for body in ("LOGODI", "KIPA"):
        answer_request(request=request, host=host(body), accepted=True, by=speaker_of(body), at=AT)
    return visit


def stop(code: str) -> Stop:
    return Stop.objects.select_related("visit", "venue", "host__organization").get(code=code)


def placed(*rows: tuple[str, int, int]) -> list[Placed]:
    return [Placed(code, "all", day, start) for code, day, start in rows]


def kept(visit: Visit, *rows: tuple[str, int, int]) -> Agenda:
    """By hand, where hotels are free."""
    return keep_agenda_by_hand(visit=visit, placed=placed(*rows), asked=Asked(), by=keeper(), at=PLANNED)


def agree(visit: Visit, agenda: Agenda) -> None:
    """Home and every host."""
    for side in sides_of(visit):
        by = keeper() if side is None else speaker_of(side.organization.code)
        consent_to_agenda(agenda=agenda, host=side, by=by, at=PLANNED)


def agreed(visit: Visit) -> Visit:
    agree(visit, kept(visit, *GOOD))
    return visit


def study(number: str) -> None:
    """A traveller finishes the pack before V2."""
    for part in PreStudyPack.objects.get(code="P1").parts.all():
        finish_part(traveller=traveller(number), part=part, by=travelling.account(number), at=PLANNED)
