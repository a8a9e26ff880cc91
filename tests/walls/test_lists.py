"""Lists, their files, their search and their counts: what lies beyond the reach is neither found nor counted."""

from __future__ import annotations

import pytest
from django.utils.translation import override

from ortoo.access.rules.roles import Role
from ortoo.jobs.imports import kinds
from ortoo.pages.lists import ListPage
from tests.walls.asking import asked
from tests.walls.conftest import Walls, address_of
from tests.walls.house import mark_of
from tests.walls.matrix import Row, rows
from tests.walls.who import READERS

pytestmark = pytest.mark.django_db


def is_list(row: Row) -> bool:
    view = getattr(address_of(row, len(row.own)).view, "view_class", None)
    return view is not None and issubclass(view, ListPage)


LISTS = {name: row for name, row in rows().items() if is_list(row)}


@pytest.mark.parametrize("row", LISTS.values(), ids=LISTS)
def test_a_list_and_its_files(row: Row, walls: Walls) -> None:
    wrong = []
    for who in row.opens_to("own"):
        client, address = walls.client(who), walls.at(row, "own", who)
        page = client.get(address)
        files = {kind: asked(client, f"{address}?format={kind}") for kind in ("csv", "xlsx")}
        if who not in row.named_to:
            wrong += [(who, kind, one) for kind, file in files.items() for one in walls.beyond(who, file.named)]
        if page.context["count"] != len(files["csv"].text.splitlines()) - 1 and "\n\n" not in files["csv"].text:
            wrong.append((who, "count", page.context["count"]))
    assert wrong == []


@pytest.mark.parametrize("row", LISTS.values(), ids=LISTS)
def test_who_lies_beyond_is_not_found(row: Row, walls: Walls) -> None:
    for who in row.opens_to("own"):
        sought = walls.things[who]["another official"]
        if not walls.beyond(who, frozenset({sought})) or who in row.named_to:
            continue
        for words in (sought, mark_of(sought)):
            page = walls.client(who).get(walls.at(row, "own", who), {"q": words})
            searched = "q" in [one.filter.parameter for one in page.context["filters"]]
            assert (who, page.context["count"]) == (who, 0 if searched else page.context["count"])
            assert f"/{sought}/" not in asked(walls.client(who), page.request["PATH_INFO"] + f"?q={words}").text


def test_the_count_of_the_register_is_of_the_own_scope(walls: Walls) -> None:
    for who in (Role.SENDING_MINISTRY, "region"):
        reach = walls.reach[who]
        assert reach
        page = walls.client(who).get("/en/people/officials/")
        assert page.context["count"] == page.context["total"] == len(reach)
        file = asked(walls.client(who), "/en/people/officials/?format=csv")
        assert file.named == reach


BY_KIND = {
    "regions": {Role.ACADEMY_MANAGER}, "organizations": {Role.ACADEMY_MANAGER}, "officials": {Role.ACADEMY_MANAGER},
    "plan": {Role.ACADEMY_MANAGER, Role.CABINET_SECRETARIAT},
    "competencies": {Role.ACADEMY_MANAGER}, "post-competencies": {Role.ACADEMY_MANAGER},
    "enrolments": {Role.ACADEMY_MANAGER}, "attendance": {Role.ACADEMY_MANAGER}, "attempts": {Role.ACADEMY_MANAGER},
    "marks": {Role.EXAM_OFFICER}, "gradebook": {Role.EXAM_OFFICER},
    "second-entries": {Role.EXAM_OFFICER, Role.MARKER}, "documents": {Role.ACADEMY_MANAGER},
    "items": {Role.EXAM_OFFICER}, "answer-sheets": {Role.EXAM_OFFICER, Role.MARKER},
    "platform-responses": {Role.EXAM_OFFICER},
    "venues": {Role.ACADEMY_MANAGER, Role.CABINET_SECRETARIAT},
    "legs": {Role.ACADEMY_MANAGER, Role.CABINET_SECRETARIAT},
    "series": {Role.ACADEMY_MANAGER, Role.DATA_OWNER}, "observations": {Role.ACADEMY_MANAGER, Role.DATA_OWNER},
}  # fmt: skip
"""Who may import, and export, each kind of file."""


def test_every_kind_of_file_is_for_whom_it_is(walls: Walls) -> None:
    assert set(BY_KIND) == set(kinds())
    with override("en"):
        for name, opens in BY_KIND.items():
            # A kind with a page of its own is taken there, and who may do that finds nothing here.
            taken = 404 if kinds()[name].page else 200
            found = {
                who for who in READERS[1:] if asked(walls.client(who), f"/en/jobs/imports/{name}/").status == taken
            }
            assert (name, found) == (name, opens)


@pytest.mark.parametrize("name", [name for name, kind in kinds().items() if kind.export and kind.layout])
def test_an_export_is_for_whom_the_import_is(name: str, walls: Walls) -> None:
    for who in READERS[1:]:
        answer = asked(walls.client(who), f"/en/jobs/exports/{name}.csv", "POST")
        assert (who, answer.status) == (who, 200 if who in BY_KIND[name] else 403)
