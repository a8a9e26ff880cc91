"""The list: order, cursors both ways, filters, files, and answers to addresses nobody wrote."""

from __future__ import annotations

import io
import re
from typing import Any

import pytest
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some
from openpyxl import load_workbook
from pytest_django import DjangoAssertNumQueries

from ortoo.access.models import User
from ortoo.pages.lists.keyset import CursorError, cut

LIST = "/en/selection/"


def usernames(rows: list[User]) -> str:
    return "".join(user.username for user in rows)


def shown(html: str) -> list[str]:
    return re.findall(r'<th scope="row" class="main"><a href="[^"]*">(.*?)</a>', html)


def page(client: Client, address: str = LIST) -> str:
    response = client.get(address)
    assert response.status_code == 200
    return response.content.decode()


def neighbour(html: str, rel: str) -> str:
    found = re.search(rf'<a rel="{rel}" href="([^"]*)"', html)
    assert found
    return LIST + found[1].replace("&amp;", "&")


def test_pages_lead_forward_and_back_without_loss(client: Client, seven: list[User]) -> None:
    first = page(client)
    second = page(client, neighbour(first, "next"))
    third = page(client, neighbour(second, "next"))
    assert [shown(one) for one in (first, second, third)] == [
        ["Name 7", "Name 6", "Name 5"],
        ["Name 3", "Name 3", "Name 2"],
        ["Name 1"],
    ]
    assert 'rel="prev"' not in first
    assert 'rel="next"' not in third
    back = page(client, neighbour(third, "prev"))
    assert shown(back) == shown(second)
    again = page(client, neighbour(back, "prev"))
    assert shown(again) == shown(first)
    assert 'rel="prev"' not in again


@pytest.mark.django_db
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    names=some.lists(some.sampled_from("abc"), max_size=9),
    size=some.integers(1, 4),
    order=some.sampled_from([("shown_name", "pk"), ("-shown_name", "pk"), ("-shown_name", "-pk"), ("is_active", "pk")]),
)
def test_walking_by_cursor_gives_the_whole_order(names: list[str], size: int, order: tuple[str, ...]) -> None:
    User.objects.all().delete()
    for number, name in enumerate(names):
        User.objects.create(username=str(number), shown_name=name, is_active=number % 3 == 0)
    expected = list(User.objects.order_by(*order))
    walked: list[User] = []
    part = cut(User.objects.all(), order, size)
    walked += part.rows
    while part.later:
        part = cut(User.objects.all(), order, size, after=part.later)
        walked += part.rows
    assert walked == expected
    backwards = list(part.rows)
    while part.earlier:
        part = cut(User.objects.all(), order, size, before=part.earlier)
        backwards = [*part.rows, *backwards]
    assert backwards == expected


def test_a_cursor_of_another_order_is_refused(seven: list[User]) -> None:
    later = cut(User.objects.all(), ("shown_name", "pk"), 2).later
    assert later
    with pytest.raises(CursorError):
        cut(User.objects.all(), ("-shown_name", "pk"), 2, after=later)


@pytest.mark.parametrize("value", ["x", "eyJ:abc", "%00", "☃" * 300, "'; drop table", "W10:1", "%ff%fe"])
@pytest.mark.parametrize("parameter", ["after", "before"])
def test_a_garbled_cursor_shows_the_first_page_and_says_so(
    client: Client, seven: list[User], parameter: str, value: str
) -> None:
    html = page(client, f"{LIST}?{parameter}={value}")
    assert shown(html) == ["Name 7", "Name 6", "Name 5"]
    assert "The address names a page that does not exist; this is the first page." in html


def test_behind_the_last_row_is_the_first_page(client: Client, seven: list[User]) -> None:
    third = neighbour(page(client), "next")
    User.objects.filter(shown_name__lt="Name 5").delete()
    assert shown(page(client, third)) == ["Name 7", "Name 6", "Name 5"]


def test_filters_are_addresses(client: Client, seven: list[User]) -> None:
    html = page(client, f"{LIST}?active=no&q=NAME")
    assert shown(html) == ["Name 7", "Name 6", "Name 5"]
    assert '<b>3 of 7</b><span class="count__acts"> · <a href="?active=no&amp;q=NAME">Share these filters</a>' in html
    assert '<option value="no" selected>No</option>' in html
    assert 'name="q" value="NAME"' in html
    assert "?active=no&amp;q=NAME&amp;format=csv" in html


