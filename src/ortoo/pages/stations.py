"""The names of the eleven stations, said once, and the road as the frame draws it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django.urls import NoReverseMatch, reverse
from django.utils.functional import Promise
from django.utils.translation import pgettext_lazy

from ortoo.relay import STATIONS

STATION_NAMES: dict[str, str | Promise] = {
    "plan": pgettext_lazy("station", "Plan"),
    "people": pgettext_lazy("station", "People"),
    "training": pgettext_lazy("station", "Training"),
    "exams": pgettext_lazy("station", "Exams"),
    "record": pgettext_lazy("station", "Record"),
    "selection": pgettext_lazy("station", "Selection"),
    "permission": pgettext_lazy("station", "Permission"),
    "visits": pgettext_lazy("station", "Visits"),
    "lessons": pgettext_lazy("station", "Lessons"),
    "actions": pgettext_lazy("station", "Actions"),
    "results": pgettext_lazy("station", "Results"),
}


@dataclass(frozen=True)
class Post:
    """One station as drawn on the cord. `address` is None where it is not open to the reader."""

    number: int
    code: str
    name: str | Promise
    address: str | None
    here: bool


def road(current: str | None, opens: Callable[[str], bool]) -> tuple[Post, ...]:
    """The eleven posts in order; `current` is the code of the station the page belongs to, if any.

    `opens(code)`: whether the home of a station is open to the reader.
    """
    return tuple(
        Post(number, name, STATION_NAMES[name], address(f"{name}:home") if opens(name) else None, name == current)
        for number, name in enumerate((station.name for station in STATIONS), start=1)
    )


def address(name: str, *args: object) -> str | None:
    """The address of the view `name`, or None where no such view exists (yet)."""
    try:
        return reverse(name, args=args)
    except NoReverseMatch:
        return None
