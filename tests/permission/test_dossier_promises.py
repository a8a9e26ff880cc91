"""What the database refuses of calls and dossiers, on whichever engine the run uses."""

from __future__ import annotations

import pytest
from django.db import IntegrityError, connection, transaction

from ortoo.access.rules.roles import Role
from ortoo.permission import operations
from ortoo.permission.models import Call
from ortoo.permission.promises import CALL, CONSENT, DOSSIER, LIMIT, PAPER, WEIGHED
from tests.cast import AT, academy_manager, person
from tests.permission import dossiers_brought as brought
from tests.permission import twelve

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("statement", "says"),
    [
        ("UPDATE ortoo_call SET dossiers_until = opened_at", CALL),
        ("DELETE FROM ortoo_call", CALL),
        ("UPDATE ortoo_dossier SET number = number + 100", DOSSIER),
        ("UPDATE ortoo_dossier SET withdrawn_at = NULL", DOSSIER),
        ("DELETE FROM ortoo_dossier", DOSSIER),
        ("UPDATE ortoo_dossierpaper SET sha256 = ''", PAPER),
        ("DELETE FROM ortoo_dossierpaper", PAPER),
        ("UPDATE ortoo_sendingconsent SET given = NOT given", CONSENT),
        ("DELETE FROM ortoo_sendingconsent", CONSENT),
        ("UPDATE ortoo_weighedflag SET weight = 'matters'", WEIGHED),
        ("DELETE FROM ortoo_weighedflag", WEIGHED),
        ("UPDATE ortoo_agelimit SET men = 70", LIMIT),
        ("DELETE FROM ortoo_agelimit", LIMIT),
    ],
)
def test_nothing_of_it_is_changed_or_deleted(call: Call, statement: str, says: str) -> None:
    brought.kinds_known()
    dossier, manager = brought.filled("T01"), academy_manager()
    ministry = person("finance", Role.SENDING_MINISTRY)
    operations.speak_on(dossier=dossier, given=True, by=ministry, at=twelve.BEFORE)
    operations.weigh_flag(
        dossier=dossier, flag="same-unit", matters=False, reason="Large", by=manager, at=twelve.BEFORE
    )
    operations.set_age_limit(
        valid_from=AT.date(), women=60, men=60, years_left=5, legal_basis="Example", by=manager, at=AT
    )
    operations.withdraw(dossier=dossier, reason="Ill", by=twelve.account("T01"), at=twelve.BEFORE)
    with pytest.raises(IntegrityError, match=says), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)
