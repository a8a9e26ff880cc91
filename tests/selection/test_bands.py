"""The borderline band of a round: found and kept, shown before the run, settled by lot or by evidence."""

from __future__ import annotations

import hashlib
import json
from typing import Any

import pytest

from ortoo.access.models import User
from ortoo.cli.rerun import decide_again
from ortoo.jobs import operations as jobs
from ortoo.jobs.models import Job
from ortoo.ledger.models import Blob, Entry
from ortoo.ledger.rules.canonical import canonical
from ortoo.ledger.rules.verifier.check import verify
from ortoo.selection.models import Appeal, BorderlineBand, Round, Ruling, Run
from ortoo.selection.operations import (
    adopt_rule,
    carry_out,
    confirm_ruling,
    draft_ruling,
    enter_evidence,
    file_appeal,
    find_band,
    rerun,
    run_selection,
    sign_list,
)
from ortoo.selection.promises import BAND
from ortoo.selection.queries import candidates_file, state
from ortoo.selection.rules.band_shown import band_from
from ortoo.selection.rules.order import lot
from ortoo.selection.rules.states import State
from tests.cast import AT, auditor
from tests.expecting import entry, refused
from tests.factories.people import officials
from tests.selection import forty
from tests.selection.appealing import CLOSED, WITHIN, account, head, panel, place, sitting
from tests.selection.test_doubts import RULE, ladder, world
from tests.selection.test_promises import says
from tests.selection.test_whole_way import exported

pytestmark = pytest.mark.django_db

ERRORS = 'standard_error = "standard_error"\n'
BY_LOT = ERRORS + RULE + '\n[borderline]\nthen = "lot"\n'
BY_EVIDENCE = ERRORS + RULE + '\n[borderline]\nthen = "evidence"\nkind = "re-mark"\n'
REASON = "Marked once more by two others; protocol 14 of 6 March."


def waiting(keeper: User, officer: User, text: str = RULE) -> Round:
    """Twenty, a point apart, each with an error of one point; eight seats; the round waits for its run."""
    officials(*(f"N{place:02}" for place in range(1, 21)))
    return world(ladder(20, 1_000), keeper, officer, text)


class TestFound:
    def test_before_the_run_and_kept_with_its_hash(self, keeper: User, officer: User) -> None:
        round = waiting(keeper, officer)
        found = find_band(round=round, by=officer, at=AT)
        shown = band_from(found.body)
        assert [one.rank for one in shown.people if one.inside] == [8, 9]
        assert (shown.count, shown.seats, shown.eligible, len(shown.people)) == (2, 8, 20, 20)
        assert all(one.low_all <= one.low <= one.rank <= one.high <= one.high_all for one in shown.people)
        assert found.sha256 == hashlib.sha256(canonical(found.body)).hexdigest()
        said = entry("selection.band")
        assert (said["band_sha256"], said["count"], said["seal"]) == (found.sha256, 2, round.seal_id)
        assert state(round) is State.DRAWN

    def test_the_run_takes_the_band_that_was_found(self, keeper: User, officer: User) -> None:
        round = waiting(keeper, officer)
        found = find_band(round=round, by=officer, at=AT)
        assert find_band(round=round, by=officer, at=AT) == found
        run_selection(round=round, by=officer, at=AT)
        assert list(BorderlineBand.objects.all()) == [found]
        assert Entry.objects.filter(kind="selection.band").count() == 1

    def test_a_run_finds_it_where_nobody_did(self, keeper: User, officer: User) -> None:
        run = run_selection(round=waiting(keeper, officer), by=officer, at=AT)
        found = BorderlineBand.objects.get()
        assert (found.seal_id, found.rule_id, found.body["count"]) == (run.seal_id, run.rule_id, 2)
        assert "borderline" not in run.decision
        refused("selection.not_now.find-band", find_band, round=run.round, by=officer, at=AT)

    def test_the_database_keeps_it(self, keeper: User, officer: User) -> None:
        find_band(round=waiting(keeper, officer), by=officer, at=AT)
        columns = "round_id, rule_id, seal_id, body, sha256, found_by_id, found_at"
        again = f"INSERT INTO ortoo_borderlineband ({columns}) SELECT {columns} FROM ortoo_borderlineband"
        for statement in ("UPDATE ortoo_borderlineband SET sha256 = '0'", "DELETE FROM ortoo_borderlineband", again):
            assert says(statement) == BAND

    def test_not_where_an_error_is_unknown(self, drawn: Round, officer: User) -> None:
        refused("selection.band_unknown", find_band, round=drawn, by=officer, at=AT)
        run_selection(round=drawn, by=officer, at=AT)
        assert not BorderlineBand.objects.exists()

    def test_not_before_the_draw_and_not_by_others(self, sealed: Round, keeper: User, officer: User) -> None:
        refused("selection.not_now.find-band", find_band, round=sealed, by=officer, at=AT)
        refused("access.role_needed", find_band, round=sealed, by=keeper, at=AT)

    def test_as_a_job_with_a_bar(self, keeper: User, officer: User) -> None:
        round = waiting(keeper, officer)
        job = jobs.ask(kind="selection.band", arguments={"round": round.pk}, by=officer, at=AT)
        jobs.do(job_id=job.pk)
        job = Job.objects.get(pk=job.pk)
        assert (job.state, job.result_path, job.outcome) == ("done", "selection/R1/band/", {"count": 2})
        assert job.total > 0


