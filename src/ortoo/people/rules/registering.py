"""One row of a register against what is already known of the same number: who it is, and in which post."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from ortoo.multilingual.refusals import Refusal
from ortoo.people.rules.identity import Identity, Stated, identity_of, keys_of, spelling
from ortoo.people.rules.posting import Post, Step, step_to
from ortoo.people.rules.validity import Body, check_holds


@dataclass(frozen=True, slots=True)
class Known:
    """An official as the register holds them, with their latest post; `key` and `post_key` name the rows."""

    key: int
    identity: Identity
    held: Post | None = None
    post_key: int | None = None
    left_on: date | None = None


@dataclass(frozen=True, slots=True)
class Fault:
    """What stops a row: the column, the code of the sentence, and its values."""

    column: str
    code: str
    values: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Judged:
    """What a row does. `identity` None: nothing about the person changes; `post` None: nothing about the post.

    `replaced`: look-alike letters were, in a name; `strange`: a name has letters outside the alphabet. `keys` (for
    sorting and for searching) follow from a changed identity.
    """

    number: str
    known: Known | None
    identity: Identity | None
    post: Post | None
    step: Step
    replaced: bool = False
    strange: bool = False
    keys: tuple[str, str] = field(default=("", ""), compare=False)

    @property
    def changes(self) -> bool:
        return self.identity is not None or self.post is not None


@dataclass(frozen=True)
class Places:
    """Everywhere one can be posted: organizations by code, and the codes of the regions."""

    organizations: Mapping[str, Body]
    regions: frozenset[str]


def judge(
    stated: Stated, known: Known | None, places: Places, hashed: Callable[[str], str]
) -> tuple[Judged | None, list[Fault]]:
    """What the row does, or else everything that stops it. `hashed` turns a register number into what is stored."""
    faults = _faults_of_place(stated, places)
    held = known.held if known else None
    wanted = _wanted(stated, held)
    step = Step.NOTHING
    if wanted != held and not faults:  # a mistyped code is one mistake, not a move as well
        step = _step(wanted, known, places, faults)
    try:
        identity = identity_of(stated, known.identity if known else None, hashed)
    except Refusal as refusal:
        values = dict(refusal.values)
        faults.append(Fault(str(values.pop("column")), refusal.code, values))
    if faults:
        return None, faults
    changed = known is None or identity != known.identity
    spelt = (spelling(stated.patronymic), spelling(stated.given_name))
    judged = Judged(
        number=stated.number,
        known=known,
        identity=identity if changed else None,
        post=None if step is Step.NOTHING else wanted,
        step=step,
        replaced=any(one.replaced for one in spelt),
        strange=any(one.strange for one in spelt),
        keys=keys_of(identity, stated.number) if changed else ("", ""),
    )
    return judged, []


def _step(wanted: Post, known: Known | None, places: Places, faults: list[Fault]) -> Step:
    try:
        check_holds(places.organizations[wanted.organization], wanted.since)
    except Refusal as refusal:
        faults.append(Fault("organization", refusal.code, refusal.values))
    try:
        return step_to(wanted, known.held if known else None, known.left_on if known else None)
    except Refusal as refusal:
        faults.append(Fault("appointed_on", refusal.code, refusal.values))
        return Step.NOTHING


def _wanted(stated: Stated, held: Post | None) -> Post:
    rank_class = stated.rank_class
    if rank_class is None:  # the file says nothing of it
        rank_class = held.rank_class if held else ""
    return Post(stated.organization, stated.region, stated.post, rank_class, stated.level, stated.appointed_on)


def _faults_of_place(stated: Stated, places: Places) -> list[Fault]:
    faults = []
    if stated.organization not in places.organizations:
        faults.append(Fault("organization", "people.unknown_organization"))
    if stated.region not in places.regions:
        faults.append(Fault("region", "people.unknown_region"))
    return faults
