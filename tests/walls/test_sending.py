"""Whoever is refused a page is refused its form too, filled in as it should be, and nothing at all is written."""

from __future__ import annotations

import pytest

from tests.walls.asking import asked
from tests.walls.conftest import Walls
from tests.walls.matrix import REFUSED, Row, rows
from tests.walls.sending import Filled, counted, written
from tests.walls.who import PUBLIC

pytestmark = pytest.mark.django_db
OPENED = {name: row for name, row in rows().items() if row.method == "GET"}
FORMS = {name: row for name, row in OPENED.items() if row.form}


@pytest.mark.parametrize("row", FORMS.values(), ids=FORMS)
def test_a_form_is_refused_as_its_page_is(row: Row, walls: Walls) -> None:
    before = counted()
    wrong = [
        fault
        for scope, _ in row.scopes
        for answers, these in (({}, 2), (answers_to(row, scope, walls), None))
        for who in row.refused(scope)[:these]
        for fault in faults(row, scope, who, answers, walls)
    ]
    assert wrong == [], "\n".join([row.name, *wrong])
    assert counted() == before


def answers_to(row: Row, scope: str, walls: Walls) -> dict[str, object]:
    """The form filled in by the first who may open it; where nobody may there, as on the own thing."""
    for where in (scope, "own"):
        for who in row.opens_to(where):
            return Filled(asked(walls.client(who), walls.at(row, where, who)).text).answers
    return {"once": "x" * 22, "reason": "Zzz: long enough to be a reason."}


def faults(row: Row, scope: str, who: str, answers: dict[str, object], walls: Walls) -> list[str]:
    with written() as wrote:
        answer = asked(walls.client(who), walls.at(row, scope, who), "POST", data={"confirm": "1", **answers})
    found = [f"{who}, {scope}: wrote {one}" for one in wrote]
    if who == PUBLIC and not answer.leads_to_sign_in:
        found.append(f"{who}, {scope}: {answer.status}, not led to sign in")
    if who != PUBLIC and answer.status != row.cells[scope, who]:
        found.append(f"{who}, {scope}: {answer.status} instead of {row.cells[scope, who]}")
    return found


PAGES = {name: row for name, row in OPENED.items() if not row.form}


@pytest.mark.parametrize("row", PAGES.values(), ids=PAGES)
def test_what_is_no_form_takes_nothing(row: Row, walls: Walls) -> None:
    for who in (PUBLIC, "nobody", "host", *row.opens_to("own")[:1]):
        with written() as wrote:
            answer = asked(walls.client(who), walls.at(row, "own", who), "POST", data={"confirm": "1"})
        assert (who, wrote) == (who, [])
        assert answer.status in (405, *REFUSED) or answer.leads_to_sign_in, (who, answer.status)


@pytest.mark.parametrize("row", OPENED.values(), ids=OPENED)
def test_another_method_opens_nothing(row: Row, walls: Walls) -> None:
    """HEAD answers as GET does; what no page knows is refused to everybody."""
    for who in (PUBLIC, "nobody", *row.opens_to("own")[-1:]):
        for method in ("HEAD", "OPTIONS", "PUT", "DELETE"):
            answer = asked(walls.client(who), walls.at(row, "own", who), method)
            same = method == "HEAD" and answer.status == row.cells["own", who]
            fine = same or answer.status in (405, *REFUSED) or answer.leads_to_sign_in
            assert fine, (who, method, answer.status)
