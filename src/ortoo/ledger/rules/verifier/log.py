"""What the entries said so far, round by round, and the blobs they name."""

from __future__ import annotations

import json
from dataclasses import dataclass, field

from ortoo.ledger.rules.verifier.findings import Entry, must


@dataclass
class Way:
    """What the entries said of one round behind its final list: the proposal in force and the order on it."""

    proposal: Entry | None = None
    signed: list[Entry] = field(default_factory=list)
    order: Entry | None = None


@dataclass
class Round:
    """What the entries said of one round so far."""

    rule: Entry | None = None
    seals: list[Entry] = field(default_factory=list)
    lot: Entry | None = None
    runs: list[Entry] = field(default_factory=list)
    provisional: Entry | None = None
    appeals: dict[object, Entry] = field(default_factory=dict)
    ruled: dict[object, Entry] = field(default_factory=dict)
    due: set[object] = field(default_factory=set)
    signed: Entry | None = None
    final: Entry | None = None
    listed: list[str] = field(default_factory=list)
    named: set[str] = field(default_factory=set)
    way: Way = field(default_factory=Way)

    def hands(self) -> set[str]:
        """Who adopted, sealed, drew, ran, signed or published: none of them rules on an appeal."""
        acts = [self.rule, *self.seals, self.lot, *self.runs, self.signed, self.final]
        return {act["by"] for act in acts if act is not None}


@dataclass
class Log:
    """What the entries said so far, and the blobs they name."""

    blobs: dict[str, bytes]
    named: set[str] = field(default_factory=set)
    rounds: dict[object, Round] = field(default_factory=dict)
    proposals: dict[object, Entry] = field(default_factory=dict)
    erased: set[object] = field(default_factory=set)
    formulas: set[object] = field(default_factory=set)

    def round(self, said: Entry) -> Round:
        return self.rounds.setdefault(said["round"], Round())

    def rule_of(self, its: Round) -> Entry:
        """The rule in force as the canonical text that was adopted."""
        assert its.rule is not None
        return json.loads(self.blobs[its.rule["rule_blob"]])

    def decision_of(self, said: Entry) -> Entry:
        """The decision that a run or a proposal names."""
        return json.loads(self.blobs[said["decision_blob"]])


def not_before(said: Entry, earlier: Entry) -> None:
    """Times are the clock's of the house, so they prove no order; that of the entries does, and both must agree."""
    must(said["at"] >= earlier["at"], f"its time lies before that of entry {earlier['seq']} ({earlier['kind']})")


def apart(said: Entry, others: set[str], duty: str) -> None:
    must(said["by"] not in others, f"it was done by somebody who {duty}")
