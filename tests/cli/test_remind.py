"""`ortoo remind`: what is due is told at once."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import TestCase
from django.utils import timezone

from ortoo.access import operations as access
from ortoo.access.rules.grants import Held
from ortoo.access.rules.roles import Role
from ortoo.cli import main
from tests.cast import LONG_AGO, academy_manager, outsider

pytestmark = pytest.mark.django_db


def reminded(capfd: pytest.CaptureFixture[str]) -> str:
    with TestCase.captureOnCommitCallbacks(), pytest.raises(SystemExit) as left:
        main(["remind"])
    assert left.value.code == 0
    return capfd.readouterr().out


def test_it_says_how_many_were_told_what_and_tells_nobody_twice(capfd: pytest.CaptureFixture[str]) -> None:
    access.propose_grant(
        user=outsider(), held=Held(Role.MARKER), valid_from=LONG_AGO, by=academy_manager(),
        at=timezone.now() - timedelta(days=4),
    )  # fmt: skip
    assert reminded(capfd) == "access.grant_waits\t2\n"
    assert reminded(capfd) == ""
