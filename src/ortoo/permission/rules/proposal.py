"""The proposal: the engine of the selection over corrected scores, verified before anybody sees it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from ortoo.multilingual.refusals import Refusal
from ortoo.permission.rules.alternatives import Alternative, alternatives
from ortoo.permission.rules.rubric import GOAL, RAW
from ortoo.permission.rules.severity import Correction
from ortoo.selection.rules.decide import decide
from ortoo.selection.rules.decision import Decision
from ortoo.selection.rules.explain import Explained, explain
from ortoo.selection.rules.pool import Pool
from ortoo.selection.rules.quotas import Clause
from ortoo.selection.rules.rule import Rule
from ortoo.selection.rules.verify import verify

UNSCORED = 0
"""What stands for the score of a dossier that nobody scored: it is never eligible."""


@dataclass(frozen=True)
class Candidate:
    """One dossier as the engine takes it. `id`: the pseudonym of the list; `merit`: with which it came onto the list.

    `barred`: the code of why it cannot be proposed ("not_handed_in", "withdrawn", "no_consent", "not_listed"), ""
    where it can.
    `attributes`: topic, what was sealed of the person, and "goal:N" -> "yes" or "no".
    """

    id: str
    number: int
    merit: int
    barred: str = ""
    attributes: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, eq=False)
class Proposed:
    """`explained` holds every candidate: the eligible in the rule's order, then the others."""

    decision: Decision
    explained: Sequence[Explained]
    alternatives: Sequence[Alternative]


def check_connected(correction: Correction) -> None:
    """Raises Refusal where sheets leave parts that cannot be compared, naming the smaller ones' dossiers."""
    if len(correction.components) > 1:
        largest = max(correction.components, key=lambda part: len(part.dossiers))
        apart = [part for part in correction.components if part is not largest]
        named = "; ".join(", ".join(str(number) for number in part.dossiers) for part in apart)
        raise Refusal("permission.not_connected", parts=len(correction.components), dossiers=named)


def goal_columns(goals: Iterable[str], served: Iterable[str]) -> dict[str, str]:
    """ "yes" or "no" for each of `goals`, by whether a topic serves it."""
    theirs = set(served)
    return {f"{GOAL}{goal}": "yes" if goal in theirs else "no" for goal in goals}


def pool_of(rule: Rule, candidates: Sequence[Candidate], correction: Correction) -> Pool:
    """As merit what the rule says decides: corrected scores, or means. `correction` knows dossiers by their number."""
    score = {one.dossier: one.mean if rule.merit == RAW else one.corrected for one in correction.dossiers}
    return Pool(
        ids=tuple(one.id for one in candidates),
        merit=tuple(score.get(one.number, UNSCORED) for one in candidates),
        then=tuple(tuple(getattr(one, column) for one in candidates) for column in rule.then),
        attributes={name: tuple(one.attributes[name] for one in candidates) for name in rule.attributes},
        eligible=tuple(not one.barred and one.number in score for one in candidates),
    )


def propose(rule: Rule, pool: Pool) -> Proposed:
    """The list that the rule gives, checked against every promise, with the lists that are nearly as good.

    Raises Refusal with the minimal conflict where the rule allows no list.
    """
    if rule.seats > (there := len(pool.eligible_rows)):
        raise Refusal("permission.too_few_dossiers", seats=rule.seats, dossiers=there)
    decision = decide(rule, pool, prices=True)
    verify(rule, pool, decision)
    if decision.status != "decided":
        clauses = "; ".join(said(clause) for clause in decision.conflict or ())
        raise Refusal("permission.rule_allows_no_list", clauses=clauses)
    return Proposed(decision, explain(rule, pool, decision), alternatives(rule, pool, decision))


def said(clause: Clause) -> str:
    """A clause in the signs of a rule: "ministry=MOF ≤ 2", "10 seats".

    >>> said(Clause("at_most", 2, "ministry", "MOF"))
    'ministry=MOF ≤ 2'
    """
    if clause.attribute is None:
        return f"seats = {clause.count}"
    return f"{clause.attribute}={clause.value} {'≤' if clause.bound == 'at_most' else '≥'} {clause.count}"


def in_list_order(proposed: Proposed) -> list[Explained]:
    """Chosen in order, then the reserve in order, then the others by rank, those not eligible last."""
    status = {"chosen": 0, "reserve": 1, "not-chosen": 2, "ineligible": 3}
    reserve = {person: place for place, person in enumerate(proposed.decision.reserve)}
    return sorted(proposed.explained, key=lambda one: (status[one.status], reserve.get(one.id, one.rank or 0), one.id))
