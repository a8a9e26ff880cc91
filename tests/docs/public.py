"""Public rules: those that a `public.toml` beside them names, each with a worked example and a promise.

A rule is public where it decides about a person, a body or a figure of the nation, or where others recompute it.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Any

from ortoo.relay import STATIONS
from tests.house.sources import PACKAGE, ROOT

BESIDE = ("ledger", "journey", "multilingual")
"""What has public rules and is no station, after the stations."""


@dataclass(frozen=True)
class PublicRule:
    """`rule`: dotted name of the function. `example`, `kept`: tests, as pytest names them. `checked`: what looks at
    every real result before it is stored. `see`: pages below docs."""

    name: str
    folder: str
    declared: Path
    title: str
    decides: str
    rule: str
    example: str
    promise: str
    kept: tuple[str, ...]
    checked: str = ""
    see: tuple[str, ...] = ()

    @property
    def module(self) -> str:
        return self.rule.rpartition(".")[0]

    @property
    def function(self) -> Any:
        return getattr(import_module(self.module), self.rule.rpartition(".")[2])


@cache
def public_rules() -> tuple[PublicRule, ...]:
    """In relay order, then as they stand in their files."""
    order = [*(station.name for station in STATIONS), *BESIDE]
    files = sorted(PACKAGE.rglob("public.toml"), key=lambda path: order.index(path.relative_to(PACKAGE).parts[0]))
    return tuple(
        PublicRule(name, path.relative_to(PACKAGE).parts[0], path, **{key: read(value) for key, value in row.items()})
        for path in files
        for name, row in tomllib.loads(path.read_text("utf-8")).items()
    )


def read(value: str | list[str]) -> Any:
    return " ".join(value.split()) if isinstance(value, str) else tuple(value)


def test_file(test: str) -> Path:
    return ROOT / test.partition("::")[0]
