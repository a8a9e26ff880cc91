"""Upheld appeals are carried out: corrections beside the marks and one new seal, in one transaction (decision 0026)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction

from ortoo.access.models import User
from ortoo.access.queries import grants_at
from ortoo.exams.operations import put_under_order
from ortoo.exams.queries import counting, mark_of
from ortoo.jobs.progress import Progress, silent
from ortoo.people.queries import what_follows
from ortoo.record import operations as record
from ortoo.selection.access import check_may_seal
from ortoo.selection.models import Round, Ruling
from ortoo.selection.queries import held_round, state, to_carry_out
from ortoo.selection.rules.states import Act, check_may_follow

if TYPE_CHECKING:
    from ortoo.record.models import Seal

LONGEST_REASON = 500


@transaction.atomic
def carry_out(*, round: Round, by: User, at: datetime, progress: Progress = silent) -> Seal:
    """Every confirmed ruling that changes a record, in the order they were made; where two speak of one mark or
    attribute the later counts. Only the records of their officials are computed anew.

    Refused before the window closed, before every appeal is ruled on, and where nothing is to be carried out.
    """
    check_may_seal(grants_at(by, at))
    round = held_round(round.pk)
    check_may_follow(state(round, at), Act.CARRY_OUT)
    assert round.seal is not None
    rulings = list(to_carry_out(round).select_related("appeal__official", "appeal__round", "sitting"))
    for done, ruling in enumerate(rulings):
        progress(done, len(rulings))
        if ruling.remedy == "mark":
            _correct(ruling, by, at)
    # The seal is written in this very transaction, so its own progress could not be seen by anybody.
    return record.reseal(
        seal=round.seal, round_code=round.code, changed={ruling.appeal.official_id for ruling in rulings},
        facts=_facts(rulings), by=by, at=at, then=lambda seal: _take(round, rulings, seal),
    )  # fmt: skip


def _correct(ruling: Ruling, by: User, at: datetime) -> None:
    assert ruling.sitting is not None
    assert ruling.thousandths is not None
    mark = mark_of(ruling.appeal.official, ruling.sitting)
    if mark is not None and counting(mark) == ruling.thousandths:
        return  # an earlier ruling said the same
    put_under_order(
        sitting=ruling.sitting, official=ruling.appeal.official, thousandths=ruling.thousandths,
        reason=ruling.reason[:LONGEST_REASON], under=ruling.appeal.code, by=by, at=at,
    )  # fmt: skip


def _facts(rulings: Sequence[Ruling]) -> dict[int, dict[str, str]]:
    found: dict[int, dict[str, str]] = defaultdict(dict)
    for ruling in rulings:
        if ruling.remedy == "attribute":
            changed = {ruling.attribute: ruling.value, **what_follows(ruling.attribute, ruling.value)}
            found[ruling.appeal.official_id] |= changed
    return dict(found)


def _take(round: Round, rulings: Sequence[Ruling], seal: Seal) -> None:
    round.seal = seal
    round.save(update_fields=["seal"])
    whole = Ruling.objects.everything(because="writes, and reads none")
    whole.filter(pk__in=[ruling.pk for ruling in rulings]).update(seal=seal)
