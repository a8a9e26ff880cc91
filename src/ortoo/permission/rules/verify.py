"""Every promise of an order, checked by itself before it is stored: nothing here asks how the order was made."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from ortoo.multilingual.refusals import Refusal
from ortoo.permission.rules.order_of_merit import Line, Proposed, asked, settled
from ortoo.permission.rules.states import Outcome
from ortoo.selection.rules.one_floor import met
from ortoo.selection.rules.quotas import Question


@dataclass(frozen=True)
class Broken:
    """A promise that an order breaks: which one, and the places in the order of merit where."""

    promise: str
    where: str


def verify(proposed: Proposed, lines: Sequence[Line], *, listed: Iterable[str], earlier: Sequence[Line] = ()) -> None:
    """Refuse an order that breaks a promise. Raises Refusal.

    `listed`: who is on the final list now; `earlier`: the lines of the order that this one replaces.
    """
    for broken in broken_promises(proposed, lines, listed=listed, earlier=earlier):
        raise Refusal("permission.not_verified", promise=broken.promise, where=broken.where)


def broken_promises(
    proposed: Proposed, lines: Sequence[Line], *, listed: Iterable[str], earlier: Sequence[Line] = ()
) -> list[Broken]:
    """Every promise that the order breaks; empty where it may be stored."""
    return [
        *_people(proposed, lines, set(listed)),
        *_everyone(proposed, lines),
        *_reasons(lines),
        *_stands(lines, earlier),
        *_reserve(proposed, lines),
        *_passed_over(proposed, lines, earlier),
    ]


def _people(proposed: Proposed, lines: Sequence[Line], listed: set[str]) -> Iterator[Broken]:
    permitted = [line for line in lines if line.permitted]
    if len(permitted) > proposed.seats:
        yield Broken("no more are permitted than there are seats", f"{len(permitted)} > {proposed.seats}")
    if len({line.id for line in lines}) != len(lines):
        yield Broken("nobody is decided on twice", _where(lines))
    places = proposed.places
    strangers = [line for line in lines if places.get(line.id) != line.place]
    if strangers:
        yield Broken("everybody is of the proposal, in its order of merit", _where(strangers))
    unlisted = [line for line in permitted if line.id not in listed]
    if unlisted:
        yield Broken("everybody who is permitted is on the final list", _where(unlisted))
    barred = [line for line in permitted if line.id in proposed.barred]
    if barred:
        yield Broken("nobody is permitted who withdrew or whose papers have expired", _where(barred))


def _everyone(proposed: Proposed, lines: Sequence[Line]) -> Iterator[Broken]:
    there = {line.id for line in lines}
    left = [str(proposed.places[one]) for one in proposed.chosen if one not in there]
    if left:
        yield Broken("everyone of the proposed is decided on", ", ".join(left))


def _reasons(lines: Sequence[Line]) -> Iterator[Broken]:
    silent = [line for line in lines if not line.permitted and not line.reason]
    if silent:
        yield Broken("every no has a reason", _where(silent))


def _stands(lines: Sequence[Line], earlier: Sequence[Line]) -> Iterator[Broken]:
    there = set(lines)
    changed = [line for line in earlier if not line.permitted and line not in there]
    if changed:
        yield Broken("a no of the order before stands", _where(changed))


def _reserve(proposed: Proposed, lines: Sequence[Line]) -> Iterator[Broken]:
    """Who follows is of the reserve, follows one who is replaced, and nobody before them could have."""
    by_id = {line.id: line for line in lines}
    followed = [line.follows for line in lines if line.follows]
    if len(set(followed)) != len(followed):
        yield Broken("one follows in each seat", ", ".join(sorted(str(by_id[one].place) for one in set(followed))))
    for line in lines:
        if line.follows is None:
            if line.id in proposed.reserve:
                yield Broken("who is of the reserve follows somebody", _where([line]))
            continue
        out = by_id.get(line.follows)
        if out is None or out.outcome is not Outcome.REPLACE:
            yield Broken("who follows takes a seat that is replaced", _where([line]))
        elif line.id not in proposed.reserve:
            yield Broken("who follows is of the reserve", _where([line]))
    unfilled = [line for line in lines if line.outcome is Outcome.REPLACE and line.id not in followed]
    if unfilled:
        yield Broken("somebody follows in every seat that is replaced", _where(unfilled))


def _passed_over(proposed: Proposed, lines: Sequence[Line], earlier: Sequence[Line]) -> Iterator[Broken]:
    """The reserve in order, seat after seat: each one before a follower is used, barred, or would break a quota."""
    position = {one: place for place, one in enumerate(proposed.ids)}
    by_id = {line.id: line for line in lines}
    follower = {line.follows: line.id for line in lines if line.follows}
    seated = [one for one in asked(proposed, earlier) if one in by_id and by_id[one].outcome is not Outcome.REFUSE]
    taken = {line.id for line in earlier}
    question = settled(proposed.question)
    for out in [one for one in seated if by_id[one].outcome is Outcome.REPLACE and one in follower]:
        into = follower[out]
        kept = _with(seated, out, into)
        for other in proposed.reserve[: proposed.reserve.index(into)] if into in proposed.reserve else ():
            if other in taken or other in proposed.barred:
                continue
            if not _breaks_more(question, _at(position, seated), _at(position, _with(seated, out, other))):
                yield Broken("the reserve moves up in its order", f"{proposed.places[other]}, {by_id[into].place}")
        if _breaks_more(question, _at(position, seated), _at(position, kept)):
            yield Broken("who follows keeps every quota", _where([by_id[into]]))
        taken.add(into)
        seated = kept


def _with(seated: list[str], out: str, into: str) -> list[str]:
    return [into if one == out else one for one in seated]


def _at(position: Mapping[str, int], people: Iterable[str]) -> list[int]:
    return [position[one] for one in people]


def _breaks_more(question: Question, kept: list[int], instead: list[int]) -> bool:
    """Does the second list break a bound that the first keeps? Counted anew, not asked of the selection."""
    before, after = question.counts(kept), question.counts(instead)
    if bool(((after > question.high) & (after > before)).any()):
        return True
    if question.one:
        return int(met(question, instead)[0].sum()) < int(met(question, kept)[0].sum())
    return bool(((after < question.low) & (after < before)).any())


def _where(lines: Iterable[Line]) -> str:
    return ", ".join(str(line.place) for line in lines)
