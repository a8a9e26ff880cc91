"""`ortoo select`: a rule and a file of candidates in, the decision with its proof out. No database, no Django."""

from __future__ import annotations

import hashlib
import json
import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, TypeVar

import typer

from ortoo.cli import spoken_language
from ortoo.multilingual.refusals import LANGUAGES, Refusal

if TYPE_CHECKING:
    from ortoo.selection.rules.decision import Decision
    from ortoo.selection.rules.pool import Pool
    from ortoo.selection.rules.rule import Rule

T = TypeVar("T")


def select(
    rule: Annotated[Path, typer.Argument(metavar="RULE.toml", help="The rule as adopted.")],
    candidates: Annotated[Path, typer.Argument(metavar="CANDIDATES", help="One row each: .csv, .xlsx or .parquet.")],
    out: Annotated[Path | None, typer.Option(metavar="DECISION.json", help="Here instead of stdout.")] = None,
    explain: Annotated[Path | None, typer.Option(metavar="EXPLAIN.csv", help="A reason for each candidate.")] = None,
    prices: Annotated[bool, typer.Option("--prices", help="Say also what each quota costs.")] = False,
    lot_seed: Annotated[str | None, typer.Option(metavar="SEED", help="Drawn after the rule was adopted.")] = None,
) -> int:
    """Select by a rule from a file of candidates: exactly, with one answer, its proof and a reason for everybody.

    Prints DECISION.json. Status: 0 decided, 1 infeasible (with a minimal conflict), 2 malformed (one line on stderr).

    Example: ortoo select rule.toml candidates.csv --out decision.json --explain explain.csv --prices
    """
    try:
        return _select(rule, candidates, out, explain, prices, lot_seed)
    except _Malformed as malformed:
        print(f"ortoo select: {malformed}", file=sys.stderr)
        return 2


class _Malformed(Exception):
    """One line: which file, where in it, and what to do."""


def _select(
    rule_path: Path, pool_path: Path, out: Path | None, explain_path: Path | None, prices: bool, lot_seed: str | None
) -> int:
    from ortoo.selection.rules.decide import decide
    from ortoo.selection.rules.verify import verify

    if out is not None and explain_path is not None and out.resolve() == explain_path.resolve():
        raise _Malformed(Refusal("select.same_file", file=str(out)).sentence(spoken_language()))
    rule, rule_sha256 = _read(rule_path, lambda content: _rule(content, lot_seed))
    pool, pool_sha256 = _read(pool_path, lambda content: _pool(rule, content, pool_path.name))
    decision = _said_of(pool_path, lambda: decide(rule, pool, prices=prices, progress=_progress()))
    _said_of(pool_path, lambda: verify(rule, pool, decision))
    body = decision.as_json({rule_path.name: rule_sha256, pool_path.name: pool_sha256})
    texts = {out: json.dumps(body, ensure_ascii=False, indent=2) + "\n"}
    if explain_path is not None:
        texts[explain_path] = _explained(rule, pool, decision)
    _write(texts)
    if decision.status == "infeasible":
        clauses = ", ".join(json.dumps(clause.as_json(), ensure_ascii=False) for clause in decision.conflict or ())
        print(Refusal("select.infeasible", clauses=clauses).sentence(spoken_language()), file=sys.stderr)
        return 1
    return 0


def _rule(content: bytes, lot_seed: str | None) -> Rule:
    from ortoo.selection.rules.rule import rule_from_toml

    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise Refusal("select.rule_not_utf8", line=content.count(b"\n", 0, error.start) + 1) from None
    rule = rule_from_toml(text)
    return rule if lot_seed is None else rule.with_lot_seed(lot_seed)


def _pool(rule: Rule, content: bytes, filename: str) -> Pool:
    from ortoo.selection.candidates_file import read_candidates
    from ortoo.selection.rules.pool import pool_from_text

    found = read_candidates(content, filename, rule.columns)
    return pool_from_text(rule, found.columns, found.rows, found.header)


def _read(path: Path, parse: Callable[[bytes], T]) -> tuple[T, str]:
    """What `parse` makes of a file, and the sha256 of its bytes."""
    try:
        content = path.read_bytes()
    except OSError as error:
        refusal = Refusal("select.file_unreadable", file=str(path), reason=error.strerror)
        raise _Malformed(refusal.sentence(spoken_language())) from None
    return _said_of(path, lambda: parse(content)), hashlib.sha256(content).hexdigest()


def _said_of(path: Path, act: Callable[[], T]) -> T:
    """The answer of `act`; a refusal becomes one line that begins with the file."""
    try:
        return act()
    except Refusal as refusal:
        sentence = " ".join(refusal.sentence(spoken_language()).split())
        raise _Malformed(sentence if path.name in sentence else f"{path}: {sentence}") from None


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


def _write(texts: dict[Path | None, str]) -> None:
    """All files or none: each is written beside its place first. None is standard output, and comes last."""
    beside = {path: path.with_name(f".{path.name}.{os.getpid()}") for path in texts if path is not None}
    try:
        for path, draft in beside.items():
            try:
                draft.write_bytes(texts[path].encode())
                if path.is_dir():
                    raise IsADirectoryError(21, os.strerror(21))
            except OSError as error:
                refusal = Refusal("select.file_unwritable", file=str(path), reason=error.strerror)
                raise _Malformed(refusal.sentence(spoken_language())) from None
        for path, draft in beside.items():
            draft.replace(path)
    finally:
        for draft in beside.values():
            draft.unlink(missing_ok=True)
    if None in texts:
        typer.echo(texts[None].encode(), nl=False)
