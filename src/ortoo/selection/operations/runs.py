"""A rule applied to sealed records: solved and checked outside of any transaction, kept in one short one."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from ortoo.access.models import User
from ortoo.access.queries import grants_at
from ortoo.jobs.progress import Progress, silent
from ortoo.ledger import operations as ledger
from ortoo.ledger.operations.entries import moment
from ortoo.ledger.rules.canonical import canonical
from ortoo.record.queries import Candidate, candidates
from ortoo.selection.access import check_may_select
from ortoo.selection.models import Place, Round, Run
from ortoo.selection.models import Rule as RuleRow
from ortoo.selection.operations.bands import keep_band, known_errors, settle_band
from ortoo.selection.operations.telling import tell_of_provisional_list
from ortoo.selection.operations.windows import open_window
from ortoo.selection.queries import drawn_rule, held_round, rounds, rule_in_force, state
from ortoo.selection.queries.bands import band_under
from ortoo.selection.rules.band_shown import ShownBand, shown_band
from ortoo.selection.rules.candidates import columns_of, csv_of
from ortoo.selection.rules.decide import decide
from ortoo.selection.rules.decision import Decision
from ortoo.selection.rules.explain import Explained, Reason, explain
from ortoo.selection.rules.pool import pool_from_text
from ortoo.selection.rules.published import published
from ortoo.selection.rules.rule import EVIDENCE, Rule
from ortoo.selection.rules.states import Act, check_may_follow
from ortoo.selection.rules.telling_apart import around_the_cut
from ortoo.selection.rules.verify import verify

BATCH = 2_000


@dataclass(frozen=True)
class Solved:
    """A decision with what it was made from and what it says of everybody: `explained` in the order of the list,
    `doubts` what errors of the records say of those around the cut line, `result` what the list publishes, `band`
    who is borderline, where that is known and was not kept before.
    """

    decision: Decision
    explained: Sequence[Explained]
    candidates: Sequence[Candidate]
    table_sha256: str
    doubts: Mapping[str, tuple[Reason, ...]]
    result: Mapping[str, object]
    band: ShownBand | None = None


def run_selection(*, round: Round, by: User, at: datetime, progress: Progress = silent) -> Run:
    """Applies the rule in force to the sealed records of `round`, and keeps the list only if every promise holds.

    An infeasible rule is kept too, with its minimal conflict and no places. Refused before the draw and a second time.
    """
    return _run(round, Act.RUN, by, at, progress)


def rerun(*, round: Round, by: User, at: datetime, progress: Progress = silent) -> Run:
    """Applies the same rule with the first seed to the records that were sealed anew after an upheld appeal.

    No second window opens. Where no list is possible any more the conflict is kept, and the list before it stands.
    """
    return _run(round, Act.RERUN, by, at, progress)


def _run(round: Round, act: Act, by: User, at: datetime, progress: Progress) -> Run:
    check_may_select(grants_at(by, at))
    round = rounds().select_related("lot").get(pk=round.pk)
    check_may_follow(state(round, at), act)
    rule_row = rule_in_force(round)
    assert rule_row is not None
    assert round.seal is not None
    rule = drawn_rule(rule_row, round)
    solved = solve(rule, round, progress, banded=band_under(rule_row, round.seal) is None)
    return _keep(round, rule_row, act, solved, by, at)


def solve(rule: Rule, round: Round, progress: Progress = silent, *, banded: bool = True) -> Solved:
    """The decision for `round` under `rule`, verified; with the band where it is asked for. Writes nothing."""
    assert round.seal is not None
    people = list(candidates(round.seal))
    columns = columns_of((person.row for person in people), rule.columns)
    pool = pool_from_text(rule, columns)
    decision = decide(rule, pool, prices=True, progress=progress)
    verify(rule, pool, decision)
    said = in_list_order(decision, explain(rule, pool, decision)) if decision.status == "decided" else []
    errors = known_errors(people)
    doubts = around_the_cut(said, errors, rule.seats, len(decision.chosen))
    result = published(rule, pool, decision)
    band = shown_band(rule, pool, errors, progress) if banded else None
    return Solved(decision, said, people, hashlib.sha256(csv_of(columns)).hexdigest(), doubts, result, band)


@transaction.atomic
def _keep(round: Round, rule: RuleRow, act: Act, solved: Solved, by: User, at: datetime) -> Run:
    held = held_round(round.pk)
    check_may_follow(state(held, at), act)
    assert held.seal is not None
    body = solved.decision.as_json({"candidates.csv": solved.table_sha256})
    digest = ledger.store_blob(content=canonical(body))
    run = Run.objects.create(
        round=held,
        rule=rule,
        seal=held.seal,
        status=solved.decision.status,
        decision=body,
        decision_sha256=digest,
        candidates_sha256=solved.table_sha256,
        run_by=by,
        run_at=at,
    )
    _write_places(run, solved, act)
    if solved.band is not None:
        keep_band(held, rule, solved.band, by, at)
    if act is Act.RUN and run.status == "decided":
        open_window(run, at)
        tell_of_provisional_list(run, by=by, at=at)
    _record(run, solved, by, at)
    settle_band(run, solved.decision, act, by, at)
    return run


def _write_places(run: Run, solved: Solved, act: Act) -> None:
    by_pseudonym = {person.pseudonym: person for person in solved.candidates}
    Place.objects.everything(because="writes, and reads none").bulk_create(
        (
            Place(
                run=run,
                official_id=by_pseudonym[one.id].official,
                record_id=by_pseudonym[one.id].record,
                pseudonym=one.id,
                place=place,
                status=one.status,
                rank=one.rank,
                # Of the record, not of the table: there "0.000" stands for a merit that somebody does not have.
                merit=by_pseudonym[one.id].merit,
                adjusted=one.adjusted,
                margin=one.margin,
                reasons=_kept((*one.reasons, *solved.doubts.get(one.id, ())), act),
            )
            for place, one in enumerate(solved.explained, start=1)
        ),
        batch_size=BATCH,
    )


def _kept(reasons: Sequence[Reason], act: Act) -> list[dict[str, object]]:
    """Without what a re-run makes untrue: the evidence that the rule asks for was taken before."""
    said = [reason for reason in reasons if act is Act.RUN or reason.code != f"borderline_{EVIDENCE}"]
    return [{"code": reason.code, "values": dict(reason.values)} for reason in said]


def in_list_order(decision: Decision, explained: Sequence[Explained]) -> list[Explained]:
    """Chosen in order, then the reserve in order, then the others by rank, those not eligible last."""
    status_order = {"chosen": 0, "reserve": 1, "not-chosen": 2, "ineligible": 3}
    listed = {pseudonym: place for place, pseudonym in enumerate((*decision.chosen, *decision.reserve))}
    return sorted(explained, key=lambda one: (status_order[one.status], listed.get(one.id, one.rank or 0), one.id))


def _record(run: Run, solved: Solved, by: User, at: datetime) -> None:
    decision = solved.decision
    body = {
        "round": run.round.code,
        "seal": run.seal.pk,
        "rule_sha256": decision.rule_sha256,
        "decision_blob": run.decision_sha256,
        "decision_sha256": run.decision_sha256,
        "candidates_sha256": run.candidates_sha256,
        "chosen_count": len(decision.chosen),
        "status": decision.status,
    }
    ledger.record(kind="selection.run", body=body, by=by, at=at)
    if decision.status == "decided":
        chosen = {"chosen": list(decision.chosen), "reserve": list(decision.reserve)}
        until = run.round.objections_until
        assert until is not None
        said = {
            "round": run.round.code,
            "decision_sha256": run.decision_sha256,
            "objections_until": moment(until),
            "seal": run.seal.pk,
            "result": solved.result,
            **chosen,
        }
        ledger.record(kind="list.provisional", body=said, by=by, at=at)
