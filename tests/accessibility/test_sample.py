"""A page of every kind in three languages, on a desktop and on 320 pixels: axe-core and the browser find nothing."""

from __future__ import annotations

import pytest

from tests.accessibility.conftest import Reader
from tests.accessibility.examining import SEMANTICS, TOO_WIDE, be_told_of_breaches, told, violations
from tests.accessibility.sample import DESKTOP, LANGUAGES, PHONE, SAMPLE, in_place, open_page
from tests.journeys.founding import House

BY_PERSON = sorted({shown.username for shown in SAMPLE})


@pytest.mark.parametrize("username", BY_PERSON, ids=lambda name: name or "public")
def test_nothing_stands_in_the_way(demonstration: House, officials: list[str], reader: Reader, username: str) -> None:
    found = []
    for shown in [in_place(one, demonstration.address, officials) for one in SAMPLE if one.username == username]:
        visitor = reader(shown.username)
        be_told_of_breaches(visitor.context)
        for visitor.language in LANGUAGES:
            visitor.page.set_viewport_size(DESKTOP)
            open_page(visitor, shown)
            wrong = [*violations(visitor.page), *told(visitor.page, SEMANTICS)]
            visitor.page.set_viewport_size(PHONE)
            wrong += [*violations(visitor.page), *told(visitor.page, TOO_WIDE)]
            found += [f"{visitor.language} {shown.path} {shown.then}: {one}" for one in wrong]
    assert found == []


def test_what_it_looks_with_sees(demonstration: House, reader: Reader) -> None:
    """Each examination finds what is put in: the others would be worth nothing else."""
    visitor = reader("")
    visitor.go()
    visitor.page.evaluate(
        """() => { document.querySelector("main").insertAdjacentHTML("beforeend",
        '<h1>Two</h1><table><tr><th>A</th></tr></table><svg class="bare"></svg><p>pale</p><button></button>');
        document.querySelector("main > p").style.color = "#ddd";
        document.querySelector("main > p").style.width = "3000px"; }"""
    )
    seen = " ".join(violations(visitor.page))
    assert [rule for rule in ("color-contrast (", "button-name (", "page-has-heading-one (") if rule not in seen] == [
        "page-has-heading-one ("
    ]
    assert told(visitor.page, SEMANTICS) == [
        "2 h1",
        "th without scope: A",
        "table without a name: A",
        "svg without a role: bare",
        "svg without a title: bare",
        "svg without a desc: bare",
    ]
    assert len(told(visitor.page, TOO_WIDE)) == 1
