"""Layout figures of papers: margins, sizes, the head of letters. Dated, with a source; none of ours is official.

An academy with a rule for its letters writes a file of its own and names its folder in ORTOO_PAPER_PROFILES. Its
profile goes before ours on every day from its `valid_from`.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from importlib import resources
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any

from ortoo.multilingual.refusals import LANGUAGES, Refusal

OUR_BASES = ("I", "M")
"""Our own inference, or memory: never official."""

LENGTHS = ("top", "bottom", "left", "right")
LETTERS = ("order", "letter")
SIZES = ("body", "small", "lead", "heading", "title")


@dataclass(frozen=True)
class Profile:
    """`margins` in millimetres, `sizes` in points, `headings` the lines above an order and a letter by
    language: {"order": {"mn": [...], ...}, "letter": ...}.

    `basis` is S where a rule was read that the figures follow, I where they are inferred, M where remembered.
    """

    name: str
    valid_from: date
    source: str
    basis: str
    margins: Mapping[str, float]
    sizes: Mapping[str, float]
    headings: Mapping[str, Mapping[str, Sequence[str]]]

    @property
    def official(self) -> bool:
        return self.basis == "S"


def in_force(on: date, folder: str = "") -> Profile:
    """The profile of `folder` (the academy's own) latest valid on that day, else ours; the earliest before any was."""
    own = list(_read(Path(folder))) if folder else []
    for profiles in (own, shipped()):
        valid = [profile for profile in profiles if profile.valid_from <= on]
        if valid:
            return max(valid, key=lambda profile: profile.valid_from)
    return min(shipped(), key=lambda profile: profile.valid_from)


def shipped() -> list[Profile]:
    return list(_read(resources.files("ortoo.documents") / "profiles"))


def _read(folder: Path | Traversable) -> Iterator[Profile]:
    if not folder.is_dir():
        raise Refusal("documents.no_profiles", folder=str(folder))
    for source in sorted(folder.iterdir(), key=lambda each: each.name):
        if source.name.endswith(".toml"):
            yield read_profile(source.read_text("utf-8"), source.name)


def read_profile(text: str, name: str) -> Profile:
    """Refusal `documents.bad_profile` names the file and the part that is missing or not of its kind."""
    try:
        found = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise Refusal("documents.bad_profile", file=name, part=str(error)) from error
    for part, well in _judged(found):
        if not well:
            raise Refusal("documents.bad_profile", file=name, part=part)
    return Profile(
        name=found["name"],
        valid_from=found["valid_from"],
        source=found["source"],
        basis=found["basis"],
        margins=found["margins"],
        sizes=found["sizes"],
        headings=found["headings"],
    )


def _judged(found: dict[str, Any]) -> Iterator[tuple[str, bool]]:
    """Each part of a profile file, and whether it is there and of its kind."""
    yield "name", _said(found.get("name"))
    yield "source", _said(found.get("source"))
    yield "valid_from", type(found.get("valid_from")) is date
    yield "basis", found.get("basis") in ("S", *OUR_BASES)
    for table, names, most in (("margins", LENGTHS, 60), ("sizes", SIZES, 40)):
        rows = _table(found, table)
        for name in names:
            figure = rows.get(name)
            yield f"{table}.{name}", isinstance(figure, (int, float)) and 5 <= figure <= most
    for kind in LETTERS:
        rows = _table(_table(found, "headings"), kind)
        for language in LANGUAGES:
            lines = rows.get(language)
            yield f"headings.{kind}.{language}", isinstance(lines, list) and all(type(line) is str for line in lines)


def _table(found: dict[str, Any], name: str) -> dict[str, Any]:
    """A table of the file; nothing in it where there is none."""
    inner = found.get(name)
    return inner if isinstance(inner, dict) else {}


def _said(value: object) -> bool:
    return isinstance(value, str) and bool(value.strip())
