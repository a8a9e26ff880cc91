"""A visit is opened, its hosts are named, its topics tied, wishes stated, the request sent and answered."""

from __future__ import annotations

import hashlib
import json
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from ortoo.access.models import User
from ortoo.access.rules.roles import Role, Scope
from ortoo.ledger.models import Entry
from ortoo.ledger.rules.canonical import canonical
from ortoo.messages.models import Message
from ortoo.multilingual.refusals import Refusal
from ortoo.plan.models import Goal, Indicator
from ortoo.selection.models import Round
from ortoo.visits.models import Visit, VisitTopic, Wish
from ortoo.visits.operations import (
    add_host,
    answer_request,
    open_visit,
    send_request,
    state_wish,
    tie_topic,
)
from ortoo.visits.queries.hosts import lead_of, wishes_of
from ortoo.visits.queries.rounds import rounds_without_visit
from ortoo.visits.queries.visits import standing_of, state, taking_part, visit_row
from ortoo.visits.rules.states import State
from tests.cast import academy_manager, auditor, outsider, person
from tests.factories.people import organization
from tests.factories.training import objective
from tests.visits import hosting, travelling
from tests.visits.hosting import host_of, speaker_for
from tests.visits.travelling import AT, keeper

pytestmark = pytest.mark.django_db

FIRST_DAY = datetime(2026, 6, 7, 15, 30, tzinfo=UTC)
"""Half past midnight of 8 June in Seoul, when it is still the 7th in Ulaanbaatar."""


def test_it_takes_title_days_country_and_topics_from_the_call(opened: Visit) -> None:
    visit = visit_row("kr-2026")
    assert (visit.name_mn, visit.name_en, visit.country, visit.time_zone) == (
        "Study visit mn", "Study visit", "KR", "Asia/Seoul",
    )  # fmt: skip
    assert (visit.begins, visit.ends, visit.basis) == (date(2026, 6, 8), date(2026, 6, 12), "S")
    topics = list(visit.topics.order_by("place").values_list("code", "place", "name_en", "basis", "link_basis"))
    assert topics == [
        ("V2", 1, "Digital government", "I", "I"), ("V3", 2, "Smart city", "I", "I"), ("V4", 3, "Research", "I", "I"),
    ]  # fmt: skip
    assert body("visit.opened") == {
        "visit": "kr-2026", "round": "R1", "country": "KR", "begins": "2026-06-08", "ends": "2026-06-12",
        "time_zone": "Asia/Seoul", "topics": ["V2", "V3", "V4"],
    }  # fmt: skip
    assert state(visit, AT) is State.OPENED
    assert rounds_without_visit() == []


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({}, "visits.opened_already"),
        ({"by": "outsider"}, "access.role_needed"),
        ({"by": "auditor"}, "access.role_needed"),
    ],
)
def test_a_second_visit_of_a_round_and_a_stranger_are_refused(
    opened: Visit, changed: dict[str, str], code: str
) -> None:
    by = {"outsider": outsider, "auditor": auditor}.get(changed.get("by", ""), keeper)()
    refused(lambda: open_visit(round=opened.round, code="second", time_zone="Asia/Seoul", by=by, at=AT), code)


@pytest.mark.parametrize(
    ("code", "zone", "refusal"),
    [
        ("kr 2026", "Asia/Seoul", "visits.code_shape"),
        ("partners", "Asia/Seoul", "visits.code_shape"),
        ("kr-2026", "Seoul", "visits.unknown_zone"),
        ("kr-2026", "../etc", "visits.unknown_zone"),
    ],
)
def test_codes_and_zones_that_are_none(closed: Round, code: str, zone: str, refusal: str) -> None:
    refused(lambda: open_visit(round=closed, code=code, time_zone=zone, by=keeper(), at=AT), refusal)
    assert not Visit.objects.exists()


