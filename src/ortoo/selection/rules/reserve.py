"""The reserve: those not chosen who could take the seat of at least one of the chosen with everything kept."""

from __future__ import annotations

from ortoo.selection.rules.lexicographic import swap_keeps
from ortoo.selection.rules.one_floor import filled_places
from ortoo.selection.rules.quotas import Question


def reserve_list(question: Question, chosen: list[int], length: int) -> list[int]:
    """The first `length` such positions in the rule's order; fewer where there are no more."""
    inside = set(chosen)
    counts = question.counts(chosen)
    answers: dict[tuple[int, ...], bool] = {}
    found: list[int] = []
    for position in range(question.size):
        if len(found) >= length:
            break
        if position in inside:
            continue
        kind = tuple(question.member[position].tolist())
        if kind not in answers:
            answers[kind] = any(_may_follow(question, inside, counts, out, position) for out in chosen)
        if answers[kind]:
            found.append(position)
    return found


def successors(question: Question, chosen: list[int], reserve: list[int], out: int) -> list[int]:
    """Who of the reserve may take the seat of `out`, in order; the first moves up."""
    inside, counts = set(chosen), question.counts(chosen)
    return [position for position in reserve if _may_follow(question, inside, counts, out, position)]


def _may_follow(question: Question, inside: set[int], counts, out: int, into: int) -> bool:  # type: ignore[no-untyped-def]
    if not swap_keeps(question, counts, out, into):
        return False
    return not question.one or filled_places(question, inside - {out} | {into}) >= question.places
