"""Attendance, and the day page: what takes place, for whom, and what its reader may do."""

from __future__ import annotations

import pytest

from ortoo.ledger.models import Entry
from ortoo.multilingual.refusals import Refusal
from ortoo.visits.models import Presence, Speaker, Venue, Visit
from ortoo.visits.operations import mark_presence
from ortoo.visits.queries.days import presences
from ortoo.visits.queries.road import travelled_by
from tests.cast import auditor, client_of, outsider
from tests.visits.programme import DAY_1, DAY_2, kept, speaker_of, stop, study
from tests.visits.travelling import account, host, keeper, official, traveller

TUESDAY = "/en/visits/kr-2026/days/2026-06-09/"


def code_of(refused: pytest.ExceptionInfo[Refusal]) -> str:
    return refused.value.code


def test_i_am_here(agreed: Visit) -> None:
    one = traveller("T01")
    mark_presence(traveller=one, stop=stop("L1"), there=True, by=account("T01"), at=DAY_1)
    assert presences([one.pk], [stop("L1").pk]) == {(one.pk, stop("L1").pk): True}
    entry = Entry.objects.order_by("-seq").first()
    assert entry is not None
    assert entry.kind == "visit.presence-marked"
    assert b"T01" not in bytes(entry.body)


def test_the_latest_mark_counts(agreed: Visit) -> None:
    one, where = traveller("T01"), stop("L1")
    for there, by in ((True, account("T01")), (False, keeper()), (True, account("T12"))):
        mark_presence(traveller=one, stop=where, there=there, by=by, at=DAY_1)
        assert presences([one.pk], [where.pk]) == {(one.pk, where.pk): there}
    assert Presence.objects.everything(because="a test looks").count() == 3


def test_a_traveller_marks_nobody_else_and_never_absent(agreed: Visit) -> None:
    for one, there in (("T02", True), ("T01", False)):
        with pytest.raises(Refusal):
            mark_presence(traveller=traveller(one), stop=stop("L1"), there=there, by=account("T01"), at=DAY_1)


def test_a_site_visit_waits_for_the_pre_study(agreed: Visit) -> None:
    with pytest.raises(Refusal) as refused:
        mark_presence(traveller=traveller("T01"), stop=stop("V2"), there=True, by=account("T01"), at=DAY_2)
    assert code_of(refused) == "visits.pre_study_not_done"
    mark_presence(traveller=traveller("T01"), stop=stop("V2"), there=False, by=keeper(), at=DAY_2)
    study("T01")
    mark_presence(traveller=traveller("T01"), stop=stop("V2"), there=True, by=account("T01"), at=DAY_2)


def test_a_lecture_waits_for_nothing(agreed: Visit) -> None:
    mark_presence(traveller=traveller("T12"), stop=stop("W1"), there=True, by=account("T12"), at=DAY_1)


def test_not_before_its_day_and_not_outside_the_agenda(agreed: Visit) -> None:
    for code, at, expected in (
        ("K1", DAY_2, "visits.stop_not_yet"),
        ("L2", DAY_2, "visits.stop_not_agreed"),
    ):
        with pytest.raises(Refusal) as refused:
            mark_presence(traveller=traveller("T01"), stop=stop(code), there=True, by=account("T01"), at=at)
        assert code_of(refused) == expected


def test_a_version_that_nobody_agreed_to_changes_no_day(agreed: Visit) -> None:
    kept(agreed, ("L1", 0, 600), ("L2", 0, 840))
    with pytest.raises(Refusal) as refused:
        mark_presence(traveller=traveller("T01"), stop=stop("L2"), there=True, by=account("T01"), at=DAY_1)
    assert code_of(refused) == "visits.stop_not_agreed"


def test_the_road_of_one_official(agreed: Visit) -> None:
    mark_presence(traveller=traveller("T01"), stop=stop("L1"), there=True, by=account("T01"), at=DAY_1)
    (one,) = travelled_by(official("T01"))
    assert (one.code, one.part, one.attended, one.notes) == ("kr-2026", "delegate", ("L1",), 0)
    assert travelled_by(official("T05")) == []


# ---- pages


@pytest.fixture
def in_seoul(monkeypatch: pytest.MonkeyPatch) -> None:
    """It is noon of the second day at the host."""
    monkeypatch.setattr("django.utils.timezone.now", lambda: DAY_2)


