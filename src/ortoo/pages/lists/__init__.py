"""The one list of the house: columns, filters that are addresses, keyset pages, and the same rows as CSV and XLSX."""

from ortoo.pages.lists.columns import Column
from ortoo.pages.lists.filters import Choice, Search
from ortoo.pages.lists.page import ListPage

__all__ = ["Choice", "Column", "ListPage", "Search"]
