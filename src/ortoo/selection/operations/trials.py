"""A draft rule is tried on earlier records: solved outside of any transaction, kept in one short one."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db import transaction

from ortoo.access.models import User
from ortoo.access.queries import grants_at
from ortoo.jobs.progress import Progress, silent
from ortoo.ledger import operations as ledger
from ortoo.ledger.rules.canonical import canonical
from ortoo.multilingual.refusals import Refusal
from ortoo.record.queries import candidates
from ortoo.record.rules.sealed_rows import ATTRIBUTES, EXAM
from ortoo.selection.access import check_may_select
from ortoo.selection.candidates_file import read_candidates
from ortoo.selection.models import Round, Trial
from ortoo.selection.queries import final_list, held_round, list_run, state, trials_of
from ortoo.selection.rules.adoption import FIXED, rule_of_a_round
from ortoo.selection.rules.candidates import columns_of, csv_of
from ortoo.selection.rules.pool import pool_from_text
from ortoo.selection.rules.rule import Rule
from ortoo.selection.rules.states import Act, check_may_follow
from ortoo.selection.rules.trial import try_rule as tried
from ortoo.selection.rules.trial import without_seed
from ortoo.selection.rules.trial_result import result_of

SHOWN = ("region", "region_group", "sex", "level", "ministry")
"""Attributes whose shares a trial shows."""

ERROR = "standard_error"
"""A column of those sealed records whose error is known."""


@dataclass(frozen=True)
class Earlier:
    """Records to try on: their columns as text, and what was made of them then (pseudonyms)."""

    columns: Mapping[str, Sequence[str]]
    sha256: str
    rows: Sequence[int] | None = None
    published: Sequence[str] = ()
    round: Round | None = None
    file: str = ""
    permitted: Sequence[str] = field(default=())


def earlier_records(round: Round, permitted: Sequence[str] = ()) -> Earlier:
    """The sealed records of an earlier round. `permitted`: pseudonyms of those who travelled from its list.

    Refused for a round whose records are not sealed.
    """
    if round.seal is None:
        raise Refusal("selection.trial_not_sealed", round=round.name, field="earlier")
    rows = [one.row for one in candidates(round.seal)]
    wanted = (*FIXED.values(), *(name for name in (rows[0] if rows else {}) if name.startswith(EXAM)), *ATTRIBUTES)
    errors = [ERROR] if rows and all(ERROR in row for row in rows) else []
    columns = columns_of(rows, (*wanted, *errors))
    run = list_run(round)
    listed = run.decision["chosen"] if run is not None and final_list(round) is not None else ()
    return Earlier(columns, hashlib.sha256(csv_of(columns)).hexdigest(), None, listed, round, "", permitted)


def records_of_file(name: str, content: bytes, rule: Rule) -> Earlier:
    """The candidates of a file, as `ortoo select` takes it."""
    found = read_candidates(content, name, tuple(dict.fromkeys((*rule.columns, *SHOWN))))
    return Earlier(found.columns, found.sha256, found.rows, file=name[-200:])


def try_rule(
    *,
    round: Round,
    text: str,
    answers: Mapping[str, Any],
    earlier: Round | None = None,
    permitted: Sequence[str] = (),
    file: tuple[str, bytes] | None = None,
    by: User,
    at: datetime,
    progress: Progress = silent,
) -> Trial:
    """Tries the draft `text` (TOML) for `round` on the records of `earlier`, or on a `file` (name, content).

    Refused once the records of the round are sealed, without records to try on, and for what `adopt_rule` or `ortoo
    select` refuses. An impossible draft is kept with its conflict.
    """
    check_may_select(grants_at(by, at))
    check_may_follow(state(round, at), Act.ADOPT_RULE)
    rule = rule_of_a_round(text, exams=tuple(round.formula.components.values_list("sitting__code", flat=True)))
    if file is not None:
        records = records_of_file(*file, rule)
    elif earlier is not None:
        records = earlier_records(earlier, permitted)
    else:
        raise Refusal("selection.trial_without_records", field="earlier")
    result = _solved(rule, records, progress)
    return _keep(round, rule, text, answers, records, result, by, at)


def _solved(rule: Rule, records: Earlier, progress: Progress) -> dict[str, Any]:
    draft, missing = without_seed(rule, records.sha256.encode(), tuple(records.columns))
    pool = pool_from_text(draft, records.columns, records.rows)
    facts = {name: records.columns[name] for name in SHOWN if name in records.columns}
    return result_of(
        tried(draft, pool, progress=progress), pool, facts,
        missing=missing, published=records.published, permitted=records.permitted, named=records.round is not None,
    )  # fmt: skip


@transaction.atomic
def _keep(
    round: Round, rule: Rule, text: str, answers: Mapping[str, Any], records: Earlier, result: dict[str, Any],
    by: User, at: datetime,
) -> Trial:  # fmt: skip
    held = held_round(round.pk)
    check_may_follow(state(held, at), Act.ADOPT_RULE)
    trial = Trial.objects.create(
        round=held,
        number=trials_of(held).count() + 1,
        rule=text,
        rule_sha256=rule.sha256,
        answers=dict(answers),
        earlier=records.round,
        file=records.file,
        table_sha256=records.sha256,
        result=result,
        sha256=hashlib.sha256(canonical(result)).hexdigest(),
        tried_by=by,
        tried_at=at,
    )
    body = {
        "round": held.code,
        "number": trial.number,
        "rule_sha256": rule.sha256,
        "earlier": records.round.code if records.round else None,
        "table_sha256": records.sha256,
        "trial_sha256": trial.sha256,
    }
    ledger.record(kind="rule.tried", body=body, by=by, at=at)
    return trial
