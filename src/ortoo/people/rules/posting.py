"""What a stated post does to the post on the register: nothing, the first one, or a move."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import Enum

from ortoo.multilingual.refusals import Refusal


@dataclass(frozen=True, slots=True)
class Post:
    """One post from a day on; organization and region as codes."""

    organization: str
    region: str
    title: str
    rank_class: str
    level: str
    since: date


class Step(Enum):
    NOTHING = "nothing"
    FIRST = "first"
    MOVE = "move"


def step_to(wanted: Post, held: Post | None, left_on: date | None = None) -> Step:
    """`held` is the latest post on the register; it ended on `left_on`, or goes on where that is None.

    A post that differs in anything begins later than the one it follows; otherwise two posts would hold on one day,
    or the past would be rewritten.
    """
    if held is None:
        return Step.FIRST
    if wanted == held:
        return Step.NOTHING
    if wanted.since <= held.since or (left_on is not None and wanted.since < left_on):
        raise Refusal("people.post_not_later", since=left_on or held.since, organization=held.organization)
    return Step.MOVE
