"""The last part of the way, as users go it: from the permission to the national indicator, and back to the exam mark.

One house and one story. Home and hosts sit at browsers of their own, side by side. Who is who: `permitted`.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from tests.journeys import measures, visits
from tests.journeys.coming import Come, remembering
from tests.journeys.conftest import Welcome
from tests.journeys.founding import House
from tests.journeys.permitted import BEGINS_IN

LOGODI = "Local Government Officials Development Institute"
NOT_STUDIED = "J002 has not finished the pre-study P1 “Smart city”, which stands before V1"
SEEN = "One counter asks the registers itself."
INDICATOR, MEASURE, OWED = "5.egdi", "M-1", "C-1"
NAMED = "E-government development index"
EDITION = "UN survey 2022"


def test_from_permitted_to_indicator(permitted: House, welcome: Welcome) -> None:
    today = datetime.now(UTC).date()  # as the days of the house were counted (tests.journeys.proposed)
    come = remembering(permitted, welcome)
    ask(come)
    answer(come)
    plan(come, today + BEGINS_IN - timedelta(days=20))
    prepare(come, today + BEGINS_IN + timedelta(days=30))
    first = wait_until(permitted, today + BEGINS_IN)
    come = remembering(permitted, welcome)
    be_there(come, first)
    later = wait_until(permitted, first + timedelta(days=20))
    come = remembering(permitted, welcome)
    lesson = learn(come, first)
    act(come, lesson, later)
    count(come)
    trace(come)


def wait_until(house: House, day: date) -> date:
    """It is three in the afternoon at the host then, and whoever was signed in is no longer."""
    house.wait(datetime(day.year, day.month, day.day, 6, tzinfo=UTC) - datetime.now(UTC))
    return day


def ask(come: Come) -> None:
    manager, secretariat = come("manager"), come("cabinet")
    visits.open_visit(manager)
    visits.name_hosts(manager, "LOGODI", "KIPA")
    visits.tie(manager, "T1", "5.3", INDICATOR)
    visits.wish(come("planner"), "T1", "How one number serves every office")
    visits.send(secretariat)


def answer(come: Come) -> None:
    """Each host for itself: what is the other's cannot be touched, and nothing else of the house is there."""
    lead, other = come("lim"), come("cho")
    for code, name, kind, venue in (
        ("L1", "State strategy", "Lecture", "LOG"), ("V1", "Sejong smart city", "Site visit", "SCH"),
    ):  # fmt: skip
        visits.offer(lead, "LOGODI", code, name, kind=kind, minutes=90, venue=venue)
    visits.offer(other, "KIPA", "K1", "One number for every office", kind="Seminar", minutes=90, venue="LOG")
    other.go(visits.at("stops/L1/change/"))
    other.stands_at("There is no page at this address")
    other.go("people/officials/")
    other.sees("This needs one of these roles")
    visits.accept(lead, "LOGODI")
    visits.accept(other, "KIPA")


def plan(come: Come, study_by: date) -> None:
    """An agenda from the solver; agreed once home and both hosts have said yes."""
    manager = come("manager")
    visits.make_pack(manager, study_by, before="V1 Sejong smart city")
    visits.solve(manager)
    manager.sees("Proven: no agenda is worth more than this one (30).", "Version 1 is not agreed yet.")
    for side in ("manager", "lim", "cho"):
        visits.agree(come(side))
    manager.go(visits.at("agenda/"))
    manager.sees("Version 1 is agreed.")


def prepare(come: Come, until: date) -> None:
    """Who travels; what a host sees of them before and after a consent."""
    manager, host, traveller = come("manager"), come("lim"), come("J001")
    visits.name_the_delegation(manager, "J030")
    host.go(visits.at("travellers/"))
    host.sees("0 of 11", "Delegate 1")
    visits.consent(traveller, LOGODI, until)
    visits.study(traveller)
    host.go(visits.at("travellers/"))
    host.sees("1 of 11", "G.Bold")
    come("cho").go(visits.at("travellers/"))
    come("cho").sees("0 of 11")


def be_there(come: Come, day: date) -> None:
    """On the phone's day page; who has not studied is not marked as present at the site."""
    traveller, other = come("J001"), come("J002")
    traveller.go(visits.at(f"days/{day.isoformat()}/"))
    traveller.sees("Sejong smart city", "Pre-study finished")
    visits.attend(traveller, "V1")
    traveller.sees("The attendance is kept.")
    visits.attend(other, "V1")
    other.sees(NOT_STUDIED)
    visits.note(traveller, "V1", {"What you saw": SEEN, "What shows it": "Papers asked for fell from 12 to 3."})


def learn(come: Come, day: date) -> str:
    """The note becomes a lesson, which its owner adopts."""
    lesson = measures.write_lesson(come("J001"), SEEN, "Ministry of Finance")
    measures.adopt(come("planner"), lesson)
    return lesson


def act(come: Come, lesson: str, today: date) -> None:
    """A joint measure; what one body owes the other is accepted, delivered and confirmed each by whose turn it is."""
    giver, receiver, secretariat = come("planner"), come("receiver"), come("cabinet")
    measures.propose(giver, MEASURE, lesson=lesson, begins=today, ends=today + timedelta(days=300))
    measures.owe(receiver, MEASURE, OWED, today + timedelta(days=100))
    receiver.go(f"actions/{MEASURE}/commitments/{OWED}/accept/")
    receiver.sees("only a ministry planner of that body accepts, refuses or delivers it")
    measures.act(giver, MEASURE, OWED, "Accept")
    measures.act(giver, MEASURE, OWED, "Deliver", {"What shows it": "Letter 5/12"})
    giver.go(f"actions/{MEASURE}/commitments/{OWED}/confirm/")
    giver.sees("Omnogovi")
    measures.act(receiver, MEASURE, OWED, "Confirm receipt")
    receiver.sees("Receipt is confirmed.")
    measures.report(giver, MEASURE, today)
    secretariat.go(f"actions/{MEASURE}/")
    secretariat.sees("Everything that was owed is confirmed.", "The interface runs in one aimag.", "40")


def count(come: Come) -> None:
    """A figure stands before everybody once another than who entered its edition has approved it."""
    head, public = come("head"), come("")
    public.go(f"results/{INDICATOR}/")
    public.stands_at(NAMED)
    public.sees("Linked", measures.NAME)
    assert EDITION not in public.text()
    measures.approve(head, EDITION)
    public.go(f"results/{INDICATOR}/")
    public.sees(EDITION, "0.72")


def trace(come: Come) -> None:
    """From the indicator to the exam mark in two clicks, and in two clicks forward again."""
    manager = come("manager")
    manager.go(f"results/{INDICATOR}/")
    manager.clicks = 0
    manager.follow("Follow it through the relay")
    manager.sees("One counter", "C-1", measures.LESSON, "Sejong smart city", "G.Bold", "Rank 1", "99.000")
    manager.follow("Written exam: 99.000")
    assert manager.clicks == 2
    manager.follow("Follow it through the relay")
    manager.follow(NAMED)
    assert manager.clicks == 4
    manager.stands_at(NAMED)
    public = come("")
    public.go(f"journey/indicators/{INDICATOR}/")
    public.sees("Delegate 1", "1 that you may not see")
    assert "G.Bold" not in public.text()
