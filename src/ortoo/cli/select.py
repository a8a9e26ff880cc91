"""`ortoo select`: a rule and a file of candidates in, the decision with its proof out. No database, no Django."""

from __future__ import annotations

import hashlib
import json
import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ortoo.cli import spoken_language
from ortoo.cli.files import bytes_of, check_places, json_text, text_of, told_of, write
from ortoo.multilingual.refusals import LANGUAGES, Refusal

if TYPE_CHECKING:
    from ortoo.selection.rules.decision import Decision
    from ortoo.selection.rules.pool import Pool
    from ortoo.selection.rules.rule import Rule


def select(
    rule: Annotated[Path, typer.Argument(metavar="RULE.toml", readable=False, help="The rule as adopted.")],
    candidates: Annotated[
        Path, typer.Argument(metavar="CANDIDATES", readable=False, help="One row each: .csv, .xlsx or .parquet.")
    ],
    out: Annotated[
        Path | None, typer.Option(metavar="DECISION.json", readable=False, help="Here instead of stdout.")
    ] = None,
    explain: Annotated[
        Path | None, typer.Option(metavar="EXPLAIN.csv", readable=False, help="A reason for each candidate.")
    ] = None,
    prices: Annotated[bool, typer.Option("--prices", help="Say also what each quota costs.")] = False,
    lot_seed: Annotated[str | None, typer.Option(metavar="SEED", help="Drawn after the rule was adopted.")] = None,
) -> int:
    """Select by a rule from a file of candidates: exactly, with one answer, its proof and a reason for everybody.

    Prints DECISION.json. Status: 0 decided, 1 infeasible (with a minimal conflict), 2 malformed (one line on stderr).

    Example: ortoo select rule.toml candidates.csv --out decision.json --explain explain.csv --prices
    """
    from ortoo.selection.rules.decide import decide
    from ortoo.selection.rules.verify import verify

    check_places(read=[rule, candidates], written=[out, explain])
    with told_of(rule):
        rule_bytes = bytes_of(rule)
        adopted = _rule(rule_bytes, lot_seed)
    with told_of(candidates):
        pool_bytes = bytes_of(candidates)
        pool = _pool(adopted, pool_bytes, candidates.name)
        decision = decide(adopted, pool, prices=prices, progress=_progress())
        verify(adopted, pool, decision)
    inputs = {rule.name: _sha256(rule_bytes), candidates.name: _sha256(pool_bytes)}
    texts = {out: json_text(decision.as_json(inputs))}
    if explain is not None:
        texts[explain] = _explained(adopted, pool, decision)
    write(texts)
    if decision.status == "infeasible":
        clauses = ", ".join(json.dumps(one.as_json(), ensure_ascii=False) for one in decision.relaxations or ())
        print(Refusal("select.infeasible", clauses=clauses).sentence(spoken_language()), file=sys.stderr)
        return 1
    return 0


def _rule(content: bytes, lot_seed: str | None) -> Rule:
    from ortoo.selection.rules.rule import rule_from_toml

    rule = rule_from_toml(text_of(content))
    return rule if lot_seed is None else rule.with_lot_seed(lot_seed)


def _pool(rule: Rule, content: bytes, filename: str) -> Pool:
    from ortoo.selection.candidates_file import read_candidates
    from ortoo.selection.rules.pool import pool_from_text

    found = read_candidates(content, filename, rule.columns)
    return pool_from_text(rule, found.columns, found.rows, found.header)


def _sha256(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def _progress() -> Callable[[int, int], None] | None:
    """A line that counts quotas on a terminal; nothing where nobody watches."""
    if not sys.stderr.isatty():
        return None
    return lambda done, total: print(f"\r{done}/{total}", end="\n" if done == total else "", file=sys.stderr)


def _explained(rule: Rule, pool: Pool, decision: Decision) -> str:
    from ortoo.selection.explain_file import explain_csv
    from ortoo.selection.rules.explain import explain

    language = os.environ.get("ORTOO_LANGUAGE", "en")[:2]
    return explain_csv(explain(rule, pool, decision), language if language in LANGUAGES else "en")
