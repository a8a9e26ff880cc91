"""The matrix: one row an address, one cell a reader. Kept in `<station>.toml` files that an auditor can read.

    ["people:official"]
    with = ["official"]                   # what the address names: a thing of the reader's own scope (things.py)
    beyond = ["another official"]         # the same of a thing beyond it; left out where nothing is anybody's own
    own.200 = "official sending-ministry" # who gets what on the own thing, by status; "everybody", "signed-in"
    other.200 = "academy-manager"         # and on the other one
    refusal = 404                         # what everybody else gets; 403 unless said
    form = true                           # it may be sent; whoever is refused the page may not send it either
    method = "POST"                       # it is never opened, only sent: the cells are about that
    sees = ["official"]                   # what everybody it opens to must be shown of the own thing
    leads = "/en/access/sign-in/"         # where 302 leads a signed-in reader; any address of ours unless said
    names = "why names beyond the reader's reach stand there"
    names_to = "prime-ministers-office"   # to whom; everybody whom it opens to unless said

The public is led to sign in, unless a cell says otherwise: for nobody else is a redirect a refusal. A name with "#" is
one of several addresses of that name.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from tests.walls.who import PUBLIC, READERS

FOLDER = Path(__file__).parent
SIGN_IN = 302
REFUSED = (403, 404)
KEYS = {"with", "beyond", "own", "other", "refusal", "form", "method", "sees", "leads", "names", "names_to"}


@dataclass(frozen=True)
class Row:
    """`cells` {("own" | "other", reader): status}; "other" only where there is something beyond."""

    name: str
    own: tuple[str, ...]
    other: tuple[str, ...] | None
    cells: Mapping[tuple[str, str], int]
    form: bool
    method: str
    sees: tuple[str, ...]
    leads: str
    named_to: frozenset[str]

    @property
    def address(self) -> str:
        return self.name.partition("#")[0]

    @property
    def station(self) -> str:
        return self.name.partition(":")[0]

    @property
    def scopes(self) -> list[tuple[str, tuple[str, ...]]]:
        return [("own", self.own)] + ([("other", self.other)] if self.other is not None else [])

    def opens_to(self, scope: str) -> list[str]:
        return [reader for reader in READERS if self.cells[scope, reader] == 200]

    def refused(self, scope: str) -> list[str]:
        """Readers who are refused the page; the public, where it is led to sign in."""
        return [one for one in READERS if self.cells[scope, one] in REFUSED or self.leads_away(scope, one)]

    def leads_away(self, scope: str, who: str) -> bool:
        return who == PUBLIC and self.cells[scope, who] == SIGN_IN and not self.leads


@cache
def rows() -> dict[str, Row]:
    """By name, in the order of the files."""
    found: dict[str, Row] = {}
    for file in sorted(FOLDER.glob("*.toml")):
        for name, said in tomllib.loads(file.read_text("utf-8")).items():
            assert name.startswith(f"{file.stem}:"), f"{name} stands in {file.name}"
            found[name] = _row(name, said)
    return found


def _row(name: str, said: dict[str, Any]) -> Row:
    assert set(said) <= KEYS, f"{name}: unknown keys {set(said) - KEYS}"
    opened = [*said.get("own", {}).get("200", "").split(), *said.get("other", {}).get("200", "").split()]
    named = said.get("names_to", " ".join(opened)) if "names" in said else ""
    scopes = ["own", "other"] if "beyond" in said else ["own"]
    return Row(
        name=name,
        own=tuple(said.get("with", ())),
        other=tuple(said["beyond"]) if "beyond" in said else None,
        cells={(scope, who): status for scope in scopes for who, status in _cells(name, said, scope).items()},
        form=said.get("form", False),
        method=said.get("method", "GET"),
        sees=tuple(said.get("sees", ())),
        leads=said.get("leads", ""),
        named_to=frozenset(_readers(name, named)),
    )


def _cells(name: str, said: dict[str, Any], scope: str) -> dict[str, int]:
    cells = dict.fromkeys(READERS, said.get("refusal", 403)) | {PUBLIC: SIGN_IN}
    stated: list[str] = []
    for status, who in said.get(scope, {}).items():
        these = _readers(name, who)
        cells |= dict.fromkeys(these, int(status))
        stated += these
    assert len(stated) == len(set(stated)), f"{name}: somebody has two cells in {scope}"
    return cells


def _readers(name: str, text: str) -> Sequence[str]:
    found: list[str] = []
    for one in text.split():
        found += {"everybody": READERS, "signed-in": READERS[1:]}.get(one, (one,))
    assert set(found) <= set(READERS), f"{name}: nobody is called {set(found) - set(READERS)}"
    return list(dict.fromkeys(found))
