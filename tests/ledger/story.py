"""A whole small ledger, from grants to a list, made with the rules alone, and what an insider does to it."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any

from ortoo.ledger.rules.canonical import canonical
from ortoo.ledger.rules.notes import Signer, checkpoint_text
from ortoo.ledger.rules.receipts import logged, receipt
from ortoo.ledger.rules.sealing import erased_line, leaves_text, rows_text, seal_root, sealed_leaf, sealed_line
from ortoo.ledger.rules.tree import leaf_hash, root_of
from ortoo.ledger.rules.verifier.archive import pack
from ortoo.ledger.rules.verifier.meaning import leaves_of

ACADEMY = Signer("ortoo/test", bytes(range(32)))
AT = "2026-01-31T00:00:00.000000Z"
BOLD, SARNAI, TUYA = (sha256(name.encode()).hexdigest() for name in ("Bold", "Sarnai", "Tuya"))

Row = dict[str, str]
PEOPLE = sorted(sha256(f"official {number}".encode()).hexdigest() for number in range(5))
ROWS: list[Row] = [
    {"pseudonym": name, "merit": f"{70 + number}.000", "eligible": "yes"} for number, name in enumerate(PEOPLE)
]
SALTS = {name: sha256(f"salt of {name}".encode()).hexdigest() for name in PEOPLE}
RULE: dict[str, Any] = {
    "title": "Two of five", "seats": 2, "reserve": 1, "id": "pseudonym", "merit": "merit", "standard_error": None,
    "eligible": "eligible", "then": [], "objective": "total", "floors": "each", "quota": [],
}  # fmt: skip


def table_of(rows: Iterable[Row]) -> bytes:
    rows = list(rows)
    return "".join(",".join(line) + "\r\n" for line in [list(rows[0]), *(list(row.values()) for row in rows)]).encode()


def decided(rows: list[Row], rule: str, table: bytes) -> dict[str, Any]:
    """The decision of `RULE` on `rows`, worked by hand: no quotas, so no prices, and the second best is the cut."""
    merits = sorted((int(row["merit"].replace(".", "")), row["pseudonym"]) for row in rows)
    (_, third), (second, other), (first, best) = merits[-3:]
    total = f"{(first + second) // 1000}.000"
    return {
        "status": "decided", "objective": "total", "seats": 2, "chosen": [best, other], "reserve": [third],
        "total": total, "bound": total, "proof": "prices", "price_bound": total, "cut": f"{second // 1000}.000",
        "adjustments": {}, "unmet": [], "conflict": None, "rule_sha256": rule,
        "certificate": {
            "seats": 2, "cut": second, "adjustments": [], "adjustments_times_bounds": 0,
            "positive_margins": first - second, "price_bound": first + second, "total": first + second,
        },
        "inputs": {"candidates.csv": sha256(table).hexdigest()},
    }  # fmt: skip


def result_of(rows: list[Row]) -> dict[str, Any]:
    """What the list of `decided` publishes."""
    *_, second, first = sorted(int(row["merit"].replace(".", "")) for row in rows)
    return {
        "objective": "total", "floors": "each", "seats": 2, "merit": "merit", "eligible": "eligible",
        "proof": "prices", "total": first + second, "bound": first + second, "price_bound": first + second,
        "cut": second, "adjustments": [], "counts": {}, "borderline": None,
    }  # fmt: skip


@dataclass
class Story:
    """Entries as values, and what lies beside them; `packed` numbers, signs and packs what is there."""

    said: list[dict[str, Any]] = field(default_factory=list)
    blobs: dict[str, bytes] = field(default_factory=dict)
    sealed: dict[str, bytes] = field(default_factory=dict)
    checkpoints_at: tuple[int, ...] = ()
    signer: Signer = ACADEMY

    def say(self, kind: str, by: str = BOLD, **body: Any) -> dict[str, Any]:
        self.said.append({"at": AT, "by": by, "kind": kind, **body})
        return self.said[-1]

    def blob(self, content: bytes) -> str:
        name = sha256(content).hexdigest()
        self.blobs[name] = content
        return name

    def find(self, kind: str) -> dict[str, Any]:
        return next(entry for entry in self.said if entry["kind"] == kind)

    def last(self, kind: str) -> dict[str, Any]:
        return next(entry for entry in reversed(self.said) if entry["kind"] == kind)

    def lines(self) -> list[bytes]:
        return [canonical({**entry, "seq": entry.get("seq", seq)}) for seq, entry in enumerate(self.said, 1)]

    def checkpoint(self, size: int) -> bytes:
        root = root_of([leaf_hash(line) for line in self.lines()[:size]])
        return self.signer.sign(checkpoint_text(origin=self.signer.name, size=size, root=root)).encode()

    def receipt(self, name: str) -> bytes:
        """What the one called `name` of `sealed/2026/rows.jsonl` takes home, under the newest checkpoint."""
        lines, rows = self.lines(), self.sealed["sealed/2026/rows.jsonl"].split(b"\n")[:-1]
        sealed, listed = self.last("records.sealed"), self.last("list.provisional")
        numbers = [self.said.index(sealed), self.said.index(listed)]
        known = logged([lines[number] for number in numbers], [leaf_hash(line) for line in lines], numbers)
        index = next(number for number, row in enumerate(rows) if name.encode() in row)
        return receipt(
            line=rows[index], leaves=leaves_of(self.blobs[sealed["leaves_blob"]]), index=index, sealed=known[0],
            listed=known[1],
            note=self.checkpoint(len(lines)).decode(), keys=[self.signer.verifier_key], band=self._band(),
        )  # fmt: skip

    def _band(self) -> list[str]:
        """Those between whom a lot decides, in the last decision."""
        band = json.loads(self.blobs[self.last("selection.run")["decision_blob"]]).get("borderline")
        return band["people"] if band and band["merit"] is not None else []

    def files(self) -> dict[str, bytes]:
        return {
            "checkpoint": self.checkpoint(len(self.said)),
            **{f"checkpoints/{number:04}": self.checkpoint(at) for number, at in enumerate(self.checkpoints_at, 1)},
            "entries.jsonl": b"".join(line + b"\n" for line in self.lines()),
            **{f"blobs/sha256-{name}": content for name, content in self.blobs.items()},
            "keys.txt": f"{self.signer.verifier_key}\n".encode(),
            **self.sealed,
        }

    def packed(self) -> bytes:
        return pack(self.files())


def honest(*, erased: frozenset[str] = frozenset(), lot_source: str = "the draw of 1 February") -> Story:
    """Grants, rule, seal, lot, run, list; two of five are chosen and one is in reserve."""
    story = Story(checkpoints_at=(2, 4))
    grant = {"grant": 1, "holder": TUYA, "role": "selection-officer", "scope": "everything", "code": ""}
    story.say("grant.proposed", by=BOLD, **grant)
    story.say("grant.approved", by=SARNAI, **grant)
    rule = story.blob(canonical(RULE))
    story.say(
        "rule.adopted", round="2026", rule_sha256=rule, rule_blob=rule, lot_source=lot_source, formula="f1", seats=2
    )
    leaves = [sealed_leaf(salt=SALTS[row["pseudonym"]], row=row) for row in ROWS]
    story.say(
        "records.sealed", round="2026", seal=7, formula_sha256="f1", count=5, root=seal_root(leaves),
        leaves_blob=story.blob(leaves_text(leaves)), replaces=None,
    )  # fmt: skip
    seed = sha256(bytes.fromhex(seal_root(leaves)) + b"17 4 21").hexdigest()
    story.say("lot.drawn", round="2026", value="17 4 21", seed=seed)
    table = table_of(ROWS)
    decision = canonical(decided(ROWS, rule, table))
    name = story.blob(decision)
    story.say(
        "selection.run", by=TUYA, round="2026", seal=7, rule_sha256=rule, decision_blob=name, decision_sha256=name,
        candidates_sha256=sha256(table).hexdigest(), chosen_count=2, status="decided",
    )  # fmt: skip
    story.say(
        "list.provisional", by=TUYA, round="2026", decision_sha256=name, chosen=[PEOPLE[4], PEOPLE[3]],
        reserve=[PEOPLE[2]], seal=7, result=result_of(ROWS),
    )  # fmt: skip
    for name in sorted(erased):
        story.say("data.erased", subject=name, because="asked for")
    lines = [
        erased_line(row["pseudonym"])
        if row["pseudonym"] in erased
        else sealed_line(salt=SALTS[row["pseudonym"]], row=row)
        for row in ROWS
    ]
    story.sealed = {"sealed/2026/rows.jsonl": rows_text(lines)}
    if not erased:
        story.sealed["sealed/2026/candidates.csv"] = table
    return story


def decision_of(story: Story) -> dict[str, Any]:
    return json.loads(story.blobs[story.find("selection.run")["decision_blob"]])


def redecide(story: Story, **changed: Any) -> None:
    """What an insider does who wants another decision: a new blob, and every entry that names the old one."""
    run = story.find("selection.run")
    decision = decision_of(story) | changed
    del story.blobs[run["decision_blob"]]
    run["decision_blob"] = run["decision_sha256"] = story.blob(canonical(decision))
    story.find("list.provisional")["decision_sha256"] = run["decision_sha256"]
