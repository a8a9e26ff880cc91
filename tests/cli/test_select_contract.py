"""The contract of `ortoo select` sentence by sentence, on files: what its figures mean to who adds them up."""

from __future__ import annotations

from random import Random
from typing import Any

import polars
import pytest
import tomli_w

from tests.cli.desk import CANDIDATES, RULE, Desk

QUOTAS: list[dict[str, object]] = [
    {"attribute": "region", "value": "Govi", "at_least": 5, "at_most": 6},
    {"attribute": "sex", "value": "w", "at_least": 7},
    {"attribute": "ministry", "each_at_most": 2},
    {"attribute": "level", "each_at_least": 3},
]


def sixty(desk: Desk, seed: int, **rule: object) -> None:
    """Twelve seats for sixty people with four columns of quotas, on files."""
    random = Random(seed)
    lines = ["id,score,region,sex,ministry,level"]
    for number in range(60):
        values = [random.choice(column) for column in (["Govi", "UB", "UB"], "wmm", "ABCDEFGH", "xyz")]
        lines.append(f"p{number:02},{random.randint(60_000, 99_000) / 1000},{','.join(values)}")
    desk.candidates("\n".join(lines) + "\n")
    body = {"seats": 12, "reserve": 5, "id": "id", "merit": "score", "lot_seed": "1f", "quota": QUOTAS} | rule
    desk.rule(tomli_w.dumps(body))


def thousandths(text: str) -> int:
    """ "1.250" -> 1250."""
    whole, _, fraction = text.partition(".")
    assert len(fraction) == 3, text
    return int(whole + fraction)


@pytest.mark.parametrize("floors", ["each", "one"])
@pytest.mark.parametrize("seed", range(3))
def test_prices_add_up_to_the_bound(desk: Desk, floors: str, seed: int) -> None:
    """price_bound = seats x cut + everybody's positive margins - each adjustment x its bound, from the two files."""
    sixty(desk, seed, floors=floors)
    decision: dict[str, Any] = desk.select("--explain", str(desk.folder / "explain.csv")).decision
    people = {line.split(",")[0]: line.split(",") for line in (desk.folder / "candidates.csv").read_text().splitlines()}
    header = people.pop("id")
    rows = desk.explained()
    assert [int(row["rank"]) for row in rows] == list(range(1, 61))
    prices = {name: thousandths(figure) for name, figure in decision["adjustments"].items()}
    positive = 0
    for row in rows:
        own = [prices.get(f"{name}={value}", 0) for name, value in zip(header[2:], people[row["id"]][2:], strict=True)]
        raised = [price for price in own if price > 0]
        added = sum(raised) if floors == "each" else max(raised, default=0)
        assert thousandths(row["adjusted"]) == thousandths(row["merit"]) + added + sum(min(0, price) for price in own)
        margin = thousandths(row["adjusted"]) - thousandths(decision["cut"])
        assert thousandths(row["margin"]) == margin
        positive += max(0, margin)
    certificate = decision["certificate"]
    stated = {f"{one['attribute']}={one['value']}": one for one in certificate["adjustments"]}
    assert {name: one["adjustment"] for name, one in stated.items()} == prices
    if floors == "each":
        base = sum(one["adjustment"] * one["count"] for one in stated.values())
        assert thousandths(decision["price_bound"]) == 12 * thousandths(decision["cut"]) + positive - base
    assert thousandths(decision["price_bound"]) >= thousandths(decision["total"])
    assert decision["bound"] == decision["total"]
    assert decision["proof"] == ("prices" if decision["price_bound"] == decision["total"] else "branching")
    assert (decision["proof"] == "branching") <= (certificate["tree"] is not None)
    assert len(decision["chosen"]) == decision["seats"] == 12
    order = [row["id"] for row in rows]
    assert decision["chosen"] == sorted(decision["chosen"], key=order.index)
    assert decision["reserve"] == sorted(decision["reserve"], key=order.index)


