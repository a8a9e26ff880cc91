"""No letters of a drawing are smaller than 13: on a phone a narrow drawing is shown as large as it is drawn."""

from __future__ import annotations

import re

from tests.house.sources import ROOT

STYLES = ROOT / "src/ortoo/pages/styles"
DRAWN = re.compile(r"^\s*((?:\.[\w-]+(?:, )?)+) \{[^}]*font-size: ([\d.]+)px[^}]*fill:", re.MULTILINE)


def test_every_class_of_letters_in_a_drawing_has_thirteen_or_more() -> None:
    sizes = {
        name: float(size)
        for sheet in sorted(STYLES.glob("_*.scss"))
        for name, size in DRAWN.findall(sheet.read_text("utf-8"))
    }
    assert {".c-t", ".c-b", ".map-name", ".ag-ride"} <= set(sizes)
    assert {name: size for name, size in sizes.items() if size < 13} == {}
