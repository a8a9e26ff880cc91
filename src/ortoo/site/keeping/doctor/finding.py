"""One thing that was looked at."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Literal

from ortoo.multilingual.refusals import sentence

State = Literal["well", "watch", "wrong"]
MOST = 3
"""Names in one sentence; the rest is counted."""


@dataclass(frozen=True)
class Finding:
    """`code` names the sentence in the registry of refusals, `values` fill its places."""

    state: State
    code: str
    values: dict[str, object] = field(default_factory=dict)

    def sentence(self, language: str) -> str:
        return sentence(self.code, language, self.values)


def well(code: str, **values: object) -> Finding:
    return Finding("well", code, values)


def watch(code: str, **values: object) -> Finding:
    """Nothing is lost or false yet, but somebody should look."""
    return Finding("watch", code, values)


def wrong(code: str, **values: object) -> Finding:
    return Finding("wrong", code, values)


def some(names: Iterable[str]) -> str:
    """The first few of `names`, as a sentence can carry them."""
    listed = list(names)
    return ", ".join(listed[:MOST]) + (f" (+{len(listed) - MOST})" if len(listed) > MOST else "")


def worst(findings: Iterable[Finding]) -> State:
    states = {finding.state for finding in findings}
    return "wrong" if "wrong" in states else "watch" if "watch" in states else "well"
