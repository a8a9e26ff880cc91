"""Counts by region as a map and the same as rows. A country without an outline has the rows alone."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.conf import settings
from django.utils.safestring import SafeString
from django.utils.translation import get_language, gettext

from ortoo.charts.maps.outlines import outline_of
from ortoo.charts.maps.regions import Region as Drawn
from ortoo.charts.maps.regions import narrow, wide
from ortoo.multilingual.numbers import whole
from ortoo.people.models import Region


@dataclass(frozen=True)
class Row:
    """`of`: how many the count is part of; None where it is the whole."""

    code: str
    name: str
    count: int
    of: int | None


@dataclass(frozen=True)
class RegionMap:
    """Both drawings, empty where no outline is known, and the rows, most first."""

    wide: SafeString
    narrow: SafeString
    finding: str
    rows: tuple[Row, ...]


def region_map(title: str, counts: Mapping[str, int], of: Mapping[str, int] | None = None) -> RegionMap:
    """`counts` and `of` by code of a region, its own or that of one within it; "" for none. One query."""
    regions = list(Region.objects.select_related("parent"))
    above = {region.code: (region.parent or region).code for region in regions}
    summed = _summed(counts, above)
    wholes = None if of is None else _summed(of, above)
    rows = [
        Row(
            region.code, region.name, summed.get(region.code, 0), None if wholes is None else wholes.get(region.code, 0)
        )
        for region in regions
        if region.parent_id is None
    ]
    if "" in summed or "" in (wholes or {}):
        rows.append(Row("", gettext("No region"), summed.get("", 0), None if wholes is None else wholes.get("", 0)))
    rows.sort(key=lambda row: (-row.count, -(row.of or 0), row.code))
    finding = _finding(rows)
    outline = outline_of(min(above), settings.OUTLINES) if above else None
    if outline is None:
        return RegionMap(SafeString(), SafeString(), finding, tuple(rows))
    drawn = {row.code: _drawn(row) for row in rows}
    return RegionMap(wide(outline, drawn, title, finding), narrow(outline, drawn), finding, tuple(rows))


def _summed(counts: Mapping[str, int], above: Mapping[str, str]) -> dict[str, int]:
    found: dict[str, int] = {}
    for code, count in counts.items():
        top = above.get(code, "")
        found[top] = found.get(top, 0) + count
    return found


def _drawn(row: Row) -> Drawn:
    language = get_language() or "en"
    count = whole(row.count, language)
    if row.of is None:
        return Drawn(row.name, row.count, count, count)
    said = gettext("%(count)s of %(all)s") % {"count": count, "all": whole(row.of, language)}
    return Drawn(row.name, row.count, said, count)


def _finding(rows: list[Row]) -> str:
    """Where most are, and how many regions have none."""
    total = sum(row.count for row in rows)
    if not total:
        return gettext("Nobody is counted yet.")
    language = get_language() or "en"
    values = {"region": rows[0].name, "count": whole(rows[0].count, language), "total": whole(total, language)}
    said = gettext("Most are from %(region)s: %(count)s of %(total)s.") % values
    without = sum(1 for row in rows if not row.count)
    if not without:
        return " ".join((said, gettext("Every region has somebody.")))
    return " ".join((said, gettext("Regions without anybody: %(count)s.") % {"count": whole(without, language)}))
