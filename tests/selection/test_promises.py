"""What the database refuses of rounds, on whichever engine the run uses."""

from __future__ import annotations

import pytest
from django.db import IntegrityError, connection, transaction

from ortoo.access.models import User
from ortoo.selection.models import Run
from ortoo.selection.operations import leave_list
from ortoo.selection.promises import (
    APPEAL,
    DEPARTURE,
    EARLY,
    FINAL,
    LATE,
    LATE_APPEAL,
    LOT,
    ORDERED,
    PLACE,
    RULE,
    RULING,
    RUN,
    WINDOW,
)
from tests.selection import appealing
from tests.worlds import world

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


@pytest.mark.usefixtures("run")
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


@pytest.mark.usefixtures("run")
@pytest.mark.skipif(connection.vendor != "sqlite", reason="only SQLite replaces a row by inserting it")
@pytest.mark.parametrize(("table", "because"), [("rule", RULE), ("lot", LOT), ("run", RUN), ("place", PLACE)])
def test_nor_does_replacing_by_insertion(table: str, because: str) -> None:
    assert says(f"INSERT OR REPLACE INTO ortoo_{table} SELECT * FROM ortoo_{table}") == because


@pytest.mark.usefixtures("ruled")
@pytest.mark.skipif(connection.vendor != "sqlite", reason="only SQLite replaces a row by inserting it")
def test_nor_is_a_rule_replaced_before_the_seal() -> None:
    assert says("INSERT OR REPLACE INTO ortoo_rule SELECT * FROM ortoo_rule") == RULE


@world(after="run")
def final(run: Run, officer: User) -> Run:
    """Two appeals ruled on, and a final list that somebody left."""
    appealing.both(run)
    again = appealing.run_again(run, User.objects.get(username="enkh"), officer)
    appealing.final(again, officer)
    leave_list(place=appealing.place(again, "N01"), reason="Asked for it in March.", by=officer, at=appealing.CLOSED)
    return again


@pytest.mark.usefixtures("final")
@pytest.mark.parametrize(
    ("statement", "because"),
    [
        ("UPDATE ortoo_round SET objections_until = opened_at", WINDOW),
        ("UPDATE ortoo_appeal SET text = 'nothing' WHERE number = 1", APPEAL),
        ("DELETE FROM ortoo_appeal", APPEAL),
        ("UPDATE ortoo_ruling SET outcome = 'rejected', remedy = 'none'", RULING),
        ("UPDATE ortoo_ruling SET confirmed_by_id = NULL", RULING),
        ("UPDATE ortoo_ruling SET return_reason = 'after all'", RULING),
        ("UPDATE ortoo_ruling SET seal_id = NULL WHERE seal_id IS NOT NULL", RULING),
        ("DELETE FROM ortoo_ruling", RULING),
        ("UPDATE ortoo_finallist SET kept = '[\"x\"]'", FINAL),
        ("UPDATE ortoo_finallist SET published_at = signed_at, published_by_id = NULL", FINAL),
        ("DELETE FROM ortoo_finallist", FINAL),
        ("UPDATE ortoo_departure SET reason = 'none'", DEPARTURE),
        ("DELETE FROM ortoo_departure", DEPARTURE),
    ],
)
def test_no_statement_changes_an_appeal_a_ruling_or_a_final_list(statement: str, because: str) -> None:
    assert says(statement) == because


ANOTHER_CORRECTION = (
    "INSERT INTO ortoo_markcorrection (mark_id, thousandths, reason, under, corrected_by_id, corrected_at)"
    " SELECT mark_id, 93000, reason, '{under}', corrected_by_id, corrected_at FROM ortoo_markcorrection"
)
ANOTHER_MARK = (
    "INSERT INTO ortoo_mark (sitting_id, official_id, thousandths, entered_by_id, entered_at, source, under, reason)"
    " SELECT (SELECT id FROM ortoo_sitting WHERE code = 'S25'), official_id, 90000, entered_by_id, entered_at, '',"
    " '{under}', 'because' FROM ortoo_mark WHERE official_id = (SELECT id FROM ortoo_official WHERE number = 'N37')"
)


@pytest.mark.usefixtures("final")
@pytest.mark.parametrize("statement", [ANOTHER_CORRECTION, ANOTHER_MARK])
def test_behind_a_seal_only_an_upheld_appeal_writes(statement: str) -> None:
    """R1/1 was upheld, R1/2 rejected, and nobody filed R1/3 or R2/1."""
    for under in ("R1/2", "R1/3", "R2/1", "R1", "R1/11"):
        assert says(statement.format(under=under)) == ORDERED
    assert says(statement.format(under="R1/1")) == ""


def test_a_draft_orders_nothing_yet(run: Run) -> None:
    appealing.drafted(appealing.filed(run))
    assert says(ANOTHER_MARK.format(under="R1/1")) == ORDERED


def test_an_appeal_after_its_window_is_refused_by_the_database_too(run: Run) -> None:
    appealing.filed(run)
    columns = "official_id, place_id, order_reference, ground, attribute, text, filed_by_id, round_id"
    late = (
        f"INSERT INTO ortoo_appeal (number, origin, filed_at, {columns})"
        f" SELECT 2, '{{origin}}', '2026-03-12 16:00:00', {columns} FROM ortoo_appeal"
    )
    assert says(late.format(origin="official")) == LATE_APPEAL


@pytest.mark.usefixtures("final")
@pytest.mark.skipif(connection.vendor != "sqlite", reason="only SQLite replaces a row by inserting it")
@pytest.mark.parametrize(
    ("table", "because"), [("appeal", APPEAL), ("ruling", RULING), ("finallist", FINAL), ("departure", DEPARTURE)]
)
def test_nor_does_replacing_them_by_insertion(table: str, because: str) -> None:
    assert says(f"INSERT OR REPLACE INTO ortoo_{table} SELECT * FROM ortoo_{table} WHERE id > 0") in {
        because,
        LATE_APPEAL if table == "appeal" else because,
    }
