"""How far forms lie apart, drawn beside what chance gives."""

from __future__ import annotations

import re

from ortoo.charts.nearness import Row, drawing, key


def widths(svg: str) -> list[float]:
    return [float(found) for found in re.findall(r'<rect x="0" y="[\d.]+" width="([\d.]+)"', svg)]


def test_two_bars_stand_for_each_measure_and_the_longer_one_fills_the_room() -> None:
    svg = drawing([Row("Score", 0.5, 2.0, "0.50", "2.00"), Row("At 0", 0.2, 0.1, "20 %", "10 %")], "Apart", "Near")
    assert widths(svg) == [55.5, 222, 222, 111]
    assert svg.count("<text") == 6
    assert '<title id="nearness-t">Apart</title><desc id="nearness-d">Near</desc>' in svg


def test_forms_that_are_alike_still_have_a_bar() -> None:
    assert widths(drawing([Row("Score", 0.0, 0.0, "0", "0")], "Apart", "Near")) == [1.5, 1.5]


def test_words_are_escaped_and_marks_of_the_key_say_nothing() -> None:
    svg = drawing([Row("<b>", 1, 1, "<", ">")], "<t>", "<d>")
    assert "<b>" not in svg
    assert "&lt;t&gt;" in svg
    assert 'aria-hidden="true"' in key("ours")
    assert key("ours") != key("drawn")
