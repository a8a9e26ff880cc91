"""The timetable page, the forms behind it, calendar files, and the search in the background."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest
from icalendar import Calendar

from ortoo.jobs import operations as jobs
from ortoo.jobs.models import Job
from ortoo.visits.models import Visit
from ortoo.visits.operations import weigh_stop
from ortoo.visits.queries import agendas as queries
from ortoo.visits.rules.agenda_kept import asked_json
from ortoo.visits.rules.problem_of_visit import Asked
from ortoo.visits.waiting.days import waiting_for
from tests.cast import auditor, client_of, grants
from tests.visits.programme import GOOD, PLANNED, agree, kept, speaker_of, stop
from tests.visits.test_days import in_seoul, sent
from tests.visits.travelling import account, keeper

__all__ = ["in_seoul"]
AGENDA = "/en/visits/kr-2026/agenda/"


@pytest.fixture
def in_may(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("django.utils.timezone.now", lambda: PLANNED)


def page(user: Any, path: str = "", language: str = "en") -> str:
    answer = client_of(user).get(f"/{language}/visits/kr-2026/agenda/{path}")
    assert answer.status_code == 200, answer.status_code
    return str(answer.content.decode())


def test_nothing_yet(offered: Visit, in_may: None) -> None:
    assert "Find an agenda" in page(keeper())
    assert "Find an agenda" not in page(speaker_of("KIPA"))


def test_nobody_plans_what_is_over(agreed: Visit, in_may: None, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "Place by hand" in page(keeper())
    monkeypatch.setattr("django.utils.timezone.now", lambda: datetime(2026, 7, 1, tzinfo=UTC))
    assert "Place by hand" not in page(keeper())


def test_the_timetable(agreed: Visit, in_may: None) -> None:
    shown = page(keeper())
    for said in (
        "8–12 June 2026. Invited: 9 (8 selected, 1 escort). Wanju, Sejong, Seoul. "
        "All times are those of the host (Asia/Seoul), 1 hour ahead of home.",
        "Version 1 is agreed.", "Placed by hand and checked: worth 210 of the 230 that all stops offer.",
        "Pre-study not finished:", "Smart city, 9 people", "Coach 75–90 min\u202f†", "Night: Seoul",
        "The maker of the agenda left it out.", '<svg class="agenda-1 wide"', "8: 2 stops, Wanju.",
        "Pre-study: Smart city 0/9",
    ):  # fmt: skip
        assert said in shown, said


def test_every_language_has_a_timetable(agreed: Visit, in_may: None) -> None:
    assert "2026 оны 6 дугаар сарын 8–12" in page(keeper(), language="mn")
    assert "2026년 6월 8–12일" in page(keeper(), language="ko")


def test_what_has_changed_is_said_until_it_is_agreed(agreed: Visit, in_may: None) -> None:
    later = kept(agreed, ("L1", 0, 600), ("W1", 0, 855), ("V2", 1, 660), ("K1", 2, 780), ("L2", 4, 780))
    shown = page(keeper())
    for said in (
        "Version 2 is not agreed yet; version 1 is agreed.", "Changed since version 1:",
        "Moved: Action plan, from Mon 8, 14:00 to Mon 8, 14:15.", "Out: Research council, which was on Tue 9, 14:00.",
        "In: State administration, Fri 12, 13:00.",
    ):  # fmt: skip
        assert said in shown, said
    assert "Version 2 is proposed and not agreed yet." in page(account("T01"))
    agree(agreed, later)
    assert "Version 2 is agreed." in page(keeper())


def test_the_same_number_of_questions_for_many_stops(
    agreed: Visit, in_may: None, django_assert_num_queries: Any
) -> None:
    client = client_of(auditor())
    client.get(AGENDA)
    with django_assert_num_queries(28):
        client.get(AGENDA)
    kept(agreed, *GOOD[:3])
    with django_assert_num_queries(28):
        client.get(AGENDA)


# ---- by hand


def by_hand(*rows: tuple[str, int, int]) -> dict[str, str]:
    found = {}
    for code, day, start in rows:
        found[f"day-{code}-all"], found[f"start-{code}-all"] = str(day), f"{start // 60:02d}:{start % 60:02d}"
    return found


def test_every_broken_rule_is_said_and_nothing_is_kept(agreed: Visit, in_may: None) -> None:
    rows = (("L1", 0, 600), ("L2", 0, 660), ("V2", 1, 660), ("V3", 1, 755), ("K1", 2, 1000))
    shown = sent(client_of(keeper()), f"{AGENDA}by-hand/", **by_hand(*rows))
    for said in ("“L2”", "“V3”", "“K1”"):
        assert said in shown.replace("&quot;", "”").replace('"', "”") or said[1:-1] in shown
    assert shown.count("govuk-error-message") >= 3
    assert queries.latest(agreed).version == 1  # type: ignore[union-attr]


def test_a_good_one_is_kept(agreed: Visit, in_may: None) -> None:
    shown = sent(client_of(keeper()), f"{AGENDA}by-hand/", **by_hand(*GOOD[:4]))
    assert "The new version is kept." in shown
    assert "Version 2 is not agreed yet" in shown


def test_the_form_begins_with_the_latest_version(agreed: Visit, in_may: None) -> None:
    form = client_of(keeper()).get(f"{AGENDA}by-hand/").context["form"]
    assert (form["day-V2-all"].value(), form["start-V2-all"].value()) == ("1", "11:00")
    shown = sent(client_of(keeper()), f"{AGENDA}by-hand/", **{"day-L1-all": "0", "start-L1-all": "soon"})
    assert "takes a time of day" in shown


def test_agreeing_by_the_form(offered: Visit, in_may: None) -> None:
    kept(offered, *GOOD)
    for user in (keeper(), speaker_of("LOGODI"), speaker_of("KIPA")):
        assert "Read the agenda" in str([str(task.what) for task in waiting_for(grants(user))])
        assert "Your side has agreed." in sent(client_of(user), f"{AGENDA}agree/")
        assert waiting_for(grants(user)) == []
        assert client_of(user).get(f"{AGENDA}agree/").status_code == 409
    assert queries.agreed(offered) is not None
    assert client_of(account("T01")).get(f"{AGENDA}agree/").status_code == 403


# ---- the search


def ask(**more: Any) -> Job:
    arguments = {"visit": "kr-2026", "asked": asked_json(Asked()), "seconds": 20, "keep": False, **more}
    job = jobs.ask(kind="visits.agenda", arguments=arguments, by=keeper(), at=PLANNED)
    jobs.do(job_id=job.pk)
    job.refresh_from_db()
    return job


def test_the_search_keeps_what_it_finds(offered: Visit, in_may: None) -> None:
    job = ask()
    assert (job.state, job.result_path, job.outcome) == (
        "done", "visits/kr-2026/agenda/", {"status": "optimal", "version": 1},
    )  # fmt: skip
    assert "Proven: no agenda is worth more than this one (230)." in page(keeper())


def test_the_search_leaves_what_is_good(agreed: Visit, in_may: None) -> None:
    job = ask(keep=True)
    assert job.state == "done"
    before, after = (one.answer["stops"] for one in reversed(queries.agendas_of(agreed)))
    moved = {one["id"] for one in before if one not in after}
    assert moved <= {"W1", "L1"}


def test_a_conflict_is_said_in_words(offered: Visit, in_may: None) -> None:
    for code in ("K1", "V2", "L1"):
        weigh_stop(stop=stop(code), value=10, must=True, by=keeper(), at=PLANNED)
    job = ask(asked=asked_json(Asked(content=100)))
    assert (job.state, job.outcome["status"]) == ("done", "infeasible")
    assert queries.latest(offered) is None
    shown = page(keeper(), "outcome/")
    assert "These wishes exclude each other." in shown
    assert "A day has no more than its minutes of content." in shown
    assert "must be in." in shown


def test_the_form_of_the_search(offered: Visit, in_may: None) -> None:
    answers = {
        "begin": "08:30", "end": "8:00", "base": "", "content": "480", "lunch": "60", "lunch_from": "12:00",
        "lunch_to": "12:30", "interpreters": "", "grid": "15", "seconds": "5",
    }  # fmt: skip
    shown = sent(client_of(keeper()), f"{AGENDA}solve/", **answers)
    assert "The day must end after it begins" in shown
    assert "Lunch needs a time from and to" in shown
    sent(client_of(keeper()), f"{AGENDA}solve/", **{**answers, "end": "18:00", "lunch_to": "14:00"})
    job = Job.objects.get(kind="visits.agenda")
    assert job.arguments["asked"] == {
        "begin": 510, "end": 1080, "base": None, "content": 480, "lunch": [60, 720, 840], "interpreters": None,
        "grid": 15,
    }  # fmt: skip
    assert client_of(speaker_of("KIPA")).get(f"{AGENDA}solve/").status_code == 403


# ---- calendars


def events(user: Any, path: str = "calendar.ics") -> list[dict[str, Any]]:
    answer = client_of(user).get(f"/en/visits/kr-2026/{path}")
    assert answer.headers["Content-Type"].startswith("text/calendar")
    file = Calendar.from_ical(answer.content)
    assert [str(zone["tzid"]) for zone in file.walk("VTIMEZONE")] == ["Asia/Seoul"]
    return [
        {
            "uid": str(one["uid"]), "at": one.decoded("dtstart").astimezone(UTC), "status": str(one["status"]),
            "sequence": one["sequence"], "place": str(one["location"]), "about": str(one.get("description", "")),
        }
        for one in file.walk("VEVENT")
    ]  # fmt: skip


def test_a_traveller_takes_their_stops_along(agreed: Visit) -> None:
    found = events(account("T01"))
    assert [one["uid"] for one in found] == [f"kr-2026.{code}.all@ortoo" for code, _, _ in GOOD]
    assert found[2]["at"] == datetime(2026, 6, 9, 2, 0, tzinfo=UTC)
    assert found[2]["place"] == "Place SCH, Hannuri-daero 2130, Sejong"
    assert {one["status"] for one in found} == {"CONFIRMED"}
    assert {one["sequence"] for one in found} == {1}


def test_a_host_gets_its_own_stops_and_names_only_by_consent(agreed: Visit) -> None:
    (one,) = events(speaker_of("KIPA"))
    assert one["uid"] == "kr-2026.K1.all@ortoo"
    assert "Delegate 1, Delegate 2" in one["about"]
    assert "Bold" not in one["about"]


def test_what_fell_out_is_cancelled_under_the_same_name(agreed: Visit) -> None:
    later = kept(agreed, *GOOD[:4])
    assert {one["sequence"] for one in events(account("T01"))} == {1}
    agree(agreed, later)
    found = {one["uid"]: (one["status"], one["sequence"]) for one in events(account("T01"))}
    assert found["kr-2026.K1.all@ortoo"] == ("CANCELLED", 2)
    assert found["kr-2026.L1.all@ortoo"] == ("CONFIRMED", 2)


def test_before_all_have_agreed_it_is_tentative(offered: Visit) -> None:
    kept(offered, *GOOD)
    assert {one["status"] for one in events(account("T01"))} == {"TENTATIVE"}


def test_a_file_for_each_traveller(agreed: Visit) -> None:
    assert len(events(keeper(), "calendar/3.ics")) == 5
    assert client_of(speaker_of("KIPA")).get("/en/visits/kr-2026/calendar/3.ics").status_code == 404


def test_notes_of_stops_that_are_over_are_asked_for(agreed: Visit, in_seoul: None) -> None:
    (task,) = waiting_for(grants(account("T01")))
    assert str(task.what) == "Write your notes of 2 stops"
