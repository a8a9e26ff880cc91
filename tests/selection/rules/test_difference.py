"""Two lists held against each other: by hand, and by properties that hold for any two."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from ortoo.selection.rules.difference import Change, Kind, Stand, Why, difference
from ortoo.selection.rules.rule import Quota

TWO_MEN = Quota("sex", "man", at_least=1)
ONE_GOBI = Quota("region", "Gobi", at_most=1)


def stand(name: str, status: str, rank: int | None, merit: int, **row: str) -> Stand:
    return Stand(name, status, rank, merit * 1000, {"merit": f"{merit}.000", "sex": "woman", "region": "West", **row})


def exam(mark: str) -> dict[str, str]:
    return {"exam:E": mark}


class TestByHand:
    def test_a_corrected_mark_enters_and_names_whom_it_displaces(self) -> None:
        before = [
            stand("a", "chosen", 1, 90, **exam("90.000")),
            stand("b", "chosen", 2, 80, **exam("80.000")),
            stand("c", "reserve", 3, 70, **exam("70.000")),
            stand("d", "not-chosen", 4, 60, **exam("60.000")),
        ]
        after = [
            stand("a", "chosen", 1, 90, **exam("90.000")),
            stand("b", "reserve", 3, 80, **exam("80.000")),
            stand("c", "chosen", 2, 85, **exam("85.000")),
            stand("d", "not-chosen", 4, 60, **exam("60.000")),
        ]
        assert difference(before, after) == (
            Change("c", Kind.ENTERS, before[2], after[2], (
                Why("own_mark", {"sitting": "E", "before": "70.000", "after": "85.000"}),
                Why("own_merit", {"before": "70.000", "after": "85.000"}),
            )),
            Change("b", Kind.LEAVES, before[1], after[1], (
                Why("displaced", {"by": ("c",), "corrected": ("c",)}),
            )),
        )  # fmt: skip

    def test_a_floor_may_now_need_another(self) -> None:
        """The only man turns out to be a woman, so another man takes the seat of who has more merit."""
        before = [
            stand("a", "chosen", 1, 90),
            stand("b", "chosen", 2, 80, sex="man"),
            stand("c", "reserve", 3, 70, sex="man"),
        ]
        after = [stand("a", "chosen", 1, 90), stand("b", "reserve", 2, 80), stand("c", "chosen", 3, 70, sex="man")]
        assert [
            (one.pseudonym, one.kind, [why.code for why in one.why]) for one in difference(before, after, [TWO_MEN])
        ] == [
            ("c", Kind.ENTERS, ["made_room", "floor_needs_another"]),
            ("b", Kind.LEAVES, ["own_attribute", "displaced"]),
        ]

    def test_a_ceiling_may_be_reached_by_another(self) -> None:
        before = [stand("a", "chosen", 1, 90, region="Gobi"), stand("b", "chosen", 2, 80), stand("c", "reserve", 3, 70)]
        after = [
            stand("a", "chosen", 1, 90, region="Gobi"),
            stand("b", "reserve", 2, 80, region="Gobi"),
            stand("c", "chosen", 3, 70),
        ]
        enters, leaves = difference(before, after, [ONE_GOBI])
        assert enters.why[1] == Why("ceiling_reached", {"attribute": "region", "value": "Gobi", "count": 1})
        assert leaves.why[0] == Why("own_attribute", {"attribute": "region", "before": "West", "after": "Gobi"})

    def test_equal_merit_is_decided_by_the_order_of_ties(self) -> None:
        before = [stand("a", "chosen", 1, 80, **exam("80.000")), stand("b", "reserve", 2, 80, **exam("70.000"))]
        after = [stand("a", "reserve", 2, 80, **exam("80.000")), stand("b", "chosen", 1, 80, **exam("90.000"))]
        assert [why.code for why in difference(before, after)[1].why] == ["displaced", "tie_order"]

    def test_who_is_kept_by_the_rule_stays_named(self) -> None:
        before = [stand("a", "chosen", 1, 90), stand("b", "reserve", 2, 80)]
        after = [stand("a", "reserve", 2, 90), stand("b", "chosen", 1, 95)]
        kinds = {one.pseudonym: one.kind for one in difference(before, after, kept=["a"])}
        assert kinds == {"a": Kind.KEPT, "b": Kind.ENTERS}

    def test_a_mark_that_was_missing_is_set(self) -> None:
        before = [stand("a", "ineligible", None, 0, missing="E", **exam("0.000"))]
        after = [stand("a", "not-chosen", 1, 70, missing="", **exam("70.000"))]
        assert difference(before, after)[0].why[0] == Why(
            "own_mark_set", {"sitting": "E", "before": "", "after": "70.000"}
        )


names = st.lists(st.text("abcdef", min_size=1, max_size=3), min_size=1, max_size=8, unique=True)
statuses = st.sampled_from(["chosen", "reserve", "not-chosen"])


@st.composite
def two_lists(draw: st.DrawFn) -> tuple[list[Stand], list[Stand]]:
    people = draw(names)
    lists = []
    for _ in range(2):
        order = draw(st.permutations(people))
        lists.append([
            stand(name, draw(statuses), rank, draw(st.integers(60, 63)), sex=draw(st.sampled_from(["man", "woman"])))
            for rank, name in enumerate(order, start=1)
        ])  # fmt: skip
    return lists[0], lists[1]


def chosen(stands: list[Stand]) -> set[str]:
    return {one.pseudonym for one in stands if one.status == "chosen"}


def of_kind(changes: tuple[Change, ...], *kinds: Kind) -> set[str]:
    return {one.pseudonym for one in changes if one.kind in kinds}


@given(two_lists())
def test_the_changes_lead_from_one_list_to_the_other(lists: tuple[list[Stand], list[Stand]]) -> None:
    before, after = lists
    found = difference(before, after, [TWO_MEN, ONE_GOBI])
    assert (chosen(before) - of_kind(found, Kind.LEAVES)) | of_kind(found, Kind.ENTERS) == chosen(after)


@given(two_lists())
def test_backwards_who_entered_leaves(lists: tuple[list[Stand], list[Stand]]) -> None:
    before, after = lists
    there, back = difference(before, after), difference(after, before)
    assert of_kind(there, Kind.ENTERS) == of_kind(back, Kind.LEAVES)
    assert {one.pseudonym for one in there} == {one.pseudonym for one in back}


@given(two_lists())
def test_nobody_is_told_twice_and_equal_lists_tell_nothing(lists: tuple[list[Stand], list[Stand]]) -> None:
    before, after = lists
    told = [one.pseudonym for one in difference(before, after)]
    assert len(told) == len(set(told))
    assert difference(before, before) == ()


@given(two_lists(), st.data())
def test_who_is_kept_never_leaves(lists: tuple[list[Stand], list[Stand]], data: st.DataObject) -> None:
    before, after = lists
    kept = data.draw(st.sets(st.sampled_from([one.pseudonym for one in before])))
    assert not of_kind(difference(before, after, kept=kept), Kind.LEAVES) & kept
