"""TopoJSON read: borders are stored once as arcs, so that two neighbours stay neighbours however much is left out.

Source: the TopoJSON specification, sections 2.1.3 (transform), 2.1.4 (arcs by index, ~index backwards).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

Point = tuple[float, float]
Line = list[Point]


def arcs_of(topology: Mapping[str, Any]) -> list[Line]:
    """Longitude and latitude of each arc."""
    (across, up), (left, low) = topology["transform"]["scale"], topology["transform"]["translate"]
    found = []
    for arc in topology["arcs"]:
        x = y = 0
        line = []
        for step in arc:
            x, y = x + step[0], y + step[1]
            line.append((x * across + left, y * up + low))
        found.append(line)
    return found


def rings_of(geometry: Mapping[str, Any]) -> list[list[int]]:
    """Each ring of a Polygon or MultiPolygon as indices of arcs; holes are rings like the others."""
    polygons = [geometry["arcs"]] if geometry["type"] == "Polygon" else geometry["arcs"]
    return [ring for polygon in polygons for ring in polygon]


def joined(ring: Iterable[int], arcs: Sequence[Line]) -> Line:
    """The ring as one line, without its last point, which is the first."""
    line: Line = []
    for index in ring:
        arc = arcs[index] if index >= 0 else arcs[~index][::-1]
        line += arc[:-1]
    return line


def thinned(line: Line, tolerance: float) -> Line:
    """Without the points that lie nearer than `tolerance` to the line through the others; the ends stay.

    Douglas and Peucker (1973), with a stack.
    """
    keep = {0, len(line) - 1}
    spans = [(0, len(line) - 1)]
    while spans:
        first, last = spans.pop()
        far, at = max(
            ((to_piece(line[at], line[first], line[last]), at) for at in range(first + 1, last)), default=(0.0, 0)
        )
        if far > tolerance:
            keep.add(at)
            spans += [(first, at), (at, last)]
    return [line[at] for at in sorted(keep)]


def to_piece(point: Point, start: Point, end: Point) -> float:
    """From a point to a straight piece."""
    along = (end[0] - start[0], end[1] - start[1])
    length = along[0] ** 2 + along[1] ** 2
    offset = (point[0] - start[0], point[1] - start[1])
    share = max(0.0, min(1.0, (offset[0] * along[0] + offset[1] * along[1]) / length)) if length else 0.0
    return float(((offset[0] - share * along[0]) ** 2 + (offset[1] - share * along[1]) ** 2) ** 0.5)
