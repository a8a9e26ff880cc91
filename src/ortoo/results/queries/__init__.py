"""Reads of results that operations, pages and the journey share."""

from ortoo.results.queries.editions import (
    approved_editions,
    edition_named,
    latest_edition,
    overdue_series,
    waiting_editions,
)
from ortoo.results.queries.measures import how_many_linked, measures_behind
from ortoo.results.queries.pictures import IndicatorRow, Picture, indicator_rows, picture_of

__all__ = [
    "IndicatorRow",
    "Picture",
    "approved_editions",
    "edition_named",
    "how_many_linked",
    "indicator_rows",
    "latest_edition",
    "measures_behind",
    "overdue_series",
    "picture_of",
    "waiting_editions",
]
