"""A measure as its page shows it: what binds the end, who waits for whom, and every commitment in a row."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from ortoo.actions.models import Commitment, Measure
from ortoo.actions.queries.commitments import Stands, stands
from ortoo.actions.queries.plans import commitments_of, plan_from
from ortoo.actions.rules.commitments import code_of, end_of
from ortoo.actions.rules.delays import Plan
from ortoo.actions.rules.projection import Projection, causes, moves_the_end, project
from ortoo.actions.rules.states import Standing, State
from ortoo.actions.words import tag_of
from ortoo.pages.components import Tag
from ortoo.people.heirs import bodies_on

if TYPE_CHECKING:
    from ortoo.people.models import Organization


@dataclass(frozen=True)
class Row:
    """One commitment. `waiting`: how many open ones wait for it; `expected`: when it is expected as things stand.

    `on_cord`: in the order of due dates, it or one before it is in the chain, and one behind it still is.
    """

    commitment: Commitment
    giver: Organization
    receiver: Organization
    at: Stands
    tag: Tag
    waits_for: tuple[str, ...]
    waiting: int
    expected: date | None
    in_chain: bool
    on_cord: bool
    binds: bool

    @property
    def mark(self) -> str:
        """Of the list on a phone: done, late, none."""
        if self.at.state is State.CONFIRMED:
            return "done"
        return "late" if self.at.standing is Standing.LATE else "none"


@dataclass(frozen=True)
class Shown:
    """The measure on one day. `projection` is None where nothing is owed yet; `moves`: a further day moves the end.

    `causes`: bodies and thousandths of days that add up to what the last end is behind; most first.
    """

    rows: tuple[Row, ...]
    projection: Projection | None
    moves: bool
    causes: tuple[tuple[Organization | str, int], ...]
    today: date

    @property
    def binding(self) -> Row | None:
        """The commitment on which somebody has to act now, for the end to come."""
        return next((row for row in self.rows if row.binds), None)

    @property
    def chain(self) -> list[Row]:
        assert self.projection is not None
        order = list(dict.fromkeys(code_of(name) for name in self.projection.chain))
        by_code = {row.commitment.code: row for row in self.rows}
        return [by_code[code] for code in order]


def shown(measure: Measure, today: date) -> Shown:
    rows = commitments_of(measure)
    acting = bodies_on({key for row in rows for key in (row.giver_id, row.receiver_id)}, today)
    plan = plan_from(rows, today)
    expected = {row.code: said[-1].day for row in rows if (said := list(row.expected.all())) and row.code in plan}
    found = project(plan, today, expected) if plan else None
    moves = bool(found and found.chain) and moves_the_end(plan, today, expected)
    open_codes = {code_of(name) for name, one in plan.items() if one.finished is None}
    chain = [code_of(name) for name in found.chain] if found else []
    cord = _cord([row.code for row in rows], chain)
    made = []
    for row in rows:
        at = stands(row, today)
        made.append(
            Row(
                row, _body(acting, row.giver), _body(acting, row.receiver), at,
                tag_of(at),
                _upstreams(row), *_ahead(row.code, found, plan, open_codes),
                row.code in chain, row.code in cord, bool(chain) and row.code == chain[0],
            )
        )  # fmt: skip
    blamed = causes(plan, found) if found else {}
    bodies = {body.code: body for one in made for body in (one.giver, one.receiver)}
    named = tuple((bodies.get(owner, owner), thousandths) for owner, thousandths in blamed.items())
    return Shown(tuple(made), found, moves, named, today)


def _ahead(code: str, found: Projection | None, plan: Plan, open_codes: set[str]) -> tuple[int, date | None]:
    """How many wait for it, and when it is expected; nothing of one that is over."""
    if found is None or code not in open_codes:
        return 0, None
    name = end_of(code, plan)
    return found.waiting[name], found.finish[name]


def _cord(order: Sequence[str], chain: Sequence[str]) -> Sequence[str]:
    places = [place for place, code in enumerate(order) if code in chain]
    return order[places[0] : places[-1]] if places else ()


def _upstreams(row: Commitment) -> tuple[str, ...]:
    return tuple(one.upstream.code for one in row.waits_for.all())


def _body(acting: Mapping[int, Organization | None], body: Organization) -> Organization:
    """The body that acts for it, or itself where nobody does."""
    return acting[body.pk] or body


def bodies_of_rows(rows: Sequence[Row]) -> list[Organization]:
    """Each once, in the order in which they appear."""
    found = {body.code: body for row in rows for body in (row.giver, row.receiver)}
    return list(found.values())
