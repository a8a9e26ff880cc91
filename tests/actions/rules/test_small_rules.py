"""States, parts, the plan of commitments, and how it ends as it stands."""

from __future__ import annotations

from datetime import date

import pytest

from ortoo.actions.rules.commitments import Owed, as_plan, code_of, end_of
from ortoo.actions.rules.delays import Planned, delays
from ortoo.actions.rules.projection import causes, moves_the_end, project
from ortoo.actions.rules.roles import Held, Part, check_end, check_first, check_handed_over, check_set, lead_on
from ortoo.actions.rules.states import NEXT, Act, Standing, State, check_may_follow, days_late, standing_of, state_of
from ortoo.multilingual.refusals import Refusal


def test_the_way_of_a_commitment() -> None:
    acts = [Act.ACCEPT, Act.DELIVER, Act.RETURN, Act.DELIVER, Act.CONFIRM]
    assert [state_of(acts[:count]) for count in range(6)] == [
        State.PROPOSED, State.ACCEPTED, State.DELIVERED, State.RETURNED, State.DELIVERED, State.CONFIRMED,
    ]  # fmt: skip


@pytest.mark.parametrize("state", State)
@pytest.mark.parametrize("act", Act)
def test_every_act_follows_or_is_refused_by_its_own_sentence(state: State, act: Act) -> None:
    if (state, act) in NEXT:
        assert check_may_follow(state, act, "C-1") is NEXT[state, act]
    else:
        with pytest.raises(Refusal) as refused:
            check_may_follow(state, act, "C-1")
        assert refused.value.code == f"actions.not_now.{act}"
        assert "C-1" in str(refused.value)


@pytest.mark.parametrize(
    ("state", "delivered", "on", "late"),
    [
        (State.ACCEPTED, None, date(2026, 6, 9), 0),
        (State.ACCEPTED, None, date(2026, 6, 12), 3),
        (State.DELIVERED, date(2026, 6, 6), date(2026, 6, 12), 3),
        (State.CONFIRMED, date(2026, 6, 6), date(2026, 6, 12), 0),
        (State.CONFIRMED, date(2026, 6, 11), date(2026, 9, 1), 2),
        (State.REFUSED, None, date(2026, 9, 1), 0),
    ],
)
def test_late_is_counted_by_the_delivery_once_it_is_confirmed(
    state: State, delivered: date | None, on: date, late: int
) -> None:
    assert days_late(state, date(2026, 6, 9), delivered, on) == late


@pytest.mark.parametrize(
    ("state", "late", "waits", "standing"),
    [
        (State.CONFIRMED, 0, False, Standing.KEPT),
        (State.CONFIRMED, 2, False, Standing.KEPT_LATE),
        (State.REFUSED, 0, True, Standing.REFUSED),
        (State.PROPOSED, 1, False, Standing.LATE),
        (State.ACCEPTED, 1, True, Standing.WAITS),
        (State.DELIVERED, 1, True, Standing.LATE),
        (State.DELIVERED, 0, False, Standing.DELIVERED),
        (State.ACCEPTED, 0, True, Standing.WAITS),
        (State.PROPOSED, 0, False, Standing.PROPOSED),
        (State.RETURNED, 0, False, Standing.OPEN),
    ],
)
def test_what_a_page_says_first(state: State, late: int, waits: bool, standing: Standing) -> None:
    assert standing_of(state, late, waits) is standing


SINCE = date(2026, 3, 1)
HELD = [Held("MCUD", Part.LEAD, SINCE), Held("MOF", Part.CONSULTED, SINCE)]


def test_exactly_one_leads_on_any_day() -> None:
    changed = [
        Held("MCUD", Part.LEAD, SINCE, date(2026, 5, 1)),
        Held("MDDC", Part.LEAD, date(2026, 5, 1)),
        Held("MCUD", Part.CO_LEAD, date(2026, 5, 1)),
    ]
    assert lead_on(changed, date(2026, 4, 30)) == "MCUD"
    assert lead_on(changed, date(2026, 5, 1)) == "MDDC"


def refusal_of(check: object, *given: object) -> str:
    with pytest.raises(Refusal) as refused:
        check(*given)  # type: ignore[operator]
    return refused.value.code


def test_parts_that_a_measure_cannot_have() -> None:
    later = date(2026, 4, 1)
    check_first("M", "MCUD", [("MOF", Part.CONSULTED)])
    assert refusal_of(check_first, "M", "", []) == "actions.no_lead"
    assert refusal_of(check_first, "M", "MCUD", [("MOF", Part.LEAD)]) == "actions.two_leads"
    assert refusal_of(check_first, "M", "MCUD", [("MCUD", Part.CO_LEAD)]) == "actions.two_parts"
    check_set("M", HELD, "MOF", Part.CO_LEAD, later)
    check_set("M", HELD, "CS", Part.CONSULTED, later)
    assert refusal_of(check_set, "M", HELD, "MOF", Part.LEAD, later) == "actions.two_leads"
    assert refusal_of(check_set, "M", HELD, "MCUD", Part.CO_LEAD, later) == "actions.lead_cannot_go"
    assert refusal_of(check_set, "M", HELD, "MOF", Part.CONSULTED, later) == "actions.part_held"
    assert refusal_of(check_set, "M", HELD, "MOF", Part.CO_LEAD, SINCE) == "actions.part_too_early"
    ended = [*HELD, Held("CS", Part.CONSULTED, SINCE, date(2026, 5, 1))]
    check_set("M", ended, "CS", Part.CONSULTED, date(2026, 5, 1))
    assert refusal_of(check_set, "M", ended, "CS", Part.CONSULTED, later) == "actions.part_too_early"
    assert refusal_of(check_handed_over, "M", ended, "CS", later) == "actions.part_too_early"
    assert refusal_of(check_set, "M", HELD, "CS", Part.CONSULTED, date(2026, 2, 1)) == "actions.part_too_early"
    check_end("M", HELD, "MOF", later)
    assert refusal_of(check_end, "M", HELD, "MCUD", later) == "actions.lead_cannot_go"
    assert refusal_of(check_end, "M", HELD, "CS", later) == "actions.no_part"
    check_handed_over("M", HELD, "MOF", later)
    check_handed_over("M", HELD, "CS", later)
    assert refusal_of(check_handed_over, "M", HELD, "MCUD", later) == "actions.part_held"
    assert refusal_of(check_handed_over, "M", HELD, "CS", SINCE) == "actions.part_too_early"


