"""Sealed rows, for those who may have them: each against its leaf, and the table against the rows."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from hashlib import sha256

from ortoo.ledger.rules.verifier.findings import Entry, Failed, must, read_json
from ortoo.ledger.rules.verifier.log import Log, Round
from ortoo.ledger.rules.verifier.meaning import leaves_of
from ortoo.ledger.rules.verifier.recounted import NOTHING, counts_on_rows, decision_on_rows

Rerun = Callable[[bytes, str | None, bytes], Entry]
"""Rule, lot seed (or None) and table of candidates -> the decision of the product."""


def check_sealed(log: Log, folder: str, files: dict[str, bytes], rerun: Rerun | None) -> tuple[int, str | None]:
    """Every row against its leaf, the table against the rows and the run. The number of rows, and a note or None."""
    its = next((each for name, each in log.rounds.items() if str(name) == folder and each.seals), None)
    if its is None:
        raise Failed("no entry seals records for this round")
    rows = _sealed_rows(log, its.seals[-1], files.get("rows.jsonl", b""))
    if erased := sum(row is None for row in rows.values()):
        must("candidates.csv" not in files, "candidates.csv still has the rows that were erased")
        return len(rows), f"round {folder}: rows erased: {erased}; a re-run is not possible, the certificate holds"
    run = its.runs[-1] if its.runs else None
    if run is None or its.rule is None or run["seal"] != its.seals[-1]["seal"]:
        return len(rows), f"round {folder}: sealed, and not run yet"
    must("candidates.csv" in files, "candidates.csv is missing")
    table = files["candidates.csv"]
    must(sha256(table).hexdigest() == run["candidates_sha256"], "candidates.csv is not the table of the run")
    _check_table(rows, table)
    seed, decided = its.lot["seed"] if its.lot else None, log.decision_of(run)
    _recount(log, its, seed, decided, {name: row for name, row in rows.items() if row is not None})
    if rerun is not None:
        again = rerun(log.blobs[its.rule["rule_blob"]], seed, table)
        for part in ("status", "chosen", "reserve", "total", "borderline"):
            must(again.get(part) == decided.get(part), f"the re-run gives another {part} than the decision")
    return len(rows), None


def _recount(log: Log, its: Round, seed: str | None, decided: Entry, rows: dict[str, Entry]) -> None:
    if decided["status"] != "decided":
        return
    decision_on_rows(log.rule_of(its), seed, decided, rows)
    listed = its.provisional
    if listed is not None and "result" in listed and listed["decision_sha256"] == its.runs[-1]["decision_sha256"]:
        counts_on_rows(listed["result"]["counts"], decided["chosen"], rows)


def _sealed_rows(log: Log, seal: Entry, content: bytes) -> dict[str, Entry | None]:
    """Pseudonym -> row, or None where it was erased; each line of `content` holds the bytes that were hashed."""
    lines, leaves = content.split(b"\n")[:-1], leaves_of(log.blobs[seal["leaves_blob"]])
    must(len(lines) == len(leaves), f"rows.jsonl has {len(lines)} rows, and {len(leaves)} were sealed")
    rows: dict[str, Entry | None] = {}
    for number, (line, leaf) in enumerate(zip(lines, leaves, strict=True), 1):
        said = read_json(line)
        row = said.get("row")
        name = said["erased"] if row is None else row["pseudonym"]
        must(not rows or name > next(reversed(rows)), f"rows.jsonl, row {number}: not in the order of pseudonyms")
        if row is None:
            must(name in log.erased, f"rows.jsonl, row {number}: no entry says that {name} was erased")
        else:
            must(sha256(b"\0" + line).digest() == leaf, f"rows.jsonl, row {number}: {name} is not as it was sealed")
        rows[name] = row
    return rows


def _check_table(rows: dict[str, Entry | None], table: bytes) -> None:
    """Every sealed person once, and in each cell what was sealed; the first column names the pseudonym."""
    reader = csv.DictReader(io.StringIO(table.decode("utf-8"), newline=""))
    columns = list(reader.fieldnames or [""])
    must(len(set(columns)) == len(columns), "candidates.csv has a column twice")
    first, seen = columns[0], set()
    for line in reader:
        name = line[first]
        row = rows.get(name)
        if row is None or name in seen:
            raise Failed(f"candidates.csv, line {reader.line_num}: {name} is not sealed, or there twice")
        seen.add(name)
        for column, cell in line.items():
            must(
                column in row and (row[column] or NOTHING) == cell,
                f"candidates.csv, line {reader.line_num}, {column}: {cell!r}, and sealed was {row.get(column)!r}",
            )
    must(len(seen) == len(rows), f"candidates.csv has {len(seen)} rows, and {len(rows)} were sealed")