def test_a_filter_is_kept_from_page_to_page(client: Client, seven: list[User]) -> None:
    second = page(client, neighbour(page(client, f"{LIST}?active=yes"), "next"))
    assert shown(second) == ["Name 1"]
    assert "4 of 7" in second


@pytest.mark.parametrize(
    ("query", "sentence"),
    [
        ("active=maybe", "The address asks for a value of “Active” that does not exist; all values are shown."),
        ("active=%00", "The address asks for a value of “Active” that does not exist; all values are shown."),
        ("q=a%00b", "“Name” takes up to 100 printable characters; all rows are shown."),
        ("q=" + "x" * 101, "“Name” takes up to 100 printable characters; all rows are shown."),
        ("format=pdf", "A list can be had as csv or xlsx; here it is as a page."),
    ],
)
def test_what_is_asked_in_vain_is_said(client: Client, seven: list[User], query: str, sentence: str) -> None:
    html = page(client, f"{LIST}?{query}")
    assert sentence in html
    assert shown(html) == ["Name 7", "Name 6", "Name 5"]


def test_no_row_fits(client: Client, seven: list[User]) -> None:
    html = page(client, f"{LIST}?q=nobody")
    assert "No row fits these filters." in html
    assert "<table" not in html
    assert "<b>0 of 7</b>" in html


def test_an_empty_list_says_what_comes_next(client: Client, db: None) -> None:
    html = page(client)
    assert "Nobody has an account." in html
    assert '<a class="govuk-button govuk-button--secondary" href="/new/">Open one</a>' in html
    assert "XLSX" not in html


def test_a_row_as_it_is_drawn(client: Client, db: None) -> None:
    user = User.objects.create(username="b", shown_name="<Bold> & co")
    html = page(client)
    assert '<tr class="cutrow"><td colspan="5">Cut line</td></tr>' in html
    row = html[html.index('<tr class="me">') :].partition("</tr>")[0]
    assert row == (
        '<tr class="me">'
        f'<td class="r rk" data-label="Place">{user.pk:,}</td>'
        f'<th scope="row" class="main"><a href="/{user.pk}/">&lt;Bold&gt; &amp; co</a></th>'
        '<td class="r" data-label="Merit">16.500</td>'
        '<td class="d" data-label="Seen"></td>'
        '<td class="st" data-label="State"><span class="tag tag--done">True</span></td>'
    )


def test_numbers_follow_the_language(client: Client, db: None) -> None:
    User.objects.create(username="b", shown_name="Bold")
    assert 'data-label="Merit">6,000</td>' in page(client, "/mn/selection/")
    assert 'data-label="Merit">6.000</td>' in page(client, "/ko/selection/")


def body(response: Any) -> bytes:
    return b"".join(response) if response.streaming else response.content


def test_the_filtered_rows_as_csv(client: Client, seven: list[User]) -> None:
    response = client.get(f"{LIST}?active=no&format=csv")
    assert response["Content-Disposition"] == 'attachment; filename="list.csv"'
    places = {user.username: user.pk % 100_000 for user in seven}
    assert body(response).decode("utf-8-sig").splitlines() == [
        "Place,Name,Merit,Seen,State,User name",
        f"{places['g']},Name 7,9.000,,False,g",
        f"{places['f']},Name 6,9.000,,False,f",
        f"{places['e']},Name 5,9.000,,False,e",
    ]


def test_every_row_as_xlsx(client: Client, seven: list[User]) -> None:
    workbook = load_workbook(io.BytesIO(body(client.get(f"{LIST}?format=xlsx"))))
    rows = [[cell.value for cell in row] for row in workbook.active.iter_rows()]
    assert len(rows) == 8
    assert rows[0] == ["Place", "Name", "Merit", "Seen", "State", "User name"]
    assert rows[7][1:] == ["Name 1", 9, None, "True", "a"]


def test_three_queries_a_page(
    client: Client, seven: list[User], django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    page(client)  # whether the database is the demonstration is asked once in the life of the process
    with django_assert_num_queries(2):
        page(client)
    with django_assert_num_queries(3):
        page(client, f"{LIST}?active=no")
