"""Public rules: each station has one, each names a function with a worked example and tests of its promise."""

from __future__ import annotations

from collections import Counter

import pytest

from ortoo.relay import STATIONS
from tests.docs.examples import source_of
from tests.docs.public import PublicRule, public_rules
from tests.docs.rules_pages import path_of
from tests.house.sources import ROOT


def test_every_station_has_a_public_rule() -> None:
    assert {station.name for station in STATIONS} - {rule.folder for rule in public_rules()} == set()


def test_no_name_is_given_twice() -> None:
    assert [name for name, count in Counter(rule.name for rule in public_rules()).items() if count > 1] == []


@pytest.mark.parametrize("rule", public_rules(), ids=lambda rule: rule.name)
def test_what_it_names_is_there(rule: PublicRule) -> None:
    """The example calls the rule by its name, itself or by what it uses of its file; the tests are tests."""
    name = rule.rule.rpartition(".")[2]
    assert rule.function.__module__.startswith(f"ortoo.{rule.folder}.")
    assert path_of(rule.module).startswith(str(rule.declared.parent.relative_to(ROOT)))
    assert name in source_of(rule.example) or name in (ROOT / rule.example.partition("::")[0]).read_text("utf-8")
    for test in rule.kept:
        assert source_of(test)
        assert test.rpartition("::")[2].startswith("test_")
