"""Rounds, their rules and runs, and where they stand."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet, Subquery
from django.utils import timezone

from ortoo.selection.models import FinalList, Lot, Round, Run
from ortoo.selection.models import Rule as RuleRow
from ortoo.selection.queries.appeals import open_appeals, to_carry_out
from ortoo.selection.rules.rule import Rule, rule_from_toml
from ortoo.selection.rules.states import Standing, State, state_of
from ortoo.selection.rules.window import is_open


def held_round(pk: int) -> Round:
    """The round with its row locked until the transaction ends, so that two acts on it queue."""
    return Round.objects.select_for_update(of=("self",)).select_related("formula", "seal").get(pk=pk)


def state(round: Round, at: datetime | None = None) -> State:
    """Where the round stands at the moment `at`; None: now."""
    return state_of(standing_of(round, at or timezone.now()))


def standing_of(round: Round, at: datetime) -> Standing:
    run = latest_run(round)
    if run is None:
        return Standing(ruled=round.rules.exists(), sealed=round.seal_id is not None, drawn=hasattr(round, "lot"))
    signed = FinalList.objects.filter(run=run).first()
    return Standing(
        ruled=True,
        sealed=True,
        drawn=True,
        outcome=run.status,
        window_open=is_open(round.objections_until, at),
        open_appeals=open_appeals(round).count(),
        to_carry_out=to_carry_out(round).count(),
        run_behind_seal=run.seal_id != round.seal_id,
        signed=signed is not None,
        published=signed is not None and signed.published_at is not None,
    )


def published_rounds() -> QuerySet[Round]:
    """Those with a published final list."""
    return rounds().filter(Exists(FinalList.objects.filter(round=OuterRef("pk"), published_at__isnull=False)))


def rounds_standing(at: datetime) -> list[tuple[Round, State]]:
    """Every round with where it stands at the moment `at`, the newest first; one query for all of them."""
    return [(row, state_in(row, at)) for row in with_standing(rounds())]


def with_standing(found: QuerySet[Round]) -> QuerySet[Round]:
    """Along with each of `found` what `state_in` reads, in the same query."""
    of_round, runs = OuterRef("pk"), Run.objects.filter(round=OuterRef("pk")).order_by("-run_at", "-pk")
    signed = FinalList.objects.filter(run=OuterRef("last_run"))
    return found.annotate(
        last_run=Subquery(runs.values("pk")[:1]),
        outcome=Subquery(runs.values("status")[:1]),
        of_seal=Subquery(runs.values("seal")[:1]),
        ruled=Exists(RuleRow.objects.filter(round=of_round)),
        drawn=Exists(Lot.objects.filter(round=of_round)),
        appealed=Exists(open_appeals(of_round)),
        upheld=Exists(to_carry_out(of_round)),
        signed=Exists(signed),
        published=Exists(signed.filter(published_at__isnull=False)),
    )


def state_in(row: Any, at: datetime) -> State:
    """Where a row of `with_standing` stands at the moment `at`."""
    return state_of(Standing(
        ruled=row.ruled, sealed=row.seal_id is not None, drawn=row.drawn, outcome=row.outcome,
        window_open=is_open(row.objections_until, at), open_appeals=int(row.appealed), to_carry_out=int(row.upheld),
        run_behind_seal=row.of_seal != row.seal_id, signed=row.signed, published=row.published,
    ))  # fmt: skip


def rule_in_force(round: Round) -> RuleRow | None:
    """The latest adopted version."""
    return round.rules.order_by("-version").first()


def drawn_rule(adopted: RuleRow, round: Round) -> Rule:
    """The rule as it is run: with the seed that was drawn for the round."""
    return rule_from_toml(adopted.text).with_lot_seed(round.lot.seed)


def latest_run(round: Round) -> Run | None:
    return round.runs.order_by("-run_at", "-pk").first()


def list_run(round: Round) -> Run | None:
    """The run behind the list that stands: the latest that has one. A re-run without a list leaves it standing."""
    decided = round.runs.filter(status="decided").select_related("rule", "seal")
    return decided.order_by("-run_at", "-pk").first()


def rounds() -> QuerySet[Round]:
    return Round.objects.select_related("formula", "seal").order_by("-opened_at", "-pk")


def latest_decided() -> Run | None:
    """The run behind the newest list."""
    return (
        Run.objects.filter(status="decided").select_related("round", "rule", "seal").order_by("-run_at", "-pk").first()
    )


def exams_of(round: Round) -> dict[str, str]:
    """{code of a sitting: its name} of the round's formula, in the formula's order."""
    components = round.formula.components.select_related("sitting").order_by("place")
    return {component.sitting.code: component.sitting.name for component in components}
