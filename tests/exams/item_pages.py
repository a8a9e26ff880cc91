"""Where the pages of one item lie."""

from __future__ import annotations

from ortoo.exams.models import Item, ItemVersion
from tests.exams.test_pages import address


def latest(code: str = "Q1") -> ItemVersion:
    return ItemVersion.objects.filter(item__code=code).latest("number")


def page_of(code: str = "Q1") -> str:
    return address("item", Item.objects.get(code=code).pk)
