"""The picture of a statement: scales, labels, and that everything stays inside and well-formed."""

from __future__ import annotations

from xml.etree import ElementTree

from hypothesis import given
from hypothesis import strategies as some

from ortoo.charts.merit_line import Part, Standing, Words, narrow, wide
from ortoo.charts.merit_line.standing import close_scale, grid, nearest, whole_scale, worth_magnifying

WORDS = Words(
    title="From exams to the cut line",
    finding="Record 708.193, merit 712.193, cut line 712.400.",
    record="Your record",
    own="Your merit",
    cut="Cut line",
    gap="0.207 short",
    adjustment="+4.000 for the <Gobi>",
    neighbours="Each short line is one person.",
    points=lambda value: f"{value / 1000:.3f}",
    magnified=lambda times: f"{times} times larger",
)
NEAR = Standing(
    (Part("2020", "68.150", 136_300), Part("2021", "70.231", 210_693), Part("2022", "72.240", 361_200)),
    own=712_193,
    adjustment=4_000,
    cut=712_400,
    neighbours=(712_400, 711_814, 713_014),
)
merits = some.integers(-1_000_000, 1_000_000)
words = some.text(some.characters(categories=["L", "N", "P", "S"]), max_size=9)
standings = some.builds(
    Standing,
    parts=some.lists(some.builds(Part, words, words, merits), max_size=5),
    own=merits,
    adjustment=some.integers(-9_000, 9_000),
    cut=some.none() | merits,
    neighbours=some.lists(merits, max_size=100),
)


def texts(drawing: object) -> list[str | None]:
    return [one.text for one in ElementTree.fromstring(str(drawing)).iter("text")]


def test_near_the_cut_the_neighbourhood_is_magnified() -> None:
    # The whole: 0 to 712,400 and a tenth. Close: 708,193 to 712,400 and 0.6 of their distance on either side.
    assert whole_scale(NEAR, 1056).high == 783_640
    close = close_scale(NEAR, 1056)
    assert (round(close.low, 1), round(close.high, 1)) == (705_668.8, 714_924.2)
    assert texts(wide(NEAR, WORDS)) == [
        "2020", "68.150", "136.300", "2021", "70.231", "210.693", "2022", "72.240", "361.200", "Cut line",
        "85 times larger", "+4.000 for the <Gobi>", "Your merit", "712.193", "Your record", "708.193",
        "Cut line", "712.400", "0.207 short",
        "706.000", "708.000", "710.000", "712.000", "714.000", "Each short line is one person.",
    ]  # fmt: skip


def test_far_from_the_cut_one_band_shows_all() -> None:
    far = Standing((Part("2020", "", 300_000),), own=300_000, cut=712_400)
    assert not worth_magnifying(far, 1056)
    assert texts(wide(far, WORDS)) == [
        "2020", None, "300.000", "Cut line", "Your merit", "300.000", "712.400", "0.207 short",
    ]  # fmt: skip


def test_without_a_list_there_is_no_cut_line() -> None:
    open_round = Standing(NEAR.parts, own=708_193)
    assert "c-cut" not in str(wide(open_round, WORDS))
    assert "c-cut" not in str(narrow(open_round, WORDS))


def test_an_axis_has_round_numbers_and_few() -> None:
    assert grid(705_668.8, 714_924.2) == [706_000, 708_000, 710_000, 712_000, 714_000]
    assert grid(-3, 4) == [-3, -2, -1, 0, 1, 2, 3, 4]


def test_of_many_neighbours_the_nearest_are_drawn() -> None:
    crowd = Standing((), own=0, cut=0, neighbours=tuple(range(-500, 500)))
    assert nearest(crowd) == list(range(-40, 40))


@given(standings)
def test_every_drawing_is_well_formed_and_inside(standing: Standing) -> None:
    for drawing, width in ((wide(standing, WORDS), 1056), (narrow(standing, WORDS), 288)):
        root = ElementTree.fromstring(str(drawing))
        assert all(-1 <= float(one.get("x", 0)) <= width + 9 for one in root.iter("text"))
        assert all(float(one.get("width", 0)) >= 0 for one in root.iter("rect"))
        assert "style=" not in str(drawing)
