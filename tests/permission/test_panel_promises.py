"""What the database refuses of the panel, on whichever engine the run uses."""

from __future__ import annotations

import pytest
from django.db import IntegrityError, connection, transaction

from ortoo.access.models import User
from ortoo.permission import operations
from ortoo.permission.models import Call, Proposal
from ortoo.permission.promises import DECLARATION, PROPOSAL, RUBRIC, SHEET
from tests.permission import seconds
from tests.permission.twelve import AFTER

pytestmark = pytest.mark.django_db

SCORES = "sheet_id IN (SELECT id FROM ortoo_sheet WHERE handed_in_at IS {}NULL)"
OPEN, FINAL = SCORES.format(""), SCORES.format("NOT ")


def says(statement: str) -> str:
    """What the database answers; nothing where it lets the statement through."""
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)
    except IntegrityError as error:
        return str(error).splitlines()[0]
    return ""


@pytest.mark.parametrize(
    ("statement", "because"),
    [
        ("UPDATE ortoo_rubric SET gap = 1", RUBRIC),
        ("DELETE FROM ortoo_criterion", RUBRIC),
        ("UPDATE ortoo_criterion SET weight = 500", RUBRIC),
        ("UPDATE ortoo_declaration SET conflict = TRUE, reason = 'x'", DECLARATION),
        ("DELETE FROM ortoo_declaration", DECLARATION),
        ("UPDATE ortoo_sheet SET remark = 'x'", SHEET),
        ("UPDATE ortoo_sheet SET handed_in_at = NULL", SHEET),
        ("DELETE FROM ortoo_sheet", SHEET),
        (f"UPDATE ortoo_score SET thousandths = 1 WHERE {FINAL}", SHEET),
        (f"DELETE FROM ortoo_score WHERE {FINAL}", SHEET),
        ("UPDATE ortoo_proposal SET version = 9", PROPOSAL),
        ("DELETE FROM ortoo_proposalplace", PROPOSAL),
        ("UPDATE ortoo_proposalplace SET corrected = 1", PROPOSAL),
    ],
)
def test_what_was_adopted_declared_handed_in_and_proposed_stays(
    proposed: Proposal, statement: str, because: str
) -> None:
    assert says(statement) == because


def test_an_open_sheet_may_be_filled_in_and_given_back_but_changes_no_hands(call: Call, members: list[User]) -> None:
    sheet = seconds.sheets(call)[0]
    operations.save_sheet(sheet=sheet, scores={"plan": 1}, remark="", by=sheet.member, at=AFTER)
    assert says(f"UPDATE ortoo_score SET thousandths = 2 WHERE {OPEN}") == ""
    other = User.objects.exclude(pk=sheet.member_id).first()
    assert other is not None
    assert says(f"UPDATE ortoo_sheet SET member_id = {other.pk} WHERE id = {sheet.pk}") == SHEET
    assert says(f"DELETE FROM ortoo_score WHERE sheet_id = {sheet.pk}") == ""
    assert says(f"DELETE FROM ortoo_sheet WHERE id = {sheet.pk}") == ""
