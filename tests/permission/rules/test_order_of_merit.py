"""Three seats, at most two from one ministry: A B C are proposed, then D E F wait. Worked by hand, then by property."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ortoo.multilingual.refusals import Refusal
from ortoo.permission.rules.order_of_merit import Line, Proposed, Said, asked, order
from ortoo.permission.rules.states import Outcome
from ortoo.permission.rules.verify import broken_promises, verify
from ortoo.permission.rules.versions import Change, Kind, differences
from ortoo.selection.rules.pool import Pool
from ortoo.selection.rules.quotas import question
from ortoo.selection.rules.rule import rule_from_toml

RULE = """
title = "Three"
seats = 3
reserve = 3
id = "id"
merit = "merit"
then = []
lot_seed = "seed"

[[quota]]
attribute = "ministry"
each_at_most = 2
"""
MINISTRIES = {"A": "fin", "B": "fin", "C": "edu", "D": "fin", "E": "edu", "F": "law"}


def proposed(rule: str = RULE, ministries: dict[str, str] = MINISTRIES, **changed: object) -> Proposed:
    people = tuple(ministries)
    pool = Pool(people, tuple(90_000 - place for place in range(len(people))),
                attributes={"ministry": tuple(ministries.values())})  # fmt: skip
    asked_of = question(rule_from_toml(rule), pool)
    ids = tuple(people[row] for row in asked_of.rows)
    return replace(Proposed(asked_of, ids, people[:3], people[3:]), **changed)  # type: ignore[arg-type]


def said(**outcomes: str) -> dict[str, Said]:
    """permit, or a no with the reason "r"."""
    return {one: Said(Outcome(what), "" if what == "permit" else "r") for one, what in outcomes.items()}


def refused(code: str, call: object, **values: object) -> None:
    with pytest.raises(Refusal) as caught:
        call()  # type: ignore[operator]
    assert (caught.value.code, caught.value.values) == (code, values)


LISTED = set(MINISTRIES)
YES = Outcome.PERMIT


def test_all_as_proposed() -> None:
    lines = order(proposed(), said(A="permit", B="permit", C="permit"))
    assert lines == (Line("A", 1, YES), Line("B", 2, YES), Line("C", 3, YES))
    assert broken_promises(proposed(), lines, listed=LISTED) == []


def test_a_refused_seat_stays_empty() -> None:
    lines = order(proposed(), said(A="permit", B="refuse", C="permit"))
    assert lines == (Line("A", 1, YES), Line("B", 2, Outcome.REFUSE, "r"), Line("C", 3, YES))
    assert broken_promises(proposed(), lines, listed=LISTED) == []


def test_the_next_with_whom_the_quotas_are_kept_follows() -> None:
    """D would be a third of the ministry of finance beside A and B, so E follows C; D follows A."""
    lines = order(proposed(), said(A="permit", B="permit", C="replace"))
    assert lines[3:] == (Line("E", 5, YES, follows="C"),)
    lines = order(proposed(), said(A="replace", B="permit", C="permit"))
    assert lines[3:] == (Line("D", 4, YES, follows="A"),)
    assert broken_promises(proposed(), lines, listed=LISTED) == []


def test_who_was_refused_takes_no_room_of_a_quota() -> None:
    lines = order(proposed(), said(A="refuse", B="permit", C="replace"))
    assert lines[3:] == (Line("D", 4, YES, follows="C"),)
    assert broken_promises(proposed(), lines, listed=LISTED) == []


def test_seats_are_filled_in_the_order_of_merit() -> None:
    lines = order(proposed(), said(A="replace", B="replace", C="replace"))
    assert [(line.id, line.follows) for line in lines[3:]] == [("D", "A"), ("E", "B"), ("F", "C")]
    assert broken_promises(proposed(), lines, listed=LISTED) == []


def test_somebody_barred_is_passed_over() -> None:
    without_d = proposed(barred={"D": "withdrawn"})
    lines = order(without_d, said(A="replace", B="permit", C="permit"))
    assert lines[3:] == (Line("E", 5, YES, follows="A"),)
    assert broken_promises(without_d, lines, listed=LISTED) == []


@pytest.mark.parametrize("why", ["withdrawn", "expired", "not-listed"])
def test_nobody_barred_is_permitted(why: str) -> None:
    barred = proposed(barred={"B": why})
    refused(f"permission.barred.{why}", lambda: order(barred, said(A="permit", B="permit", C="permit")),
            place=2, about="B")  # fmt: skip
    assert order(barred, said(A="permit", B="refuse", C="permit"))


def test_what_is_not_whole_is_refused() -> None:
    all_three = said(A="permit", B="permit", C="permit")
    refused("permission.undecided", lambda: order(proposed(), said(A="permit")), count=2, places="2, 3")
    refused("permission.not_asked_about", lambda: order(proposed(), all_three | said(D="permit")), place=4, count=3)
    refused("permission.not_proposed", lambda: order(proposed(), all_three | said(X="permit")), place=0, count=3)
    for outcome in (Outcome.REFUSE, Outcome.REPLACE):
        silent = all_three | {"B": Said(outcome, "  ")}
        refused("permission.reason_needed", lambda silent=silent: order(proposed(), silent), place=2, about="B")


def test_nobody_follows_where_the_rule_allows_nobody() -> None:
    only_finance = proposed(ministries={"A": "fin", "B": "fin", "C": "edu", "D": "fin"})
    refused("permission.nobody_follows", lambda: order(only_finance, said(A="permit", B="permit", C="replace")),
            place=3, about="C")  # fmt: skip


class TestALaterVersion:
    first = order(proposed(), said(A="replace", B="permit", C="permit"))

    def test_those_permitted_are_asked_about_in_the_order_of_merit(self) -> None:
        assert asked(proposed(), self.first) == ("B", "C", "D")

    def test_the_order_of_merit_and_the_noes_stand(self) -> None:
        lines = order(proposed(), said(B="permit", C="replace", D="permit"), self.first)
        assert lines == (
            Line("A", 1, Outcome.REPLACE, "r"), Line("B", 2, YES), Line("C", 3, Outcome.REPLACE, "r"),
            Line("D", 4, YES, follows="A"), Line("E", 5, YES, follows="C"),
        )  # fmt: skip
        assert broken_promises(proposed(), lines, listed=LISTED, earlier=self.first) == []

    def test_a_follower_who_withdraws_is_followed(self) -> None:
        lines = order(proposed(), said(B="permit", C="permit", D="replace"), self.first)
        assert lines[3:] == (Line("D", 4, Outcome.REPLACE, "r", follows="A"), Line("E", 5, YES, follows="D"))
        assert broken_promises(proposed(), lines, listed=LISTED, earlier=self.first) == []

    def test_versions_differ_in_who_leaves_and_who_enters(self) -> None:
        second = order(proposed(), said(B="permit", C="replace", D="refuse"), self.first)
        assert differences(self.first, second) == (
            Change(Kind.LEAVES, "C", 3, "r"), Change(Kind.LEAVES, "D", 4, "r"),
            Change(Kind.ENTERS, "E", 5, follows="C"),
        )  # fmt: skip
        assert differences(self.first, self.first) == ()


class TestPromises:
    good = order(proposed(), said(A="replace", B="permit", C="permit"))

    def broken(self, *lines: Line, **changed: object) -> list[str]:
        return [one.promise for one in broken_promises(proposed(**changed), lines, listed=LISTED)]  # type: ignore[arg-type]

    def test_each_is_noticed(self) -> None:
        a, b, c, d = self.good
        assert self.broken(a, b, c, replace(d, id="E", place=5)) == ["the reserve moves up in its order"]
        assert self.broken(a, b, c) == ["somebody follows in every seat that is replaced"]
        assert self.broken(a, b, d) == ["everyone of the proposed is decided on"]
        assert self.broken(replace(a, reason=""), b, c, d) == ["every no has a reason"]
        assert "no more are permitted than there are seats" in self.broken(replace(a, outcome=YES), b, c, d)
        assert "nobody is decided on twice" in self.broken(a, b, b, c, d)
        assert "everybody is of the proposal, in its order of merit" in self.broken(a, b, c, replace(d, place=9))
        assert "who is of the reserve follows somebody" in self.broken(a, b, c, replace(d, follows=None))
        assert "nobody is permitted who withdrew or whose papers have expired" in self.broken(
            a, b, c, d, barred={"B": "expired"}
        )

    def test_a_quota_that_is_broken_is_noticed(self) -> None:
        lines = (*order(proposed(), said(A="permit", B="permit", C="permit"))[:2],
                 Line("C", 3, Outcome.REPLACE, "r"), Line("D", 4, YES, follows="C"))  # fmt: skip
        assert self.broken(*lines) == ["who follows keeps every quota"]

    def test_who_is_not_on_the_final_list_is_noticed_and_refused(self) -> None:
        refused("permission.not_verified", lambda: verify(proposed(), self.good, listed=LISTED - {"D"}),
                promise="everybody who is permitted is on the final list", where="4")  # fmt: skip


@given(
    ministries=st.lists(st.sampled_from(["fin", "edu", "law"]), min_size=5, max_size=8),
    outcomes=st.lists(st.sampled_from(list(Outcome)), min_size=3, max_size=3),
    later=st.lists(st.sampled_from(list(Outcome)), min_size=3, max_size=3),
    barred=st.sets(st.integers(3, 7)),
    bound=st.sampled_from(["each_at_most = 1", "each_at_most = 2", "each_at_most = 3"]),
)
def test_every_order_that_is_made_keeps_every_promise(
    ministries: list[str], outcomes: list[Outcome], later: list[Outcome], barred: set[int], bound: str
) -> None:
    people = {chr(65 + place): name for place, name in enumerate(ministries)}
    its = proposed(RULE.replace("each_at_most = 2", bound), people,
                   barred={chr(65 + place): "withdrawn" for place in barred if place < len(people)})  # fmt: skip
    lines: tuple[Line, ...] = ()
    try:
        for wish in (outcomes, later):
            due = asked(its, lines)
            said_of = {one: Said(what, "r") for one, what in zip(due, wish, strict=False)}
            made = order(its, said_of, lines)
            assert broken_promises(its, made, listed=set(people), earlier=lines) == []
            assert [line.place for line in made] == sorted({line.place for line in made})
            lines = made
    except Refusal as refusal:
        if refusal.code != "permission.nobody_follows":
            raise
