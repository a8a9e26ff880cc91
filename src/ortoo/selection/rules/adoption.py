"""What a rule may name when it is adopted for a round: the columns that sealed records will have."""

from __future__ import annotations

import re

from ortoo.multilingual.refusals import Refusal
from ortoo.record.rules.sealed_rows import ATTRIBUTES, EXAM
from ortoo.selection.rules.candidates import ERROR
from ortoo.selection.rules.rule import Rule, rule_from_toml

CODE = re.compile("[A-Z0-9][A-Z0-9-]*", re.ASCII)
"""The code of a round: it stands in addresses and in names of files, and never looks like a page such as "open"."""

FIXED = {"id": "pseudonym", "merit": "merit", "eligible": "eligible"}
"""Columns of a sealed record that a rule cannot choose."""


def rule_of_a_round(text: str, exams: tuple[str, ...]) -> Rule:
    """The rule in `text` (TOML), for records with the marks of `exams` (codes of sittings) as columns "exam:CODE".

    Refused: a lot seed (it is drawn after the seal), another column for what is fixed, a quota or a tie-breaker on
    a column that records do not have, and whatever `ortoo select` refuses.
    """
    rule = rule_from_toml(text)
    if rule.lot_seed is not None:
        raise Refusal("selection.seed_too_early")
    for key, column in FIXED.items():
        if getattr(rule, key) != column:
            raise Refusal("selection.column_fixed", key=key, column=column, found=str(getattr(rule, key)))
    wanted = None if rule.borderline is None else ERROR
    if rule.standard_error != wanted and rule.standard_error is not None:
        raise Refusal("selection.no_such_column", column=rule.standard_error, columns=wanted or "merit")
    _check_columns(rule.attributes, ATTRIBUTES)
    _check_columns(rule.then, then_columns(exams))
    return rule


def then_columns(exams: tuple[str, ...]) -> tuple[str, ...]:
    """Columns that may break a tie."""
    return tuple(f"{EXAM}{code}" for code in exams)


def _check_columns(wanted: tuple[str, ...], known: tuple[str, ...]) -> None:
    for column in wanted:
        if column not in known:
            raise Refusal("selection.no_such_column", column=column, columns=", ".join(known))
