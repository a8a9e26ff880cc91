"""What a backup says of itself: the last member of its file, and the only one that is read before all are checked."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, field
from typing import Literal, get_args

from ortoo.multilingual.refusals import Refusal

FORMAT = "ortoo backup 1"
Engine = Literal["sqlite", "postgresql"]


@dataclass(frozen=True)
class Contents:
    """What a database holds: counted in the very snapshot that is kept."""

    engine: Engine
    engine_version: str
    migrations: tuple[str, ...]
    """Those applied, as "app.name"."""
    counts: dict[str, int]
    """Table -> rows."""
    ledger_size: int
    ledger_root: str


@dataclass(frozen=True)
class Manifest:
    made_at: str
    """UTC, as 2026-01-31T00:00:00Z."""
    ortoo: str
    """The edition that made it."""
    contents: Contents
    members: dict[str, str]
    """Name in the file -> SHA-256 in hexadecimal."""
    keys: dict[str, str] = field(default_factory=dict)
    """Name of a key of the house -> what it is known by (`keys.known_by`), whether or not the key is in the file."""
    format: str = FORMAT

    def __str__(self) -> str:
        return json.dumps(asdict(self), ensure_ascii=False, indent=2, sort_keys=True) + "\n"


def read_manifest(text: bytes) -> Manifest:
    """Refuses what is not a manifest of a form that this edition knows."""
    try:
        said = json.loads(text)
        contents = said.pop("contents")
        contents["migrations"] = tuple(contents["migrations"])
        found = Manifest(contents=Contents(**contents), **said)
    except (ValueError, TypeError, KeyError, AttributeError):
        raise Refusal("keeping.not_a_backup") from None
    if found.format != FORMAT:
        raise Refusal("keeping.newer", edition=found.ortoo)
    if found.contents.engine not in get_args(Engine) or "database" not in found.members:
        raise Refusal("keeping.not_a_backup")
    return found