class TestLot:
    def test_the_draw_decides_and_is_logged(self, keeper: User, officer: User) -> None:
        run = run_selection(round=waiting(keeper, officer, BY_LOT), by=officer, at=AT)
        band = run.decision["borderline"]
        ranks = {one.id: one.rank for one in band_from(BorderlineBand.objects.get().body).people if one.inside}
        assert sorted(ranks.values()) == [8, 9]
        drawn = sorted(ranks, key=lambda one: lot(run.round.lot.seed, one))
        assert band == {"then": "lot", "people": drawn, "merit": "83.000", "ties": ["83.000"]}
        assert (run.decision["chosen"][7], run.decision["reserve"][0]) == (drawn[0], drawn[1])
        said = entry("lot.band")
        assert (said["count"], said["won"], said["decision_sha256"]) == (2, 1, run.decision_sha256)
        assert json.loads(bytes(Blob.objects.get(pk=said["draw_blob"]).content)) == {
            "order": drawn, "chosen": [drawn[0]], "reserve": [drawn[1]],
        }  # fmt: skip

    def test_places_keep_the_merit_of_the_record_and_say_why(self, keeper: User, officer: User) -> None:
        run = run_selection(round=waiting(keeper, officer, BY_LOT), by=officer, at=AT)
        ninth = place(run, "N09")
        assert (ninth.rank, ninth.merit, ninth.adjusted, ninth.margin) == (9, 82_000, 83_000, 0)
        assert ninth.reasons[0]["code"] == "borderline_lot"
        assert [one.pseudonym for one in forty.places(run)][:8] == run.decision["chosen"]

    def test_it_is_solved_again_from_the_table(self, keeper: User, officer: User) -> None:
        run = run_selection(round=waiting(keeper, officer, BY_LOT), by=officer, at=AT)
        rule = bytes(Blob.objects.get(pk=entry("rule.adopted")["rule_blob"]).content)
        again = decide_again(rule, run.round.lot.seed, candidates_file(run.round))
        for key in ("chosen", "reserve", "total", "cut", "borderline"):
            assert again[key] == run.decision[key]

    def test_an_auditor_verifies_it_and_solves_it_again(self, keeper: User, officer: User) -> None:
        run_selection(round=waiting(keeper, officer, BY_LOT), by=officer, at=AT)
        assert verify(exported(auditor()), rerun=decide_again).notes == ()

    def test_no_seal_without_errors(self, opened: Round, keeper: User, officer: User) -> None:
        ruled = forty.ruled(opened, officer, BY_LOT)
        unknown = refused("selection.band_without_errors", forty.sealed, round=ruled, keeper=keeper)
        assert (unknown, state(ruled)) == ({"count": 36}, State.RULED)

    def test_no_other_column_and_none_without_a_declaration(self, opened: Round, officer: User) -> None:
        for text in (BY_LOT.replace('= "standard_error"', '= "sex"'), ERRORS + RULE):
            asked = {"round": opened, "text": text, "legal_basis": "x", "lot_source": "y", "by": officer, "at": AT}
            refused("selection.no_such_column", adopt_rule, **asked)


