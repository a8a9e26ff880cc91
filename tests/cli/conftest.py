"""Fixtures of the command line."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.agenda_desk import AgendaDesk
from tests.cli.desk import Desk


@pytest.fixture
def desk(tmp_path: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Desk:
    monkeypatch.setenv("ORTOO_LANGUAGE", "en")
    return Desk(tmp_path, capfd)


@pytest.fixture
def agenda_desk(tmp_path: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> AgendaDesk:
    monkeypatch.setenv("ORTOO_LANGUAGE", "en")
    return AgendaDesk(tmp_path, capfd)
