"""Indicators as files say them."""

from __future__ import annotations

import json
from typing import Any

from ortoo.results.rules.indicator.reading import indicator_from_json
from ortoo.results.rules.indicator.stand import stand

GE = [
    (1996, "42.62295"), (1998, "46.99454"), (2000, "45.90164"), (2002, "52.97297"), (2003, "49.72973"),
    (2004, "45.27363"), (2005, "43.62745"), (2006, "37.56097"), (2007, "35.43689"), (2008, "36.8932"),
    (2009, "31.10048"), (2010, "36.36364"), (2011, "34.12322"), (2012, "31.75356"), (2013, "35.07109"),
    (2014, "37.5"), (2015, "35.71429"), (2016, "48.57143"), (2017, "41.42857"), (2018, "44.76191"),
    (2019, "41.42857"), (2020, "37.14286"), (2021, "33.33333"), (2022, "34.90566"), (2023, "33.96227"),
]  # fmt: skip
GE_SERIES = [{"year": year, "value": value, "vintage": "2024-11"} for year, value in GE]
"""Government effectiveness as the edition of November 2024 prints it."""


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
