"""What the database refuses of rounds, on whichever engine the run uses."""

from __future__ import annotations

import pytest
from django.db import IntegrityError, connection, transaction

from ortoo.access.models import User
from ortoo.selection.models import Round
from ortoo.selection.operations import run_selection
from ortoo.selection.promises import EARLY, LATE, LOT, PLACE, RULE, RUN
from tests.cast import AT, exam_officer
from tests.selection import forty

pytestmark = pytest.mark.django_db

RULE_COLUMNS = (
    "round_id, version, text, sha256, legal_basis, lot_source, objection_days, after_appeal, adopted_by_id, adopted_at"
)
ANOTHER_RULE = (
    f"INSERT INTO ortoo_rule ({RULE_COLUMNS}) SELECT round_id, 9, text, sha256, legal_basis, lot_source,"
    " objection_days, after_appeal, adopted_by_id, adopted_at FROM ortoo_rule WHERE version = 1"
)
LOT_TOO_EARLY = (
    "INSERT INTO ortoo_lot (round_id, value, seed, drawn_by_id, drawn_at)"
    " SELECT id, '17', 'ab', opened_by_id, opened_at FROM ortoo_round"
)


@pytest.fixture
def ruled(officer: User) -> Round:
    return forty.ruled(forty.opened(forty.marked(exam_officer(), officer), officer), officer)


@pytest.fixture
def decided(ruled: Round, officer: User) -> None:
    keeper = User.objects.get(username="enkh")
    run_selection(round=forty.drawn(forty.sealed(ruled, keeper), officer), by=officer, at=AT)


def says(statement: str) -> str:
    """What the database answers; nothing where it lets the statement through."""
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)
    except IntegrityError as error:
        return str(error).splitlines()[0]
    return ""


@pytest.mark.usefixtures("ruled")
def test_before_the_seal_a_rule_may_follow_and_no_lot_is_drawn() -> None:
    assert says(ANOTHER_RULE) == ""
    assert says(LOT_TOO_EARLY) == EARLY


@pytest.mark.usefixtures("decided")
@pytest.mark.parametrize(
    ("statement", "because"),
    [
        (ANOTHER_RULE, LATE),
        ("UPDATE ortoo_rule SET text = 'seats = 1'", RULE),
        ("DELETE FROM ortoo_rule", RULE),
        ("UPDATE ortoo_lot SET value = '18'", LOT),
        ("DELETE FROM ortoo_lot", LOT),
        (LOT_TOO_EARLY, LOT),
        ("UPDATE ortoo_run SET status = 'infeasible'", RUN),
        ("DELETE FROM ortoo_run", RUN),
        ("UPDATE ortoo_place SET status = 'chosen' WHERE place = 9", PLACE),
        ("DELETE FROM ortoo_place WHERE place = 8", PLACE),
    ],
)
def test_no_statement_changes_what_was_adopted_drawn_or_decided(statement: str, because: str) -> None:
    assert says(statement) == because


@pytest.mark.usefixtures("decided")
@pytest.mark.skipif(connection.vendor != "sqlite", reason="only SQLite replaces a row by inserting it")
@pytest.mark.parametrize(("table", "because"), [("rule", RULE), ("lot", LOT), ("run", RUN), ("place", PLACE)])
def test_nor_does_replacing_by_insertion(table: str, because: str) -> None:
    assert says(f"INSERT OR REPLACE INTO ortoo_{table} SELECT * FROM ortoo_{table}") == because


@pytest.mark.usefixtures("ruled")
@pytest.mark.skipif(connection.vendor != "sqlite", reason="only SQLite replaces a row by inserting it")
def test_nor_is_a_rule_replaced_before_the_seal() -> None:
    assert says("INSERT OR REPLACE INTO ortoo_rule SELECT * FROM ortoo_rule") == RULE
