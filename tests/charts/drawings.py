"""What every drawing is held to: whole XML, no style, everything inside its frame, no text too small."""

from __future__ import annotations

import re
from xml.etree import ElementTree

from ortoo.charts.lettering import Box, width

NUMBER = r"-?\d+(?:\.\d+)?"


def frame(drawn: str) -> tuple[float, float]:
    found = re.search(rf'viewBox="0 0 ({NUMBER}) ({NUMBER})"', drawn)
    assert found, drawn[:200]
    return float(found[1]), float(found[2])


def is_honest(drawn: str) -> None:
    """Whole, without style, marks and words inside the frame; a name and a finding unless it is an ornament."""
    tree = ElementTree.fromstring(drawn)
    right, bottom = frame(drawn)
    assert "style=" not in drawn
    assert all(0 <= float(x) <= right for x in re.findall(rf' c?x="({NUMBER})"', drawn))
    assert all(0 <= float(y) <= bottom for y in re.findall(rf' c?y="({NUMBER})"', drawn))
    for box in words(drawn):
        assert box.left >= -0.5, box
        assert box.right <= right + 0.5, box
        assert box.top >= -1, box
        assert box.bottom <= bottom + 1, box
    if tree.get("role") == "img":
        assert [part.tag for part in tree[:2]] == ["title", "desc"]
    else:
        assert tree.get("aria-hidden") == "true"


def words(drawn: str) -> list[Box]:
    """What each text covers, at 13 units: the least that a drawing has."""
    found = []
    for text in ElementTree.fromstring(drawn).iter("text"):
        x, y, wide = float(text.get("x", "")), float(text.get("y", "")), width(text.text or "", 12)
        left = {"middle": x - wide / 2, "end": x - wide}.get(text.get("text-anchor", ""), x)
        found.append(Box(left, y - 10, left + wide, y + 2))
    return found


def texts(drawn: str) -> list[str]:
    return [text.text or "" for text in ElementTree.fromstring(drawn).iter("text")]


def lie_apart(drawn: str) -> bool:
    """No words upon others."""
    boxes = words(drawn)
    return not any(one.meets(other) for at, one in enumerate(boxes) for other in boxes[at + 1 :])
