"""A round is run: the whole list of forty officials, worked out by hand, and what is refused."""

from __future__ import annotations

import hashlib
import json
from datetime import timedelta
from typing import Any

import pytest

from ortoo.access.models import User
from ortoo.jobs import operations as jobs
from ortoo.jobs.models import Job
from ortoo.ledger import operations as ledger
from ortoo.ledger.models import Blob, Entry
from ortoo.record.models import Seal
from ortoo.record.queries import candidates
from ortoo.selection.models import Place, Round, Run
from ortoo.selection.operations import run_selection
from ortoo.selection.queries import candidates_file, state
from ortoo.selection.rules.states import State
from tests.cast import AT
from tests.expecting import entry, refused
from tests.selection import forty

pytestmark = pytest.mark.django_db


def by(user: User) -> str:
    return ledger.subject(kind="user", key=user.pk)


class TestRunning:
    def test_the_whole_list_with_a_reason_for_everybody(self, drawn: Round, officer: User) -> None:
        """N08 and N09 are equal in merit and exam: the smaller lot has the last seat. The prices are the smallest that
        do it: 13 for a man (70 + 13 = 83, the cut line), 2 off for Gobi (85 - 2 = 83).
        """
        run = run_selection(round=drawn, by=officer, at=AT)
        winner, loser = sorted(("N08", "N09"), key=lambda number: lot_of(run, number))
        assert [found(place) for place in forty.places(run)[:36]] == [
            ("N01", "chosen", 1, 89_000, 89_000, 6_000, ["chosen_above"]),
            ("N02", "chosen", 2, 88_000, 88_000, 5_000, ["chosen_above"]),
            ("N03", "chosen", 3, 87_000, 85_000, 2_000, ["chosen_above"]),
            ("N04", "chosen", 4, 86_000, 97_000, 14_000, ["chosen_above"]),
            ("N06", "chosen", 6, 84_000, 84_000, 1_000, ["chosen_above"]),
            ("N07", "chosen", 7, 84_000, 84_000, 1_000, ["chosen_above"]),
            (winner, "chosen", 8, 83_000, 83_000, 0, ["chosen_on_line"]),
            ("N20", "chosen", 20, 70_000, 83_000, 0, ["chosen_on_line"]),
            ("N05", "reserve", 5, 85_000, 83_000, 0, ["reserve", "not_chosen_on_line", "passed_over"]),
            (loser, "reserve", 9, 83_000, 83_000, 0, ["reserve", "not_chosen_on_line", "passed_over"]),
            ("N10", "reserve", 10, 82_000, 82_000, -1_000, ["reserve", "not_chosen_below", "passed_over"]),
            *(below(number, "not_chosen_below", "passed_over") for number in range(11, 20)),
            *(below(number, "not_chosen_below") for number in range(21, 30)),
            ("N30", "not-chosen", 30, 60_000, 73_000, -10_000, ["not_chosen_below"]),
            *(below(number, "not_chosen_below") for number in range(31, 37)),
        ]
        assert sorted(found(place) for place in forty.places(run)[36:]) == [
            ("N37", "ineligible", None, None, None, None, ["ineligible"]),
            ("N38", "ineligible", None, 59_400, None, None, ["ineligible"]),
            ("N39", "ineligible", None, 80_000, None, None, ["ineligible"]),
        ]

    def test_the_decision_carries_its_proof(self, drawn: Round, officer: User) -> None:
        run = run_selection(round=drawn, by=officer, at=AT)
        decision = run.decision
        assert (run.status, decision["total"], decision["cut"], decision["proof"]) == (
            "decided", "671.000", "83.000", "prices",
        )  # fmt: skip
        assert decision["adjustments"] == {"sex=man": "13.000", "region_group=Gobi": "-2.000"}
        # Without the floor N09 or N08 takes the seat of N20 (83 for 70), without the ceiling N05 (85 for 83).
        assert decision["quota_prices"] == [
            {"attribute": "sex", "value": "man", "bound": "at_least", "total_lost": "13.000", "replaced": 1},
            {"attribute": "region_group", "value": "Gobi", "bound": "at_most", "total_lost": "2.000", "replaced": 1},
        ]
        names = [place.pseudonym for place in forty.places(run)]
        assert (decision["chosen"], decision["reserve"]) == (names[:8], names[8:11])

    def test_the_ledger_says_what_was_run_and_what_came_of_it(self, drawn: Round, officer: User) -> None:
        run = run_selection(round=drawn, by=officer, at=AT)
        rule = drawn.rules.get()
        content = bytes(Blob.objects.get(pk=run.decision_sha256).content)
        assert json.loads(content) == run.decision
        assert hashlib.sha256(candidates_file(run.round)).hexdigest() == run.candidates_sha256
        assert entry("selection.run") == {
            "by": by(officer), "round": "R1", "seal": run.seal_id, "rule_sha256": rule.sha256,
            "decision_blob": run.decision_sha256, "decision_sha256": run.decision_sha256,
            "candidates_sha256": run.candidates_sha256, "chosen_count": 8, "status": "decided",
        }  # fmt: skip
        assert entry("list.provisional") == {
            "by": by(officer), "round": "R1", "decision_sha256": run.decision_sha256,
            "chosen": run.decision["chosen"], "reserve": run.decision["reserve"],
            "objections_until": "2026-03-12T15:59:59.000000Z", "seal": run.seal_id, "result": forty.PUBLISHED,
        }  # fmt: skip

    def test_the_table_is_what_was_sealed_in_the_columns_of_the_rule(self, drawn: Round, officer: User) -> None:
        run = run_selection(round=drawn, by=officer, at=AT)
        head, *lines = candidates_file(run.round).decode().splitlines()
        assert head == "pseudonym,merit,eligible,exam:S25,sex,region_group"
        assert [line.split(",")[0] for line in lines] == [one.pseudonym for one in candidates(run.seal)]
        rest = {line.split(",", 1)[1] for line in lines}
        assert {"86.000,yes,86.000,man,Gobi", "84.000,yes,90.000,woman,Western"} <= rest
        assert {"0.000,no,0.000,woman,Western", "59.400,no,39.000,woman,Western"} <= rest
        assert "80.000,no,80.000,woman,none" in rest

    def test_not_before_the_draw(self, opened: Round, officer: User, keeper: User) -> None:
        refused("selection.not_now.run", run_selection, round=opened, by=officer, at=AT)
        ruled = forty.ruled(opened, officer)
        refused("selection.not_now.run", run_selection, round=ruled, by=officer, at=AT)
        sealed = forty.sealed(ruled, keeper)
        refused("selection.not_now.run", run_selection, round=sealed, by=officer, at=AT)
        assert not Run.objects.exists()

    def test_a_copy_from_before_the_draw_will_do(self, opened: Round, officer: User, keeper: User) -> None:
        ruled = forty.ruled(opened, officer)
        forty.drawn(forty.sealed(ruled, keeper), officer)
        assert run_selection(round=opened, by=officer, at=AT).status == "decided"

    def test_once(self, drawn: Round, officer: User) -> None:
        run_selection(round=drawn, by=officer, at=AT)
        refused("selection.not_now.run", run_selection, round=drawn, by=officer, at=AT + timedelta(days=1))
        assert (Run.objects.count(), Entry.objects.filter(kind="selection.run").count()) == (1, 1)

    def test_of_two_that_run_at_once_one_is_kept(self, drawn: Round, officer: User) -> None:
        def another_runs(done: int, total: int) -> None:
            if not Run.objects.exists():
                run_selection(round=drawn, by=officer, at=AT)

        refused("selection.not_now.run", run_selection, round=drawn, by=officer, at=AT, progress=another_runs)
        assert (Run.objects.count(), len(forty.places(Run.objects.get()))) == (1, 39)

    def test_not_by_who_sealed(self, drawn: Round, keeper: User) -> None:
        refused("access.role_needed", run_selection, round=drawn, by=keeper, at=AT)

    def test_a_rule_that_cannot_be_kept_ends_the_round_with_its_minimal_conflict(
        self, keeper: User, officer: User
    ) -> None:
        """Three men, none from Gobi: only N20 and N30 are. The eight seats have no part in it."""
        run = forty.run(keeper, officer, forty.IMPOSSIBLE)
        assert (run.status, state(run.round), forty.places(run)) == ("infeasible", State.INFEASIBLE, [])
        assert run.decision["conflict"] == [
            {"attribute": "sex", "value": "man", "at_least": 3},
            {"attribute": "region_group", "value": "Gobi", "at_most": 0},
        ]
        assert [(one["enough"], one["in_rule"]) for one in run.decision["relaxations"]] == [(2, 2), (1, 1)]
        assert (entry("selection.run")["status"], entry("selection.run")["chosen_count"]) == ("infeasible", 0)
        assert not Entry.objects.filter(kind="list.provisional").exists()
        refused("selection.not_now.run", run_selection, round=run.round, by=officer, at=AT)

    def test_more_seats_than_candidates_are_refused_and_nothing_is_kept(self, keeper: User, officer: User) -> None:
        asked = {"keeper": keeper, "by": officer, "text": forty.RULE.replace("seats = 8", "seats = 37")}
        assert refused("select.too_many_seats", forty.run, **asked) == {"seats": 37, "candidates": 36}
        assert not Run.objects.exists()