class TestEvidence:
    @pytest.fixture
    def run(self, keeper: User, officer: User) -> Run:
        return run_selection(round=waiting(keeper, officer, BY_EVIDENCE), by=officer, at=AT)

    def asked(self, run: Run) -> list[Appeal]:
        return list(Appeal.objects.everything(because="a test looks").filter(origin="band").order_by("number"))

    def enter(self, appeal: Appeal, **changed: Any) -> None:
        naran, dorj = panel()
        given = {"outcome": "rejected", "reason": REASON, **changed}
        drafted = draft_ruling(appeal=appeal, by=naran, at=WITHIN, **given)
        refused("selection.own_draft", confirm_ruling, ruling=drafted, by=naran, at=WITHIN)
        confirm_ruling(ruling=drafted, by=dorj, at=WITHIN)

    def test_a_file_is_opened_for_each_in_the_band(self, run: Run) -> None:
        files = self.asked(run)
        assert [one.place.official.number for one in files] == ["N08", "N09"]
        assert {(one.ground, one.order_reference) for one in files} == {("evidence", "re-mark")}
        assert place(run, "N09").reasons[0]["code"] == "borderline_evidence"
        assert run.decision["chosen"] == [one.pseudonym for one in forty.places(run)][:8]

    def test_no_list_is_signed_while_evidence_is_due(self, run: Run) -> None:
        first, _second = self.asked(run)
        self.enter(first)
        assert state(run.round, CLOSED) is State.JUDGING
        refused("selection.not_now.sign", sign_list, round=run.round, by=head(), at=CLOSED)

    def test_the_evidence_changes_a_mark_and_the_rule_is_run_again(self, run: Run, keeper: User, officer: User) -> None:
        first, second = self.asked(run)
        self.enter(first)
        self.enter(second, outcome="upheld", remedy="mark", sitting=sitting(), thousandths=84_500)
        assert state(run.round, CLOSED) is State.UPHELD
        carry_out(round=run.round, by=keeper, at=CLOSED)
        again = rerun(round=run.round, by=officer, at=CLOSED)
        assert place(again, "N09").status == "chosen"
        assert place(again, "N08").status == "reserve"
        assert len(self.asked(run)) == 2
        assert "borderline_evidence" not in [one["code"] for one in place(again, "N08").reasons]
        assert state(again.round, CLOSED) is State.SETTLED
        sign_list(round=again.round, by=head(), at=CLOSED)
        assert verify(exported(auditor()), rerun=decide_again).notes == ()

    def test_evidence_that_changes_nothing_lets_the_list_stand(self, run: Run) -> None:
        for one in self.asked(run):
            self.enter(one)
        assert state(run.round, CLOSED) is State.SETTLED

    def test_who_is_in_the_band_may_appeal_besides(self, run: Run) -> None:
        ninth, tenth = account("N09"), account("N10")
        text = "The rule was not applied as it was adopted."
        made = file_appeal(place=place(run, "N09"), ground="procedure", text=text, by=ninth, at=WITHIN)
        assert (made.number, made.origin) == (3, "official")
        asked = {"place": place(run, "N10"), "ground": "evidence", "text": text, "by": tenth, "at": WITHIN}
        refused("selection.evidence_is_asked_for", file_appeal, **asked)


class TestEvidenceByFile:
    @pytest.fixture
    def run(self, keeper: User, officer: User) -> Run:
        return run_selection(round=waiting(keeper, officer, BY_EVIDENCE), by=officer, at=AT)

    def file(self, *lines: str) -> bytes:
        return "\n".join(["pseudonym,sitting,mark,reason", *lines, ""]).encode()

    def enter(self, run: Run, content: bytes) -> list[Ruling]:
        return enter_evidence(round=run.round, name="evidence.csv", content=content, by=panel()[0], at=WITHIN)

    def test_each_row_becomes_a_draft_that_another_confirms(self, run: Run) -> None:
        eighth, ninth = (place(run, number).pseudonym for number in ("N08", "N09"))
        drafts = self.enter(run, self.file(f"{eighth},S25,84.5,{REASON}", f"{ninth[:5].upper()},,,{REASON}"))
        assert [(one.outcome, one.remedy, one.thousandths) for one in drafts] == [
            ("upheld", "mark", 84_500), ("rejected", "none", None),
        ]  # fmt: skip
        refused("selection.own_draft", confirm_ruling, ruling=drafts[0], by=panel()[0], at=WITHIN)
        confirm_ruling(ruling=drafts[0], by=panel()[1], at=WITHIN)

    @pytest.mark.parametrize(
        ("line", "code"),
        [
            ("nobody,S25,84,", "selection.evidence_row"),
            ("{},S25,eighty,", "selection.evidence_mark"),
            ("{},S99,84,", "selection.evidence_row"),
            ("{},S25,84.5,short", "selection.evidence_row"),
            ("{},S25,83,", "selection.evidence_row"),
        ],
    )
    def test_a_row_that_does_not_fit_is_named_and_nothing_is_entered(self, run: Run, line: str, code: str) -> None:
        eighth, ninth = (place(run, number).pseudonym for number in ("N08", "N09"))
        wrong = line.format(eighth) + (REASON if line.endswith(",") else "")
        said = refused(code, self.enter, run=run, content=self.file(f"{ninth},,,{REASON}", wrong))
        assert said["row"] == 3
        assert not Ruling.objects.everything(because="a test looks").exists()

    def test_not_by_who_selects(self, run: Run, officer: User) -> None:
        asked = {"round": run.round, "name": "e.csv", "content": self.file(), "by": officer, "at": WITHIN}
        refused("access.role_needed", enter_evidence, **asked)
