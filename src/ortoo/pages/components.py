"""The small things that pages are made of: values in, drawn by the templates of this folder."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from django.utils.functional import Promise
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import pgettext_lazy

Text = str | Promise
State = Literal["done", "half", "waits", "late", "none"]
"""done: filled round. half: in progress. waits: for somebody. late: late, refused or failed. none: not started."""


@dataclass(frozen=True)
class Tag:
    """A state: a word, a shape and a colour. `quiet` leaves out the ground, for long columns of equal states."""

    state: State
    label: Text
    quiet: bool = False

    def __str__(self) -> str:
        return str(self.label)


def tag_markup(tag: Tag) -> SafeString:
    """The tag as it is drawn."""
    quiet = " tag--quiet" if tag.quiet else ""
    return format_html('<span class="tag tag--{}{}">{}</span>', tag.state, SafeString(quiet), tag.label)


WAITS_FOR_YOU = Tag("waits", pgettext_lazy("step", "Waits for you"))
"""The state of whatever stands in a list of what waits for the reader."""


@dataclass(frozen=True)
class Act:
    """Something one can do from a page: a link drawn as a button. At most one `main` on a page."""

    label: Text
    address: str
    main: bool = False


@dataclass(frozen=True)
class Figure:
    """A number of the figures row, already written in the page's language."""

    label: Text
    value: Text
    note: Text = ""


@dataclass(frozen=True)
class Fact:
    """One row of a detail page. `address` links the value, `change` leads to where it is changed."""

    label: Text
    value: object
    note: Text = ""
    address: str | None = None
    change: str | None = None


@dataclass(frozen=True)
class Task:
    """Something that waits: what, where from, until when, and its state."""

    what: Text
    address: str
    tag: Tag
    origin: Text = ""
    due: date | None = None


def by_due(tasks: Sequence[Task]) -> list[Task]:
    """Sorted as a task list is read: the earliest due date first, those without one last."""
    return sorted(tasks, key=lambda task: task.due or date.max)


@dataclass(frozen=True)
class NextStep:
    """What an empty or stopped page says: one sentence, and one thing to do about it (where there is one)."""

    sentence: Text
    label: Text = ""
    address: str | None = None


@dataclass(frozen=True)
class Count:
    """What one station counts: `number` of `label` ("officials on the register"), and a `small` remark under its name.

    `big` writes the number large above the rope. A station that is not open yet has no number.
    """

    station: str
    number: int | None = None
    label: Text = ""
    small: Text = ""
    big: bool = False


@dataclass(frozen=True)
class Passed:
    """One thing that happened on the road: at which station (its name), when, and in one sentence what."""

    station: Text
    sentence: Text
    at: date | None = None
    address: str | None = None
