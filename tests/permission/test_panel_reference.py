"""The page on the panel says what the rules do."""

from __future__ import annotations

import re
from pathlib import Path

from ortoo.permission.rules.rubric import FIXED, TIES, columns_for, rule_of_a_rubric
from ortoo.permission.rules.severity import Given, correct
from tests.permission.twelve import VISIT

PAGE = (Path(__file__).parents[2] / "docs/reference/panel.md").read_text("utf-8")


def test_the_rule_on_the_page_is_taken() -> None:
    (text,) = re.findall(r"```toml\n(.*?)```", PAGE, re.DOTALL)
    rule = rule_of_a_rubric(text, VISIT)
    assert (rule.seats, rule.reserve, rule.then) == (10, 5, TIES)


def test_fixed_columns_and_those_of_quotas() -> None:
    for key, column in FIXED.items():
        assert f"| `{key}` | `{column}`" in PAGE
    for column in columns_for(VISIT):
        assert f"`{re.sub('[0-9]+$', 'N', column)}`" in PAGE


def test_the_example_by_hand() -> None:
    a, b, c = 1, 2, 3
    rows = [(a, 1, 64), (c, 1, 54), (a, 2, 70), (b, 2, 80), (b, 3, 86), (c, 3, 66)]
    found = correct([Given(dossier, marker, points * 1000) for dossier, marker, points in rows])
    assert [one.severity for one in found.markers] == [-6_000, 0, 6_000]
    assert [one.corrected for one in found.dossiers] == [70_000, 80_000, 60_000]
    assert [one.mean for one in found.dossiers] == [67_000, 83_000, 60_000]


def test_every_kind_of_the_panel_is_named() -> None:
    from ortoo.ledger.words import KINDS

    named = re.findall(r"^\| `([a-z]+\.[a-z-]+)` \|", PAGE, re.MULTILINE)
    assert len(named) == 6
    assert set(named) <= KINDS.keys()
