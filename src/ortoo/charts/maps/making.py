"""Outlines made at the build: what a programme names in its outlines.toml, projected and thinned, one file a country.

A file holds whole numbers on a plane GRID units wide; `outlines` says what is in it.
"""

from __future__ import annotations

import json
import shutil
import tempfile
import tomllib
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from ortoo.charts.maps.projection import RADIUS_KM, fitting
from ortoo.charts.maps.topology import Line, Point, arcs_of, joined, rings_of, thinned, to_piece

GRID = 4000
FINE, COARSE = 5, 14
"""What may be left out, in units of the grid: half a unit of the largest drawing, one of the smallest."""
SMALLEST = 14 * 14
"""Square units of an island that is still drawn."""
LABEL_SHAPE = 2.6
"""A label is about so many times wider than high."""
CELLS = 36
LAND = 50


def make_outlines(programmes: Path, packages: Path, target: Path) -> None:
    """Every country of every programme below `programmes`, and its package's licence, into the folder `target`."""
    fresh = Path(tempfile.mkdtemp(dir=target.parent, prefix=f"{target.name}."))
    for named in sorted(programmes.glob("*/outlines.toml")):
        for country, asked in tomllib.loads(named.read_text("utf-8")).items():
            package = packages / asked["package"]
            topology = json.loads((package / asked["file"]).read_text("utf-8"))
            made = json.dumps(outline(topology, asked), separators=(",", ":"))
            (fresh / f"{country}.json").write_text(made, "utf-8")
            shutil.copyfile(package / "LICENSE", fresh / f"{asked['package']}.txt")
    shutil.rmtree(target, ignore_errors=True)
    fresh.chmod(0o755)
    fresh.rename(target)


def outline(topology: Mapping[str, Any], asked: Mapping[str, Any]) -> dict[str, Any]:
    """`asked`: `codes` (the package's id -> code of a region; none: outlines without codes) and `leave_out` (ids)."""
    (collection,) = topology["objects"].values()
    drawn = [one for one in collection["geometries"] if one["id"] not in asked.get("leave_out", ())]
    arcs = arcs_of(topology)
    used = {index if index >= 0 else ~index for one in drawn for ring in rings_of(one) for index in ring}
    albers = fitting(place for index in used for place in arcs[index])
    plane = [[albers.plane(place) for place in arc] for arc in arcs]
    seen = [point for index in used for point in plane[index]]
    left, top = min(x for x, _ in seen), min(y for _, y in seen)
    scale = GRID / (max(x for x, _ in seen) - left)
    grid = [[((x - left) * scale, (y - top) * scale) for x, y in arc] for arc in plane]
    fine, coarse = ([thinned(arc, tolerance) for arc in grid] for tolerance in (FINE, COARSE))
    codes = asked.get("codes")
    return {
        "projection": [*albers, left, top, scale],
        "width": GRID,
        "km": RADIUS_KM / scale,
        "land": land([ring for one in drawn for ring in _rings(one, coarse)]),
        "height": round((max(y for _, y in seen) - top) * scale),
        "areas": [
            {
                "code": codes[one["id"]] if codes else "",
                "fine": _rings(one, fine),
                "coarse": _rings(one, coarse),
                "label": label_place(_rings(one, fine)),
            }
            for one in drawn
        ],
    }


def _rings(geometry: Mapping[str, Any], arcs: Sequence[Line]) -> list[list[list[int]]]:
    """Whole numbers, without islets; the largest ring always stays."""
    found = sorted((joined(ring, arcs) for ring in rings_of(geometry)), key=size, reverse=True)
    return [
        [[round(x), round(y)] for x, y in ring] for at, ring in enumerate(found) if at == 0 or size(ring) >= SMALLEST
    ]


def land(rings: Sequence[Sequence[Sequence[int]]]) -> list[str]:
    """The plane in squares LAND units wide, a row a string: "1" where the middle of a square is on land."""
    rows = range(0, max(y for ring in rings for _, y in ring) + 1, LAND)
    middle = LAND / 2
    return [
        "".join("1" if inside_one((x + middle, y + middle), rings) else "0" for x in range(0, GRID, LAND)) for y in rows
    ]


def size(ring: Sequence[Sequence[float]]) -> float:
    """Square units, by the shoelace."""
    pairs = zip(ring, [*ring[1:], *ring[:1]], strict=True)
    return abs(sum(x * next_y - next_x * y for (x, y), (next_x, next_y) in pairs)) / 2


def label_place(rings: Sequence[Sequence[Sequence[int]]]) -> list[int]:
    """x and y with most room for words, which are LABEL_SHAPE times wider than high."""
    across = [x for x, _ in rings[0]]
    up = [y for _, y in rings[0]]
    width, height = max(across) - min(across), max(up) - min(up)
    best: tuple[float, Point] = (-1.0, (min(across), min(up)))
    for column in range(1, CELLS):
        for row in range(1, CELLS):
            point = (min(across) + width * column / CELLS, min(up) + height * row / CELLS)
            if inside(point, rings):
                best = max(best, (_room(point, rings), point))
    return [round(best[1][0]), round(best[1][1])]


def inside(point: Point, rings: Sequence[Sequence[Sequence[float]]]) -> bool:
    """Even-odd: within an outer ring and in no hole."""
    x, y = point
    crossed = False
    for ring in rings:
        for (ax, ay), (bx, by) in zip(ring, [*ring[1:], *ring[:1]], strict=True):
            if (ay > y) != (by > y) and x < (bx - ax) * (y - ay) / (by - ay) + ax:
                crossed = not crossed
    return crossed


def inside_one(point: Point, rings: Sequence[Sequence[Sequence[float]]]) -> bool:
    """In any of the rings, which may share borders or lie in each other."""
    return any(inside(point, [ring]) for ring in rings)


def _room(point: Point, rings: Sequence[Sequence[Sequence[float]]]) -> float:
    """To the nearest border, where a step across counts less than one up or down."""
    flat = [[(x / LABEL_SHAPE, float(y)) for x, y in ring] for ring in rings]
    here = (point[0] / LABEL_SHAPE, point[1])
    return min(to_piece(here, a, b) for ring in flat for a, b in zip(ring, [*ring[1:], *ring[:1]], strict=True))
