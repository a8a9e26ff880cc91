"""Every page that the crawl finds, for every sign-in, in three languages and two sizes. A long run: make campaign."""

from __future__ import annotations

import pytest

from tests.accessibility.conftest import Reader
from tests.accessibility.examining import SEMANTICS, TOO_WIDE, be_told_of_breaches, told, violations
from tests.accessibility.sample import DESKTOP, LANGUAGES, PHONE, Shown, open_page
from tests.crawling import Found, crawl, ready_sign_ins
from tests.journeys.founding import House

SIGN_INS = 20
"""Of the demonstration; a test compares."""


def test_every_sign_in_is_walked(demonstration: House) -> None:
    assert len(ready_sign_ins(demonstration.address)) == SIGN_INS


@pytest.mark.campaign
@pytest.mark.parametrize("number", range(-1, SIGN_INS))
def test_every_page(demonstration: House, reader: Reader, number: int) -> None:
    """`number` of a ready sign-in, or -1 for the public."""
    username = ready_sign_ins(demonstration.address)[number] if number >= 0 else ""
    visitor = reader(username)
    be_told_of_breaches(visitor.context)
    pages, wrong = 0, []
    for found in crawl(demonstration.address, [username], each=2, forms=True):
        for visitor.language in LANGUAGES:
            open_page(visitor, shown(found))
            for size in (DESKTOP, PHONE):
                visitor.page.set_viewport_size(size)
                seen = [*violations(visitor.page), *told(visitor.page, SEMANTICS), *told(visitor.page, TOO_WIDE)]
                wrong += [f"{visitor.language} {size['width']} {found.path} {found.sent}: {one}" for one in seen]
            pages += 1
    print(f"{username or 'public'}: {pages} pages in two sizes")
    assert wrong == []


def shown(found: Found) -> Shown:
    return Shown(found.username, found.path, "errors" if found.sent else "")
