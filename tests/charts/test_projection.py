"""The projection against the example that its source works, and on the way back."""

from __future__ import annotations

from math import isclose

from hypothesis import given
from hypothesis import strategies as some

from ortoo.charts.maps.projection import Albers, fitting

PARALLELS = Albers(-96, 29.5, 45.5)


def test_the_worked_example_of_the_source() -> None:
    """Snyder, page 291: 35 N 75 W with the parallels of the United States, from 23 N: x = 0.2952720, y = 0.2416774."""
    assert isclose(PARALLELS.cone, 0.6028370, abs_tol=1e-7)
    x, down = PARALLELS.plane((-75, 35))
    _, origin = PARALLELS.plane((-96, 23))
    assert isclose(x, 0.2952720, abs_tol=1e-7)
    assert isclose(origin - down, 0.2416774, abs_tol=1e-7)


@given(some.floats(60, 150), some.floats(20, 70))
def test_there_and_back(longitude: float, latitude: float) -> None:
    found = Albers(105, 43, 50).place(Albers(105, 43, 50).plane((longitude, latitude)))
    assert isclose(found[0], longitude, abs_tol=1e-6)
    assert isclose(found[1], latitude, abs_tol=1e-6)


def test_areas_stay_true() -> None:
    """Two squares of a tenth of a degree, one north of the other, as the sphere has them."""
    from math import radians, sin

    def on_plane(latitude: float) -> float:
        corners = [(100, latitude), (100.1, latitude), (100.1, latitude + 0.1), (100, latitude + 0.1)]
        points = [Albers(105, 43, 50).plane(corner) for corner in corners]
        ends = zip(points, points[1:] + points[:1], strict=True)
        return abs(sum(x * down - right * y for (x, y), (right, down) in ends)) / 2

    def on_sphere(latitude: float) -> float:
        return radians(0.1) * (sin(radians(latitude + 0.1)) - sin(radians(latitude)))

    assert isclose(on_plane(42) / on_plane(51), on_sphere(42) / on_sphere(51), rel_tol=1e-5)


def test_parallels_lie_a_sixth_inside() -> None:
    assert fitting([(88, 42), (120, 42), (104, 54)]) == Albers(104, 44, 52)
