"""Numbers by region: the drawing and the rows say the same; a country without an outline has its rows alone."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.utils.translation import override

from ortoo.people.region_map import Row, region_map
from tests.cast import academy_manager
from tests.charts.drawings import texts
from tests.people.files import REGIONS, register, take
from tests.people.test_pages import page

pytestmark = pytest.mark.django_db


@pytest.fixture
def regions() -> Iterator[None]:
    take("regions", REGIONS, academy_manager())
    with override("en"):
        yield


def test_a_district_counts_with_the_region_it_lies_in(regions: None) -> None:
    found = region_map("Officials", {"MN-1": 3, "MN-1-SBD": 4, "MN-049": 1})
    assert found.rows == (Row("MN-1", "Ulaanbaatar", 7, None), Row("MN-049", "Selenge", 1, None))
    assert found.finding == "Most are from Ulaanbaatar: 7 of 8. Every region has somebody."


def test_the_drawing_holds_the_numbers_of_the_rows(regions: None) -> None:
    found = region_map("Chosen", {"MN-049": 2, "": 1}, {"MN-049": 5, "MN-1": 1200, "": 1})
    assert found.rows == (
        Row("MN-049", "Selenge", 2, 5), Row("", "No region", 1, 1), Row("MN-1", "Ulaanbaatar", 0, 1200),
    )  # fmt: skip
    assert sorted(texts(found.wide)) == ["0 of 1,200", "2 of 5", "Selenge", "Ulaanbaatar"]
    assert sorted(texts(found.narrow)) == ["0", "2"]
    assert found.finding == "Most are from Selenge: 2 of 3. Regions without anybody: 1."


def test_without_an_outline_the_rows_stand_alone(regions: None, settings: Any, tmp_path: Path) -> None:
    settings.OUTLINES = tmp_path
    found = region_map("Officials", {"MN-1": 3})
    assert (found.wide, found.narrow) == ("", "")
    assert found.rows[0] == Row("MN-1", "Ulaanbaatar", 3, None)


def test_nobody_and_no_region() -> None:
    with override("en"):
        found = region_map("Officials", {})
    assert (found.rows, found.finding) == ((), "Nobody is counted yet.")


def test_the_register_shows_map_and_table(settings: Any, tmp_path: Path) -> None:
    register(academy_manager())
    shown = page(None, "")
    assert ('class="map wide"' in shown, 'class="map narrow"' in shown) == (True, True)
    assert "The regions as a table" in shown
    settings.OUTLINES = tmp_path
    assert "<details open" in page(None, "") or 'class="more" open' in page(None, "")
