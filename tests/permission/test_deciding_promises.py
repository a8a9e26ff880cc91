"""What the database refuses of the way and the decision, whoever asks."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import DatabaseError, transaction

from ortoo.access.rules.roles import Role
from ortoo.permission.models import Delegate, Delegation, Deputy, Order, PermissionDecision, Proposal, SignOff
from ortoo.permission.operations import close_delegation, end_deputy, name_deputy
from tests.cast import outsider
from tests.permission import deciding
from tests.permission.deciding import AT, DATED, Cast

pytestmark = pytest.mark.django_db
WHY = "a test tries what is forbidden"


def forbidden(said: str, act: Any, *args: Any, **named: Any) -> None:
    with pytest.raises(DatabaseError, match=said), transaction.atomic():
        act(*args, **named)


def test_what_was_signed_decided_and_closed_stays(proposal: Proposal, people: Cast) -> None:
    deciding.at_the_office(proposal, people)
    deciding.decided(proposal, people.minister)
    close_delegation(call=proposal.call, by=people.secretary, at=AT)
    tables: list[tuple[Any, dict[str, Any], str]] = [
        (SignOff.objects.all(), {"signed": False, "reason": "r"}, "a signature stays"),
        (Order.objects.all(), {"number": "13"}, "an order stays"),
        (PermissionDecision.objects.everything(because=WHY), {"outcome": "refuse", "reason": "r"}, "an order stays"),
        (Delegation.objects.all(), {"closed_by": people.head}, "a delegation stays"),
        (Delegate.objects.everything(because=WHY), {"place": 99}, "a delegation stays"),
    ]
    for rows, changed, said in tables:
        forbidden(said, rows.filter(pk=rows.first().pk).update, **changed)
        forbidden(said, rows._raw_delete, rows.db)


def test_no_order_before_every_step(proposal: Proposal, people: Cast) -> None:
    deciding.by_the_ministries(proposal, people)
    made = {
        "call": proposal.call, "proposal": proposal, "version": 1, "number": "12", "dated": DATED,
        "decided_by": people.minister, "decided_at": AT,
    }  # fmt: skip
    forbidden("after the Cabinet Secretariat has signed", Order.objects.create, **made)


def test_a_deputy_is_ended_once_and_changed_never(people: Cast) -> None:
    row = name_deputy(
        role=Role.PRIME_MINISTERS_OFFICE, deputy=outsider(), valid_from=DATED, valid_to=DATED.replace(day=30),
        legal_basis="Order 3", by=people.minister, at=AT,
    )  # fmt: skip
    rows = Deputy.objects.filter(pk=row.pk)
    forbidden("a deputy stays as named", rows.update, valid_to=DATED.replace(month=12))
    end_deputy(deputy=row, by=people.minister, at=AT)
    forbidden("a deputy stays as named", rows.update, ended_at=None)
    forbidden("a deputy stays as named", rows._raw_delete, rows.db)
