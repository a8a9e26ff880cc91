"""The timetable: what is drawn where, worked by hand; every drawing whole, named and inside its frame."""

from __future__ import annotations

import re
from xml.etree import ElementTree

from hypothesis import given
from hypothesis import strategies as some

from ortoo.charts.agenda import GROUNDS, Block, Column, Ride, wide
from ortoo.charts.lettering import width, wrapped

MONDAY = Column(
    "8", "Mon", "Wanju",
    [Block(600, 720, "lecture", "10:00", "10:00–12:00", "State strategy", "Lecture, LOGODI"),
     Block(840, 870, "visit", "14:00", "14:00–14:30", "Smart <city>")],
    [Ride(750, 840, "Coach 75–90 min", "75–90 min", "76 km")],
    "Night: Wanju",
)  # fmt: skip


def test_a_minute_is_a_unit_and_an_hour_a_line() -> None:
    """One column from 60 to 1056; the scale goes from 10:00 at 52 to 15:00 at 352."""
    drawn = wide([MONDAY], "Agenda", "8: two stops.")
    assert 'viewBox="0 0 1056 386"' in drawn
    assert '<rect x="60" y="53" width="996" height="118" rx="4" class="ag-l"/>' in drawn
    assert '<path d="M71 202V287" class="ag-cord"/><circle cx="71" cy="287" r="4" class="ag-knot"/>' in drawn
    assert '<text x="0" y="56.5" class="c-t">10:00</text>' in drawn
    assert "M60 52H1056M60 112H1056" in drawn
    assert '<title id="agenda-t">Agenda</title><desc id="agenda-d">8: two stops.</desc>' in drawn
    assert "Smart &lt;city&gt;" in drawn


def test_a_short_stop_has_its_start_beside_its_title() -> None:
    drawn = wide([MONDAY], "", "")
    assert "14:00–14:30" not in drawn
    assert ">14:00</text>" in drawn


def test_a_title_is_cut_where_it_does_not_fit() -> None:
    long = Block(600, 645, "workshop", "10:00", "10:00–10:45", "Монгол улсын урт хугацааны хөгжлийн бодлого " * 3)
    drawn = wide([Column("8", "Да", "", [long])] * 5, "", "")
    assert "…</text>" in drawn


texts = some.text(alphabet="аөүЖ mW.가힣<", max_size=60)
minutes = some.integers(0, 1500)


@given(texts, some.floats(20, 400), some.integers(0, 4))
def test_lines_fit_and_lose_nothing_but_at_their_end(text: str, room: float, lines: int) -> None:
    found = wrapped(text, room, 15, lines, bold=True)
    assert len(found) <= lines
    assert all(width(line, 15, bold=True) <= room for line in found if len(line) > 1)
    joined, whole = "".join(found).replace(" ", ""), "".join(text.split())
    assert joined == whole or (not lines and not joined) or (joined[-1] == "…" and whole.startswith(joined[:-1]))


@given(
    some.lists(
        some.builds(
            Column, some.just("12"), texts, texts,
            some.lists(some.builds(
                lambda start, long, kind, title: Block(start, start + long, kind, "10:00", "10:00–11:00", title, title),
                minutes, some.integers(5, 300), some.sampled_from(sorted(GROUNDS)), texts), max_size=4),
            some.lists(some.builds(lambda start, long, label: Ride(start, start + long, label, label, label), minutes,
                                   some.integers(1, 300), texts), max_size=3),
            texts,
        ), min_size=1, max_size=6,
    )
)  # fmt: skip
def test_every_drawing_is_whole_and_inside(columns: list[Column]) -> None:
    drawn = wide(columns, "t", "f")
    ElementTree.fromstring(drawn)
    found = re.search(r'viewBox="0 0 1056 (\d+)"', drawn)
    assert found is not None
    assert all(0 <= float(x) <= 1056 for x in re.findall(r' c?x="(-?[\d.]+)"', drawn))
    assert all(0 <= float(y) <= float(found[1]) + 8 for y in re.findall(r' c?y="(-?[\d.]+)"', drawn))
    assert "style=" not in drawn
