"""Linking of scales and equating by item parameters: as published, beside second ways, and by promises."""

from __future__ import annotations

from collections.abc import Callable
from itertools import product
from random import Random

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ortoo.exams.rules.equating import linking
from ortoo.exams.rules.equating.curves import Items, items
from ortoo.exams.rules.equating.linking import (
    Abilities,
    Link,
    even,
    haebara,
    mean_mean,
    mean_sigma,
    normal,
    stocking_lord,
)
from ortoo.exams.rules.equating.observed_score import distribution, observed_scores
from ortoo.exams.rules.equating.random_groups import equipercentile
from ortoo.exams.rules.equating.true_score import true_scores
from ortoo.multilingual.refusals import Refusal
from tests.exams.rules.equating.item_parameters import (
    ABILITY,
    COMMON_NEW,
    COMMON_OLD,
    FORM_NEW,
    FORM_OLD,
    LINKS,
    NEW_GROUP,
    OBSERVED_GROUP,
    OBSERVED_NEW,
    OBSERVED_OLD,
    OBSERVED_WORTH,
    OLD_GROUP,
    WORTH,
)  # fmt: skip

BY_MEANS: list[Callable[[Items, Items], Link]] = [mean_mean, mean_sigma]
BY_CURVES: list[Callable[[Items, Items], Link]] = [haebara, stocking_lord]

an_item = st.tuples(st.floats(0.4, 2.5), st.floats(-2.5, 2.5), st.floats(0, 0.35))
a_form = st.lists(an_item, min_size=4, max_size=12).filter(lambda form: np.std([item[1] for item in form]) > 0.3)


def form_of(parameters: list[tuple[float, float, float]]) -> Items:
    slope, difficulty, guess = zip(*parameters, strict=True)
    return items(list(difficulty), list(slope), list(guess))


def test_a_curve_worked_by_hand() -> None:
    # At its difficulty an item is solved by half of those who do not guess it: 0.2 + 0.8 / 2. With slope 2 and the
    # factor 1, half a point above, by 0.2 + 0.8 / (1 + 1/e).
    curve = items([0.5], [2.0], [0.2]).right(np.array([0.5, 1.0]))
    assert curve.tolist() == [pytest.approx([0.6]), pytest.approx([0.2 + 0.8 / (1 + np.exp(-1))])]
    assert items([0.5], [2.0], [0.2], factor=1.7).right(np.array([1.0])).tolist() == [
        pytest.approx([0.2 + 0.8 / (1 + np.exp(-1.7))])
    ]


@pytest.mark.parametrize("method", LINKS)
def test_links_of_the_twelve_common_items_agree_with_published_figures(method: str) -> None:
    groups = (NEW_GROUP, OLD_GROUP) if method in ("haebara", "stocking_lord") else ()
    found = getattr(linking, method)(COMMON_NEW, COMMON_OLD, *groups)
    assert (found.slope, found.intercept) == pytest.approx(LINKS[method], abs=2e-6 if method != "haebara" else 1e-4)


def test_links_by_means_worked_by_hand() -> None:
    # Difficulties 0, 1, 2 become 1, 3, 5: twice the spread. Slopes are halved.
    new, old = items([0, 1, 2], [2, 2, 2]), items([1, 3, 5], [1, 1, 1])
    for method in BY_MEANS:
        assert method(new, old) == Link(pytest.approx(2), pytest.approx(1))  # type: ignore[arg-type]


@settings(max_examples=25)
@given(a_form, st.floats(0.6, 1.6), st.floats(-1, 1))
def test_a_scale_that_was_moved_is_put_back(
    parameters: list[tuple[float, float, float]], slope: float, by: float
) -> None:
    old = form_of(parameters)
    new = Link(slope, by).back().of(old)
    for method in BY_MEANS + BY_CURVES:
        found = method(new, old)
        assert (found.slope, found.intercept) == pytest.approx((slope, by), abs=1e-5)


@settings(max_examples=25)
@given(a_form, st.randoms(use_true_random=False))
def test_the_way_back_is_the_same_link_and_the_order_of_items_is_no_matter(
    parameters: list[tuple[float, float, float]], chance: Random
) -> None:
    old = form_of(parameters)
    new = form_of([(a * chance.uniform(0.8, 1.2), b + chance.uniform(-0.3, 0.3), c) for a, b, c in parameters])
    places = list(range(len(old)))
    chance.shuffle(places)
    for method in BY_MEANS + BY_CURVES:
        found, turned = method(new, old), method(old, new).back()
        assert (found.slope, found.intercept) == pytest.approx((turned.slope, turned.intercept), abs=1e-4)
        moved = method(new.some(places), old.some(places))
        assert (moved.slope, moved.intercept) == pytest.approx((found.slope, found.intercept), abs=1e-5)


def test_no_nearby_link_brings_the_curves_nearer() -> None:
    """The criteria written out with loops; the link found beats every point of a grid around it."""

    def apart(link: Link, whole: bool) -> float:
        total = 0.0
        for group, one, other in (
            (OLD_GROUP, COMMON_OLD, link.of(COMMON_NEW)),
            (NEW_GROUP, COMMON_NEW, link.back().of(COMMON_OLD)),
        ):
            for place, weight in zip(group.place, group.weight / group.weight.sum(), strict=True):
                gaps = [
                    float(a - b) for a, b in zip(one.right(place[None])[0], other.right(place[None])[0], strict=True)
                ]
                total += weight * (sum(gaps) ** 2 if whole else sum(gap**2 for gap in gaps))
        return total

    for method, whole in ((haebara, False), (stocking_lord, True)):
        found = method(COMMON_NEW, COMMON_OLD, NEW_GROUP, OLD_GROUP)
        best = apart(found, whole)
        for turn, shift in product((-0.003, 0, 0.003), repeat=2):
            assert apart(Link(found.slope + turn, found.intercept + shift), whole) >= best


