"""Who moved up on the final list after the call was opened is called from its page."""

from __future__ import annotations

import pytest

from ortoo.access.models import User
from ortoo.permission.models import Call, Dossier
from ortoo.selection.operations import leave_list
from tests.cast import client_of, outsider
from tests.permission import twelve
from tests.visiting import page, sent

pytestmark = pytest.mark.django_db

CALL = "/en/permission/R1/"


def test_who_moved_up_is_called_once(call: Call, officer: User) -> None:
    client = client_of(officer)
    assert "Call those who moved up" not in page(client, CALL)
    status, said = sent(client, f"{CALL}further/")
    assert (status, "there is nobody left to call" in said) == (422, True)
    place = twelve.dossier("T12").place
    leave_list(place=place, reason="Left the service", by=officer, at=twelve.BEFORE)
    assert "Call those who moved up" in page(client, CALL)
    assert sent(client, f"{CALL}further/") == (302, CALL)
    assert "They are called." in page(client, CALL)
    assert twelve.dossier("T13").number == 13
    assert Dossier.objects.everything(because="a test looks").filter(call=call).count() == 13
    assert "Call those who moved up" not in page(client, CALL)
    page(client_of(outsider()), f"{CALL}further/", 403)
