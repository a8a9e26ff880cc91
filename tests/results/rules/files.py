"""Indicators as files say them."""

from __future__ import annotations

import json
from typing import Any

from ortoo.results.rules.indicator.reading import indicator_from_json
from ortoo.results.rules.indicator.stand import stand


def of(**changed: Any) -> dict[str, Any]:
    """The example of COMMANDS.md, with some keys changed; a key of None is left out."""
    example: dict[str, Any] = {
        "code": "WGI.GE",
        "range": [0, 100],
        "base": {"year": 2018, "value": "45.7"},
        "vintage": "2024-11",
        "targets": [{"year": 2025, "op": ">=", "value": "54.3"}, {"year": 2030, "value": "71.9"}],
        "observations": [{"year": 2023, "value": "33.96227", "vintage": "2024-11"}],
        "breaks": [],
        "as_of": None,
    }
    given = {**example, **changed}
    return {key: value for key, value in given.items() if value is not ...}


def said(**changed: Any) -> dict[str, Any]:
    """What the rules answer to `of(…)`."""
    return stand(indicator_from_json(json.dumps(of(**changed)))).as_json()


def seen(vintage: str = "2024-11", **by_year: Any) -> list[dict[str, Any]]:
    """Observations of one vintage, as y2018="0.767"."""
    return [{"year": int(year[1:]), "value": value, "vintage": vintage} for year, value in by_year.items()]
