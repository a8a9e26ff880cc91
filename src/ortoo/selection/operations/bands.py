"""The borderline band of a round: found before the run, kept and hashed; its lot logged, its evidence asked for."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction

from ortoo.access.models import User
from ortoo.access.queries import grants_at
from ortoo.jobs.progress import Progress, silent
from ortoo.ledger import operations as ledger
from ortoo.ledger.rules.canonical import canonical
from ortoo.multilingual.refusals import Refusal
from ortoo.record.queries import Candidate, candidates
from ortoo.record.rules.sealed_error import standard_error_of
from ortoo.selection.access import check_may_select
from ortoo.selection.models import Appeal, BorderlineBand, Place, Round, Rule, Run
from ortoo.selection.operations.appeals import enter_appeal
from ortoo.selection.queries import drawn_rule, held_round, rounds, rule_in_force, state
from ortoo.selection.queries.bands import band_under
from ortoo.selection.rules.band_shown import ShownBand, shown_band
from ortoo.selection.rules.candidates import pool_of_rows
from ortoo.selection.rules.decision import Decision
from ortoo.selection.rules.rule import EVIDENCE, LOT, Borderline, rule_from_toml
from ortoo.selection.rules.states import Act, check_may_follow

if TYPE_CHECKING:
    from ortoo.record.models import Seal

WHY = "opens files for those in a band, and shows no row"


def find_band(*, round: Round, by: User, at: datetime, progress: Progress = silent) -> BorderlineBand:
    """Of whom the sealed records do not say whether they are truly among the best; what was found before is given back.

    Refused before the draw, after the run, and where the error of an eligible record is not known.
    """
    check_may_select(grants_at(by, at))
    round = rounds().select_related("lot").get(pk=round.pk)
    check_may_follow(state(round, at), Act.FIND_BAND)
    adopted = rule_in_force(round)
    assert adopted is not None
    assert round.seal is not None
    if (kept := band_under(adopted, round.seal)) is not None:
        return kept
    rule, people = drawn_rule(adopted, round), list(candidates(round.seal))
    pool = pool_of_rows(rule, (person.row for person in people))
    found = shown_band(rule, pool, known_errors(people), progress)
    if found is None:
        raise Refusal("selection.band_unknown")
    return _keep(round, adopted, found, by, at)


def known_errors(people: Sequence[Candidate]) -> dict[str, int]:
    """Pseudonym -> standard error in thousandths, of those with whom one was sealed."""
    found = ((person.pseudonym, standard_error_of(person.row)) for person in people)
    return {pseudonym: error for pseudonym, error in found if error is not None}


@transaction.atomic
def _keep(round: Round, adopted: Rule, found: ShownBand, by: User, at: datetime) -> BorderlineBand:
    held = held_round(round.pk)
    check_may_follow(state(held, at), Act.FIND_BAND)
    return keep_band(held, adopted, found, by, at)


def check_errors_known(round: Round, seal: Seal) -> None:
    """Refuses records of which somebody eligible has no known error, where the rule declares what holds in the band."""
    adopted = rule_in_force(round)
    if adopted is None or rule_from_toml(adopted.text).borderline is None:
        return
    unknown = sum(one.eligible and standard_error_of(one.row) is None for one in candidates(seal))
    if unknown:
        raise Refusal("selection.band_without_errors", count=unknown)


def keep_band(held: Round, adopted: Rule, found: ShownBand, by: User, at: datetime) -> BorderlineBand:
    """In the transaction of who holds the round. One that was kept before stays."""
    assert held.seal is not None
    if (kept := band_under(adopted, held.seal)) is not None:
        return kept
    body = found.as_json()
    digest = hashlib.sha256(canonical(body)).hexdigest()
    made = BorderlineBand.objects.create(
        round=held, rule=adopted, seal=held.seal, body=body, sha256=digest, found_by=by, found_at=at
    )
    said = {
        "round": held.code, "seal": held.seal.pk, "rule_sha256": adopted.sha256, "count": found.count,
        "band_sha256": digest,
    }  # fmt: skip
    ledger.record(kind="selection.band", body=said, by=by, at=at)
    return made


def settle_band(run: Run, decision: Decision, act: Act, by: User, at: datetime) -> None:
    """What the rule declared: the lot is logged; at the first run a file is opened for each of whom evidence is due."""
    declared = rule_from_toml(run.rule.text).borderline
    if decision.status != "decided" or decision.band is None or declared is None:
        return
    if declared.then == LOT:
        _log_lot(run, decision, by, at)
    if declared.then == EVIDENCE and act is Act.RUN:
        _ask_for_evidence(run, decision.band.people, declared, by, at)


def _log_lot(run: Run, decision: Decision, by: User, at: datetime) -> None:
    assert decision.band is not None
    order = decision.band.people
    chosen = [one for one in order if one in set(decision.chosen)]
    draw = {"order": list(order), "chosen": chosen, "reserve": [one for one in order if one in set(decision.reserve)]}
    digest = ledger.store_blob(content=canonical(draw))
    said = {
        "round": run.round.code, "decision_sha256": run.decision_sha256, "count": len(order), "won": len(chosen),
        "draw_sha256": digest, "draw_blob": digest,
    }  # fmt: skip
    ledger.record(kind="lot.band", body=said, by=by, at=at)


def _ask_for_evidence(run: Run, people: Sequence[str], declared: Borderline, by: User, at: datetime) -> None:
    places = Place.objects.everything(because=WHY).filter(run=run, pseudonym__in=people).select_related("official")
    for place in places.order_by("place"):
        asked = Appeal(
            place=place, origin="band", ground="evidence", order_reference=str(declared.kind),
            text=f"[borderline] then = evidence, kind = {declared.kind} {declared.rubric or ''}".strip(),
        )  # fmt: skip
        enter_appeal(asked, run.round, by, at)