def test_the_first_host_leads_until_another_takes_over(opened: Visit) -> None:
    organization("NRC", "institute")
    assert str(lead_of(opened).organization.code) == "LOGODI"  # type: ignore[union-attr]
    host = add_host(visit=opened, organization="NRC", leads=True, by=keeper(), at=AT)
    assert lead_of(opened) == host
    assert opened.hosts.filter(leads=True).count() == 1
    assert body("visit.host-named") == {"visit": "kr-2026", "host": "NRC", "leads": True}


def test_a_host_twice_and_a_body_that_is_not_there(opened: Visit) -> None:
    organization("OLD", "institute").__class__.objects.filter(code="OLD").update(valid_to=date(2026, 6, 8))
    refused(lambda: add_host(visit=opened, organization="KIPA", by=keeper(), at=AT), "visits.hosts_already")
    refused(lambda: add_host(visit=opened, organization="OLD", by=keeper(), at=AT), "visits.unknown_host")


def test_a_topic_is_tied_to_objectives_by_number_and_indicators_by_code(opened: Visit) -> None:
    objective("5.4")
    Indicator.objects.create(goal=Goal.objects.get(), code="5.wgi-ge", place=1, name_en="Effectiveness", basis="S")
    tied = tie_topic(topic=topic(opened), objectives=["5.4"], indicators=["5.wgi-ge"], by=keeper(), at=AT)
    assert [one.number for one in tied.objectives.all()] == ["5.4"]
    assert [one.code for one in tied.indicators.all()] == ["5.wgi-ge"]
    assert body("visit.topic-tied") == {
        "visit": "kr-2026", "topic": "V2", "objectives": ["5.4"], "indicators": ["5.wgi-ge"], "basis": "I",
    }  # fmt: skip
    for given, code in (({"objectives": ["9.9"]}, "objective"), ({"objectives": [], "indicators": ["x"]}, "indicator")):
        refused(lambda given=given: tie_topic(topic=tied, **given, by=keeper(), at=AT), f"visits.unknown_{code}")


def test_a_planner_wishes_for_the_own_body_alone_and_the_latest_word_counts(opened: Visit) -> None:
    planner = planner_of("MOF")
    for text in ("Budgets", "Budgets by programme"):
        state_wish(topic=topic(opened), organization="MOF", text={"en": text, "ko": ""}, by=planner, at=AT)
    state_wish(topic=topic(opened), organization="MOH", text={"mn": "Эмнэлэг"}, by=keeper(), at=AT)
    assert [(one.organization.code, one.text) for one in wishes_of(opened)] == [
        ("MOF", {"en": "Budgets by programme"}), ("MOH", {"mn": "Эмнэлэг"}),
    ]  # fmt: skip
    assert Wish.objects.count() == 3
    wish: dict[str, Any] = {"topic": topic(opened), "text": {"en": "x"}, "at": AT}
    refused(lambda: state_wish(**wish, organization="MOH", by=planner), "visits.another_body")
    refused(lambda: state_wish(**wish, organization="MOF", by=outsider()), "access.role_needed")
    refused(lambda: state_wish(**wish, organization="NONE", by=keeper()), "visits.body_not_there")
    refused(
        lambda: state_wish(topic=topic(opened), text={"en": " "}, organization="MOF", by=planner, at=AT),
        "visits.wish_without_word",
    )


