"""A second reading of COMMANDS.md, written from its sentences alone, on plain dictionaries and floats."""

from __future__ import annotations

from typing import Any


def answer(given: dict[str, Any]) -> dict[str, Any]:
    """What `ortoo indicator` says of a file without breaks whose figures fit their range; values as numbers."""
    own = sorted((o["year"], o["value"]) for o in given["observations"] if o["vintage"] == given["vintage"])
    if given.get("as_of"):
        own = [one for one in own if one[0] <= given["as_of"]]
    base_year, printed = given["base"]["year"], given["base"]["value"]
    targets = sorted((t["year"], t["value"]) for t in given["targets"])
    end = targets[-1][1]
    wanted = None if end == printed else "higher" if end > printed else "lower"
    line = interpolated([(base_year, printed), *targets])
    year, value = own[-1]
    return {
        "direction": wanted,
        "progress": {str(when): share(given, own, when, aim) for when, aim in targets},
        "path": {str(when): line[when] for when in line},
        "gap": value - line[year] if year in line else None,
        "required_per_year": {str(when): (aim - value) / (when - year) for when, aim in targets if when > year},
        "pace": pace(own, line, wanted),
    }


def interpolated(points: list[tuple[int, float]]) -> dict[int, float]:
    found = {}
    for year in range(points[0][0], points[-1][0] + 1):
        left = max(point for point in points if point[0] <= year)
        right = min(point for point in points if point[0] >= year)
        weight = 0 if left == right else (year - left[0]) / (right[0] - left[0])
        found[year] = (1 - weight) * left[1] + weight * right[1]
    return found


def share(given: dict[str, Any], own: list[tuple[int, float]], when: int, aim: float) -> float | None:
    start = printed = given["base"]["value"]
    if given["base"].get("vintage", given["vintage"]) != given["vintage"]:
        if given["base"]["year"] not in dict(own):
            return None
        start = dict(own)[given["base"]["year"]]
    seen = [value for year, value in own if given["base"]["year"] <= year <= when]
    if not seen or aim in (start, printed) or (aim > start) != (aim > printed):
        return None
    return (seen[-1] - start) / (aim - start)


def pace(own: list[tuple[int, float]], line: dict[int, float], wanted: str | None) -> str | None:
    year, value = own[-1]
    if year not in line or wanted is None:
        return None
    turn = 1 if wanted == "higher" else -1
    if turn * value >= turn * line[year]:
        return "on"
    moved = len(own) > 1 and turn * value > turn * own[-2][1]
    return "behind-moving" if moved else "behind-still"
