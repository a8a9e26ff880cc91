"""Small programmes, each from one seed: rule, sealed rows, draw, list and all that follows, decided by the product.

What varies: how many stand for how many seats, merits (tied or not), quotas of three kinds, objective, floors, the tie
order, erased rows, an appeal that is upheld with a second seal, how far the round has come, older checkpoints.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from hashlib import sha256
from random import Random
from typing import Any

from ortoo.ledger.rules.canonical import canonical
from ortoo.ledger.rules.sealing import erased_line, leaves_text, rows_text, seal_root, sealed_leaf, sealed_line
from ortoo.multilingual.refusals import Refusal
from ortoo.selection.rules.candidates import columns_of, csv_of
from ortoo.selection.rules.decide import decide
from ortoo.selection.rules.decision import Decision
from ortoo.selection.rules.pool import Pool, pool_from_text
from ortoo.selection.rules.published import published
from ortoo.selection.rules.rule import Rule, rule_from
from tests.ledger.story import BOLD, SARNAI, TUYA, Row, Story

ROUND, UNTIL = "2026", "2026-02-28T00:00:00.000000Z"
DORJ, NARAN, PANEL, HEAD, KEEPER = (
    sha256(name.encode()).hexdigest() for name in ("Dorj", "Naran", "Panel", "Head", "Keeper")
)
VALUES = {"region": "ABC", "sex": "mw", "ministry": "EFGH"}


@dataclass(frozen=True)
class House:
    """What a programme is made from; `told` makes the same story of it each time."""

    rule: Rule
    rows: tuple[Row, ...]
    value: str = "17 4 21"
    erased: frozenset[str] = frozenset()
    appealed: bool = False
    final: bool = False
    checkpoints_at: tuple[int, ...] = ()

    @property
    def people(self) -> list[str]:
        return [row["pseudonym"] for row in self.rows]

    def with_merit(self, name: str, merit: str) -> House:
        return replace(
            self, rows=tuple({**row, "merit": merit} if row["pseudonym"] == name else row for row in self.rows)
        )


def house(seed: int, **changed: Any) -> House:
    """One of which a list can be made."""
    chance = Random(seed)
    while True:
        made = replace(_drawn(chance), **changed)
        try:
            if decision_of(made, made.rows, "00")[1].status == "decided":
                return made
        except Refusal:
            continue


CROSSED = (195, 354, 456, 461, 610, 878, 894, 1018, 1032, 1046, 1094, 1223, 1466, 1467, 1477, 1491)
"""Seeds at which five quotas cross so that no prices reach the total: the certificate branches."""


def crossed(number: int) -> House:
    chance = Random(CROSSED[number % len(CROSSED)])
    made, seats = _drawn(chance), chance.randrange(4, 8)
    quotas: list[dict[str, Any]] = [
        {"attribute": "region", "value": "A", "at_least": 2},
        {"attribute": "region", "value": "B", "at_most": 1},
        {"attribute": "sex", "value": "m", "at_least": seats // 2},
        {"attribute": "ministry", "each_at_most": 2},
        {"attribute": "ministry", "value": "E", "at_least": 2},
    ]
    described = {"seats": seats, "reserve": 1, "id": "pseudonym", "merit": "merit", "eligible": "eligible"}
    rule = rule_from({**described, "then": [], "quota": quotas})
    return replace(made, rule=rule, erased=frozenset(), appealed=False)


def banded(number: int) -> House:
    """One whose rule lets the lot decide between those of whom the marks do not say."""
    made = house(number)
    described = {
        "seats": 4, "reserve": 2, "id": "pseudonym", "merit": "merit", "eligible": "eligible", "then": ["exam:S25"],
        "standard_error": "se", "borderline": {"then": "lot"},
        "quota": [{"attribute": "sex", "value": "m", "at_most": 3, "may_be_absent": True}],
    }  # fmt: skip
    rows = tuple({**row, "se": "3.000"} for row in made.rows)
    return replace(made, rule=rule_from(described), rows=rows, erased=frozenset(), appealed=False)


def _drawn(chance: Random) -> House:
    names = sorted(sha256(f"{chance.random()}".encode()).hexdigest() for _ in range(chance.randrange(9, 25)))
    step = chance.choice([1, 500, 5000])
    rows = tuple(
        {
            "pseudonym": name,
            "merit": f"{(60_000 + chance.randrange(0, 30_000, step)) / 1000:.3f}",
            "eligible": chance.choice(["yes"] * 9 + ["no"]),
            "exam:S25": f"{chance.randrange(50, 90)}.000",
            **{attribute: chance.choice(values) for attribute, values in VALUES.items()},
        }
        for name in names
    )
    seats = chance.randrange(2, 6)
    described = {
        "title": "Some of them", "seats": seats, "reserve": chance.randrange(4), "id": "pseudonym", "merit": "merit",
        "eligible": "eligible", "then": chance.choice([[], ["exam:S25"]]),
        "objective": "lexicographic" if chance.random() < 0.1 else "total",
        "floors": "one" if chance.random() < 0.15 else "each", "quota": _quotas(chance, seats),
    }  # fmt: skip
    erased = frozenset(chance.sample(names, chance.choice([0, 0, 0, 1, 2])))
    appealed = not erased and chance.random() < 0.2
    marks = tuple(sorted(chance.sample(range(1, 8), chance.randrange(3))))
    return House(rule_from(described), rows, str(chance.random()), erased, appealed, chance.random() < 0.4, marks)


def _quotas(chance: Random, seats: int) -> list[dict[str, Any]]:
    kinds = [
        {"attribute": "region", "value": chance.choice("ABC"), "at_least": chance.randrange(1, seats)},
        {
            "attribute": "sex",
            "value": chance.choice("mw"),
            "at_most": chance.randrange(1, seats),
            "may_be_absent": True,
        },
        {"attribute": "ministry", "each_at_most": chance.randrange(1, 3)},
        {
            "attribute": "region",
            "value": chance.choice("ABC"),
            "at_most": chance.randrange(1, seats),
            "may_be_absent": True,
        },
    ]
    return chance.sample(kinds, chance.randrange(len(kinds)))


def decision_of(made: House, rows: tuple[Row, ...], lot_seed: str) -> tuple[Pool, Decision, bytes]:
    """The pool, the decision on it, and the table that an export has."""
    columns = columns_of(rows, made.rule.columns)
    rule = made.rule.with_lot_seed(lot_seed)
    pool = pool_from_text(rule, columns)
    return pool, decide(rule, pool), csv_of(columns)


def told(made: House) -> Story:
    """The whole story, in which nobody lies."""
    story = Story(checkpoints_at=made.checkpoints_at)
    grant = {"grant": 1, "holder": TUYA, "role": "selection-officer", "scope": "everything", "code": ""}
    story.say("grant.proposed", by=BOLD, **grant)
    story.say("grant.approved", by=SARNAI, **grant)
    formula = story.blob(canonical({"components": [{"sitting": "S25", "weight": 1000}]}))
    story.say("record.formula-adopted", formula_sha256=formula, formula_blob=formula)
    rule = story.blob(made.rule.canonical())
    story.say(
        "rule.adopted", round=ROUND, rule_sha256=rule, rule_blob=rule, lot_source="the draw", formula_sha256=formula,
        seats=made.rule.seats, after_appeal="add-seats",
    )  # fmt: skip
    root = _sealed(story, made.rows, formula, seal=7, replaces=None, by=KEEPER)
    lot_seed = sha256(bytes.fromhex(root) + made.value.encode()).hexdigest()
    story.say("lot.drawn", round=ROUND, value=made.value, seed=lot_seed)
    _run(story, made, made.rows, rule, lot_seed, seal=7)
    if made.appealed:
        _appeal(story, made, formula, rule, lot_seed)
    if made.final:
        _finish(story)
    for name in sorted(made.erased):
        story.say("data.erased", subject=name, because="asked for")
    _leave_files(story, made)
    story.say("export.made", name="audit", because="the yearly audit", with_sealed=True, sealed_files=[])
    for minute, entry in enumerate(story.said):
        entry["at"] = f"2026-02-01T{minute // 60:02}:{minute % 60:02}:00.000000Z"
    return story


def salt_of(name: str, seal: int) -> str:
    return sha256(f"salt of {name} in {seal}".encode()).hexdigest()


def _sealed(story: Story, rows: tuple[Row, ...], formula: str, *, seal: int, replaces: int | None, by: str) -> str:
    leaves = [sealed_leaf(salt=salt_of(row["pseudonym"], seal), row=row) for row in rows]
    story.say(
        "records.sealed", by=by, round=ROUND, seal=seal, formula_sha256=formula, count=len(rows),
        root=seal_root(leaves), leaves_blob=story.blob(leaves_text(leaves)), replaces=replaces,
    )  # fmt: skip
    return seal_root(leaves)


def _run(story: Story, made: House, rows: tuple[Row, ...], rule: str, lot_seed: str, *, seal: int) -> None:
    pool, decision, table = decision_of(made, rows, lot_seed)
    digest = sha256(table).hexdigest()
    name = story.blob(canonical(decision.as_json({"candidates.csv": digest})))
    story.say(
        "selection.run", by=TUYA, round=ROUND, seal=seal, rule_sha256=rule, decision_blob=name, decision_sha256=name,
        candidates_sha256=digest, chosen_count=len(decision.chosen), status=decision.status,
    )  # fmt: skip
    if decision.status == "decided":
        story.say(
            "list.provisional", by=TUYA, round=ROUND, seal=seal, decision_sha256=name, objections_until=UNTIL,
            chosen=list(decision.chosen), reserve=list(decision.reserve), result=published(made.rule, pool, decision),
        )  # fmt: skip


def appealed_rows(made: House) -> tuple[Row, ...]:
    """As they stand after the ruling: the first has ten points more."""
    first, *rest = made.rows
    return ({**first, "merit": f"{float(first['merit']) + 10:.3f}"}, *rest)


def _appeal(story: Story, made: House, formula: str, rule: str, lot_seed: str) -> None:
    said = {"round": ROUND, "appeal": "2026/1"}
    story.say("appeal.filed", by=DORJ, **said, origin="official", ground="mark", text_sha256="t")
    story.say("appeal.ruled", by=NARAN, **said, outcome="upheld", remedy="mark", drafted_by=PANEL)
    story.say("mark.corrected", official="o", sitting="S25", before=70_000, after=80_000, under="2026/1")
    _sealed(story, appealed_rows(made), formula, seal=8, replaces=7, by=KEEPER)
    _run(story, made, appealed_rows(made), rule, lot_seed, seal=8)


def _finish(story: Story) -> None:
    listed = story.last("list.provisional")
    if listed["decision_sha256"] != story.last("selection.run")["decision_sha256"]:
        return
    said = {"round": ROUND, "decision_sha256": listed["decision_sha256"]}
    story.say("list.signed", by=HEAD, **said)
    story.say("list.final", by=TUYA, **said, chosen=listed["chosen"], kept=[], reserve=listed["reserve"])


def _leave_files(story: Story, made: House) -> None:
    rows, seal = (appealed_rows(made), 8) if made.appealed else (made.rows, 7)
    lines = [
        erased_line(row["pseudonym"]) if row["pseudonym"] in made.erased
        else sealed_line(salt=salt_of(row["pseudonym"], seal), row=row)
        for row in rows
    ]  # fmt: skip
    story.sealed = {f"sealed/{ROUND}/rows.jsonl": rows_text(lines)}
    if not made.erased:
        story.sealed[f"sealed/{ROUND}/candidates.csv"] = csv_of(columns_of(rows, made.rule.columns))
