"""Delays by worked cases, by what is promised of every plan, and against a second implementation."""

from __future__ import annotations

import random
from datetime import date, timedelta
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ortoo.actions.rules.delays import Delay, Delays, Plan, Planned, delays, in_thousandths
from ortoo.multilingual.refusals import Refusal

START = date(2023, 1, 1)


def day(offset: int) -> date:
    return START + timedelta(days=offset)


def test_own_and_inherited_days_of_a_pair() -> None:
    """A is 70 days late. B could begin on 10 June and needs 30 days: 10 July, 70 days behind its due date; it took 10
    days more.
    """
    plan = {
        "A": Planned("MDDC", date(2023, 4, 1), 90, date(2023, 6, 10)),
        "B": Planned("MOF", date(2023, 5, 1), 30, date(2023, 7, 20), ("A",), final=True),
    }
    assert delays(plan) == Delays(
        {"A": Delay(70, 70, 0, None), "B": Delay(80, 10, 70, "A")},
        {"B": {"MDDC": 70_000, "MOF": 10_000}},
        {"B": "MDDC"},
    )


def test_what_is_inherited_is_split_as_the_upstream_got_it() -> None:
    """U gave 4 of V's 6 late days; V's own are 2. W has 3 days of slack and inherits 3: two thirds are U's."""
    plan = {
        "U": Planned("u", day(10), 5, day(14)),
        "V": Planned("v", day(20), 10, day(26), ("U",)),
        "W": Planned("w", day(33), 10, day(37), ("V",), final=True),
    }
    assert delays(plan) == Delays(
        {"U": Delay(4, 4, 0, None), "V": Delay(6, 2, 4, "U"), "W": Delay(4, 1, 3, "V")},
        {"W": {"u": 2000, "v": 1000, "w": 1000}},
        {"W": "u"},
    )


def test_thirds_add_up_as_printed() -> None:
    """Three owners caused three of nine days each; ten days handed down are 3.333 each, and one thousandth is left."""
    plan = {
        "A": Planned("c", day(10), 0, day(13)),
        "B": Planned("b", day(10), 0, day(16), ("A",)),
        "C": Planned("a", day(10), 0, day(19), ("B",)),
        "D": Planned("d", day(20), 8, day(27), ("C",), final=True),
    }
    assert delays(plan).commitments["D"] == Delay(7, 0, 7, "C")
    assert delays(plan).causes == {"D": {"a": 2334, "b": 2333, "c": 2333}}
    assert delays(plan).bottleneck == {"D": "a"}


def test_of_two_upstreams_the_later_binds_and_of_equals_the_first_named() -> None:
    plan = {
        "A": Planned("a", day(10), 0, day(15)),
        "B": Planned("b", day(10), 0, day(15)),
        "C": Planned("c", day(10), 0, day(12)),
        "D": Planned("d", day(10), 0, day(15), ("C", "B", "A"), final=True),
    }
    found = delays(plan)
    assert found.commitments["D"] == Delay(5, 0, 5, "B")
    assert found.causes == {"D": {"b": 5000}}


def test_who_makes_up_for_it_hands_down_less() -> None:
    """B could be 10 days late and is 4: nothing is its own, and only 4 days are A's."""
    plan = {
        "A": Planned("a", day(10), 0, day(20)),
        "B": Planned("b", day(15), 5, day(19), ("A",), final=True),
    }
    assert delays(plan) == Delays(
        {"A": Delay(10, 10, 0, None), "B": Delay(4, 0, 4, "A")}, {"B": {"a": 4000}}, {"B": "a"}
    )


def test_in_time_there_is_no_cause_and_no_bottleneck() -> None:
    plan = {"A": Planned("a", day(10), 0, day(10), final=True)}
    assert delays(plan) == Delays({"A": Delay(0, 0, 0, None)}, {"A": {}}, {"A": None})


