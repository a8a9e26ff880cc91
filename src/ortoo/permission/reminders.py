"""Who is reminded of what a dossier still lacks: seven, three and one days before it is due."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime

from django.utils import timezone, translation

from ortoo.messages.telling import Telling
from ortoo.multilingual.refusals import LANGUAGES
from ortoo.permission.models import Call, Dossier
from ortoo.permission.queries.dossiers import (
    Asked,
    asked_of,
    gaps_of,
    late_gaps_of,
    papers_of,
    state_of,
    undecided_calls,
    with_account,
)  # fmt: skip
from ortoo.permission.rules.dossiers import DossierState, Gap, step_of
from ortoo.permission.words.dossiers import GAPS

MINE = "permission/mine/"


def reminders(now: datetime) -> Iterable[Telling]:
    for call in undecided_calls():
        yield from _of_call(call, now)


def _of_call(call: Call, now: datetime) -> Iterator[Telling]:
    asked, today = asked_of(call), timezone.localdate(now)
    dossiers = with_account(call)
    papers = papers_of(one.pk for one in dossiers)
    step = step_of(asked.window.until, today) if now <= call.dossiers_until else None
    for one in dossiers:
        there = papers.get(one.pk, {})
        if step is not None and state_of(one) is DossierState.OPEN:
            yield _unfinished(one, gaps_of(one, asked, there), asked, step)
        yield from _late(one, late_gaps_of(asked, there), asked, today)


def _unfinished(dossier: Dossier, gaps: Sequence[Gap], asked: Asked, step: int) -> Telling:
    account = dossier.official.account_id
    assert account is not None
    return Telling(
        kind="permission.dossier_due",
        to=account,
        values={"until": dossier.call.dossiers_until, "missing": _in_each_language(gaps, asked)},
        address=MINE,
        once=f"dossier {dossier.pk}, {step}",
    )


def _late(dossier: Dossier, gaps: Sequence[Gap], asked: Asked, today: date) -> Iterator[Telling]:
    account = dossier.official.account_id
    assert account is not None
    for gap in gaps:
        due = asked.wanted(gap.about).due
        step = step_of(due, today)
        if step is not None:
            yield Telling(
                kind="permission.paper_due",
                to=account,
                values={"until": due, "paper": _in_each_language([gap], asked)},
                address=MINE,
                once=f"dossier {dossier.pk}, {gap.about}, {step}",
            )


def _in_each_language(gaps: Sequence[Gap], asked: Asked) -> dict[str, str]:
    """What is missing, as few words as the tasks on the page have."""
    found = {}
    for language in LANGUAGES:
        with translation.override(language):
            found[language] = ", ".join(dict.fromkeys(_word(gap, asked) for gap in gaps)) or "–"
    return found


def _word(gap: Gap, asked: Asked) -> str:
    kind = asked.kind(gap.about) if gap.code in ("paper", "expired") else None
    return kind.name if kind is not None else str(GAPS[gap.code])
