"""From what was said of each of the proposed to an order: who is permitted, who is not, who of the reserve follows.

The order of merit is the proposal's and never changes. A seat that is refused stays empty; one that is replaced goes to
the first of the reserve with whom every quota of the proposal's own rule is kept.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from ortoo.multilingual.refusals import Refusal
from ortoo.permission.rules.states import Outcome
from ortoo.selection.rules.one_floor import with_places
from ortoo.selection.rules.quotas import Question
from ortoo.selection.rules.reserve import successors


@dataclass(frozen=True)
class Said:
    """What the decider says of one person."""

    outcome: Outcome
    reason: str = ""


@dataclass(frozen=True)
class Line:
    """One person in an order. `place`: in the proposal's order of merit. `follows`: whose seat the person takes."""

    id: str
    place: int
    outcome: Outcome
    reason: str = ""
    follows: str | None = None

    @property
    def permitted(self) -> bool:
        return self.outcome is Outcome.PERMIT


@dataclass(frozen=True, eq=False)
class Proposed:
    """A proposal as a decider has it. `ids` names each position of `question`; `chosen` and `reserve` are in order.

    `barred`: who must not be permitted, and the code of why ("withdrawn", "expired", "not-listed").
    """

    question: Question
    ids: tuple[str, ...]
    chosen: tuple[str, ...]
    reserve: tuple[str, ...]
    barred: Mapping[str, str] = field(default_factory=dict)

    @property
    def seats(self) -> int:
        return self.question.seats

    @property
    def places(self) -> dict[str, int]:
        """Each one's place in the order of merit: the chosen from 1 on, then the reserve."""
        return {one: place for place, one in enumerate((*self.chosen, *self.reserve), start=1)}


def asked(proposed: Proposed, earlier: Sequence[Line] = ()) -> tuple[str, ...]:
    """Who must be decided on: the chosen; in a later version those whom the order in force permits."""
    if not earlier:
        return proposed.chosen
    return tuple(line.id for line in sorted(earlier, key=lambda line: line.place) if line.permitted)


def order(proposed: Proposed, said: Mapping[str, Said], earlier: Sequence[Line] = ()) -> tuple[Line, ...]:
    """The whole order in the order of merit. `earlier`: the lines of the order that it replaces, whose noes stand.

    Raises Refusal: somebody who is not asked about, somebody left out, a no without a reason, a yes to somebody barred,
    a replacement for whom the rule allows nobody.
    """
    due = asked(proposed, earlier)
    _check_complete(proposed, due, said)
    for one in due:
        _check_sound(proposed, one, said[one])
    standing = [line for line in earlier if not line.permitted]
    took = {line.id: line.follows for line in earlier}
    places = proposed.places
    lines = [Line(one, places[one], said[one].outcome, said[one].reason.strip(), took.get(one)) for one in due]
    used = {line.id for line in (*standing, *lines)}
    return tuple(sorted([*standing, *lines, *_followers(proposed, lines, used)], key=lambda line: line.place))


def _check_complete(proposed: Proposed, due: Sequence[str], said: Mapping[str, Said]) -> None:
    places = proposed.places
    for one in said:
        if one not in due:
            code = "permission.not_asked_about" if one in places else "permission.not_proposed"
            raise Refusal(code, place=places.get(one, 0), count=len(due))
    left = [str(places[one]) for one in due if one not in said]
    if left:
        raise Refusal("permission.undecided", count=len(left), places=", ".join(left))


def _check_sound(proposed: Proposed, one: str, said: Said) -> None:
    place = proposed.places[one]
    if said.outcome is not Outcome.PERMIT and not said.reason.strip():
        raise Refusal("permission.reason_needed", place=place, about=one)
    if said.outcome is Outcome.PERMIT and one in proposed.barred:
        raise Refusal(f"permission.barred.{proposed.barred[one]}", place=place, about=one)


def _followers(proposed: Proposed, lines: Sequence[Line], used: set[str]) -> list[Line]:
    """One of the reserve for every seat that is replaced, the seats in order of merit."""
    position = {one: place for place, one in enumerate(proposed.ids)}
    question = settled(proposed.question)
    there = [line.id for line in lines if line.outcome is not Outcome.REFUSE]
    waiting = [one for one in proposed.reserve if one not in used and one not in proposed.barred]
    found = []
    for line in lines:
        if line.outcome is not Outcome.REPLACE:
            continue
        after = successors(
            question, [position[one] for one in there], [position[one] for one in waiting], position[line.id]
        )
        if not after:
            raise Refusal("permission.nobody_follows", place=line.place, about=line.id)
        follower = proposed.ids[after[0]]
        found.append(Line(follower, proposed.places[follower], Outcome.PERMIT, follows=line.id))
        there = [follower if one == line.id else one for one in there]
        waiting.remove(follower)
    return found


def settled(question: Question) -> Question:
    """With floors "one" the reserved places counted, which a successor must keep filled."""
    return (with_places(question) or question) if question.one else question
