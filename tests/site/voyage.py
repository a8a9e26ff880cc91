"""What the demonstration tells of its two visits and of what came of the first: tests of test_demonstration.py."""

from __future__ import annotations

from collections import Counter
from datetime import date

from django.db.models import F
from django.utils import timezone

from ortoo.actions.models import Commitment, CommitmentAct, Measure
from ortoo.actions.queries.commitments import stands, with_acts
from ortoo.actions.rules.states import Standing
from ortoo.lessons.models import Lesson, LessonDecision
from ortoo.lessons.queries.lessons import authors_of, current_lessons, lesson_state
from ortoo.lessons.rules.gates import AtHome, Condition, Degree, Draft, Kind, gaps
from ortoo.lessons.rules.states import State as LessonState
from ortoo.permission.models import Delegate
from ortoo.results.models import Edition
from ortoo.site.demonstration.build import EXAMS_IN
from ortoo.visits.models import (
    Agenda,
    Agreement,
    DayAnswer,
    Exchange,
    FollowUp,
    ObservationNote,
    Presence,
    Stop,
    Traveller,
    Visit,
    VisitTopic,
)
from ortoo.visits.queries.alumni import alumni_on
from ortoo.visits.queries.papers import red_items
from ortoo.visits.queries.visits import state as visit_state
from ortoo.visits.rules.agenda import check
from ortoo.visits.rules.agenda_kept import answer_read, problem_read
from ortoo.visits.rules.states import State as VisitState

LOOKS = "a test looks"


def this_year() -> int:
    """The year of the last exam."""
    today = timezone.localdate()
    return today.year if today.month > EXAMS_IN else today.year - 1


def codes() -> list[str]:
    """Of the rounds, the oldest first."""
    return ["2022", *(f"{this_year()}-{part}" for part in (1, 2, 3))]


def draft_of_lesson(row: Lesson) -> Draft:
    return Draft(
        names={language: getattr(row, f"name_{language}") for language in ("mn", "en", "ko")},
        problem=row.problem, mechanism=row.mechanism, evidence=row.evidence, degree=Degree(row.degree),
        conditions=tuple(
            Condition(Kind(one.kind), one.text, AtHome(one.standing), one.plan) for one in row.preconditions.all()
        ),
    )  # fmt: skip


class Voyage:
    """The first round has travelled and has come home; the second is in the middle of its preparation."""

    def test_where_both_visits_stand(self) -> None:
        found = {
            visit.code: (visit_state(visit, timezone.now()), visit.agendas.count()) for visit in Visit.objects.all()
        }
        assert found == {
            "KR-2022": (VisitState.OVER, 1), f"KR-{codes()[1]}": (VisitState.REQUESTED, 0),
        }  # fmt: skip

    def test_who_travelled(self) -> None:
        rows = Traveller.objects.everything(because=LOOKS)
        counted = Counter(rows.values_list("visit__code", "part"))
        assert counted == {("KR-2022", "delegate"): 10, ("KR-2022", "escort"): 2, (f"KR-{codes()[1]}", "escort"): 2}
        delegates = Delegate.objects.everything(because=LOOKS).values_list("official", flat=True)
        assert set(rows.filter(part="delegate").values_list("official", flat=True)) == set(delegates)

    def test_every_agenda_passes_the_checker(self) -> None:
        for agenda in Agenda.objects.all():
            problem, answer = problem_read(agenda.problem), answer_read(agenda.answer)
            assert check(problem, answer.stops) == ()
            assert agenda.consents.count() == 1 + agenda.visit.hosts.count(), "all sides agreed"

    def test_one_host_has_answered_the_next_request_and_the_other_has_not(self) -> None:
        visit = Visit.objects.get(code=f"KR-{codes()[1]}")
        (request,) = visit.requests.all()
        answered = {host.organization.code: host.answers.filter(request=request).count() for host in visit.hosts.all()}
        assert answered == {"LOGODI": 1, "KIPA": 0}
        assert [one.kind.code for one in red_items(visit, timezone.localdate()) if one.traveller is None] != []

    def test_what_the_days_left_behind(self) -> None:
        notes = ObservationNote.objects.everything(because=LOOKS)
        assert (notes.count(), set(notes.values_list("language", flat=True))) == (16, {"mn"})
        there = Counter(Presence.objects.everything(because=LOOKS).values_list("there", flat=True))
        assert there == {True: 16 * 12 - 1, False: 1}
        assert Counter(DayAnswer.objects.values_list("day", flat=True)) == dict.fromkeys(
            [date(2022, 12, day) for day in range(12, 17)], 10
        )
        assert Counter(FollowUp.objects.everything(because=LOOKS).values_list("side", flat=True)) == {
            "participant": 10, "superior": 3,
        }  # fmt: skip

    def test_four_may_be_asked_today_by_a_consent_that_they_renewed(self) -> None:
        assert len(alumni_on(timezone.localdate())) == 4

    def test_lessons_pass_the_gates_and_are_decided_by_others_than_wrote_them(self) -> None:
        rows = current_lessons()
        assert Counter(lesson_state(row) for row in rows) == {
            LessonState.ADOPTED: 4, LessonState.TRIED: 1, LessonState.REJECTED: 1, LessonState.WRITTEN: 1,
        }  # fmt: skip
        assert [row.code for row in rows if gaps(draft_of_lesson(row))] == []
        for decision in LessonDecision.objects.select_related("lesson"):
            assert decision.by_id not in authors_of(decision.lesson)

    def test_commitments_kept_late_returned_refused_and_open(self) -> None:
        today = timezone.localdate()
        rows = with_acts(Commitment.objects.all())
        assert Counter(stands(row, today).standing for row in rows) == {
            Standing.KEPT: 12, Standing.KEPT_LATE: 11, Standing.REFUSED: 2, Standing.LATE: 2, Standing.DELIVERED: 1,
            Standing.WAITS: 2,
        }  # fmt: skip
        assert Measure.objects.filter(lessons=None).count() == 0

    def test_ministries_of_2023_act_through_those_that_followed(self) -> None:
        acts = CommitmentAct.objects.filter(commitment__code="C-30").order_by("pk")
        assert list(acts.values_list("act", "organization__code")) == [
            ("accept", "MLSP"), ("deliver", "MFLSP"), ("confirm", "MDDIC"),
        ]  # fmt: skip

    def test_figures_are_approved_by_another_and_one_edition_waits(self) -> None:
        assert Edition.objects.filter(approved_at=None).count() == 1
        assert Edition.objects.filter(approved_by=F("entered_by")).count() == 0

    def test_no_fact_from_memory_or_of_our_own_is_kept_as_a_source_would_be(self) -> None:
        assert set(Stop.objects.values_list("basis", flat=True)) == {"I", "M"}
        assert set(VisitTopic.objects.values_list("link_basis", flat=True)) == {"I"}
        assert set(Agreement.objects.values_list("basis", flat=True)) == {"M"}
        assert Exchange.objects.filter(basis="S", source="").count() == 0
