"""Layout profiles: which one counts on a day, and that none of ours says that it is official."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from ortoo.documents.profiles import OUR_BASES, in_force, read_profile, shipped
from ortoo.multilingual.refusals import Refusal
from tests.house.sources import ROOT

OURS = (ROOT / "src/ortoo/documents/profiles/ortoo.toml").read_text("utf-8")


def test_no_profile_of_ours_is_official() -> None:
    assert shipped()
    assert [profile.name for profile in shipped() if profile.official or profile.basis not in OUR_BASES] == []
    assert [profile.name for profile in shipped() if not profile.source.startswith("Ortoo's own")] == []


def test_the_latest_that_is_valid_counts_and_an_academys_own_goes_first(tmp_path: Path) -> None:
    for name, day in (("first", "2022-01-01"), ("second", "2023-05-01")):
        text = OURS.replace('name = "Ortoo 1"', f'name = "{name}"').replace("2022-01-01", day)
        (tmp_path / f"{name}.toml").write_text(text.replace('basis = "I"', 'basis = "S"'), "utf-8")
    days = (date(2021, 6, 1), date(2022, 1, 1), date(2023, 4, 30), date(2023, 5, 1))
    assert [in_force(day, str(tmp_path)).name for day in days] == ["Ortoo 1", "first", "first", "second"]
    assert in_force(date(2023, 5, 1)).name == "Ortoo 1"
    assert in_force(date(2023, 5, 1), str(tmp_path)).official


@pytest.mark.parametrize(
    ("wrong", "part"),
    [
        (OURS.replace("top = 15", 'top = "15"'), "margins.top"),
        (OURS.replace("top = 15", "top = 400"), "margins.top"),
        (OURS.replace("[sizes]", "[size]"), "sizes.body"),
        (OURS.replace("valid_from = 2022-01-01", 'valid_from = "2022"'), "valid_from"),
        (OURS.replace('basis = "I"', 'basis = "X"'), "basis"),
        (OURS.replace('mn = ["Захирамж"]', "mn = [1]"), "headings.order.mn"),
        (OURS.replace("source = ", "sauce = "), "source"),
    ],
)
def test_a_profile_that_cannot_be_used_is_refused_by_its_part(wrong: str, part: str) -> None:
    with pytest.raises(Refusal) as refused:
        read_profile(wrong, "own.toml")
    assert (refused.value.code, refused.value.values) == ("documents.bad_profile", {"file": "own.toml", "part": part})


def test_a_file_that_is_no_toml_and_a_folder_that_is_not_there_are_refused(tmp_path: Path) -> None:
    with pytest.raises(Refusal, match=r"own\.toml cannot be used"):
        read_profile("not = = toml", "own.toml")
    with pytest.raises(Refusal, match="does not exist"):
        in_force(date(2022, 1, 1), str(tmp_path / "none"))
