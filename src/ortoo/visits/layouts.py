"""The columns of files of venues and of the ways between them. Their words are in data."""

from __future__ import annotations

import tomllib
from importlib import resources

from ortoo.people.cells import Code
from ortoo.people.layouts import BASIS
from ortoo.spreadsheets.cells import Date, Text, Whole
from ortoo.spreadsheets.layout import layout_in_words
from ortoo.visits.cells import Decimal

WORDS = tomllib.loads((resources.files("ortoo.visits") / "data" / "columns.toml").read_text("utf-8"))
HALF_THE_EARTH_KM = 20_040


VENUES = layout_in_words(
    "venues",
    WORDS["venues"],
    {"code": Code(20), "latitude": Decimal(-90, 90), "longitude": Decimal(-180, 180), "country": Code(2)},
    {
        **{f"name_{language}": Text(250) for language in ("mn", "en", "ko")},
        "address": Text(200),
        **{f"town_{language}": Text(60) for language in ("mn", "en", "ko")},
        "tolerance_km": Decimal(0, 1_000),
        "organization": Code(30),
        "valid_from": Date(),
        "valid_to": Date(),
        "basis": BASIS,
        "address_basis": BASIS,
        "note": Text(500),
    },
)

LEGS = layout_in_words(
    "legs",
    WORDS["legs"],
    {
        "start": Code(20),
        "end": Code(20),
        "minutes_low": Whole(1, 10_000),
        "minutes_high": Whole(1, 10_000),
        "mode": Text(20),
    },
    {"straight_km": Decimal(0, HALF_THE_EARTH_KM), "basis": BASIS, "source": Text(300), "note": Text(300)},
)
