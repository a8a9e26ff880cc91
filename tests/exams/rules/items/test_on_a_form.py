"""A form's figures: parts of items, options, groups, models by size, flags; each by hand or as planted."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from ortoo.exams.rules.items.answered import Answered, OnForm
from ortoo.exams.rules.items.flags import flags_of
from ortoo.exams.rules.items.groups_apart import FEWEST_IN_GROUP, groups_apart
from ortoo.exams.rules.items.modelled import ONE_FROM, TWO_FROM, modelled
from ortoo.exams.rules.items.on_a_form import of_form
from ortoo.exams.rules.items.responses import Responses
from ortoo.exams.rules.items.since import since
from ortoo.multilingual.refusals import Refusal

SOUND: dict[str, Any] = {
    "taken_back": "", "options": [], "item_rest": 0.4, "facility": 0.6, "not_reached": 0.0, "functioning": [],
    "drift": None,
}  # fmt: skip


def answered(earned: list[list[float]], **more: Any) -> Answered:
    figures = np.array(earned)
    items = tuple(OnForm(place, f"i{place}", "single") for place in range(1, figures.shape[1] + 1))
    return Answered(items, figures, np.ones_like(figures), **more)


def drawn(persons: int, items: int = 6, seed: int = 1) -> Responses:
    chance = np.random.default_rng(seed)
    ability, difficulty = chance.normal(size=persons), np.linspace(-1, 1, items)
    solved = (chance.random((persons, items)) < 1 / (1 + np.exp(-1.3 * (ability[:, None] - difficulty)))).astype(float)
    return Responses(tuple(f"i{place}" for place in range(items)), solved, np.ones_like(solved), np.ones(persons))


class TestAForm:
    def test_parts_of_items_count_with_their_part(self) -> None:
        """Totals 2, 1, 0.5, 0.5: mean 1, variance 0.5; items vary by 0.25 and 1/6, so alpha is 2 (1 - 5/6) = 1/3."""
        body = of_form(answered([[1, 1], [1, 0], [0, 0.5], [0, 0.5]]), 0.5, {})
        assert (body["sheets"], body["mean"], body["variance"]) == (4, 1, pytest.approx(0.5))
        items = np.var([1, 1, 0, 0], ddof=1) + np.var([1, 0, 0.5, 0.5], ddof=1)
        assert body["alpha"] == pytest.approx(2 * (1 - items / 0.5))
        assert [item["facility"] for item in body["items"]] == [0.5, 0.5]
        assert body["distribution"] == [0, 3, 1]  # half a point counts as one
        assert body["cut"] == {"points": 1, "sem": 1}

    def test_options_by_fifths_and_by_ends(self) -> None:
        one = OnForm(1, "i1", "single", ("A", "B"), ("A",))
        other = OnForm(2, "i2", "short")
        figures = np.array([[1, 1], [1, 1], [1, 0], [0, 0], [0, 0]], dtype=float)
        body = of_form(Answered((one, other), figures, np.ones_like(figures), {0: ["A", "A", "A", "B", ""]}), 0.5, {})
        first, second = body["items"]
        assert [(told["option"], told["key"], told["share"]) for told in first["options"]] == [
            ("A", True, 0.6), ("B", False, 0.2),
        ]  # fmt: skip
        assert first["options"][0]["by_group"] == [0, 0, 1, 1, 1]
        assert second["options"] == []

    def test_items_tried_out_stand_apart_and_change_no_figure(self) -> None:
        alone = of_form(answered([[1, 1], [1, 0], [0, 0], [0, 1]]), 0.5, {})
        tried = answered([[1.0], [1.0], [0.0], [0.0]])
        beside = of_form(answered([[1, 1], [1, 0], [0, 0], [0, 1]]), 0.5, {}, tried)
        assert {**beside, "tried": []} == alone
        (one,) = beside["tried"]
        assert (one["facility"], one["difficulty"], one["item_rest"]) == (0.5, None, pytest.approx(0.707107))

    def test_an_item_nobody_reached_and_persons_with_all_or_nothing_are_no_fault(self) -> None:
        figures = np.array([[1, 1, 0], [0, 0, 0], [1, 0, 0], [1, 1, 0]], dtype=float)
        reached = np.array([[1, 1, 0]] * 4, dtype=float)
        items = tuple(OnForm(place, f"i{place}", "single", ("A", "B"), ("A",)) for place in (1, 2, 3))
        chosen = {0: ["A", "B", "A", "A"], 1: ["A", "B", "B", "A"], 2: [""] * 4}
        body = of_form(Answered(items, figures, reached, chosen, {"language": ["mn"] * 4}), 0.5, {})
        last = body["items"][2]
        assert (last["facility"], last["item_rest"], last["not_reached"]) == (None, None, 1)
        assert [flag["flag"] for flag in last["flags"]] == ["not-reached", "idle"]

    def test_one_person_has_no_figures(self) -> None:
        with pytest.raises(Refusal) as refused:
            of_form(answered([[1, 0]]), 0.5, {})
        assert refused.value.code == "items.too_small"


class TestModels:
    @pytest.mark.parametrize(("persons", "model"), [(ONE_FROM - 1, ""), (ONE_FROM, "1pl"), (TWO_FROM, "2pl")])
    def test_a_group_gets_the_model_that_it_is_large_enough_for(self, persons: int, model: str) -> None:
        assert modelled(drawn(persons)).model == model

    def test_what_the_larger_model_refuses_the_smaller_is_asked(self) -> None:
        """Two items are too few for slopes."""
        found = modelled(drawn(TWO_FROM, items=2))
        assert (found.model, [one.code for one in found.refused]) == ("1pl", ["items.too_few_for_slopes"])

    def test_an_item_that_all_solved_stays_out_of_the_model_and_in_the_figures(self) -> None:
        sound = drawn(ONE_FROM)
        solved = sound.solved.copy()
        solved[:, 2] = 1.0
        found = modelled(Responses(sound.items, solved, sound.reached, sound.counts))
        assert found.model == "1pl"
        assert found.of("i2") == {"difficulty": None, "discrimination": None, "error": None}
        assert found.of("i1")["error"] is not None


class TestGroups:
    def test_small_groups_are_left_out_and_the_largest_is_the_reference(self) -> None:
        size = 2 * FEWEST_IN_GROUP + 30
        names = ["mn"] * (FEWEST_IN_GROUP + 20) + ["en"] * FEWEST_IN_GROUP + ["ko"] * 10
        found = groups_apart(drawn(size), {"language": names, "aimag": [""] * size})
        assert list(found.found) == [("language", "en", "mn")]

    def test_a_planted_difference_has_grade_c(self) -> None:
        sound = drawn(600)
        solved = sound.solved.copy()
        solved[300:, 0] *= np.random.default_rng(2).random(300) < 0.4
        names = ["a"] * 301 + ["b"] * 299
        found = groups_apart(Responses(sound.items, solved, sound.reached, sound.counts), {"aimag": names})
        (told,) = found.of(0)
        assert (told["group"], told["reference"], told["grade"], told["delta"] < 0) == ("b", "a", "C", True)


class TestSince:
    def test_an_item_that_became_harder_is_shown(self) -> None:
        before = {f"i{place}": share for place, share in enumerate((0.2, 0.35, 0.5, 0.65, 0.8, 0.7))}
        found = since(before, {**before, "i5": 0.3, "new": 0.4})
        assert [item for item, moved in found.items() if moved["shown"]] == ["i5"]
        assert found["i5"]["harder"]

    def test_of_two_common_items_nobody_can_say_which_moved(self) -> None:
        assert since({"a": 0.4, "b": 0.6, "gone": 0.5}, {"a": 0.5, "b": 0.5}) == {}
        assert since({"a": 0.4, "b": 0.6, "c": 1.0}, {"a": 0.5, "b": 0.5, "c": 0.9}) == {}


class TestFlags:
    def test_a_sound_item_has_none(self) -> None:
        assert flags_of(SOUND) == []

    @pytest.mark.parametrize(
        ("figure", "flag"),
        [
            ({"facility": 0.19}, "hard"), ({"facility": 0.0}, "nobody"), ({"facility": 0.96}, "easy"),
            ({"facility": 1.0}, "everybody"), ({"item_rest": 0.1}, "flat"), ({"item_rest": -0.1}, "backwards"),
            ({"not_reached": 0.2}, "not-reached"), ({"taken_back": "full-mark", "facility": 1.0}, "taken-back"),
        ],
    )  # fmt: skip
    def test_by_figure(self, figure: dict[str, Any], flag: str) -> None:
        assert [one["flag"] for one in flags_of({**SOUND, **figure})] == [flag]

    def test_by_options(self) -> None:
        def option(name: str, lower: float, upper: float, share: float = 0.2) -> dict[str, Any]:
            return {"option": name, "key": name == "B", "tails": [lower, upper], "share": share}

        told = [option("A", 0.2, 0.3), option("B", 0.3, 0.35), option("C", 0.2, 0.4), option("D", 0.0, 0.0, 0.01)]
        assert flags_of({**SOUND, "options": told}) == [
            {"flag": "draws-strong", "option": "A"}, {"flag": "beats-key", "option": "C", "key": "B"},
            {"flag": "idle", "options": "D"},
        ]  # fmt: skip

    def test_only_large_differences_of_groups_and_drift_that_is_shown(self) -> None:
        groups = [
            {"by": "language", "group": "en", "reference": "mn", "grade": grade, "delta": -2.0} for grade in "ABC"
        ]
        moved = {"shown": True, "sitting": "E25", "harder": False}
        found = flags_of({**SOUND, "functioning": groups, "drift": moved})
        assert found == [
            {"flag": "functioning", "by": "language", "group": "en", "reference": "mn", "harder": True},
            {"flag": "drift", "sitting": "E25", "harder": False},
        ]
