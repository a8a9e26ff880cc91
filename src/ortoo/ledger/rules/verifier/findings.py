"""The two ways in which a check ends early, and how foreign JSON is read."""

from __future__ import annotations

import csv
import json
from typing import Any, NoReturn

Entry = dict[str, Any]


class Malformed(Exception):
    """The file is not an export at all, or cannot be read as one."""


class Failed(Exception):
    """The file is an export, and something in it does not hold."""


def must(holds: bool, otherwise: str) -> None:
    if not holds:
        raise Failed(otherwise)


SHAPELESS = (KeyError, TypeError, AttributeError, ValueError, RecursionError, csv.Error)
"""What reading foreign JSON as one of our kinds can raise."""


def read_json(line: bytes) -> Entry:
    """One object. ValueError for floats, and for a key that is there twice: two readers could read two things."""
    return json.loads(line, object_pairs_hook=_once, parse_float=_no_float, parse_constant=_no_float)


def _once(pairs: list[tuple[str, Any]]) -> Entry:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError("a key is there twice")
    return found


def _no_float(text: str) -> NoReturn:
    raise ValueError(f"{text} is not an integer")
