"""What everybody may know of the rounds: counts along the relay and by group, those below five hidden."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from ortoo.journey.rules.hiding import Published, published
from ortoo.permission.queries.deciding import delegation_of
from ortoo.record.queries import candidates, seals
from ortoo.selection.queries import final_members, published_rounds

if TYPE_CHECKING:
    from ortoo.selection.models import Round

GROUPS = ("sex", "level", "region_group")
"""Attributes of sealed records by which a round is broken down."""


@dataclass(frozen=True)
class PublicRound:
    """One round whose list is final: how many were sealed, chosen and permitted, and the first two by group."""

    round: Round
    sealed: int
    chosen: int
    permitted: int | None
    groups: dict[str, tuple[Published, Published]]


def public_rounds() -> list[PublicRound]:
    """The newest first."""
    return [_of(round) for round in published_rounds().order_by("-opened_at")]


def _of(round: Round) -> PublicRound:
    seal = round.seal
    assert seal is not None, "a list that is final rests on a seal"
    everybody, members = sealed_by_group(seal.root), final_members(round)
    delegation = delegation_of(round)
    chosen = _by_group(member.record.sealed for member in members)
    groups = {name: (published(everybody[name]), published(chosen[name])) for name in GROUPS if everybody[name]}
    return PublicRound(round, seal.count, len(members), len(delegation.delegates) if delegation else None, groups)


@lru_cache(maxsize=16)
def sealed_by_group(root: str) -> dict[str, dict[str, int]]:
    """Attribute -> value -> how many, of the seal with this root: what it says can never change, so it is kept."""
    return _by_group(one.row for one in candidates(seals().get(root=root)))


def _by_group(rows: Iterable[Mapping[str, str]]) -> dict[str, dict[str, int]]:
    found: dict[str, Counter[str]] = {name: Counter() for name in GROUPS}
    for row in rows:
        for name in GROUPS:
            if row.get(name):
                found[name][row[name]] += 1
    return {name: dict(counts) for name, counts in found.items()}
