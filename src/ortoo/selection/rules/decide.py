"""The one way in: a rule and a pool, and the decision with its proof."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from ortoo.multilingual.refusals import Refusal
from ortoo.selection.rules.borderline import band_of, levelled
from ortoo.selection.rules.branching import grown
from ortoo.selection.rules.conflict import minimal_conflict
from ortoo.selection.rules.decision import Adjustment, Decision, Unmet
from ortoo.selection.rules.lexicographic import in_order
from ortoo.selection.rules.loosening import loosened, refutation
from ortoo.selection.rules.near import best_near
from ortoo.selection.rules.one_floor import choose_in_order, has_ceilings, met, with_places
from ortoo.selection.rules.places import no_more_places
from ortoo.selection.rules.pool import Pool
from ortoo.selection.rules.prices import adjusted, cut_line
from ortoo.selection.rules.quota_prices import quota_prices
from ortoo.selection.rules.quotas import Question, question
from ortoo.selection.rules.reserve import reserve_rows
from ortoo.selection.rules.rule import Rule
from ortoo.selection.rules.stages import stage
from ortoo.selection.rules.total import Optimum, any_list, best_total
from ortoo.selection.rules.tree import STEP, Node, unit_for

MANY = 2_000
"""From so many candidates on, only those near the line are put in order."""

Progress = Callable[[int, int], None]


def decide(rule: Rule, pool: Pool, *, prices: bool = False, progress: Progress | None = None) -> Decision:
    """Select. `prices`: also what each quota costs (objective "total" only). `progress(done, of)` after each of those.

    Raises Refusal: more seats than candidates, a quota on a value nobody has, open ties without a lot seed.
    """
    band = band_of(rule, pool)
    level = levelled(pool, band)
    near = best_near(rule, level) if _suits(rule, level) else None
    asked = question(rule, level) if near is None else near[0]
    settled, chosen, optimum = _chosen(rule, asked) if near is None else (near[0], near[1].chosen, near[1])
    if settled is None or chosen is None:
        return replace(_infeasible(rule, asked, [pool.ids[row] for row in asked.rows.tolist()]), band=band)
    ids = [pool.ids[row] for row in settled.rows.tolist()]
    cut, tree = _proof(settled, optimum, ids)
    lost = None
    if prices and optimum is not None:
        lost = quota_prices(rule, level, settled, optimum, tree, progress, near=near is not None)
    return Decision(
        status="decided",
        objective=rule.objective,
        floors=rule.floors,
        seats=rule.seats,
        rule_sha256=rule.sha256,
        chosen=tuple(ids[position] for position in chosen),
        reserve=tuple(pool.ids[row] for row in reserve_rows(rule, level, settled, chosen)),
        total=int(settled.merit[chosen].sum()),
        proof="prices" if optimum is not None and optimum.proved else "branching",
        price_bound=None if optimum is None else optimum.price_bound,
        cut=cut,
        adjustments=() if optimum is None else _adjustments(settled, optimum),
        quota_prices=lost,
        unmet=_unmet(settled, chosen),
        band=band,
        base=None if optimum is None else optimum.prices.base,
        unit=unit_for(rule.seats),
        step=STEP,
        tree=tree,
        places=None if optimum is None else no_more_places(settled),
    )


def _suits(rule: Rule, pool: Pool) -> bool:
    """Whether it pays to look near the line only: not where every tie in the pool has to be refused."""
    return rule.objective == "total" and rule.floors == "each" and rule.lot_seed is not None and len(pool) >= MANY


def _proof(settled: Question, optimum: Optimum | None, ids: list[str]) -> tuple[int | None, tuple[Node, ...] | None]:
    """(the cut line, the tree that proves the list where the prices leave anything open)."""
    if optimum is None:
        return None, None
    figures = adjusted(settled, optimum.prices.adjustment)
    cut = cut_line(settled, figures)
    with stage("certificate"):
        nodes = grown(settled, optimum.chosen, figures - cut, optimum.price_bound - optimum.total, ids)
    return cut, tuple(nodes) or None


def _chosen(rule: Rule, asked: Question) -> tuple[Question | None, list[int] | None, Optimum | None]:
    """(the question with its reserved places counted, the list, the optimum where the objective is total)."""
    settled = with_places(asked) if asked.one else asked
    if settled is None:
        return None, None, None
    if rule.objective == "total":
        optimum = best_total(settled)
        return settled, None if optimum is None else optimum.chosen, optimum
    if settled.one and not has_ceilings(settled):
        return settled, choose_in_order(settled), None
    start = any_list(settled)
    return settled, None if start is None else in_order(settled, start), None


def _infeasible(rule: Rule, asked: Question, ids: list[str]) -> Decision:
    conflict = minimal_conflict(asked)
    if not conflict:
        raise Refusal("select.solver_gave_up", status="conflict")  # one search found no list, another did
    return Decision(
        status="infeasible",
        objective=rule.objective,
        floors=rule.floors,
        seats=rule.seats,
        rule_sha256=rule.sha256,
        conflict=tuple(conflict),
        relaxations=loosened(asked, conflict, ids),
        refutation=refutation(asked, conflict),
    )


def _adjustments(settled: Question, optimum: Optimum) -> tuple[Adjustment, ...]:
    places = met(settled, optimum.chosen)[0] if settled.one else settled.low
    found = []
    for index in optimum.prices.named:
        cell, price = settled.cells[index], int(optimum.prices.adjustment[index])
        bound = "at_least" if price > 0 else "at_most"
        count = int(places[index]) if price > 0 else int(settled.high[index])
        found.append(Adjustment(cell.attribute, cell.value, price, bound, count))
    return tuple(found)


def _unmet(settled: Question, chosen: list[int]) -> tuple[Unmet, ...]:
    if not settled.one:
        return ()
    places = met(settled, chosen)[0].tolist()
    found = []
    for index in settled.floor_order:
        cell, filled = settled.cells[index], places[index]
        if cell.at_least is not None and filled < cell.at_least:
            found.append(Unmet(cell.attribute, cell.value, cell.at_least, filled))
    return tuple(found)