def owed(code: str, state: State, **more: object) -> Owed:
    given: dict[str, object] = {"giver": "g", "receiver": "r", "due": date(2026, 6, 9), "duration_days": 5}
    return Owed(code, state=state, **(given | more))  # type: ignore[arg-type]


def test_a_receipt_is_the_receivers() -> None:
    """Delivered three days early and confirmed two days late: the giver caused nothing, the receiver two days."""
    due, delivered, confirmed = date(2026, 6, 9), date(2026, 6, 6), date(2026, 6, 11)
    plan = as_plan([
        owed("A", State.CONFIRMED, delivered_on=delivered, confirmed_on=confirmed),
        owed("B", State.ACCEPTED, after=("A", "X"), due=date(2026, 6, 14), final=True, giver="b"),
        owed("X", State.REFUSED),
    ])  # fmt: skip
    assert plan == {
        "A": Planned("g", due, 5, delivered),
        "A+": Planned("r", due, 0, confirmed, ("A",)),
        "B": Planned("b", date(2026, 6, 14), 5, None, ("A+",), final=True),
    }
    assert delays(plan, as_of=date(2026, 6, 16)).causes == {"B": {"r": 2000}}
    assert (code_of("A+"), code_of("B"), end_of("A", plan), end_of("B", plan)) == ("A", "B", "A+", "B")


def test_a_receipt_on_the_day_of_the_delivery_needs_no_line_of_its_own() -> None:
    done = date(2026, 6, 6)
    plan = as_plan([owed("A", State.CONFIRMED, delivered_on=done, confirmed_on=done, final=True)])
    assert plan == {"A": Planned("g", date(2026, 6, 9), 5, done, final=True)}


def test_a_returned_delivery_is_not_finished() -> None:
    plan = as_plan([owed("A", State.RETURNED, delivered_on=date(2026, 6, 6))])
    assert plan["A"].finished is None


CHAIN = {
    "A": Planned("a", date(2026, 6, 9), 30),
    "B": Planned("b", date(2026, 7, 10), 31, None, ("A",)),
    "N": Planned("n", date(2026, 8, 8), 20),
    "C": Planned("c", date(2026, 9, 15), 60, None, ("B",), final=True),
}


def test_a_day_of_waiting_moves_the_end_once_the_slack_is_used_up() -> None:
    """B needs 31 days, and 31 days lie between; C has 67 days for 60, so seven days late cost nothing."""
    on_time = project(CHAIN, date(2026, 6, 9))
    assert (on_time.end, on_time.days_behind, on_time.chain) == (date(2026, 9, 15), 0, ("A", "B", "C"))
    later = project(CHAIN, date(2026, 6, 12))
    assert later.finish["B"] == date(2026, 7, 13)
    assert (later.end, later.promised_end) == (date(2026, 9, 15), date(2026, 9, 15))
    assert not moves_the_end(CHAIN, date(2026, 6, 12))
    much_later = project(CHAIN, date(2026, 6, 19))
    assert (much_later.end, much_later.days_behind) == (date(2026, 9, 18), 3)
    assert moves_the_end(CHAIN, date(2026, 6, 19))
    assert much_later.waiting == {"A": 2, "B": 1, "N": 0, "C": 0}


def test_the_day_that_the_giver_expects_stands_in_for_the_promise() -> None:
    found = project(CHAIN, date(2026, 6, 1), {"A": date(2026, 7, 1)})
    assert found.finish["B"] == date(2026, 8, 1)
    assert found.end == date(2026, 9, 30)


def test_what_is_done_binds_nobody() -> None:
    done = {name: Planned(one.owner, one.due, one.duration_days, date(2026, 9, 20), one.after, one.final)
            for name, one in CHAIN.items()}  # fmt: skip
    found = project(done, date(2026, 10, 1))
    assert (found.chain, found.days_behind, found.waiting) == ((), 5, dict.fromkeys(CHAIN, 0))


def test_what_is_open_beside_an_end_that_is_done_is_the_end() -> None:
    """N was forgotten; C, the end, came in time. Somebody still has to act."""
    done = {name: Planned(one.owner, one.due, one.duration_days, date(2026, 9, 10), one.after, one.final)
            for name, one in CHAIN.items() if name != "N"}  # fmt: skip
    found = project(done | {"N": CHAIN["N"]}, date(2026, 10, 1))
    assert (found.chain, found.last, found.end, found.promised_end) == (
        ("N",), "N", date(2026, 10, 1), date(2026, 9, 15)
    )  # fmt: skip
    assert causes(done | {"N": CHAIN["N"]}, found) == {"n": 54_000}


def test_a_delivery_that_did_not_wait_leaves_its_upstream_open() -> None:
    plan = {
        "A": Planned("a", date(2026, 6, 1), 5),
        "B": Planned("b", date(2026, 7, 1), 5, date(2026, 6, 2), ("A",), final=True),
    }
    assert project(plan, date(2026, 6, 3)).chain == ("A",)
