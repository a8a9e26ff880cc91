"""Keeping agendas: solved ones and hand-made ones pass the same checker; yes by yes they become agreed."""

from __future__ import annotations

from dataclasses import replace

import pytest

from ortoo.access.rules.roles import Role
from ortoo.ledger.models import Blob, Entry
from ortoo.messages.models import Message
from ortoo.multilingual.refusals import Refusal
from ortoo.visits.models import Agenda, Visit
from ortoo.visits.operations import consent_to_agenda, keep_agenda_by_hand, keep_solved_agenda, weigh_stop
from ortoo.visits.queries import agendas as queries
from ortoo.visits.rules.agenda import check, solve
from ortoo.visits.rules.agenda_kept import answer_read, problem_read
from ortoo.visits.rules.problem_of_visit import Asked
from tests.cast import person
from tests.visits import programme
from tests.visits.programme import GOOD, PLANNED, agree, kept, placed, speaker_of
from tests.visits.travelling import host, keeper


def said(visit: Visit) -> tuple[int | None, int | None]:
    """The latest version and the agreed one."""
    latest, agreed = queries.latest(visit), queries.agreed(visit)
    return latest.version if latest else None, agreed.version if agreed else None


def test_the_problem_says_what_the_visit_says(offered: Visit) -> None:
    problem = queries.problem_for(offered)
    assert [stop.id for stop in problem.stops] == ["K1", "L1", "L2", "M1", "V2", "V3", "W1"]
    assert problem.groups == ("all",)
    assert (problem.days[0].begin, problem.days[0].end, problem.days[0].start_place) == (540, 1080, "LOG")
    assert problem.travel["LOG"]["SCH"] == 90
    assert problem.stop("V2").requires == ("L1",)
    assert problem.stop("W1").after == ("L1",)
    assert (problem.stop("L1").must, problem.stop("L1").value) == (True, 50)
    assert len(problem.stop("L1").windows) == 5
    assert problem.stop("M1").interpreter is False


def test_an_agenda_by_hand_is_kept_whole(offered: Visit) -> None:
    agenda = kept(offered, *GOOD)
    assert (agenda.version, agenda.by_hand) == (1, True)
    rows = [(row.stop.code, row.group, row.starts.isoformat(), row.venue.code) for row in queries.placings(agenda)]
    assert rows == [
        ("L1", "all", "2026-06-08T01:00:00+00:00", "LOG"),
        ("W1", "all", "2026-06-08T05:00:00+00:00", "LOG"),
        ("V2", "all", "2026-06-09T02:00:00+00:00", "SCH"),
        ("V3", "all", "2026-06-09T05:00:00+00:00", "NRC"),
        ("K1", "all", "2026-06-10T04:00:00+00:00", "KIP"),
    ]
    entry = Entry.objects.order_by("-seq").first()
    assert entry is not None
    assert entry.kind == "visit.agenda-kept"
    assert Blob.objects.filter(sha256=agenda.sha256).exists()
    assert b"Speaker" not in bytes(Blob.objects.get(sha256=agenda.sha256).content)


@pytest.mark.parametrize(
    ("rows", "code"),
    [
        ((("L1", 0, 600), ("L2", 0, 660)), "agenda.overlap"),
        ((("L1", 0, 600), ("V2", 0, 765)), "agenda.not_driveable"),
        ((("L2", 0, 600),), "agenda.must_left_out"),
    ],
)
def test_what_breaks_a_rule_is_not_kept(offered: Visit, rows: tuple[tuple[str, int, int], ...], code: str) -> None:
    with pytest.raises(Refusal) as refused:
        kept(offered, *rows)
    assert refused.value.code == "visits.agenda_broken"
    assert refused.value.values["first"] == code
    for language in ("en", "mn", "ko"):
        assert "{" not in refused.value.sentence(language)
    assert Agenda.objects.count() == 0


def test_only_who_keeps_visits_keeps_an_agenda(offered: Visit) -> None:
    with pytest.raises(Refusal, match="role"):
        keep_agenda_by_hand(visit=offered, placed=placed(*GOOD), by=speaker_of("LOGODI"), at=PLANNED)


def test_nothing_placed_and_nothing_changed_are_refused(offered: Visit) -> None:
    with pytest.raises(Refusal) as refused:
        kept(offered)
    assert refused.value.code == "visits.agenda_empty"
    kept(offered, *GOOD)
    with pytest.raises(Refusal) as refused:
        kept(offered, *GOOD)
    assert refused.value.code == "visits.agenda_same"