def test_a_day_on_the_phone(agreed: Visit, in_seoul: None) -> None:
    study("T01")
    page = client_of(account("T01")).get(TUESDAY).content.decode()
    for said in (
        "Tuesday, 9 June 2026, Sejong", "It is 12:00: Sejong smart city. Next: Research council.", "11:00–12:30",
        "Coach 75–90 min", "Pre-study finished", "/visits/kr-2026/attendance/V2/", "/visits/kr-2026/notes/V2/",
        "Hannuri-daero 2130, Sejong", "estimated", "How was the day?",
    ):  # fmt: skip
        assert said in page, said


def test_a_place_without_an_address_is_no_town(agreed: Visit, in_seoul: None) -> None:
    Venue.objects.update(town_en="")
    assert "<h1>Tuesday, 9 June 2026</h1>" in client_of(keeper()).get(TUESDAY).content.decode()
    assert "9: 2 stops." in client_of(keeper()).get("/en/visits/kr-2026/agenda/").content.decode()


def test_a_reader_who_does_not_travel_has_no_buttons(agreed: Visit, in_seoul: None) -> None:
    page = client_of(speaker_of("KIPA")).get("/en/visits/kr-2026/days/2026-06-09/").content.decode()
    assert "/attendance/" not in page
    assert "/notes/" not in page
    assert "0 have answered" in page


def test_an_auditor_reads_no_speaker_by_name(agreed: Visit, in_seoul: None) -> None:
    stop("V2").speakers.add(Speaker.objects.create(host=host("LOGODI"), name="Kim Sejong"))
    path = "/en/visits/kr-2026/days/2026-06-09/"
    assert "Kim Sejong" in client_of(account("T01")).get(path).content.decode()
    assert "Kim Sejong" not in client_of(auditor()).get(path).content.decode()


def test_what_one_may_not_see_is_not_there(agreed: Visit) -> None:
    client = client_of(outsider())
    for path in ("agenda/", "days/2026-06-09/", "calendar.ics", "notes/", "notes/V2/", "attendance/V2/"):
        assert client.get(f"/en/visits/kr-2026/{path}").status_code == 404, path
    mine = client_of(account("T01"))
    for path in ("days/2026-06-07/", "days/x/", "attendance/NO/", "notes/read/NO/", "calendar/9.ics"):
        assert mine.get(f"/en/visits/kr-2026/{path}").status_code == 404, path


def test_today_leads_to_the_day_at_the_host(agreed: Visit, in_seoul: None) -> None:
    answer = client_of(account("T01")).get("/en/visits/kr-2026/days/")
    assert answer.headers["Location"] == "/en/visits/kr-2026/days/2026-06-09/"


def sent(client: object, path: str, **fields: str) -> str:
    """The page after a form with its own token was sent; what refuses stands on it."""
    get, post = client.get, client.post  # type: ignore[attr-defined]
    page = get(path)
    once = page.context["once"]
    return str(post(path, {"once": once, **fields}, follow=True).content.decode())


def test_one_button_for_oneself(agreed: Visit, in_seoul: None) -> None:
    study("T01")
    page = sent(client_of(account("T01")), "/en/visits/kr-2026/attendance/V2/")
    assert "You are marked there" in page


def test_the_escort_marks_everybody_at_once_or_nobody(agreed: Visit, in_seoul: None) -> None:
    study("T01")
    first, second = traveller("T01").pk, traveller("T02").pk
    page = sent(
        client_of(account("T12")), "/en/visits/kr-2026/attendance/V2/",
        **{f"traveller-{first}": "yes", f"traveller-{second}": "yes"},
    )  # fmt: skip
    assert "T02" in page
    assert Presence.objects.everything(because="a test looks").count() == 0
    sent(
        client_of(account("T12")), "/en/visits/kr-2026/attendance/V2/",
        **{f"traveller-{first}": "yes", f"traveller-{second}": "no"},
    )  # fmt: skip
    marks = Presence.objects.everything(because="a test looks").values_list("traveller", "there")
    assert sorted(marks) == [(first, True), (second, False)]


def test_the_same_marks_again_write_nothing(agreed: Visit, in_seoul: None) -> None:
    first = traveller("T01").pk
    for _ in range(2):
        sent(client_of(keeper()), "/en/visits/kr-2026/attendance/L1/", **{f"traveller-{first}": "yes"})
    assert Presence.objects.everything(because="a test looks").count() == 1


def test_an_absent_traveller_is_offered_no_note(agreed: Visit, in_seoul: None) -> None:
    mark_presence(traveller=traveller("T01"), stop=stop("V3"), there=False, by=keeper(), at=DAY_2)
    page = client_of(account("T01")).get(TUESDAY).content.decode()
    assert "Marked absent" in page
    assert "/notes/V3/" not in page
