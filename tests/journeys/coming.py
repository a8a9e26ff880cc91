"""Who comes to a house in one story: each signs in once, and stays."""

from __future__ import annotations

from collections.abc import Callable

from tests.journeys.conftest import Welcome
from tests.journeys.founding import House
from tests.journeys.visitor import Visitor

Come = Callable[[str], Visitor]
"""Somebody by user name, signed in; "" for the public."""


def remembering(house: House, welcome: Welcome) -> Come:
    """Everybody signs in once."""
    there: dict[str, Visitor] = {}

    def come(username: str) -> Visitor:
        if username not in there:
            there[username] = welcome(house, username)
        return there[username]

    return come
