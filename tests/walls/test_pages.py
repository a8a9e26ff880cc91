"""Every address, opened by everybody: the status, what must be seen, and that nobody beyond one's reach is named."""

from __future__ import annotations

import pytest

from tests.walls.asking import SIGN_IN, Answer, asked
from tests.walls.conftest import Walls
from tests.walls.house import mark_of
from tests.walls.matrix import Row, rows
from tests.walls.who import PUBLIC

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("row", rows().values(), ids=rows())
def test_an_address(row: Row, walls: Walls) -> None:
    wrong = [
        f"{who}, {scope}: {fault}"
        for (scope, who), status in row.cells.items()
        for fault in faults(row, scope, who, status, walls)
    ]
    assert wrong == [], "\n".join([row.name, *wrong])


def faults(row: Row, scope: str, who: str, status: int, walls: Walls) -> list[str]:
    """What is wrong in one cell, in words."""
    answer = asked(walls.client(who), walls.at(row, scope, who), row.method)
    found = [] if answer.status == status else [f"{answer.status} instead of {status} at {answer.asked}"]
    if answer.status == 302 and not led_rightly(row, who, answer):
        found.append(f"led to {answer.led_to}")
    if answer.status != 200:
        return found
    if who not in row.named_to and (named := walls.beyond(who, answer.named)):
        found.append(f"names {', '.join(sorted(named)[:3])}, {len(named)} in all, beyond the reach")
    found += [f"shows {word}" for word in walls.hidden.get(who, ()) if word in answer.text]
    return found + unseen(row, scope, who, answer, walls)


def led_rightly(row: Row, who: str, answer: Answer) -> bool:
    """The public to the page for signing in, everybody else to another page of ours."""
    if who == PUBLIC and not row.leads:
        return answer.leads_to_sign_in
    return answer.led_to.startswith(row.leads or "/en/") and (bool(row.leads) or not answer.leads_to_sign_in)


def unseen(row: Row, scope: str, who: str, answer: Answer, walls: Walls) -> list[str]:
    """What the row promises to be seen and is not."""
    prefix = "another " if scope == "other" else ""
    wanted = [walls.things[who][prefix + one] for one in row.sees]
    shown = [mark_of(one) if one.startswith("A0") else one for one in wanted]
    return [f"does not show {one}" for one in shown if one not in answer.text]


def test_a_refusal_names_the_role_that_would_do(walls: Walls) -> None:
    answer = asked(walls.client("host"), "/en/people/officials/")
    assert answer.status == 403
    assert "Academy manager" in answer.text
    assert asked(walls.client(PUBLIC), "/en/people/officials/").led_to.startswith(SIGN_IN)