def test_the_day_stands_in_for_what_is_not_finished() -> None:
    plan = {
        "A": Planned("a", day(10), 0, None),
        "B": Planned("b", day(30), 5, None, ("A",), final=True),
    }
    assert delays(plan, as_of=day(12)) == Delays(
        {"A": Delay(2, 2, 0, None), "B": Delay(0, 0, 0, "A")}, {"B": {}}, {"B": None}
    )
    with pytest.raises(Refusal) as refused:
        delays(plan)
    assert (refused.value.code, refused.value.values) == ("delays.unfinished", {"commitment": "A"})


def test_an_empty_plan_has_no_delay() -> None:
    assert delays({}) == Delays({})


def test_a_circle_is_refused_with_its_members() -> None:
    plan = {
        "A": Planned("a", day(1), 0, day(1), ("B",)),
        "X": Planned("x", day(1), 0, day(1), ("A",)),
        "B": Planned("b", day(1), 0, day(1), ("C",)),
        "C": Planned("c", day(1), 0, day(1), ("A",)),
    }
    with pytest.raises(Refusal) as refused:
        delays(plan)
    assert (refused.value.code, refused.value.values) == ("delays.cycle", {"members": "A -> B -> C -> A"})
    with pytest.raises(Refusal) as refused:
        delays({"A": Planned("a", day(1), 0, day(1), ("A",))})
    assert refused.value.values == {"members": "A -> A"}


def test_a_due_date_that_leaves_no_time_is_refused() -> None:
    plan = {
        "A": Planned("a", date(2023, 4, 1), 0, day(1)),
        "B": Planned("b", date(2023, 4, 29), 30, day(1), ("A",)),
    }
    with pytest.raises(Refusal) as refused:
        delays(plan)
    assert str(refused.value) == (
        'Commitment "B" is due on 2023-04-29. It waits for "A", due on 2023-04-01, and takes 30 days, so it cannot be '
        "due before 2023-05-01; move a due date or shorten the duration."
    )


def test_what_is_waited_for_must_be_there() -> None:
    with pytest.raises(Refusal) as refused:
        delays({"A": Planned("a", day(1), 0, day(1), ("Z",))})
    assert refused.value.values == {"commitment": "A", "upstream": "Z"}


def test_a_chain_of_ten_thousand_is_no_deeper_than_one_of_two() -> None:
    plan = {"0": Planned("a", day(0), 0, day(5))}
    for number in range(1, 10_000):
        plan[str(number)] = Planned("b", day(0), 0, day(5), (str(number - 1),), final=number == 9_999)
    assert delays(plan).causes == {"9999": {"a": 5000}}


@st.composite
def plans(draw: st.DrawFn) -> Plan:
    """Up to nine commitments of up to four owners, in any order, each waiting for some that come before it."""
    count = draw(st.integers(1, 9))
    made: dict[str, Planned] = {}
    for number in range(count):
        after = tuple(draw(st.permutations([*made]))[: draw(st.integers(0, 3))])
        duration = draw(st.integers(0, 20))
        earliest = max((made[name].due for name in after), default=START)
        due = earliest + timedelta(days=duration + draw(st.integers(0, 10)))
        finished = due + timedelta(days=draw(st.integers(-10, 25)))
        made[f"K{number}"] = Planned(
            draw(st.sampled_from("abcd")), due, duration, finished, after, draw(st.booleans())
        )  # fmt: skip
    order = draw(st.permutations([*made]))
    return {name: made[name] for name in order}


@settings(max_examples=300)
@given(plans())
def test_what_is_promised_of_every_plan(plan: Plan) -> None:
    found = delays(plan)
    for one in found.commitments.values():
        assert one.own >= 0
        assert one.inherited >= 0
        assert one.own + one.inherited == one.total
    assert set(found.causes) == {name for name, one in plan.items() if one.final}
    for final, causes in found.causes.items():
        assert sum(causes.values()) == 1000 * found.commitments[final].total
        assert all(days > 0 for days in causes.values())
        most = max(causes.values(), default=0)
        assert found.bottleneck[final] == next((owner for owner, days in causes.items() if days == most), None)


