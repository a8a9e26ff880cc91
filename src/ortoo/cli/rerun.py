"""Solving a selection again from an export: the same rule, the same table, this machine's solver."""

from __future__ import annotations

import csv
import io
import json
from typing import Any

from ortoo.ledger.rules.verifier.findings import Failed
from ortoo.multilingual.refusals import Refusal
from ortoo.selection.rules.decide import decide
from ortoo.selection.rules.pool import pool_from_text
from ortoo.selection.rules.rule import rule_from


def decide_again(rule: bytes, seed: str | None, table: bytes) -> dict[str, Any]:
    """The decision on `table` (CSV) under `rule` (canonical JSON), as the body of DECISION.json. Failed if refused."""
    try:
        read = rule_from(json.loads(rule))
        if seed is not None:
            read = read.with_lot_seed(seed)
        return decide(read, pool_from_text(read, _columns(table))).as_json()
    except Refusal as refusal:
        raise Failed(f"the selection cannot be solved again: {refusal.sentence()}") from refusal


def _columns(table: bytes) -> dict[str, list[str]]:
    head, *rows = csv.reader(io.StringIO(table.decode("utf-8"), newline=""))
    return {name: [row[place] for row in rows] for place, name in enumerate(head)}
