"""An official appeals against their own place, within the window; after publication an order reopens a list."""

from __future__ import annotations

import hashlib
from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone

from ortoo.access.models import User
from ortoo.access.queries import grants_at
from ortoo.ledger import operations as ledger
from ortoo.multilingual.refusals import OutOfReach, Refusal
from ortoo.record.rules.sealed_rows import ATTRIBUTES
from ortoo.selection.access import check_may_rule
from ortoo.selection.models import Appeal, Place, Round
from ortoo.selection.operations.telling import tell_of_filing
from ortoo.selection.queries import exams_of, held_appeal, held_round, list_run, open_appeals, state
from ortoo.selection.queries.appeals import open_appeals_of_place
from ortoo.selection.rules.states import Act, check_may_follow
from ortoo.selection.rules.window import is_open

if TYPE_CHECKING:
    from ortoo.exams.models import Sitting

WRITES = "writes, and reads none"
SHORTEST_TEXT = 20
"""Letters: an appeal says what is wrong, so that somebody who was not there can look."""


@transaction.atomic
def file_appeal(
    *, place: Place, ground: str, text: str, sitting: Sitting | None = None, attribute: str = "", by: User, at: datetime
) -> Appeal:
    """An appeal of the official at `place` by themselves, with the ground "mark" (at a sitting), "attribute" (which)
    or "procedure".

    Refused: somebody else's place, after the window, beside one that is open, a ground without what it speaks of, a
    text that says nothing.
    """
    if place.official.account_id != by.pk:
        raise Refusal("selection.appeal_not_own")
    round = held_round(place.run.round_id)
    until = round.objections_until
    if until is not None and not is_open(until, at):
        raise Refusal("selection.window_closed", until=f"{timezone.localtime(until):%Y-%m-%d %H:%M}")
    check_may_follow(state(round, at), Act.APPEAL)
    if already := open_appeals_of_place(place).exclude(origin="band").first():
        raise Refusal("selection.appeal_open_already", number=already.number)
    made = enter_appeal(
        Appeal(place=place, ground=ground, text=text.strip(), sitting=sitting, attribute=attribute), round, by, at
    )
    tell_of_filing(made, by=by, at=at)
    return made


@transaction.atomic
def record_order(
    *,
    place: Place,
    ground: str,
    text: str,
    reference: str,
    sitting: Sitting | None = None,
    attribute: str = "",
    by: User,
    at: datetime,
) -> Appeal:
    """An order of the appeals panel or of a court that reopens a published list, about the official at `place`.

    `reference` names issuer, number and day. From here it goes the way of an appeal. Refused before publication, for a
    place on another list, and without a reference.
    """
    check_may_rule(grants_at(by, at))
    round = held_round(place.run.round_id)
    check_may_follow(state(round, at), Act.ORDER)
    latest = list_run(round)
    if latest is None or place.run_id != latest.pk:
        raise Refusal("selection.order_for_another_list")
    if not reference.strip():
        raise Refusal("selection.order_without_reference", field="reference")
    made = Appeal(
        place=place, ground=ground, text=text.strip(), sitting=sitting, attribute=attribute,
        origin="order", order_reference=reference.strip(),
    )  # fmt: skip
    return enter_appeal(made, round, by, at)


@transaction.atomic
def withdraw_appeal(*, appeal: Appeal, by: User, at: datetime) -> Appeal:
    """By who filed it, as long as nobody has ruled. Refused for an order."""
    round = held_round(appeal.round_id)
    appeal = held_appeal(appeal.pk)
    check_filed(appeal, by)
    check_may_follow(state(round, at), Act.WITHDRAW)
    check_open(appeal)
    appeal.withdrawn_at = at
    appeal.save(update_fields=["withdrawn_at"])
    ledger.record(kind="appeal.withdrawn", body={"round": round.code, "appeal": appeal.code}, by=by, at=at)
    return appeal


def check_filed(appeal: Appeal, by: User) -> None:
    """Refuses everybody but the official who filed it; an order nobody filed."""
    if appeal.origin != "official" or appeal.official.account_id != by.pk:
        raise OutOfReach("selection.appeal_not_own")


def check_open(appeal: Appeal) -> None:
    if appeal.withdrawn_at is not None:
        raise Refusal("selection.appeal_withdrawn", number=appeal.number)
    if not open_appeals(appeal.round).filter(pk=appeal.pk).exists():
        raise Refusal("selection.ruled_already", number=appeal.number)


def enter_appeal(appeal: Appeal, round: Round, by: User, at: datetime) -> Appeal:
    """Numbered, kept and recorded; in the transaction of who holds the round."""
    _check_ground(appeal, round)
    appeal.round, appeal.official = round, appeal.place.official
    appeal.number = Appeal.objects.everything(because="counts, and shows none").filter(round=round).count() + 1
    appeal.filed_by, appeal.filed_at = by, at
    appeal.save()
    body = {
        "round": round.code,
        "appeal": appeal.code,
        "origin": appeal.origin,
        "ground": appeal.ground,
        "subject": appeal.place.pseudonym,
        "text_sha256": hashlib.sha256(appeal.text.encode()).hexdigest(),
    }
    ledger.record(kind="appeal.filed", body=body, by=by, at=at)
    return appeal


def _check_ground(appeal: Appeal, round: Round) -> None:
    if (appeal.ground == "evidence") != (appeal.origin == "band"):
        raise Refusal("selection.evidence_is_asked_for", field="ground")
    if len(appeal.text) < SHORTEST_TEXT:
        raise Refusal("selection.appeal_text_short", least=SHORTEST_TEXT, field="text")
    if appeal.ground == "mark" and (appeal.sitting is None or appeal.sitting.code not in exams_of(round)):
        raise Refusal("selection.appeal_without_sitting", field="sitting")
    if appeal.ground == "attribute" and appeal.attribute not in ATTRIBUTES:
        raise Refusal("selection.appeal_without_attribute", field="attribute")