class TestAsJobs:
    def test_sealing_and_running_lead_to_their_results(self, opened: Round, officer: User, keeper: User) -> None:
        forty.ruled(opened, officer)
        seal = done("record.seal", keeper, round=opened.pk, as_of="2026-01-01")
        root = Seal.objects.get().root
        assert (seal.state, seal.result_path, seal.outcome, seal.total) == (
            "done", "selection/R1/", {"count": 39, "root": root}, 39,
        )  # fmt: skip
        forty.drawn(opened, officer)
        run = done("selection.run", officer, round=opened.pk)
        assert (run.state, run.result_path, run.outcome) == ("done", "selection/R1/list/", {"status": "decided"})

    def test_no_list_leads_to_the_round(self, keeper: User, officer: User) -> None:
        round = forty.ready(keeper, officer, forty.IMPOSSIBLE)
        job = done("selection.run", officer, round=round.pk)
        assert (job.state, job.result_path, job.outcome) == ("done", "selection/R1/", {"status": "infeasible"})

    def test_a_second_one_is_refused_with_its_sentence(self, drawn: Round, officer: User) -> None:
        done("selection.run", officer, round=drawn.pk)
        job = done("selection.run", officer, round=drawn.pk)
        assert (job.state, job.outcome) == ("refused", {"code": "selection.not_now.run", "values": {}})

    def test_one_that_is_cancelled_while_it_runs_writes_nothing(
        self, opened: Round, officer: User, keeper: User
    ) -> None:
        forty.ruled(opened, officer)
        job = jobs.ask(kind="record.seal", arguments={"round": opened.pk, "as_of": "2026-01-01"}, by=keeper, at=AT)
        Job.objects.update(cancel_asked=True)
        jobs.do(job_id=job.pk)
        assert (Job.objects.get().state, Seal.objects.count(), Round.objects.get().seal) == ("cancelled", 0, None)


def done(kind: str, by: User, **arguments: Any) -> Job:
    job = jobs.ask(kind=kind, arguments=arguments, by=by, at=AT)
    jobs.do(job_id=job.pk)
    return Job.objects.get(pk=job.pk)


def found(place: Place) -> tuple[Any, ...]:
    codes = [reason["code"] for reason in place.reasons]
    return place.official.number, place.status, place.rank, place.merit, place.adjusted, place.margin, codes


def below(number: int, *codes: str) -> tuple[Any, ...]:
    """A woman from elsewhere whose number is her rank: her merit is 90 less it, and the line is at 83."""
    merit = (90 - number) * 1000
    return f"N{number}", "not-chosen", number, merit, merit, merit - 83_000, list(codes)


def lot_of(run: Run, number: str) -> str:
    pseudonym = next(place.pseudonym for place in forty.places(run) if place.official.number == number)
    return hashlib.sha256(f"{run.round.lot.seed}|{pseudonym}".encode()).hexdigest()
