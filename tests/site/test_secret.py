"""The secret key of an installation: given, or made once and kept for its owner alone."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest

from ortoo.site.secret import secret_key


@pytest.fixture(autouse=True)
def _none_given(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("ORTOO_SECRET_KEY", raising=False)


def test_one_that_is_given_is_used_and_none_is_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ORTOO_SECRET_KEY", "given")
    assert secret_key(tmp_path) == "given"
    assert list(tmp_path.iterdir()) == []


def test_one_is_made_at_first_and_stays(tmp_path: Path) -> None:
    first = secret_key(tmp_path)
    assert len(first) >= 64
    assert secret_key(tmp_path) == first


def test_only_its_owner_reads_it(tmp_path: Path) -> None:
    secret_key(tmp_path)
    assert stat.S_IMODE((tmp_path / "secret-key").stat().st_mode) == 0o600


def test_two_installations_have_two(tmp_path: Path) -> None:
    homes = [tmp_path / name for name in ("one", "two")]
    for home in homes:
        home.mkdir()
    assert secret_key(homes[0]) != secret_key(homes[1])
