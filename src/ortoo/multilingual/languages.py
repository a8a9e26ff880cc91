"""What is known of each language: its numbers, dates and names, kept as data in `data/<code>.json`."""

from __future__ import annotations

import json
from functools import cache
from importlib import resources
from typing import Any


@cache
def language_data(code: str) -> dict[str, Any]:
    """The data of a language, by its code. FileNotFoundError for a language without data: a bug of ours."""
    source = resources.files("ortoo.multilingual") / "data" / f"{code}.json"
    return json.loads(source.read_text("utf-8"))
