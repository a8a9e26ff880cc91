"""One export, from its first byte to what it means."""

from __future__ import annotations

import argparse
import re
import sys
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from ortoo.ledger.rules.verifier.archive import unpack
from ortoo.ledger.rules.verifier.checkpoints import Checkpoint, Key, read_checkpoint, read_key, text_of
from ortoo.ledger.rules.verifier.findings import SHAPELESS, Failed, Malformed, must, read_json
from ortoo.ledger.rules.verifier.log import Log
from ortoo.ledger.rules.verifier.meaning import read
from ortoo.ledger.rules.verifier.proofs import check_proof
from ortoo.ledger.rules.verifier.receipts import Receipt, check_receipt, is_receipt, same_ledger
from ortoo.ledger.rules.verifier.roots import roots
from ortoo.ledger.rules.verifier.sealed import Rerun, check_sealed

LONGEST_ENTRY = 64 * 1024


@dataclass(frozen=True)
class Report:
    """What was checked and holds."""

    checkpoint: Checkpoint
    entries: int
    checkpoints: int
    blobs: int
    rounds: int
    rows: int
    notes: tuple[str, ...]

    def __str__(self) -> str:
        counts = (
            f"  entries: {self.entries}, earlier checkpoints: {self.checkpoints}, blobs: {self.blobs}, "
            f"rounds: {self.rounds}, sealed rows: {self.rows}"
        )
        root = f"  root {self.checkpoint.root.hex()}"
        signed = f"  signed by {self.checkpoint.key.text}"
        seen = [f"  cosigned by {name} at {when} seconds after 1970" for name, when in self.checkpoint.cosigned]
        return "\n".join([counts, root, signed, *seen, *(f"  {note}" for note in self.notes)])


def verify(data: bytes, *, against: bytes | None = None, rerun: Rerun | None = None) -> Report:
    """Checks a whole export. Raises Malformed or Failed, whose message names the place; else all of it holds."""
    files = unpack(data)
    keys = [read_key(line) for line in text_of("keys.txt", files["keys.txt"]).splitlines()]
    newest = read_checkpoint("checkpoint", files["checkpoint"], keys)
    older = [read_checkpoint(name, files[name], keys) for name in files if name.startswith("checkpoints/")]
    kept = [] if against is None else [_kept(against, keys)]
    lines = files["entries.jsonl"].split(b"\n")
    if lines.pop():
        raise Malformed("entries.jsonl: the last line is cut off")
    _check_roots(lines, newest, sorted(older, key=lambda each: each.size), kept)
    log = Log({name.removeprefix("blobs/sha256-"): files[name] for name in files if name.startswith("blobs/")})
    for name, content in log.blobs.items():
        must(sha256(content).hexdigest() == name, f"the blob {name} is not what its name says")
    for seq, line in enumerate(lines, 1):
        _check_entry(log, seq, line)
    if unnamed := log.blobs.keys() - log.named:
        raise Failed(f"no entry names the blob {min(unnamed)}")
    for name in (name for name in files if name.startswith("receipts/")):
        check_proof(name, text_of(name, files[name]), keys, lines)
    rows, notes = _check_folders(log, files, rerun)
    if against is not None and is_receipt(against):
        same_ledger(check_receipt(against), lines)
    if kept:
        notes.append(f"consistent with the checkpoint that was kept at entry {kept[0].size}")
    return Report(newest, len(lines), len(older), len(log.blobs), len(log.rounds), rows, tuple(notes))


def _kept(against: bytes, keys: list[Key]) -> Checkpoint:
    """The checkpoint that somebody kept, alone or in a receipt."""
    if not is_receipt(against):
        return read_checkpoint("the kept checkpoint", against, keys)
    kept = check_receipt(against).checkpoint
    must(kept.key in keys, "the receipt was signed by none of the keys in keys.txt")
    return kept


