"""Who may take whose seat with everything kept: quotas and, with floors "one", the filled reserved places."""

from __future__ import annotations

from ortoo.selection.rules.one_floor import Openings
from ortoo.selection.rules.quotas import Question


class Seats:
    """A list that keeps a question, asked who may follow whom in a seat."""

    def __init__(self, question: Question, chosen: list[int]) -> None:
        self.question = question
        self.chosen = chosen
        counts = question.counts(chosen).tolist()
        none = len(question.cells)
        self._full = {cell for cell in range(none) if counts[cell] >= question.high[cell]}
        floors_hold = not question.one
        self._just_met = {cell for cell in range(none) if floors_hold and counts[cell] <= question.low[cell]}
        self._openings = Openings(question, chosen) if question.one else None
        self._member = question.values

    def broken(self, out: int, into: int) -> tuple[set[int], set[int], bool]:
        """What `into` in the seat of `out` breaks: full ceilings, floors just met, whether a reserved place."""
        leaving, entering = set(self._member[out]), set(self._member[into])
        full, just_met = (entering - leaving) & self._full, (leaving - entering) & self._just_met
        opening = None if self._openings is None else self._openings.after(out)
        return full, just_met, opening is not None and not opening & entering

    def may_follow(self, out: int, into: int) -> bool:
        leaving, entering = self._member[out], self._member[into]
        if any(cell in self._full and cell not in leaving for cell in entering):
            return False
        return self.broken(out, into) == (set(), set(), False)


def reserve_list(question: Question, chosen: list[int], length: int) -> list[int]:
    """The first `length` of those not chosen who may take a seat, in order; fewer where there are no more."""
    seats = Seats(question, chosen)
    inside = set(chosen)
    answers: dict[tuple[int, ...], bool] = {}
    found: list[int] = []
    for position in range(question.size):
        if len(found) >= length:
            break
        if position in inside:
            continue
        kind = tuple(question.member[position].tolist())
        if kind not in answers:
            answers[kind] = any(seats.may_follow(out, position) for out in chosen)
        if answers[kind]:
            found.append(position)
    return found


def successors(question: Question, chosen: list[int], reserve: list[int], out: int) -> list[int]:
    """Who of the reserve may take the seat of `out`, in order; the first moves up."""
    seats = Seats(question, chosen)
    return [position for position in reserve if seats.may_follow(out, position)]
