"""A round is opened, its rule adopted, its records sealed: in this order, which a trigger holds too."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

from django.db import transaction

from ortoo.access.models import User
from ortoo.access.queries import grants_at
from ortoo.jobs.progress import Progress, silent
from ortoo.ledger import operations as ledger
from ortoo.multilingual.refusals import Refusal
from ortoo.record import operations as record
from ortoo.selection.access import check_may_seal, check_may_select
from ortoo.selection.models import Round, Rule
from ortoo.selection.operations.bands import check_errors_known
from ortoo.selection.queries import held_round, latest_trial, state
from ortoo.selection.rules.adoption import CODE, rule_of_a_round
from ortoo.selection.rules.states import Act, AfterAppeal, check_may_follow

if TYPE_CHECKING:
    from ortoo.record.models import Formula, Seal


@transaction.atomic
def open_round(*, code: str, names: dict[str, str], formula: Formula, by: User, at: datetime) -> Round:
    """A new round over one formula. `names` {language: name}. Refused for a code that is taken or has other letters."""
    check_may_select(grants_at(by, at))
    if not CODE.fullmatch(code):
        raise Refusal("selection.code_shape", code=code, field="code")
    if Round.objects.filter(code=code).exists():
        raise Refusal("selection.round_taken", code=code, field="code")
    made = Round.objects.create(
        code=code,
        formula=formula,
        opened_by=by,
        opened_at=at,
        **{f"name_{language}": name for language, name in names.items()},
    )
    ledger.record(kind="programme.round-opened", body={"round": code, "formula_sha256": formula.sha256}, by=by, at=at)
    return made


@transaction.atomic
def adopt_rule(
    *,
    round: Round,
    text: str,
    legal_basis: str,
    lot_source: str,
    objection_days: int = 10,
    after_appeal: AfterAppeal = AfterAppeal.ADD_SEATS,
    by: User,
    at: datetime,
) -> Rule:
    """Adopts `text` (TOML in the words of `ortoo select`) as the rule of `round`, in its next version.

    Where exactly this rule was tried on earlier records, the entry names that trial by its hash. Refused once the
    records are sealed, for columns that no record has, for a rule that names a lot seed, without a legal basis or a
    source of the lot, and with a window for appeals of no day.
    """
    check_may_select(grants_at(by, at))
    round = held_round(round.pk)
    check_may_follow(state(round, at), Act.ADOPT_RULE)
    if not legal_basis.strip():
        raise Refusal("selection.no_legal_basis", field="legal_basis")
    if not lot_source.strip():
        raise Refusal("selection.no_lot_source", field="lot_source")
    if objection_days < 1:
        raise Refusal("selection.no_window", field="objection_days")
    rule = rule_of_a_round(text, exams=tuple(round.formula.components.values_list("sitting__code", flat=True)))
    adopted = Rule.objects.create(
        round=round,
        version=round.rules.count() + 1,
        text=text,
        sha256=rule.sha256,
        legal_basis=legal_basis.strip(),
        lot_source=lot_source.strip(),
        objection_days=objection_days,
        after_appeal=after_appeal.value,
        adopted_by=by,
        adopted_at=at,
    )
    body = {
        "round": round.code,
        "rule_sha256": rule.sha256,
        "rule_blob": ledger.store_blob(content=rule.canonical()),
        "lot_source": adopted.lot_source,
        "formula_sha256": round.formula.sha256,
        "seats": rule.seats,
        "objection_days": objection_days,
        "after_appeal": after_appeal.value,
    }
    if (trial := latest_trial(round, rule.sha256)) is not None:
        body["trial_sha256"] = trial.sha256
    ledger.record(kind="rule.adopted", body=body, by=by, at=at)
    return adopted


def seal_round(*, round: Round, as_of: date, by: User, at: datetime, progress: Progress = silent) -> Seal:
    """Seals the records of every official for `round`, with the posts of the day `as_of`. Refused without a rule."""
    check_may_seal(grants_at(by, at))
    check_may_follow(state(round, at), Act.SEAL)
    return record.seal(
        formula=round.formula, round_code=round.code, as_of=as_of, by=by, at=at, progress=progress,
        then=lambda seal: _take(round, seal),
    )  # fmt: skip


def _take(round: Round, seal: Seal) -> None:
    """In the transaction of the seal: two who seal at once cannot both have the round."""
    held = held_round(round.pk)
    check_may_follow(state(held, seal.sealed_at), Act.SEAL)
    check_errors_known(held, seal)
    held.seal = seal
    held.save(update_fields=["seal"])
