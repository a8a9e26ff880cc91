"""Where the chosen come from: their regions beside those of everybody sealed, and two attributes as shares."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import dataclass
from typing import Any

from django.utils.safestring import SafeString
from django.utils.translation import get_language, gettext

from ortoo.charts import shares as drawing
from ortoo.charts.shares import Row
from ortoo.multilingual.numbers import whole
from ortoo.pages.templatetags.ortoo import percent
from ortoo.people.region_map import RegionMap, region_map
from ortoo.selection.models import Round, Run
from ortoo.selection.naming import Naming, naming
from ortoo.selection.queries import places_of
from ortoo.selection.rules.thousandths import share
from ortoo.selection.words import ATTRIBUTES

DRAWN = ("region_group", "sex", "level")


@dataclass(frozen=True)
class Origins:
    """`parts`: of each attribute its title, both drawings and its rows."""

    everybody: int
    chosen: int
    map: RegionMap
    parts: tuple[dict[str, Any], ...]


def origins_of(run: Run) -> Origins:
    """Of the list of `run`; counts alone, which name nobody."""
    counted: dict[str, tuple[Counter[str], Counter[str]]] = {
        name: (Counter(), Counter()) for name in ("region", *DRAWN)
    }
    rows = places_of(run, None).values_list("status", "record__row")
    for status, row in rows.iterator(5000):
        facts = json.loads(row)
        for name, (everybody, chosen) in counted.items():
            everybody[facts[name]] += 1
            chosen[facts[name]] += status == "chosen"
    everybody, chosen = counted["region"]
    title, names = gettext("Where the chosen come from"), naming()
    return Origins(
        everybody.total(), chosen.total(), region_map(title, chosen, everybody),
        tuple(_part(names, name, *counted[name]) for name in DRAWN),
    )  # fmt: skip


def lead_of(round: Round, origins: Origins) -> str:
    language = get_language() or "en"
    said = gettext("%(round)s: %(chosen)s chosen among %(sealed)s sealed records. Counts, which name nobody.")
    return said % {
        "round": round.name, "chosen": whole(origins.chosen, language), "sealed": whole(origins.everybody, language),
    }  # fmt: skip


def keys_of(origins: Origins) -> list[tuple[SafeString, str]]:
    """The marks of the shares, each with its words."""
    language = get_language() or "en"
    sealed = gettext("all sealed records (%(count)s)") % {"count": whole(origins.everybody, language)}
    chosen = gettext("the chosen (%(count)s)") % {"count": whole(origins.chosen, language)}
    return [(drawing.key("all"), sealed), (drawing.key("listed"), chosen)]


def _part(names: Naming, name: str, everybody: Counter[str], chosen: Counter[str]) -> dict[str, Any]:
    wholes = (everybody.total(), chosen.total())
    rows = [
        Row(names.value(name, value), share(count, wholes[0]), share(chosen[value], wholes[1]), None)
        for value, count in everybody.most_common()
    ]
    title = ATTRIBUTES[name]
    return {
        "title": title, "rows": rows, "wide": drawing.wide(rows, str(title), _finding(rows), f"shares-{name}"),
        "narrow": drawing.narrow(rows),
    }  # fmt: skip


def _finding(rows: list[Row]) -> str:
    """The value whose share differs most between everybody and the list."""
    known = [row for row in rows if row.of_all is not None and row.of_listed is not None]
    if not known:
        return gettext("Nothing is known yet.")
    row = max(known, key=lambda one: abs((one.of_listed or 0) - (one.of_all or 0)))
    values = {"label": row.label, "all": percent(row.of_all), "listed": percent(row.of_listed)}
    return gettext("%(label)s: %(all)s of everybody, %(listed)s of the chosen.") % values
