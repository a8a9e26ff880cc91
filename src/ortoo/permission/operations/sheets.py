"""Sheets are given: two a dossier, a third on a gap, links between parts that stand apart. Never by choice."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from ortoo.access.models import User
from ortoo.access.queries import grants_at
from ortoo.ledger import operations as ledger
from ortoo.messages import operations as messages
from ortoo.multilingual.refusals import Refusal
from ortoo.permission.access import check_may_call
from ortoo.permission.models import Call, Dossier, Score, Sheet
from ortoo.permission.operations.rubrics import check_not_called
from ortoo.permission.queries.calls import held_call, state
from ortoo.permission.queries.panel import BLIND, Marked, before_the_panel, cases_of, marked, members_on, undeclared
from ortoo.permission.rules.assignment import MOST, TWO, Case, further, give, is_whole, linking
from ortoo.permission.rules.states import NEXT, Act, check_may_follow

LEAST = 3
"""Members of a panel: two for each dossier, and one for a gap between them."""

Pairs = list[tuple[int, int]]
"""(number of a dossier, member)."""


@transaction.atomic
def give_sheets(*, call: Call, by: User, at: datetime) -> int:
    """Two sheets for every dossier that lacks them, and what else is due: thirds, and links where parts stand apart.

    How many were given. Refused while dossiers may be handed in, with fewer than three members, before every member
    has declared, and where nothing is due.
    """
    check_may_call(grants_at(by, at))
    call = held_call(call.pk)
    check_may_follow(state(call), Act.GIVE_SHEETS)
    check_not_called(call, by)
    _check_closed(call, at)
    members = list(members_on(timezone.localdate(at)))
    if len(members) < LEAST:
        raise Refusal("permission.too_few_members", members=len(members))
    if late := undeclared(call, members):
        raise Refusal("permission.declaration_missing", members=", ".join(one.shown_name for one in late))
    _take_back(call)
    given = _give_due(call, members, by, at)
    if not given:
        raise Refusal("permission.nothing_to_give")
    return given


def replace_sheets(call: Call, by: User, at: datetime) -> None:
    """Where sheets are under way, those that somebody may no longer score go to others at once."""
    if (state(call), Act.SCORE) in NEXT or (state(call), Act.PROPOSE) in NEXT:
        _take_back(call)
        _give_due(call, list(members_on(timezone.localdate(at))), by, at)


def give_third(call: Call, number: int, by: User, at: datetime) -> None:
    """One more sheet on a dossier whose two are in and lie apart. Where nobody is left, the officer's page says so."""
    sheets = marked(call, number=number)
    totals = _totals(sheets, number)
    if len(totals) < TWO or len(sheets) == MOST or is_whole(totals, call.rubric.gap):
        return
    members = list(members_on(timezone.localdate(at)))
    cases = [case for case in cases_of(call, members, timezone.localdate(at)) if case.number == number]
    try:
        pairs = _thirds(call, cases, [one.pk for one in members])
    except Refusal as refusal:
        if refusal.code != "permission.nobody_left":
            raise
        return
    _write(call, pairs, by, at)


def _check_closed(call: Call, at: datetime) -> None:
    """Nobody who may still hand in is shut out."""
    until = timezone.localtime(call.dossiers_until).strftime("%Y-%m-%d %H:%M")
    there = Dossier.objects.everything(because=BLIND).filter(call=call, withdrawn_at=None)
    if at <= call.dossiers_until and there.filter(handed_in_at=None).exists():
        raise Refusal("permission.handing_in_runs", until=until)
    if not there.filter(handed_in_at__isnull=False).exists():
        raise Refusal("permission.no_dossiers", until=until)


def _take_back(call: Call) -> None:
    """Open sheets in conflict go, with whatever is on them; those handed in stay and no longer count."""
    pks = [sheet.pk for sheet in marked(call) if sheet.void and sheet.total is None]
    Score.objects.everything(because=BLIND).filter(sheet__in=pks).delete()
    Sheet.objects.everything(because=BLIND).filter(pk__in=pks).delete()


def _give_due(call: Call, members: Sequence[User], by: User, at: datetime) -> int:
    """Whatever sheets the dossiers before the panel lack today; how many."""
    keys = [one.pk for one in members]
    cases = cases_of(call, members, timezone.localdate(at))
    apart = _on_others(call, {case.number for case in cases})
    whole = {case.number: case.has for case in cases if len(case.has) >= TWO}
    pairs = give([case for case in cases if len(case.has) < TWO], keys, {**apart, **whole})
    cases = _with(cases, pairs)
    pairs += (thirds := _thirds(call, cases, keys))
    pairs += linking(_with(cases, thirds), keys, apart)
    _write(call, pairs, by, at)
    return len(pairs)


def _on_others(call: Call, numbers: set[int]) -> dict[int, set[int]]:
    """Sheets on dossiers that are no longer scored, which connect all the same: number -> markers."""
    found: dict[int, set[int]] = {}
    for sheet in marked(call):
        if sheet.number not in numbers and sheet.total is not None and not sheet.void:
            found.setdefault(sheet.number, set()).add(sheet.member)
    return found


def _with(cases: Iterable[Case], pairs: Pairs) -> list[Case]:
    return [
        replace(case, has=case.has | {member for number, member in pairs if number == case.number}) for case in cases
    ]


def _thirds(call: Call, cases: Iterable[Case], keys: Sequence[int]) -> Pairs:
    sheets = marked(call)
    load = Counter(sheet.member for sheet in sheets)
    found = []
    for case in cases:
        totals = _totals(sheets, case.number)
        if len(case.has) == len(totals) == TWO and not is_whole(totals, call.rubric.gap):
            member = further(case, keys, load)
            load[member] += 1
            found.append((case.number, member))
    return found


def _totals(sheets: Iterable[Marked], number: int) -> dict[int, int]:
    """Turn -> total of the sheets on one dossier that are in and count."""
    return {
        sheet.turn: sheet.total
        for sheet in sheets
        if sheet.number == number and sheet.total is not None and not sheet.void
    }


def _write(call: Call, pairs: Pairs, by: User, at: datetime) -> None:
    """The rows, in the first free turn of each dossier; who got sheets is told."""
    if not pairs:
        return
    keys = {one.number: one.pk for one in before_the_panel(call)}
    used: dict[int, set[int]] = {}
    for sheet in marked(call):
        used.setdefault(sheet.number, set()).add(sheet.turn)
    rows = []
    for number, member in pairs:
        free = set(range(1, MOST + 1)) - used.setdefault(number, set())
        if not free:
            raise Refusal("permission.no_turn_left", number=number)
        used[number].add(min(free))
        rows.append(Sheet(dossier_id=keys[number], member_id=member, turn=min(free), given_by=by, given_at=at))
    Sheet.objects.everything(because="writes, and reads none").bulk_create(rows)
    _tell(call, Counter(member for _, member in pairs), by, at)
    numbers = sorted({number for number, _ in pairs})
    body = {"round": call.round.code, "dossiers": numbers, "sheets": len(rows)}
    ledger.record(kind="sheets.given", body=body, by=by, at=at)


def _tell(call: Call, counts: Mapping[int, int], by: User, at: datetime) -> None:
    messages.tell_each(
        kind="permission.sheets_given",
        to=[(member, {"count": count}) for member, count in sorted(counts.items())],
        address=f"permission/{call.round.code}/panel/mine/",
        by=by,
        at=at,
    )