@settings(max_examples=100)
@given(plans(), st.data())
def test_where_one_owner_was_late_nobody_else_is_blamed(plan: Plan, data: st.DataObject) -> None:
    """Everybody else is done on the day on which they could be; the late one is named alone, whatever inherited."""
    late = data.draw(st.sampled_from(sorted({one.owner for one in plan.values()})))
    finish: dict[str, date] = {}
    waiting = dict(plan)
    while waiting:
        name = next(name for name, one in waiting.items() if all(up in finish for up in one.after))
        one = waiting.pop(name)
        ready = max((finish[up] for up in one.after), default=date.min)
        could = max(one.due, ready + timedelta(days=one.duration_days)) if one.after else one.due
        finish[name] = could + timedelta(days=data.draw(st.integers(0, 9)) if one.owner == late else 0)
    found = delays({
        name: Planned(one.owner, one.due, one.duration_days, finish[name], one.after, final=True)
        for name, one in plan.items()
    })  # fmt: skip
    assert {owner for causes in found.causes.values() for owner in causes} <= {late}


@given(st.dictionaries(st.sampled_from("abcdefg"), st.fractions(0, 50), min_size=1))
def test_rounding_moves_nobody_by_a_thousandth_or_more(shares: dict[str, Fraction]) -> None:
    whole = Fraction(int(sum(shares.values())) + 1)
    shares = shares | {"rest": whole - sum(shares.values())}
    rounded = in_thousandths(shares)
    assert sum(rounded.values()) == whole * 1000
    assert all(abs(rounded.get(owner, 0) - days * 1000) < 1 for owner, days in shares.items())


@pytest.mark.parametrize("seed", range(400))
def test_a_second_implementation_agrees(seed: int) -> None:
    plan = drawn(random.Random(seed))
    found = delays(plan)
    wanted = {name: reckoned(plan, name) for name in plan}
    assert {
        name: (one.total, one.own, one.inherited, one.binding) for name, one in found.commitments.items()
    } == {name: answer[:4] for name, answer in wanted.items()}  # fmt: skip
    for final, causes in found.causes.items():
        exact = {owner: days for owner, days in wanted[final][4].items() if days}
        assert all(abs(causes.get(owner, 0) - 1000 * days) < 1 for owner, days in exact.items())
        assert set(causes) <= set(exact)
        most = max(exact.values(), default=None)
        assert found.bottleneck[final] == min((one for one in exact if exact[one] == most), default=None)


def drawn(luck: random.Random) -> dict[str, Planned]:
    made: dict[str, Planned] = {}
    for number in range(luck.randint(1, 30)):
        after = luck.sample([*made], k=luck.randint(0, min(3, len(made))))
        duration = luck.randint(0, 30)
        due = max([day(0), *(made[name].due for name in after)]) + timedelta(days=duration + luck.choice((0, 0, 5, 30)))
        made[f"K{number}"] = Planned(
            luck.choice(("MDDC", "MOF", "MCUD", "CS", "MN-1")), due, duration,
            due + timedelta(days=luck.choice((0, 0, luck.randint(-5, 60)))), tuple(after), luck.random() < 0.4,
        )  # fmt: skip
    return made


Reckoned = tuple[int, int, int, str | None, dict[str, Fraction]]


def reckoned(plan: Plan, name: str) -> Reckoned:
    """By the words of the contract, without order, without sharing: the causes of everything upstream, recursively."""
    one = plan[name]
    assert one.finished is not None
    total = max(0, (one.finished - one.due).days)
    binding, ready = None, None
    for upstream in one.after:
        end = plan[upstream].finished
        assert end is not None
        if ready is None or end > ready:
            binding, ready = upstream, end
    target = one.due if ready is None else max(one.due, ready + timedelta(days=one.duration_days))
    own = max(0, (one.finished - target).days)
    causes = {one.owner: Fraction(own)}
    if total > own:
        assert binding is not None
        above = reckoned(plan, binding)
        for owner, days in above[4].items():
            causes[owner] = causes.get(owner, Fraction(0)) + days * (total - own) / above[0]
    return total, own, total - own, binding, causes
