"""Two members of the appeals panel decide: one drafts, another confirms or returns. Neither decided before."""

from __future__ import annotations

import hashlib
from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction

from ortoo.access.models import User
from ortoo.access.queries import grants_at
from ortoo.exams.operations.correcting import check_new_value
from ortoo.exams.queries import counting, mark_of
from ortoo.ledger import operations as ledger
from ortoo.multilingual.refusals import Refusal
from ortoo.record.rules.sealed_rows import ATTRIBUTES
from ortoo.selection.access import check_may_rule
from ortoo.selection.models import Appeal, Ruling
from ortoo.selection.naming import is_known
from ortoo.selection.operations.appeals import check_open
from ortoo.selection.operations.telling import tell_of_ruling
from ortoo.selection.queries import exams_of, hands_of, held_appeal, held_round, ruling_of, state
from ortoo.selection.rules.involvement import check_not_involved
from ortoo.selection.rules.states import Act, check_may_follow

if TYPE_CHECKING:
    from ortoo.exams.models import Sitting

SHORTEST_REASON = 20


@transaction.atomic
def draft_ruling(
    *,
    appeal: Appeal,
    outcome: str,
    reason: str,
    remedy: str = "none",
    sitting: Sitting | None = None,
    thousandths: int | None = None,
    attribute: str = "",
    value: str = "",
    by: User,
    at: datetime,
) -> Ruling:
    """What one member proposes: "upheld" or "rejected", why, and what an upheld appeal changes (`remedy`).

    The remedy "mark" sets the mark at `sitting` to `thousandths`, "attribute" an `attribute` to `value`. Refused:
    somebody involved, a second draft, a reason that says nothing, a rejection that changes something, a remedy that is
    not whole or changes nothing.
    """
    appeal = _ruled_on_now(appeal, by, at)
    if ruling_of(appeal) is not None:
        raise Refusal("selection.ruling_drafted_already", number=appeal.number)
    if len(reason.strip()) < SHORTEST_REASON:
        raise Refusal("selection.ruling_reason_short", least=SHORTEST_REASON, field="reason")
    made = Ruling(
        appeal=appeal, outcome=outcome, reason=reason.strip(), remedy=remedy, ruled_by=by, ruled_at=at
    )  # fmt: skip
    if outcome == "rejected" and remedy != "none":
        raise Refusal("selection.rejection_changes_nothing", field="remedy")
    if remedy == "mark":
        made.sitting, made.thousandths = sitting, thousandths
        _check_mark(made)
    if remedy == "attribute":
        made.attribute, made.value = attribute, value.strip()
        _check_attribute(made)
    made.save()
    return made


@transaction.atomic
def confirm_ruling(*, ruling: Ruling, by: User, at: datetime) -> Ruling:
    """By a second member; from then on it counts and is never changed. The official is told."""
    appeal = _ruled_on_now(ruling.appeal, by, at)
    ruling = _waiting(appeal, ruling, by)
    ruling.confirmed_by, ruling.confirmed_at = by, at
    ruling.save(update_fields=["confirmed_by", "confirmed_at"])
    tell_of_ruling(appeal, by=by, at=at)
    body = {
        "round": appeal.round.code,
        "appeal": appeal.code,
        "outcome": ruling.outcome,
        "remedy": ruling.remedy,
        "subject": appeal.place.pseudonym,
        "drafted_by": ledger.subject(kind="user", key=ruling.ruled_by_id),
        "reason_sha256": hashlib.sha256(ruling.reason.encode()).hexdigest(),
    }
    ledger.record(kind="appeal.ruled", body=body, by=by, at=at)
    return ruling


@transaction.atomic
def return_ruling(*, ruling: Ruling, reason: str, by: User, at: datetime) -> Ruling:
    """By a second member, with a reason; a new draft may follow."""
    appeal = _ruled_on_now(ruling.appeal, by, at)
    ruling = _waiting(appeal, ruling, by)
    if len(reason.strip()) < SHORTEST_REASON:
        raise Refusal("selection.ruling_reason_short", least=SHORTEST_REASON, field="reason")
    ruling.returned_by, ruling.returned_at, ruling.return_reason = by, at, reason.strip()
    ruling.save(update_fields=["returned_by", "returned_at", "return_reason"])
    return ruling


def _ruled_on_now(appeal: Appeal, by: User, at: datetime) -> Appeal:
    """The appeal, held, where `by` may rule on it. The round is held first, so that two who decide at once queue."""
    check_may_rule(grants_at(by, at))
    round = held_round(appeal.round_id)
    appeal = held_appeal(appeal.pk)
    check_open(appeal)
    check_may_follow(state(round, at), Act.RULE_ON)
    check_not_involved(by.pk, hands_of(appeal, by))
    return appeal


def _waiting(appeal: Appeal, ruling: Ruling, by: User) -> Ruling:
    found = ruling_of(appeal)
    if found is None or found.pk != ruling.pk:
        raise Refusal("selection.ruling_not_waiting", number=appeal.number)
    if found.ruled_by_id == by.pk:
        raise Refusal("selection.own_draft")
    return found


def _check_mark(ruling: Ruling) -> None:
    appeal = ruling.appeal
    if ruling.sitting is None or ruling.sitting.code not in exams_of(appeal.round):
        raise Refusal("selection.appeal_without_sitting", field="sitting")
    if ruling.thousandths is None:
        raise Refusal("selection.ruling_without_mark", field="mark")
    mark = mark_of(appeal.official, ruling.sitting)
    check_new_value(ruling.sitting, None if mark is None else counting(mark), ruling.thousandths, ruling.reason)


def _check_attribute(ruling: Ruling) -> None:
    if ruling.attribute not in ATTRIBUTES:
        raise Refusal("selection.appeal_without_attribute", field="attribute")
    if not is_known(ruling.attribute, ruling.value):
        raise Refusal("selection.value_unknown", value=ruling.value, field="value")
    if ruling.appeal.place.facts[ruling.attribute] == ruling.value:
        raise Refusal("selection.value_same", value=ruling.value, field="value")
