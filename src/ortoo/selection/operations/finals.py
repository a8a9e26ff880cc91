"""A list is signed by the head of the academy, published by the selection officer, and somebody may leave it."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from ortoo.access.models import User
from ortoo.access.queries import grants_at
from ortoo.ledger import operations as ledger
from ortoo.multilingual.refusals import Refusal
from ortoo.record.queries import hands_on
from ortoo.selection.access import check_may_select, check_may_sign
from ortoo.selection.models import FinalList, Place, Round, Run
from ortoo.selection.operations.departing import carry_departures
from ortoo.selection.operations.telling import tell_of_final_list
from ortoo.selection.queries import final_list, final_members, held_round, list_run, rule_in_force, state
from ortoo.selection.rules.after_appeal import check_kept, kept_on
from ortoo.selection.rules.states import Act, AfterAppeal, check_may_follow


@transaction.atomic
def sign_list(*, round: Round, by: User, at: datetime) -> FinalList:
    """The head of the academy signs the list of the latest run.

    Where an order reopened a published list, whoever was named stays or is replaced as the rule says, and the promise
    of it is checked. Refused: appeals or rulings left open, who sealed or ran, who stands on the list.
    """
    check_may_sign(grants_at(by, at))
    round = held_round(round.pk)
    check_may_follow(state(round, at), Act.SIGN)
    run = list_run(round)
    assert run is not None
    _check_apart(run, by)
    rule = rule_in_force(round)
    assert rule is not None
    way, chosen = AfterAppeal(rule.after_appeal), run.decision["chosen"]
    named = [place.pseudonym for place in final_members(round)]
    kept = kept_on(way, named, chosen)
    check_kept(way, named, chosen, kept)
    made = FinalList.objects.create(
        round=round, run=run, version=round.final_lists.count() + 1, kept=list(kept), signed_by=by, signed_at=at
    )
    body = {"round": round.code, "version": made.version, "decision_sha256": run.decision_sha256, "kept": made.kept}
    ledger.record(kind="list.signed", body=body, by=by, at=at)
    return made


@transaction.atomic
def publish_final(*, round: Round, by: User, at: datetime) -> FinalList:
    """The selection officer publishes what was signed; whom it concerns is told.

    Who left the version before stays away from this one. Refused before the signature.
    """
    check_may_select(grants_at(by, at))
    round = held_round(round.pk)
    check_may_follow(state(round, at), Act.PUBLISH)
    before = final_list(round)
    signed = FinalList.objects.select_for_update(of=("self",)).select_related("run__round").get(
        round=round, published_at=None
    )  # fmt: skip
    signed.published_by, signed.published_at = by, at
    signed.save(update_fields=["published_by", "published_at"])
    tell_of_final_list(signed, by=by, at=at)
    body = {
        "round": round.code,
        "version": signed.version,
        "decision_sha256": signed.run.decision_sha256,
        "chosen": signed.run.decision["chosen"],
        "kept": signed.kept,
        "reserve": signed.run.decision["reserve"],
    }
    ledger.record(kind="list.final", body=body, by=by, at=at)
    if before is not None:
        carry_departures(before, signed, by=by, at=at)
    return signed


def _check_apart(run: Run, by: User) -> None:
    """Roles change hands, duties of one round do not."""
    if by.pk in hands_on(run.seal) | set(run.round.runs.values_list("run_by", flat=True)):
        raise Refusal("selection.signed_by_involved")
    own = Place.objects.everything(because="asks whether somebody would sign their own case")
    if own.filter(run=run, official__account=by.pk).exists():
        raise Refusal("selection.signed_in_own_case")
