"""The frame: the cord with its stations, languages, and the parts drawn by tags."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.template import engines
from django.test import Client
from django.utils.translation import override

from ortoo.access.models import User
from ortoo.pages.components import Count, Fact, Tag, Task, by_due
from ortoo.pages.context import same_page


def drawn(template: str, language: str = "en", **context: Any) -> str:
    with override(language):
        return engines["django"].from_string(template).render(context)


def test_here_is_marked_and_what_is_shut_is_no_link(client: Client, db: None) -> None:
    html = client.get("/en/selection/").content.decode()
    stations = html[html.index('<nav class="stations"') :].partition("</nav>")[0]
    assert re.findall(r'<a href="([^"]*)"( aria-current="page")?><span>(\w+)', stations) == [
        ("/en/selection/", ' aria-current="page"', "Selection")
    ]
    assert stations.count(", not open to you</span>") == 10
    assert "6 of 11 · <b>Selection</b>" in html


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("/en/people/1/?q=a", "/mn/people/1/?q=a"),
        ("/ko/", "/mn/"),
        ("/", "/mn/"),
        ("/static/x", "/mn/"),
        ("/english/", "/mn/"),
        ("//evil.example/en/", "/mn/"),
    ],
)
def test_the_same_page_in_another_language(path: str, expected: str) -> None:
    assert same_page(path, "mn") == expected


def test_who_is_signed_in_may_sign_out_by_a_form(client: Client, signed_in: User) -> None:
    html = client.get("/en/selection/").content.decode()
    own = '<a class="util__name" href="/en/access/account/">Officer<span'
    assert own in html
    assert '</a><form method="post" action="/en/access/sign-out/" data-forget>' in html


def test_numbers_and_days() -> None:
    moment = datetime(2022, 12, 11, 17, tzinfo=UTC)  # in Ulaanbaatar the day after
    template = "{{ merit|thousandths }} {{ count|whole }} {{ at|day }} {{ at|short_day }} [{{ none|day }}]"
    context: dict[str, Any] = {
        "merit": -207,
        "count": 12000,
        "at": moment,
        "none": None,
    }
    assert drawn(template, **context) == "−0.207 12,000 12 December 2022 12 Dec 2022 []"
    assert (
        drawn(template, "mn", **context) == "−0,207 12\N{NO-BREAK SPACE}000 2022 оны 12 дугаар сарын 12 2022.12.12 []"
    )


@pytest.mark.parametrize(("basis", "marked"), [("S", False), ("M", True), ("I", True)])
def test_a_dagger_stands_behind_what_no_source_confirms(basis: str, marked: bool) -> None:
    assert ("†" in drawn("{{ basis|dagger }}", basis=basis)) is marked


def test_a_state_is_a_word_and_escaped() -> None:
    expected = '<span class="tag tag--late">Late &lt;3&gt;</span>'
    assert drawn('{% state_tag "late" label %}', label="Late <3>") == expected
    assert drawn("{{ tag|as_tag }}", tag=Tag("done", "Done", quiet=True)) == (
        '<span class="tag tag--done tag--quiet">Done</span>'
    )


def test_tasks_come_by_due_date() -> None:
    early, late, whenever = (
        Task(name, "/", Tag("waits", "Waits"), due=due)
        for name, due in (("early", date(2022, 1, 1)), ("late", date(2023, 1, 1)), ("whenever", None))
    )
    assert by_due([whenever, late, early]) == [early, late, whenever]


def test_a_fact_may_be_a_state() -> None:
    html = drawn(
        "{% facts facts %}", facts=[Fact("State", Tag("done", "Chosen")), Fact("Number", 5, change="/change/")]
    )
    assert '<dt>State</dt><dd><span class="tag tag--done">Chosen</span></dd>' in html
    assert '<a href="/change/">Change<span class="govuk-visually-hidden"> Number</span></a>' in html


def test_progress_without_a_total_is_open() -> None:
    assert 'value="41" max="120"' in drawn('{% progress 41 120 "41 of 120" %}')
    assert "max" not in drawn('{% progress 0 0 "Counting" %}')


def test_the_relay_draws_every_station_and_says_the_counts() -> None:
    counts = [Count("people", 12000, "officials", big=True), Count("selection", 100, "the hundred", "reserve: 20")]
    html = drawn('{% relay counts "The relay" "As of today" %}', counts=counts)
    assert html.count('class="relay__name"') == 11
    assert "<b>12,000</b><span>officials</span>" in html
    assert "<small>reserve: 20</small>" in html
    table = drawn('{% relay_table counts "The relay" %}', counts=counts)
    assert '<th scope="row">People</th><td class="r">12,000</td><td>officials</td>' in table
    assert table.count("not yet open") == 9
