"""Where invented officials work, and what they are called: read from the programme that is shipped as the example."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from datetime import date
from functools import cache
from importlib import resources

from ortoo.site.demonstration.officials import CAPITAL_OF_LOCAL, GivenName, Office

PROGRAMME = "mongolia"
CAPITAL = "MN-1"
CENTRAL_KINDS = ("ministry", "agency", "cabinet-secretariat", "central-body", "academy")
LOCAL_KINDS = ("aimag", "district", "capital")


def shipped(name: str) -> bytes:
    """A file of the example programme, as it is shipped."""
    return (resources.files("ortoo.site") / "programmes" / PROGRAMME / name).read_bytes()


def given_names() -> list[GivenName]:
    return [
        GivenName(row["given_mn"], row["given_latin"], {"male": "man", "female": "woman"}.get(row["gender"], "unisex"),
                  row["use_as_patronymic"] == "yes")
        for row in _rows("names.csv")
    ]  # fmt: skip


def offices(on: date) -> list[Office]:
    """Ministries and agencies in the capital, governors' offices by the number of soums, valid on the day `on`."""
    units = {row["code"]: int(row["units"] or 0) for row in _rows("regions.csv")}
    all_soums = sum(count for code, count in units.items() if not code.startswith(CAPITAL))
    rows = [row for row in _rows("organizations.csv") if row["parent"] not in ("", "KR", "JP") and _valid(row, on)]
    local = [row for row in rows if row["kind"] in LOCAL_KINDS]
    in_capital = sum(row["code"].startswith(CAPITAL) for row in local)
    of_the_capital = round(all_soums * CAPITAL_OF_LOCAL / (1 - CAPITAL_OF_LOCAL) / in_capital)
    governors = [_office(row, _weight(row, units, of_the_capital), row["code"], central=False) for row in local]
    return governors + [_office(row, 1, CAPITAL, central=True) for row in rows if row["kind"] in CENTRAL_KINDS]


@cache
def successors(on: date) -> dict[str, str]:
    """Bodies that ended on or before the day `on`, each with its main successor that exists on that day."""
    rows = {row["code"]: row for row in _rows("organizations.csv")}
    found = {}
    for code, row in rows.items():
        heir = row
        while heir["successors"] and not _valid(heir, on):
            heir = rows[heir["successors"].split(";")[0].strip()]
        if heir is not row:
            found[code] = heir["code"]
    return found


def _weight(row: dict[str, str], units: dict[str, int], of_the_capital: int) -> int:
    return of_the_capital if row["code"].startswith(CAPITAL) else units[row["code"]]


def _office(row: dict[str, str], weight: int, region: str, *, central: bool) -> Office:
    since = date.fromisoformat(row["valid_from"]) if row["valid_from"] else date.min
    return Office(row["code"], region, weight, central, since)


def _valid(row: dict[str, str], on: date) -> bool:
    day = on.isoformat()
    return (not row["valid_from"] or row["valid_from"] <= day) and (not row["valid_to"] or day < row["valid_to"])


def _rows(name: str) -> Iterator[dict[str, str]]:
    return csv.DictReader(io.StringIO(shipped(name).decode("utf-8")))
