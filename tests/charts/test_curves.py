"""Curves and heaps: what is drawn where, and that both sizes say the same."""

from __future__ import annotations

from ortoo.charts import curves, heaps
from ortoo.charts.curves import Curve, Drawn, Words

WORDS = Words(
    "Who chose what", "Half of them", "Fifths", "Share", lambda x: f"{x:.0f}", lambda y: f"{y:.1f}", "The cut"
)


def test_the_strong_line_is_drawn_last_and_each_end_has_its_label() -> None:
    drawn = Drawn([Curve("B", [(1, 0.2), (2, 0.9)], strong=True), Curve("C", [(1, 0.5), (2, 0.9)])], low=0, high=1)
    found = str(curves.wide(drawn, WORDS))
    assert found.index("c-lead") < found.index("c-obs")
    assert (found.count('class="c-dot"'), found.count("c-ring--thin")) == (2, 2)
    assert ">B</text>" in found
    assert ">C</text>" in found
    assert '<title id="curves-t">Who chose what</title>' in found


def test_band_and_cut() -> None:
    drawn = Drawn([Curve("", [(0, 0), (10, 10)], strong=True)], band=[(0, -1, 1), (10, 9, 11)], cut=5)
    for found in (str(curves.wide(drawn, WORDS)), str(curves.narrow(drawn, WORDS))):
        assert found.count("c-reach") == 1
        assert "The cut" in found


def test_a_flat_line_is_drawn_too() -> None:
    assert "c-obs" in curves.wide(Drawn([Curve("", [(0, 2), (3, 2)], strong=True)]), WORDS)


def test_words_are_escaped() -> None:
    assert "<b>" not in curves.wide(Drawn([Curve("<b>", [(0, 1), (1, 2)], strong=True)]), WORDS)


def test_a_bar_a_score() -> None:
    words = heaps.Words("Points", "Most have one", "Points", "Persons", str)
    for found in (str(heaps.wide([0, 5, 2], words)), str(heaps.narrow([0, 5, 2], words))):
        assert found.count('class="c-bar"') == 3
    assert "Most have one" in heaps.wide([0, 5, 2], words)
    assert heaps.wide([0, 0], words)
