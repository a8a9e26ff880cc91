"""Two squares that share a border, in the form in which outlines come."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

from hypothesis import given
from hypothesis import strategies as some

from ortoo.charts.maps.making import inside, label_place, outline, size
from ortoo.charts.maps.topology import arcs_of, joined, rings_of, thinned, to_piece

SQUARES: dict[str, Any] = {
    "transform": {"scale": [0.5, 0.5], "translate": [100, 45]},
    "arcs": [[[2, 0], [0, 2]], [[2, 2], [-2, 0], [0, -2], [2, 0]], [[2, 2], [2, 0], [0, -2], [-2, 0]]],
    "objects": {
        "two": {
            "geometries": [
                {"type": "Polygon", "id": "W", "arcs": [[0, 1]]},
                {"type": "MultiPolygon", "id": "E", "arcs": [[[2, 0]]]},
                {"type": "Polygon", "id": "-99", "arcs": [[0, 1]]},
            ]
        }
    },
}


def test_arcs_are_sums_of_steps() -> None:
    assert arcs_of(SQUARES)[0] == [(101, 45), (101, 46)]
    assert arcs_of(SQUARES)[1] == [(101, 46), (100, 46), (100, 45), (101, 45)]


def test_a_ring_is_its_arcs_backwards_where_they_are_told_to_be() -> None:
    arcs = arcs_of(SQUARES)
    assert rings_of(SQUARES["objects"]["two"]["geometries"][1]) == [[2, 0]]
    assert joined([0, 1], arcs) == [(101, 45), (101, 46), (100, 46), (100, 45)]
    assert joined([~0], arcs) == [(101, 46)]


def test_a_point_on_the_line_is_left_out_and_a_corner_stays() -> None:
    assert thinned([(0, 0), (5, 0.5), (10, 0), (10, 10)], 1) == [(0, 0), (10, 0), (10, 10)]
    assert thinned([(0, 0), (5, 0.5), (10, 0), (10, 10)], 0.1) == [(0, 0), (5, 0.5), (10, 0), (10, 10)]


@given(some.lists(some.tuples(some.floats(-99, 99), some.floats(-99, 99)), min_size=2, max_size=30), some.floats(0, 30))
def test_nothing_that_is_left_out_lies_further_off(line: list[tuple[float, float]], tolerance: float) -> None:
    kept = thinned(line, tolerance)
    assert (kept[0], kept[-1]) == (line[0], line[-1])
    pieces = list(pairwise(kept))
    assert all(min(to_piece(point, *piece) for piece in pieces) <= tolerance + 1e-9 for point in line)


def test_an_outline_holds_the_codes_asked_for_and_nothing_left_out() -> None:
    made = outline(SQUARES, {"codes": {"W": "XX-1", "E": "XX-2"}, "leave_out": ["-99"]})
    assert [area["code"] for area in made["areas"]] == ["XX-1", "XX-2"]
    west, east = (area["fine"][0] for area in made["areas"])
    assert sorted(point for point in west if point in east) == [[2000, 12], [2000, 2841]]
    assert made["width"] == 4000
    assert outline(SQUARES, {})["areas"][0]["code"] == ""


def test_a_label_stands_in_its_area_where_most_room_is() -> None:
    x, y = label_place([[[0, 0], [100, 0], [100, 20], [20, 20], [20, 100], [0, 100]]])
    assert inside((x, y), [[[0, 0], [100, 0], [100, 20], [20, 20], [20, 100], [0, 100]]])
    assert (20 <= x <= 80, y <= 20) == (True, True)


def test_a_hole_is_not_inside() -> None:
    square, hole = [[0, 0], [9, 0], [9, 9], [0, 9]], [[3, 3], [6, 3], [6, 6], [3, 6]]
    assert (inside((1, 1), [square, hole]), inside((4, 4), [square, hole])) == (True, False)
    assert (size(square), size(hole)) == (81, 9)