def _check_roots(lines: list[bytes], newest: Checkpoint, older: list[Checkpoint], kept: list[Checkpoint]) -> None:
    marks = [*older, newest]
    found = roots((sha256(b"\0" + line).digest() for line in lines), {each.size for each in [*marks, *kept]})
    before = 0
    for mark in marks:
        must(mark.origin == newest.origin, f"a checkpoint of another ledger, {mark.origin}, is among the earlier ones")
        must(before <= mark.size <= newest.size, f"a checkpoint of {mark.size} entries is later than the newest one")
        must(
            found.get(mark.size) == mark.root,
            f"entries {before + 1} to {mark.size} do not give the signed root: one was changed, dropped or put in",
        )
        before = mark.size
    must(len(lines) == newest.size, f"{len(lines)} entries are there, and {newest.size} were signed")
    for mark in kept:
        must(mark.origin == newest.origin, f"the kept checkpoint belongs to another ledger, {mark.origin}")
        must(
            mark.size <= newest.size, f"rolled back: {mark.size} entries were signed before, and {newest.size} are here"
        )
        must(found.get(mark.size) == mark.root, f"forked: the first {mark.size} entries are not those signed before")


def _check_entry(log: Log, seq: int, line: bytes) -> None:
    kind = "unreadable"
    try:
        said = read_json(line)
        kind = str(said["kind"])
        must(len(line) < LONGEST_ENTRY, "it is longer than an entry may be")
        must(said["seq"] == seq, f"it is number {said['seq']}, and number {seq} was due")
        must(re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z", said["at"]) is not None, "its time is not UTC")
        must(said["by"] is None or re.fullmatch(r"[0-9a-f]{64}", said["by"]) is not None, "`by` is not a pseudonym")
        read(log, said)
    except Failed as failed:
        raise Failed(f"entry {seq} ({kind}): {failed}") from None
    except SHAPELESS as wrong:
        raise Failed(f"entry {seq} ({kind}): it has not the shape of its kind ({wrong!r})") from None


def _check_folders(log: Log, files: dict[str, bytes], rerun: Rerun | None) -> tuple[int, list[str]]:
    folders: dict[str, dict[str, bytes]] = {}
    for name in files:
        if name.startswith("sealed/"):
            _, folder, file = name.split("/")
            folders.setdefault(folder, {})[file] = files[name]
    total, notes = 0, []
    for folder, inside in folders.items():
        try:
            rows, note = check_sealed(log, folder, inside, rerun)
        except Failed as failed:
            raise Failed(f"sealed/{folder}: {failed}") from None
        except SHAPELESS as wrong:
            raise Failed(f"sealed/{folder}: it has not the shape of sealed rows ({wrong!r})") from None
        total += rows
        notes += [note] if note else []
    if rerun is not None and not folders:
        raise Malformed("--rerun needs the sealed rows, and this export has none: ask for an auditor's export")
    return total, notes


def check_file(package: Path, against: Path | None = None, rerun: Rerun | None = None) -> int:
    """Checks a file and says so: PASS or FAIL on stdout with status 0 or 1, or one line on stderr with status 2."""
    report: Report | Receipt
    try:
        kept, data = against.read_bytes() if against else None, package.read_bytes()
        report = _receipt(data, kept) if is_receipt(data) else verify(data, against=kept, rerun=rerun)
    except OSError as missing:
        sys.stderr.write(f"{missing.filename}: {missing.strerror}. Give the path of an export.\n")
        return 2
    except Malformed as malformed:
        sys.stderr.write(f"{package.name}: {malformed}. Ask for the export again.\n")
        return 2
    except Failed as failed:
        sys.stdout.write(f"FAIL {package.name}\n  {failed}\n")
        return 1
    sys.stdout.write(f"PASS {package.name}\n{report}\n")
    return 0


def _receipt(data: bytes, kept: bytes | None) -> Receipt:
    found = check_receipt(data)
    if kept is not None:
        mark = read_checkpoint("the kept checkpoint", kept, [found.checkpoint.key])
        same_size = mark.origin == found.checkpoint.origin and mark.size == found.checkpoint.size
        if not same_size:
            raise Malformed("a receipt tells nothing about a checkpoint of another size: hold an export against both")
        must(mark.root == found.checkpoint.root, f"forked: the first {mark.size} entries are not those signed before")
    return found


def main() -> int:
    parser = argparse.ArgumentParser(prog="ortoo_verify.py", description="Checks an export of a ledger, or a receipt.")
    parser.add_argument("package", type=Path, help="NAME.ortoolog, or a candidate's receipt")
    parser.add_argument(
        "--against", type=Path, metavar="CHECKPOINT", help="a checkpoint, or a receipt, that you kept from earlier"
    )
    given = parser.parse_args()
    return check_file(given.package, given.against)


if __name__ == "__main__":
    sys.exit(main())