def test_quota_prices_are_what_the_rule_without_the_clause_gives(desk: Desk) -> None:
    """Each stated clause left out by itself; the clauses without a price raise nothing."""
    sixty(desk, 1)
    decision: dict[str, Any] = desk.select("--prices").decision
    priced = {(one["attribute"], one["value"], one["bound"]): one for one in decision["quota_prices"]}
    for left_out in ((0, "at_least", "Govi"), (0, "at_most", "Govi"), (1, "at_least", "w")):
        number, bound, value = left_out
        quotas = [dict(quota) for quota in QUOTAS]
        del quotas[number][bound]
        quotas = [quota for quota in quotas if len(quota) > 2 or "value" not in quota]
        sixty(desk, 1, quota=quotas)
        freed: dict[str, Any] = desk.select().decision
        rise = thousandths(freed["total"]) - thousandths(decision["total"])
        price = priced.get((str(QUOTAS[number]["attribute"]), value, bound))
        assert rise == (thousandths(price["total_lost"]) if price else 0)
        if price:
            assert price["replaced"] == len(set(decision["chosen"]) - set(freed["chosen"]))


def test_each_at_least_holds_for_every_value(desk: Desk) -> None:
    desk.rule(RULE.replace("each_at_most = 2", "each_at_least = 1"))
    assert desk.select().decision["chosen"] == ["ann", "gan", "dul"]


def test_a_value_that_only_the_ineligible_have_is_had_by_nobody(desk: Desk) -> None:
    desk.candidates(CANDIDATES.replace("fat,99,no,70,Govi,H", "fat,99,no,70,Moon,H"))
    desk.rule(RULE.replace('"Govi"', '"Moon"'))
    assert '"Moon"' in desk.malformed()


def test_floors_one_conflict_only_by_seats_and_ceilings(desk: Desk) -> None:
    desk.rule(RULE.replace('"each"', '"one"').replace("each_at_most = 2", "each_at_most = 0"))
    conflict: Any = desk.select().decision["conflict"]
    assert conflict[0] == {"seats": 3}
    assert all("at_most" in clause for clause in conflict[1:])


def test_figures_may_be_numbers_or_text(desk: Desk) -> None:
    expected = desk.select().decision
    frame = polars.read_csv(desk.folder / "candidates.csv", infer_schema=False)
    frame.write_parquet(desk.folder / "candidates.parquet")
    assert desk.select(candidates="candidates.parquet").decision | {"inputs": None} == expected | {"inputs": None}


def test_output_is_utf8_without_escapes(desk: Desk) -> None:
    desk.candidates(CANDIDATES.replace("ann", "Ану").replace("Govi", "Говь"))
    desk.rule(RULE.replace("Govi", "Говь"))
    answer = desk.select()
    assert '"Ану"' in answer.out
    assert '"region=Говь"' in answer.out


def test_infeasible_is_told_with_what_would_be_enough(desk: Desk) -> None:
    desk.rule(RULE.replace("at_least = 1", "at_least = 3"))
    line = desk.select().err
    assert '{"attribute": "region", "value": "Govi", "at_least": 3, "enough": 2, "in_rule": 2}' in line


def test_a_standard_error_is_no_less_than_nothing(desk: Desk) -> None:
    desk.rule('standard_error = "se"\n' + RULE)
    lines = CANDIDATES.splitlines()
    desk.candidates("\n".join([lines[0] + ",se", *(line + ",-1" for line in lines[1:])]) + "\n")
    assert '"se"' in desk.malformed()


def test_a_branching_proof_carries_its_tree(desk: Desk) -> None:
    """Three columns that cross: prices alone leave a gap for one of these seeds at least, and the tree closes it."""
    proofs: dict[str, Any] = {}
    for seed in range(40):
        sixty(desk, seed)
        decision: dict[str, Any] = desk.select().decision
        if decision["status"] == "decided":
            proofs.setdefault(decision["proof"], decision)
        if len(proofs) == 2:
            break
    assert set(proofs) == {"prices", "branching"}
    assert proofs["branching"]["certificate"]["tree"]
