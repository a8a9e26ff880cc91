"""A draft tried on earlier records: three lists worked by hand, and what holds of every trial."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations

from hypothesis import given, settings
from hypothesis import strategies as some

from ortoo.selection.rules.decision import QuotaPrice
from ortoo.selection.rules.pool import Pool
from ortoo.selection.rules.quotas import Cell
from ortoo.selection.rules.rule import Quota, Rule
from ortoo.selection.rules.trial import SCALE, Difference, Together, Trial, counts, try_rule, without_seed
from ortoo.selection.rules.trial_result import result_of

RULE = Rule(
    seats=3,
    id="id",
    merit="merit",
    lot_seed="ab",
    quotas=(Quota("sex", "woman", at_least=1), Quota("region", "Gobi", at_least=1)),
)
IDS = ("a", "b", "c", "d", "e", "f")
MERIT = (90_000, 80_000, 70_000, 60_000, 58_000, 50_000)
SEX = ("man", "man", "man", "woman", "man", "woman")
REGION = ("West", "West", "West", "West", "Gobi", "Gobi")
POOL = Pool(IDS, MERIT, attributes={"sex": SEX, "region": REGION})


def chosen(trial: Trial) -> list[tuple[str, ...]]:
    return [way.decision.chosen for way in trial.ways]


def test_worked_by_hand() -> None:
    """Three seats, one woman and one of Gobi at least.

    Highest total: a and b, and f who is both: 220, against a with d and e: 208. Best first takes a, then b, which
    leaves one seat, and f alone keeps both floors: the same list. With one floor only f cannot serve two floors, so d
    (the best woman) and e (the best of Gobi) are taken first, and a.
    """
    found = try_rule(RULE, POOL)
    assert chosen(found) == [("a", "b", "f"), ("a", "b", "f"), ("a", "d", "e")]
    assert [way.decision.total for way in found.ways] == [220_000, 220_000, 208_000]
    assert [way.lowest for way in found.ways] == [50_000, 50_000, 58_000]
    assert found.cells == (Cell("sex", "woman", 1, None), Cell("region", "Gobi", 1, None))
    assert [way.filled for way in found.ways] == [(1, 1), (1, 1), (1, 1)]
    assert found.draft is found.ways[0]
    assert found.differences == (
        Difference(0, 1, 3, (), ()),
        Difference(0, 2, 1, ("b", "f"), ("d", "e")),
        Difference(1, 2, 1, ("b", "f"), ("d", "e")),
    )


def test_the_price_of_each_quota_and_of_all_together() -> None:
    """Without both a, b and c: 240. Without the floor of women a, b and e: 228; without Gobi a, b and d: 230."""
    found = try_rule(RULE, POOL)
    assert found.together == Together(total=240_000, lost=20_000, replaced=1)
    assert found.ways[found.prices].decision.quota_prices == (
        QuotaPrice("sex", "woman", "at_least", 8_000, 1),
        QuotaPrice("region", "Gobi", "at_least", 10_000, 1),
    )


def test_a_draft_of_a_fourth_kind_stands_beside_the_three() -> None:
    found = try_rule(replace(RULE, objective="lexicographic", floors="one"), POOL)
    assert [(way.objective, way.floors, way.draft) for way in found.ways] == [
        ("total", "each", False), ("lexicographic", "each", False), ("total", "one", False),
        ("lexicographic", "one", True),
    ]  # fmt: skip
    assert (found.ways[found.prices].objective, found.ways[found.prices].floors) == ("total", "one")


def test_where_one_way_allows_no_list_the_others_go_on() -> None:
    """Three women are wanted and two are there: no list, but by one floor only as many as there are."""
    found = try_rule(replace(RULE, quotas=(Quota("sex", "woman", at_least=3),)), POOL)
    assert [way.decision.status for way in found.ways] == ["infeasible", "infeasible", "decided"]
    assert chosen(found)[2] == ("a", "d", "f")
    assert (found.together, found.differences) == (None, ())
    kept = result_of(found, POOL, {})
    clause = {"attribute": "sex", "value": "woman", "at_least": 3}
    assert kept["ways"][0]["conflict"] == [clause]
    assert kept["ways"][0]["relaxations"] == [clause | {"enough": 2, "in_rule": 2}]
    assert kept["ways"][2]["unmet"] == [{"attribute": "sex", "value": "woman", "at_least": 3, "met": 2}]


def test_the_bar_reaches_its_end_and_never_goes_back() -> None:
    told: list[tuple[int, int]] = []
    for rule in (RULE, replace(RULE, floors="one"), replace(RULE, objective="lexicographic", floors="one")):
        told.clear()
        try_rule(rule, POOL, progress=lambda done, of: told.append((done, of)))
        assert told == sorted(told)
        assert told[-1] == (SCALE, SCALE)


def test_earlier_records_lack_the_marks_that_break_ties() -> None:
    rule = replace(RULE, lot_seed=None, then=("exam:S25", "exam:S24"))
    asked, missing = without_seed(rule, b"table", ("id", "merit", "exam:S24"))
    assert (asked.then, missing) == (("exam:S24",), ("exam:S25",))
    assert asked.lot_seed == without_seed(rule, b"table", ())[0].lot_seed, "the table gives the lot of a trial"
    assert asked.lot_seed != without_seed(rule, b"another", ())[0].lot_seed


def test_what_is_kept_counts_every_step_and_of_a_file_names_nobody() -> None:
    pool = replace(POOL, eligible=(True, True, True, True, True, False))
    found = try_rule(replace(RULE, quotas=()), pool)
    kept = result_of(found, pool, {"sex": SEX}, published=("a", "b", "d"), permitted=("d",))
    assert kept["groups"] == {"0": 3, "1": 3, "2": 3, "published": 3, "permitted": 1}
    assert kept["shares"] == {"sex": [["man", 4, 4, 3, 3, 3, 2, 0], ["woman", 2, 1, 0, 0, 0, 1, 1]]}
    unnamed = result_of(try_rule(RULE, POOL), POOL, {}, named=False)["differences"]
    assert [(one["apart"], one["only_first"], one["only_second"]) for one in unnamed] == [
        (0, [], []), (2, [], []), (2, [], []),
    ]  # fmt: skip


pools = some.lists(
    some.tuples(some.integers(0, 30), some.sampled_from("mw"), some.sampled_from("NSW")), min_size=4, max_size=9
).map(
    lambda rows: Pool(
        tuple(f"p{place}" for place in range(len(rows))),
        tuple(merit * 1000 for merit, _, _ in rows),
        attributes={"sex": tuple(row[1] for row in rows), "region": tuple(row[2] for row in rows)},
    )
)
rules = some.builds(
    lambda floor, ceiling, seats: Rule(
        seats=seats, id="id", merit="merit", lot_seed="5",
        quotas=(Quota("sex", "w", at_least=floor, may_be_absent=True),
                Quota("region", "N", at_most=ceiling, may_be_absent=True)),
    ),
    some.integers(0, 3), some.integers(0, 3), some.integers(1, 4),
)  # fmt: skip


@settings(max_examples=60)
@given(rules, pools)
def test_prices_and_differences_hold_against_every_list_there_is(rule: Rule, pool: Pool) -> None:
    """The oracle counts all lists out: totals, what all quotas cost together, and what two lists share."""
    found = try_rule(rule, pool)
    assert found.ways[0].decision.total == best(rule, pool)
    free = sum(sorted(pool.merit)[-rule.seats :])
    if found.together is not None:
        assert (found.together.total, found.together.lost) == (free, free - (best(rule, pool) or 0))
    for one in found.differences:
        first, second = (set(found.ways[place].decision.chosen) for place in (one.first, one.second))
        assert (set(one.only_first), set(one.only_second)) == (first - second, second - first)
        assert one.both + len(one.only_first) == rule.seats
    for price in found.ways[0].decision.quota_prices or ():
        freed = replace(rule, quotas=tuple(one for one in rule.quotas if one.attribute != price.attribute))
        assert price.total_lost == (best(freed, pool) or 0) - (best(rule, pool) or 0)


def best(rule: Rule, pool: Pool) -> int | None:
    def keeps(rows: tuple[int, ...]) -> bool:
        return all(
            (quota.at_least or 0)
            <= sum(pool.attributes[quota.attribute][row] == quota.value for row in rows)
            <= (rule.seats if quota.at_most is None else quota.at_most)
            for quota in rule.quotas
        )

    lists = filter(keeps, combinations(range(len(pool)), rule.seats))
    return max((sum(pool.merit[row] for row in rows) for rows in lists), default=None)


def test_counts_put_the_most_frequent_first() -> None:
    assert counts(POOL, {"region": REGION}, [{"a", "f"}]) == {"region": [["West", 4, 4, 1], ["Gobi", 2, 2, 1]]}
