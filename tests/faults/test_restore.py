"""The drill: a backup taken while people write is brought back, and every damaged one is refused by its sentence."""

from __future__ import annotations

import json
import shutil
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.faults.calling import ortoo, unwell
from tests.faults.conftest import Kept, copied
from tests.faults.test_killed import ask, writing
from tests.serving import empty_database, watched_house


def test_the_drill(house: Kept, tmp_path: Path) -> None:
    file = tmp_path / "kept.zip"
    with watched_house(house.home, house.database_url) as (address, _), writing(address) as crowd:
        crowd.wait_for(12)
        before = list(crowd.acknowledged)
        status, said, complaints = ortoo(house.home, house.database_url, "backup", str(file), "--with-keys")
        crowd.wait_for(len(crowd.acknowledged) + 6)
    assert (status, complaints) == (0, "")
    with zipfile.ZipFile(file) as packed:
        kept = json.loads(packed.read("manifest.json"))["contents"]
    assert f"root {kept['ledger_root']}." in said
    (tmp_path / "again").mkdir()
    with empty_database(tmp_path / "again") as database_url:
        home = tmp_path / "again" / "house"
        if database_url.startswith("sqlite"):
            database_url = f"sqlite:///{home / 'ortoo.sqlite3'}"
        status, said, complaints = ortoo(home, database_url, "restore", str(file), "--home", str(home))
        assert (complaints, unwell(said)) == ("", [])
        assert said.count(kept["ledger_root"]) == 3  # the manifest's, the restored one, and the one computed anew
        assert status == int("✗" in said)
        restored = Kept(home, database_url)
        there = [
            one for one in before if ask(restored, f"SELECT 1 FROM {one.table} WHERE {one.column} = '{one.value}'")
        ]
        assert there == before
        assert (home / "secret-key").read_text() == (house.home / "secret-key").read_text()
        assert (home / "secret-key").stat().st_mode & 0o777 == 0o600
        status, said, complaints = ortoo(home, database_url, "restore", str(file), "--home", str(home))
        assert status == 2
        assert f"The folder {home} is not empty" in complaints or "nothing is restored over data" in complaints


Damage = Callable[[Path], None]


def truncated(file: Path) -> None:
    with file.open("r+b") as content:
        content.truncate(file.stat().st_size // 2)


def flipped(file: Path) -> None:
    with file.open("r+b") as content:
        content.seek(file.stat().st_size // 3)
        byte = content.read(1)
        content.seek(-1, 1)
        content.write(bytes([byte[0] ^ 16]))


def rewritten(file: Path, change: Callable[[dict[str, bytes]], None]) -> None:
    with zipfile.ZipFile(file) as packed:
        members = {name: packed.read(name) for name in packed.namelist()}
    change(members)
    with zipfile.ZipFile(file, "w") as packed:
        for name, content in members.items():
            packed.writestr(name, content)


def without_a_member(file: Path) -> None:
    rewritten(file, lambda members: members.__delitem__("keys.json"))


def with_another_row(file: Path) -> None:
    rewritten(file, lambda members: members.update(database=members["database"] + b" "))


def of_a_later_edition(file: Path) -> None:
    def later(members: dict[str, bytes]) -> None:
        manifest = json.loads(members["manifest.json"])
        manifest["ortoo"] = "9.0"
        manifest["contents"]["migrations"].append("ortoo.0999_later")
        members["manifest.json"] = json.dumps(manifest).encode()

    rewritten(file, later)


def no_backup_at_all(file: Path) -> None:
    file.write_bytes(b"something else")


@pytest.fixture(scope="module")
def whole(built: Kept, tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("whole") / "whole.zip"
    with copied(built, file.parent / "house") as house:
        assert ortoo(house.home, house.database_url, "backup", str(file), "--with-keys")[0] == 0
    return file


@pytest.mark.parametrize(
    ("damage", "sentence"),
    [
        (truncated, "is damaged at manifest.json"),
        (flipped, "is damaged at"),
        (without_a_member, "is damaged at keys.json"),
        (with_another_row, "is damaged at database"),
        (of_a_later_edition, "The backup was made by a later edition, 9.0."),
        (no_backup_at_all, "is damaged at manifest.json"),
    ],
)
def test_a_damaged_backup_is_refused(whole: Path, tmp_path: Path, damage: Damage, sentence: str) -> None:
    file = Path(shutil.copy(whole, tmp_path / "kept.zip"))
    damage(file)
    assert refusal(file, tmp_path) == (2, True, [])
    assert not (tmp_path / "new").exists()
    status, said, complaints = ortoo(tmp_path / "new", "", "restore", str(file), "--home", str(tmp_path / "new"))
    assert (status, said) == (2, "")
    assert sentence in complaints


def refusal(file: Path, tmp_path: Path, **given: str) -> tuple[int, bool, list[str]]:
    """Status, whether one line on stderr said why, and what lies in the target afterwards."""
    home = tmp_path / "new"
    with empty_database(tmp_path) as database_url:
        at = database_url if database_url.startswith("postgres") else ""
        status, said, complaints = ortoo(home, at, "restore", str(file), "--home", str(home), **given)
    assert said == ""
    return status, len(complaints.splitlines()) == 1, sorted(path.name for path in home.glob("*"))


def test_a_wrong_passphrase_is_refused(whole: Path, tmp_path: Path) -> None:
    assert refusal(whole, tmp_path, passphrase="another one entirely") == (2, True, [])


def test_no_backup_is_overwritten(built: Kept, whole: Path) -> None:
    before = whole.read_bytes()
    with copied(built, whole.parent / "other") as house:
        status, said, complaints = ortoo(house.home, house.database_url, "backup", str(whole))
    assert (status, said) == (2, "")
    assert "is there already, and no backup is overwritten." in complaints
    assert whole.read_bytes() == before