def test_true_scores_of_two_forms_agree_with_published_figures() -> None:
    found = true_scores(FORM_NEW, FORM_OLD)
    assert found.worth.tolist() == pytest.approx([float(one) for one in WORTH.split()], abs=2e-6)
    assert found.ability[7:36].tolist() == pytest.approx([float(one) for one in ABILITY.split()], abs=2e-6)
    assert np.isnan(found.ability[[*range(7), 36]]).all()


@settings(max_examples=30)
@given(a_form, a_form)
def test_true_scores_rise_stay_on_the_scale_and_go_back(
    new: list[tuple[float, float, float]], old: list[tuple[float, float, float]]
) -> None:
    x, y = form_of(new), form_of(old)
    found = true_scores(x, y)
    assert (np.diff(found.worth) >= -1e-9).all()
    assert (found.worth[0], found.worth[-1]) == (0, len(y))
    reached = ~np.isnan(found.ability)
    assert x.expected_score(found.ability[reached]) == pytest.approx(np.arange(len(x) + 1)[reached], abs=1e-9)
    assert true_scores(x, x).worth == pytest.approx(np.arange(len(x) + 1), abs=1e-9)


def test_observed_scores_of_two_forms_agree_with_published_figures() -> None:
    found = observed_scores(OBSERVED_NEW, OBSERVED_OLD, OBSERVED_GROUP)
    assert found.tolist() == pytest.approx([float(one) for one in OBSERVED_WORTH.split()], abs=1e-5)


def test_scores_foretold_are_those_of_every_pattern_counted_out() -> None:
    form, group = form_of([(1.0, -0.5, 0.2), (1.6, 0.3, 0.0), (0.7, 1.1, 0.25), (1.2, 0.0, 0.1)]), normal(21)
    wanted = np.zeros(5)
    for place, weight in zip(group.place, group.weight, strict=True):
        right = form.right(place[None])[0]
        for pattern in product((0, 1), repeat=4):
            wanted[sum(pattern)] += weight * np.prod(
                [p if hit else 1 - p for p, hit in zip(right, pattern, strict=True)]
            )
    assert distribution(form, group).tolist() == pytest.approx(wanted.tolist(), abs=1e-12)


def test_observed_scores_are_those_of_people_drawn() -> None:
    """300,000 people take both forms; percentiles of what they got are those foretold."""
    chance, people = np.random.default_rng(3), 300_000
    ability = chance.choice(NEW_GROUP.place, people, p=NEW_GROUP.weight / NEW_GROUP.weight.sum())
    counts = [
        np.bincount((chance.random((people, len(form))) < form.right(ability)).sum(axis=1), minlength=37)
        for form in (FORM_NEW, FORM_OLD)
    ]
    foretold = observed_scores(FORM_NEW, FORM_OLD, NEW_GROUP)
    assert foretold[5:32] == pytest.approx(equipercentile(*counts)[5:32], abs=0.05)
    assert np.abs(foretold - true_scores(FORM_NEW, FORM_OLD).worth)[10:30].max() < 0.3
    assert observed_scores(FORM_NEW, FORM_NEW, NEW_GROUP) == pytest.approx(np.arange(37), abs=1e-6)


def test_groups_where_curves_are_compared() -> None:
    flat, bell = even(-2, 2, 5), normal(3, 1)
    assert flat.place.tolist() == [-2, -1, 0, 1, 2]
    assert flat.weight.tolist() == [0.2] * 5
    assert bell.weight.tolist() == pytest.approx([0.274069, 0.451863, 0.274069], abs=1e-6)
    found = stocking_lord(COMMON_NEW, COMMON_OLD, flat, Abilities(flat.place, flat.weight * 7))
    same = stocking_lord(COMMON_NEW, COMMON_OLD, flat, flat)
    assert (found.slope, found.intercept) == pytest.approx((same.slope, same.intercept), abs=1e-9)


@pytest.mark.parametrize(
    ("call", "code", "values"),
    [
        (lambda: items([0, 1], [1.0]), "items_uneven", {}),
        (lambda: items([0, float("nan")]), "items_uneven", {}),
        (lambda: items([0, 1], [1, 0]), "item_off", {"place": 2, "slope": 0.0, "guess": 0.0}),
        (lambda: items([0, 1], [1, 1], [1.0, 0]), "item_off", {"place": 1, "slope": 1.0, "guess": 1.0}),
        (lambda: mean_mean(items([0, 1]), items([0, 1])), "common_too_few", {"items": 2, "fewest": 3}),
        (lambda: haebara(items([0, 1, 2]), items([0, 1])), "common_uneven", {"new": 3, "old": 2}),
        (lambda: mean_mean(items([0, 1, 2]), items([0, 1, 2], factor=1.7)), "common_uneven", {"new": 3, "old": 3}),
        (lambda: mean_sigma(items([1, 1, 1]), items([0, 1, 2])), "difficulties_alike", {}),
        (lambda: true_scores(items([]), items([1])), "items_uneven", {}),
    ],
)
def test_parameters_that_say_nothing_are_refused(
    call: Callable[[], object], code: str, values: dict[str, object]
) -> None:
    with pytest.raises(Refusal) as refused:
        call()
    assert (refused.value.code, refused.value.values) == (f"equating.{code}", values)
