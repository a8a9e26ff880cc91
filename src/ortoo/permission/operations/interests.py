"""Conflicts of interest: declared for every dossier before the first sheet, reported later, blocking from then on."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime

from django.db import transaction

from ortoo.access.models import User
from ortoo.access.queries import grants_at
from ortoo.ledger import operations as ledger
from ortoo.multilingual.refusals import Refusal
from ortoo.permission.access import check_may_call, check_may_score
from ortoo.permission.models import Call, Declaration, Dossier
from ortoo.permission.operations.sheets import replace_sheets
from ortoo.permission.queries.calls import held_call, state
from ortoo.permission.queries.panel import before_the_panel, latest_declarations
from ortoo.permission.rules.states import Act, State

OPEN = (State.RUBRIC, State.SCORING, State.SCORED, State.SENT_BACK)
"""Interests are declared from the rubric on, as long as no proposal is under way."""


@transaction.atomic
def declare(*, call: Call, conflicts: Mapping[int, str], by: User, at: datetime) -> None:
    """A member says of every dossier before the panel whether a conflict of interest is there.

    `conflicts`: number -> what it is; for all others there is none. What was declared before and stays as it was is not
    written again. Sheets that the member may no longer score go to others.
    """
    check_may_score(grants_at(by, at))
    call = _open(call.pk)
    dossiers = list(before_the_panel(call))
    if unknown := sorted(conflicts.keys() - {one.number for one in dossiers}):
        raise Refusal("permission.not_before_the_panel", number=unknown[0])
    _check_reasons(conflicts)
    known = latest_declarations(call, member=by.pk)
    fresh = [one for one in dossiers if _differs(known.get((one.pk, by.pk)), conflicts.get(one.number))]
    _write(fresh, conflicts, member=by, by=by, at=at)
    replace_sheets(call, by, at)
    body = {"round": call.round.code, "dossiers": len(dossiers), "conflicts": len(conflicts)}
    ledger.record(kind="interests.declared", body=body, by=by, at=at)


@transaction.atomic
def report_conflict(*, dossier: Dossier, member: User, reason: str, by: User, at: datetime) -> None:
    """One conflict that became known later: said by the member, or by the selection officer who learned of it.

    An open sheet goes to another member; one that was handed in no longer counts, and a further one is given.
    """
    grants = grants_at(by, at)
    if member.pk == by.pk:
        check_may_score(grants)
    else:
        check_may_call(grants)
    call = _open(dossier.call_id)
    conflicts = {dossier.number: reason}
    _check_reasons(conflicts)
    _write([dossier], conflicts, member=member, by=by, at=at)
    replace_sheets(call, by, at)
    person = ledger.subject(kind="user", key=member.pk)
    body = {"round": call.round.code, "number": dossier.number, "member": person}
    ledger.record(kind="interests.reported", body=body, by=by, at=at)


def _open(pk: int) -> Call:
    call = held_call(pk)
    if state(call) not in OPEN:
        raise Refusal(f"permission.not_now.{Act.SCORE}")
    return call


def _check_reasons(conflicts: Mapping[int, str]) -> None:
    for number, reason in conflicts.items():
        if not reason.strip():
            raise Refusal("permission.conflict_without_reason", number=number, field=f"reason_{number}")


def _differs(known: Declaration | None, reason: str | None) -> bool:
    if known is None:
        return True
    return known.conflict != (reason is not None) or known.reason != (reason or "").strip()


def _write(dossiers: Iterable[Dossier], conflicts: Mapping[int, str], *, member: User, by: User, at: datetime) -> None:
    Declaration.objects.everything(because="writes, and reads none").bulk_create(
        Declaration(
            dossier=one, member=member, conflict=one.number in conflicts,
            reason=conflicts.get(one.number, "").strip(), by=by, at=at,
        )
        for one in dossiers
    )  # fmt: skip
