"""Who waits for whom: worked by hand, and no words over others, whatever is drawn."""

from __future__ import annotations

import re
from datetime import date, timedelta
from itertools import combinations

from hypothesis import given, settings
from hypothesis import strategies as st

from ortoo.charts.commitments import HandOver, Lane, Story, Words, key, wide
from ortoo.charts.commitments.labels import Drop, box_of, placed
from ortoo.charts.commitments.story import State
from ortoo.charts.lettering import Box

WORDS = Words("Who waits", "A <binds> B", "12 June, today", lambda day, year: f"{day:%b %Y}" if year else f"{day:%b}")
STATES: tuple[State, ...] = ("done", "late", "to-come")
LANES = [Lane(code, f"Ministry {code}") for code in "ABCDEFG"]
TODAY = date(2026, 6, 12)


def drawn() -> str:
    hand_overs = [
        HandOver("C-1", "First", "A", "B", date(2026, 5, 8), "done", date(2026, 4, 15)),
        HandOver("C-2", "Second", "C", "B", date(2026, 6, 9), "late", date(2026, 6, 9)),
        HandOver("C-3", "Third", "B", "A", date(2026, 7, 10), "to-come"),
        HandOver("C-4", "Fourth", "C", "A", date(2026, 8, 1), "to-come"),
    ]
    return wide(Story(LANES[:3], hand_overs, ["C-2", "C-3"], TODAY), WORDS)


def test_each_state_has_its_marks() -> None:
    picture = drawn()
    counts = {css: picture.count(f'class="{css}"') for css in ("c-late", "delay", "bindc", "gring", "nring", "c-obs")}
    assert counts == {"c-late": 1, "delay": 2, "bindc": 1, "gring": 1, "nring": 1, "c-obs": 1}
    assert "A &lt;binds&gt; B" in picture
    assert "style=" not in picture


def test_the_chain_goes_along_the_lane_of_who_hands_on() -> None:
    """C-2 drops from C to B and goes on along B until C-3 drops to A: four corners, one line."""
    chain = re.search(r'<path d="([^"]+)" class="bindc"/>', drawn())
    assert chain
    assert re.sub(r"[\d. ]+", " ", chain[1]).split() == ["M", "V", "V", "H", "V", "V"]


def test_lanes_are_arranged_so_that_hand_overs_cross_few() -> None:
    between = [HandOver("C", "x", "A", "G", TODAY, "to-come"), HandOver("D", "x", "G", "C", TODAY, "to-come")]
    story = Story(LANES, between, [], TODAY)
    order = [lane.code for lane in story.arranged()]
    assert abs(order.index("A") - order.index("G")) == 1
    assert abs(order.index("G") - order.index("C")) == 1


def test_what_is_long_past_has_no_today() -> None:
    done = [HandOver("C-1", "First", "A", "B", date(2023, 5, 8), "done", date(2023, 4, 15))]
    past, late = Story(LANES[:2], done, [], TODAY), Story(LANES[:2], done, [], date(2023, 7, 7))
    assert (past.is_past, late.is_past) == (True, False)
    assert (past.first, past.last) == (date(2023, 3, 28), date(2023, 5, 20))
    assert ("today" in wide(past, WORDS), 'class="today"' in wide(late, WORDS)) == (False, True)


def test_a_key_is_an_ornament() -> None:
    assert 'aria-hidden="true"' in key("chain")


@given(st.lists(
    st.tuples(st.floats(0, 900), st.lists(st.sampled_from((76.0, 142.0, 208.0)), min_size=1, unique=True),
              st.text("abc де 한", max_size=40)),
    max_size=14,
))  # fmt: skip
def test_no_label_runs_into_another(rows: list[tuple[float, list[float], str]]) -> None:
    drops = [Drop(f"C-{number}", text, x, tuple(gaps)) for number, (x, gaps, text) in enumerate(rows)]
    wall = Box(400, 0, 410, 400)
    found = placed(drops, [wall], 0, 1000)
    boxes = [box_of(code, label) for code, label in found.items()]
    assert all(box.left >= 0 and box.right <= 1000 and not box.meets(wall) for box in boxes)
    assert not any(one.meets(other) for one, other in combinations(boxes, 2))


@st.composite
def stories(draw: st.DrawFn) -> Story:
    lanes = LANES[: draw(st.integers(2, 7))]
    made = []
    for number in range(draw(st.integers(1, 8))):
        giver, receiver = draw(st.permutations([lane.code for lane in lanes]))[:2]
        day = TODAY + timedelta(days=draw(st.integers(-200, 200)))
        state = draw(st.sampled_from(STATES))
        due = day - timedelta(days=draw(st.integers(0, 40))) if state != "to-come" else None
        made.append(HandOver(f"C-{number}", "Some <words>", giver, receiver, day, state, due))
    chain = draw(st.lists(st.sampled_from([one.code for one in made]), unique=True))
    return Story(lanes, made, chain, TODAY)


@settings(max_examples=40, deadline=None)
@given(stories())
def test_everything_is_drawn_inside_the_picture(story: Story) -> None:
    picture = wide(story, WORDS)
    size = re.search(r'viewBox="0 0 (\d+) (\d+)"', picture)
    assert size
    for x, y in re.findall(r'c[xy]?="([\d.-]+)" cy="([\d.-]+)"', picture):
        assert 0 <= float(x) <= int(size[1])
        assert 0 <= float(y) <= int(size[2])
    assert picture.count("<circle") >= len(story.hand_overs)