def test_the_request_freezes_what_is_asked_under_its_hash(opened: Visit) -> None:
    objective("5.4")
    tie_topic(topic=topic(opened), objectives=["5.4"], by=keeper(), at=AT)
    state_wish(topic=topic(opened), organization="MOF", text={"en": "Budgets"}, by=planner_of("MOF"), at=AT)
    sent = send_request(visit=opened, letter=" Dear hosts ", people=10, by=keeper(), at=AT)
    wish = {"organization": "MOF", "names": {"en": "MOF"}, "text": {"en": "Budgets"}}
    asked = {
        "visit": "kr-2026", "title": {"mn": "Study visit mn", "en": "Study visit", "ko": "Study visit ko"},
        "country": "KR", "begins": "2026-06-08", "ends": "2026-06-12", "people": 10,
        "hosts": [{"code": "LOGODI", "leads": True}, {"code": "KIPA", "leads": False}],
        "topics": [
            {"code": code, "names": {"mn": f"{name} mn", "en": name, "ko": f"{name} ko"}, "objectives": numbers,
             "indicators": [], "link_basis": "I", "wishes": wishes}
            for code, name, numbers, wishes in (
                ("V2", "Digital government", ["5.4"], [wish]), ("V3", "Smart city", [], []), ("V4", "Research", [], []),
            )
        ],
    }  # fmt: skip
    assert (sent.version, sent.letter, sent.body) == (1, "Dear hosts", asked)
    expected = hashlib.sha256(canonical({"letter": "Dear hosts", "request": asked})).hexdigest()
    assert sent.sha256 == expected
    assert body("visit.requested") == {
        "visit": "kr-2026", "version": 1, "people": 10, "sha256": expected, "hosts": ["KIPA", "LOGODI"],
    }  # fmt: skip


def test_the_accounts_of_every_host_are_told_and_nobody_else(opened: Visit) -> None:
    for code in ("LOGODI", "KIPA", "NHI"):
        speaker_for(code)
    hosting.asked(opened)
    told = Message.objects.everything(because="a test looks").filter(kind="visits.asked")
    assert sorted(told.values_list("to__username", flat=True)) == ["speaks-kipa", "speaks-logodi"]
    assert set(told.values_list("address", flat=True)) == {"visits/kr-2026/"}


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"letter": " "}, "visits.request_without_letter"),
        ({"letter": "x" * 10_001}, "visits.text_too_long"),
        ({"people": 0}, "visits.request_people"),
        ({"people": 501}, "visits.request_people"),
    ],
)
def test_half_a_request_is_refused(opened: Visit, changed: dict[str, Any], code: str) -> None:
    asked: dict[str, Any] = {"letter": "Dear hosts", "people": 10, **changed}
    refused(lambda: send_request(visit=opened, **asked, by=keeper(), at=AT), code)


def test_without_a_host_nothing_is_asked(closed: Round) -> None:
    visit = open_visit(round=closed, code="kr", time_zone="Asia/Seoul", by=keeper(), at=AT)
    refused(lambda: send_request(visit=visit, letter="x", people=1, by=keeper(), at=AT), "visits.request_without_host")


def test_all_hosts_answer_and_who_leads_says_yes(opened: Visit) -> None:
    logodi, kipa = (host_of(opened, code) for code in ("LOGODI", "KIPA"))
    for_logodi, for_kipa = speaker_for("LOGODI"), speaker_for("KIPA")
    request = hosting.asked(opened)
    assert state(opened, AT) is State.REQUESTED
    hosting.said_yes(request, logodi, for_logodi)
    assert state(opened, AT) is State.REQUESTED
    answer_request(request=request, host=kipa, accepted=False, remark="Moving house", by=for_kipa, at=AT)
    assert state(opened, AT) is State.ANSWERED
    assert [host.organization.code for host in taking_part(opened)] == ["LOGODI"]
    assert body("visit.answered") == {"visit": "kr-2026", "version": 1, "host": "KIPA", "accepted": False}
    told = Message.objects.everything(because="a test looks").filter(kind="visits.answered")
    assert list(told.values_list("to", flat=True)) == [keeper().pk] * 2
    later = AT + timedelta(minutes=1)
    answer_request(request=request, host=logodi, accepted=False, remark="Snow", by=for_logodi, at=later)
    assert state(opened, AT) is State.REQUESTED
    assert not standing_of(opened).answered


