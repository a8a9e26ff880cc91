"""Both drawings: 1056 units wide with words beside the marks, and 288 for a phone, so that 13 stays 13."""

from __future__ import annotations

from django.utils.safestring import SafeString

from ortoo.charts.drawing import ornament, picture, text
from ortoo.charts.indicator import marks
from ortoo.charts.indicator.frame import Frame, value_scale
from ortoo.charts.indicator.story import Story, Words

WIDTH, HEIGHT = 1056, 430
NARROW_WIDTH, NARROW_HEIGHT = 288, 320
RECENT = 19
"""Years before the latest figure that a phone shows."""
SCALE_ROOM = 42
"""For the numbers of the axis."""


def wide(story: Story, words: Words) -> SafeString:
    """With a name and a description for who cannot see it."""
    first = min([story.base[0], *(year for year, _ in story.observed)])
    parts = _parts(story, words, Frame(SCALE_ROOM, WIDTH - 64, 24, HEIGHT - 34, first, _last(story), 0, 1), spread=True)
    return picture(WIDTH, HEIGHT, "indicator wide", words.title, words.finding, parts)


def narrow(story: Story, words: Words) -> SafeString:
    """Stands beside the wide one on the page, so it says nothing to who only listens."""
    seen = [year for year, _ in story.observed]
    latest = max([story.base[0], *seen])
    first = max(min([story.base[0], *seen]), min(latest - RECENT, story.base[0]))
    frame = Frame(SCALE_ROOM, NARROW_WIDTH - 18, 34, NARROW_HEIGHT - 34, first, _last(story), 0, 1)
    return ornament(NARROW_WIDTH, NARROW_HEIGHT, "narrow", _parts(story, words, frame, spread=False))


def _parts(story: Story, words: Words, drawn_on: Frame, *, spread: bool) -> list[str]:
    scale, zoomed = value_scale(story, drawn_on.first)
    frame = Frame(
        drawn_on.left, drawn_on.right, drawn_on.top, drawn_on.bottom, drawn_on.first, drawn_on.last, scale[0], scale[-1]
    )
    parts = [
        *marks.grid(frame, scale, words),
        *marks.years(frame, story, room=46 if spread else 38),
        *marks.asked(frame, story),
        *marks.observed(frame, story),
        *marks.gap(frame, story, words, written=spread),
        *marks.base(frame, story, words, written=spread),
        *marks.targets(frame, story, words, spread=spread),
        *marks.latest_number(frame, story, words),
    ]
    if zoomed:
        parts.append(text(0, 12, words.zoomed(scale[0]), "c-t"))
    return parts


def _last(story: Story) -> int:
    return max(story.targets[-1][0], *(year for year, _ in story.observed), story.base[0] + 1)
