"""`ortoo import items`: a file of questions at the command line."""

from __future__ import annotations

from pathlib import Path

import pytest

from ortoo.cli import main
from ortoo.exams.models import Item, ItemVersion
from tests.exams import building
from tests.exams.building import writer
from tests.exams.test_item_files import GIFT

pytestmark = pytest.mark.django_db


def test_what_is_read_is_taken_and_the_rest_is_named(
    tmp_path: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ORTOO_LANGUAGE", "en")
    building.goals()
    file = tmp_path / "bank.gift"
    file.write_text(GIFT + "\n::Torn::A {torn question\n\nNo code? {=yes ~no}\n", "utf-8")

    def call(*more: str) -> tuple[object, str, str]:
        with pytest.raises(SystemExit) as left:
            main(["import", "items", str(file), "--by", writer().username, *more])
        said = capfd.readouterr()
        return left.value.code or 0, said.out, said.err

    status, said, _ = call("--option", "language=mn", "--dry-run")
    assert (status, Item.objects.count()) == (0, 0)
    assert 'File "bank.gift", line 4, item 2 "Torn": “The braces of the question do not pair' in said
    assert 'The item "No code?" is not taken in: “Question "No code?" has no code' in said
    assert call("--option", "language=mn")[0] == 0
    assert ItemVersion.objects.get().languages == "mn"
    assert "Nothing was written." in call("--option", "language=mn")[1]
    assert call()[0] != 0
    assert "language" in call("--option", "language=de")[2]
    assert ItemVersion.objects.count() == 1