def test_a_solved_agenda_passes_the_same_checker(offered: Visit) -> None:
    problem = queries.problem_for(offered, Asked())
    answer = solve(problem, seconds=20)
    agenda = keep_solved_agenda(visit=offered, problem=problem, answer=answer, by=keeper(), at=PLANNED)
    assert (answer.status, answer.value) == ("optimal", 230)
    assert (agenda.by_hand, problem_read(agenda.problem), answer_read(agenda.answer)) == (False, problem, answer)
    assert check(problem, answer_read(agenda.answer).stops) == ()


def test_a_solution_of_yesterday_is_not_kept(offered: Visit) -> None:
    problem = queries.problem_for(offered, Asked())
    answer = solve(problem, seconds=20)
    weigh_stop(stop=programme.stop("K1"), value=61, must=False, by=keeper(), at=PLANNED)
    with pytest.raises(Refusal) as refused:
        keep_solved_agenda(visit=offered, problem=problem, answer=answer, by=keeper(), at=PLANNED)
    assert refused.value.code == "visits.agenda_outdated"


def test_a_tampered_solution_is_not_kept(offered: Visit) -> None:
    problem = queries.problem_for(offered, Asked())
    answer = solve(problem, seconds=20)
    moved = replace(answer.stops[0], start=3)
    with pytest.raises(Refusal) as refused:
        keep_solved_agenda(
            visit=offered, problem=problem, answer=replace(answer, stops=(moved, *answer.stops[1:])), by=keeper(),
            at=PLANNED,
        )  # fmt: skip
    assert refused.value.code == "visits.agenda_broken"


def test_yes_by_yes_it_becomes_agreed(offered: Visit) -> None:
    agenda = kept(offered, *GOOD)
    assert said(offered) == (1, None)
    consent_to_agenda(agenda=agenda, host=None, by=keeper(), at=PLANNED)
    consent_to_agenda(agenda=agenda, host=host("LOGODI"), by=speaker_of("LOGODI"), at=PLANNED)
    assert said(offered) == (1, None)
    consent_to_agenda(agenda=agenda, host=host("KIPA"), by=speaker_of("KIPA"), at=PLANNED)
    assert said(offered) == (1, 1)


def test_a_later_version_needs_every_yes_anew(agreed: Visit) -> None:
    later = kept(agreed, *GOOD[:4], ("K1", 2, 795))
    assert said(agreed) == (2, 1)
    agree(agreed, later)
    assert said(agreed) == (2, 2)


def test_hosts_are_asked_and_travellers_told(offered: Visit) -> None:
    def told(kind: str) -> list[str]:
        return sorted(
            Message.objects.everything(because="a test looks").filter(kind=kind).values_list("to__username", flat=True)
        )

    kept(offered, *GOOD)
    assert told("visits.agenda_waits") == ["host-kipa", "host-logodi"]
    agree(offered, queries.latest(offered))  # type: ignore[arg-type]
    assert told("visits.agenda_agreed") == ["T01", "T02", "T03", "T04", "T06", "T07", "T08", "T09", "T12"]


def test_who_may_say_yes(offered: Visit) -> None:
    agenda = kept(offered, *GOOD)
    for by, side in ((speaker_of("KIPA"), host("LOGODI")), (speaker_of("KIPA"), None), (keeper(), host("LOGODI"))):
        with pytest.raises(Refusal):
            consent_to_agenda(agenda=agenda, host=side, by=by, at=PLANNED)
    consent_to_agenda(agenda=agenda, host=None, by=keeper(), at=PLANNED)
    with pytest.raises(Refusal) as refused:
        consent_to_agenda(agenda=agenda, host=None, by=keeper(), at=PLANNED)
    assert refused.value.code == "visits.agenda_agreed_already"


def test_no_yes_to_a_version_that_was_followed(offered: Visit) -> None:
    first = kept(offered, *GOOD)
    kept(offered, *GOOD[:4])
    with pytest.raises(Refusal) as refused:
        consent_to_agenda(agenda=first, host=None, by=keeper(), at=PLANNED)
    assert refused.value.code == "visits.agenda_superseded"


def test_another_role_keeps_nothing(offered: Visit) -> None:
    planner = person("planner", Role.MINISTRY_PLANNER)
    with pytest.raises(Refusal):
        keep_agenda_by_hand(visit=offered, placed=placed(*GOOD), by=planner, at=PLANNED)
