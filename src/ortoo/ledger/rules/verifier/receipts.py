"""A candidate's receipt: the own sealed row under the root that was sealed, and the own merit against the cut line."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256

from ortoo.ledger.rules.verifier.certificates import prices_of, shown, thousandths
from ortoo.ledger.rules.verifier.checkpoints import Checkpoint, read_key
from ortoo.ledger.rules.verifier.findings import SHAPELESS, Entry, Failed, Malformed, must, read_json
from ortoo.ledger.rules.verifier.proofs import read_proof
from ortoo.ledger.rules.verifier.roots import root_above

FORMAT = "ortoo-receipt/1"


@dataclass(frozen=True)
class Standing:
    """Where the row of a receipt stands; figures in thousandths, None where the rule has no prices or nobody counts."""

    status: str
    merit: int | None
    added: int | None
    cut: int | None
    proof: str

    @property
    def margin(self) -> int | None:
        if self.merit is None or self.added is None or self.cut is None:
            return None
        return self.merit + self.added - self.cut


@dataclass(frozen=True)
class Receipt:
    """What a receipt proves: `row` was sealed, and `listed` is what was published of its list."""

    row: Mapping[str, str]
    index: int
    sealed: Entry
    listed: Entry
    checkpoint: Checkpoint
    standing: Standing

    def __str__(self) -> str:
        name, size = self.row["pseudonym"], self.checkpoint.size
        return "\n".join(
            [
                f"  pseudonym {name}",
                f"  row {self.index + 1} of {self.sealed['count']} under the sealed root {self.sealed['root']}",
                f"  entries {self.sealed['seq']} (records.sealed) and {self.listed['seq']} ({self.listed['kind']})"
                f" under the signed checkpoint of {size} entries",
                f"  signed by {self.checkpoint.key.text}",
                *(f"  {line}" for line in said_of(self.standing, self.listed["decision_sha256"])),
            ]
        )


def is_receipt(data: bytes) -> bool:
    return data[:1] == b"{" and FORMAT.encode() in data


def check_receipt(data: bytes) -> Receipt:
    """Checks a whole receipt. Malformed or Failed, whose message names the part; else all of it holds."""
    try:
        said = read_json(data)
        must(said["format"] == FORMAT, f"it is of the format {said['format']}, and this checks {FORMAT}")
        return _checked(said)
    except SHAPELESS as wrong:
        raise Malformed(f"not a receipt ({wrong!r})") from None


def _checked(said: Entry) -> Receipt:
    sealed, checkpoint = _entry(said, "sealed", "records.sealed")
    listed, other = _entry(said, "list", "list.provisional")
    must(checkpoint == other, "its two entries lie under different checkpoints")
    must(sealed["round"] == listed["round"], "its two entries are of different rounds")
    must(listed["seal"] == sealed["seal"], "its list was made on another seal")
    line, path = said["row"].encode(), [bytes.fromhex(part) for part in said["path"]]
    root = root_above(sha256(b"\0" + line).digest(), said["index"], sealed["count"], path)
    must(root is not None and root.hex() == sealed["root"], "the row is not under the root that was sealed")
    row = read_json(line)["row"]
    return Receipt(row, said["index"], sealed, listed, checkpoint, _standing(row, listed, said["band"]))


def _entry(said: Entry, part: str, kind: str) -> tuple[Entry, Checkpoint]:
    body = said[part]["entry"].encode()
    proof = read_proof(part, said[part]["proof"], [read_key(text) for text in said["keys"]])
    must(proof.leads_from(body), f"{part}: its entry is not under the signed checkpoint")
    entry = read_json(body)
    must(entry["seq"] == proof.index + 1, f"{part}: its entry is not number {proof.index + 1}")
    must(entry["kind"] == kind, f"{part}: its entry is {entry['kind']}, and {kind} was due")
    return entry, proof.checkpoint


def _counted(row: Mapping[str, str], result: Entry, people: list[str]) -> int:
    """The own merit, or that of the last seat for who is in a borderline band in which a lot decides."""
    band = result["borderline"]
    if band is None or band["merit"] is None:
        return thousandths(row[result["merit"]])
    known = sha256("\n".join(people).encode()).hexdigest()
    must(known == band["people_sha256"], "its borderline band is not the published one")
    return band["merit"] if row["pseudonym"] in people else thousandths(row[result["merit"]])


def _standing(row: Mapping[str, str], listed: Entry, people: list[str]) -> Standing:
    """Failed where prices prove the list, and the row says otherwise than the list."""
    result, name = listed["result"], row["pseudonym"]
    status = next((part for part in ("chosen", "reserve") if name in listed[part]), "not chosen")
    if result["eligible"] is not None and row[result["eligible"]] != "yes":
        must(status == "not chosen", "who is not eligible stands on the list")
        return Standing("not eligible", None, None, result["cut"], result["proof"])
    added = prices_of(result).added(row) if result["cut"] is not None else None
    found = Standing(status, _counted(row, result, people), added, result["cut"], result["proof"])
    if found.margin is not None and found.proof == "prices":
        if status == "chosen":
            must(found.margin >= 0, f"it is chosen, and {shown(-found.margin)} short of the cut line")
        else:
            must(found.margin <= 0, f"it is not chosen, and {shown(found.margin)} above the cut line")
    return found


def said_of(standing: Standing, decision: str) -> list[str]:
    """The answer in sentences."""
    if standing.merit is None:
        return ["not eligible: the row itself says so, and no list was open to it"]
    merit = f"merit {shown(standing.merit)}"
    if standing.margin is None or standing.added is None or standing.cut is None:
        down = f"{merit}, {standing.status}: this rule goes down the order, without prices"
        return [down, f"that it did is not shown by this receipt: solve the decision {decision} again"]
    sums = f"{merit} + adjustments {shown(standing.added)} against the cut line {shown(standing.cut)}"
    answer = [f"{sums}: {_side(standing.margin)}, {standing.status}"]
    if standing.proof == "prices":
        if standing.margin == 0:
            answer.append("on the line itself, quotas and the tie order of the rule decide who is chosen")
        return [*answer, "the prices prove the list: everybody's own sum together gives its bound"]
    return [*answer, f"prices alone do not prove this list: see the certificate in the decision {decision}"]


def _side(margin: int) -> str:
    if margin == 0:
        return "on the line"
    return f"{shown(abs(margin))} {'above it' if margin > 0 else 'short of it'}"


def same_ledger(receipt: Receipt, lines: list[bytes]) -> None:
    """Failed where an export has other entries than the receipt that somebody holds."""
    for entry in (receipt.sealed, receipt.listed):
        there = lines[entry["seq"] - 1] if entry["seq"] <= len(lines) else b"{}"
        if read_json(there) != entry:
            raise Failed(f"entry {entry['seq']} is not the one of the receipt")