def test_a_later_request_is_answered_anew(opened: Visit) -> None:
    for_logodi, for_kipa = speaker_for("LOGODI"), speaker_for("KIPA")
    first = hosting.asked(opened)
    hosting.said_yes(first, host_of(opened, "LOGODI"), for_logodi)
    hosting.said_yes(first, host_of(opened, "KIPA"), for_kipa)
    assert state(opened, AT) is State.ANSWERED
    second = hosting.asked(opened, AT + timedelta(days=1))
    assert (second.version, state(opened, AT)) == (2, State.REQUESTED)
    answer: dict[str, Any] = {
        "host": host_of(opened, "LOGODI"), "accepted": True, "by": for_logodi, "at": AT,
    }  # fmt: skip
    refused(lambda: answer_request(request=first, **answer), "visits.request_superseded")


def test_a_yes_needs_a_stop_and_a_no_a_reason_and_both_the_host_itself(opened: Visit) -> None:
    request, host, speaker = hosting.asked(opened), host_of(opened, "KIPA"), speaker_for("KIPA")
    answer: dict[str, Any] = {"request": request, "host": host, "at": AT}
    refused(lambda: answer_request(**answer, accepted=True, by=speaker), "visits.yes_without_stop")
    refused(lambda: answer_request(**answer, accepted=False, remark=" ", by=speaker), "visits.no_without_reason")
    refused(lambda: answer_request(**answer, accepted=True, by=speaker_for("LOGODI")), "visits.another_host")
    refused(lambda: answer_request(**answer, accepted=True, by=keeper()), "access.role_needed")


def test_a_host_named_after_the_request_is_told_and_awaited(opened: Visit) -> None:
    request = hosting.asked(opened)
    for code in ("LOGODI", "KIPA"):
        hosting.said_yes(request, host_of(opened, code), speaker_for(code))
    organization("NRC", "institute")
    speaker_for("NRC")
    add_host(visit=opened, organization="NRC", by=keeper(), at=AT)
    told = Message.objects.everything(because="a test looks").filter(kind="visits.asked")
    assert list(told.values_list("to__username", flat=True)) == ["speaks-nrc"]
    assert state(opened, AT) is State.REQUESTED


def test_the_days_begin_by_the_clock_of_the_host(opened: Visit) -> None:
    assert state(opened, FIRST_DAY - timedelta(minutes=31)) is State.OPENED
    assert state(opened, FIRST_DAY) is State.UNDER_WAY
    assert state(opened, datetime(2026, 6, 12, 14, 59, tzinfo=UTC)) is State.UNDER_WAY
    assert state(opened, datetime(2026, 6, 12, 15, 0, tzinfo=UTC)) is State.OVER
    refused(
        lambda: send_request(visit=opened, letter="x", people=1, by=keeper(), at=FIRST_DAY), "visits.not_now.request"
    )


def test_who_keeps_visits_is_academy_or_secretariat(opened: Visit) -> None:
    organization("NRC", "institute")
    organization("NST", "institute")
    add_host(visit=opened, organization="NRC", by=travelling.secretary(), at=AT)
    add_host(visit=opened, organization="NST", by=academy_manager(), at=AT)
    for by in (person("pm", Role.PRIME_MINISTERS_OFFICE), speaker_for("LOGODI"), planner_of("MOF")):
        refused(lambda by=by: add_host(visit=opened, organization="MOF", by=by, at=AT), "access.role_needed")


def topic(visit: Visit, code: str = "V2") -> VisitTopic:
    return visit.topics.select_related("visit").get(code=code)


def planner_of(code: str) -> User:
    return person(f"plans-{code.lower()}", Role.MINISTRY_PLANNER, scope=Scope.ORGANIZATION, code=code)


def body(kind: str) -> dict[str, Any]:
    """What the last entry of its kind says, but who, when and where in the ledger."""
    entry = Entry.objects.filter(kind=kind).order_by("-seq")[0]
    said: dict[str, Any] = json.loads(bytes(entry.body))
    return {key: value for key, value in said.items() if key not in ("at", "by", "kind", "seq")}


def refused(act: Any, code: str) -> None:
    with pytest.raises(Refusal) as caught:
        act()
    assert caught.value.code == code
