"""Writes docs/reference/walls.md from the matrix: `python -m tests.walls.write`."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from pathlib import Path

from ortoo.access.rules.roles import Role
from tests.walls.matrix import FOLDER, REFUSED, Row, rows
from tests.walls.who import PLAIN, PUBLIC, READERS, REGION

PAGE = FOLDER.parent.parent / "docs/reference/walls.md"
HEAD = """# Walls: who may open what

One row an address, written from the matrix that the walls are tried against at every run (`tests/walls/*.toml`,
`python -m tests.walls.write`). Each reader asks for a thing of their own scope and for the same of a thing beyond it.
Who is not named is refused with 403 and a sentence that names the role, or with 404 where it is a secret that there is
such a thing. The public is led to sign in. A form (✎) is refused to whoever is refused its page, before anything of it
is read, and nothing is written. No page, list, file or calendar names an official whom its reader may not see; where
one does by its purpose, the last column says why.

Readers: the seventeen roles of [roles](roles.md), `region` (a sending ministry whose grant is over an aimag),
`delegate` and `appellant` (officials on the register without a role: one travelled, one has appealed), `nobody` (an
account without grants), `public`. The sending ministry's grant is over one ministry; the host's, the planner's, the
superior's and the data owner's are over one body each.
"""


def page() -> str:
    return "\n".join([HEAD, *(line for station in stations() for line in section(station))]).rstrip() + "\n"


def stations() -> list[str]:
    return list(dict.fromkeys(row.station for row in rows().values()))


def section(station: str) -> Iterator[str]:
    yield f"## {station}\n"
    yield "| address | own thing | thing beyond | else | names beyond the reach |"
    yield "|---|---|---|---|---|"
    told = reasons(station)
    for row in rows().values():
        if row.station == station:
            form = " ✎" if row.form or row.method == "POST" else ""
            refusal = ", ".join(str(code) for code in sorted(refusals(row)))
            beyond = opened(row, "other") if row.other is not None else ""
            name = row.name.partition(":")[2]
            yield f"| {name}{form} | {opened(row, 'own')} | {beyond} | {refusal} | {told.get(row.name, '')} |"
    yield ""


def opened(row: Row, scope: str) -> str:
    """Who gets in; who is led on and who meets a state that does not allow it are said apart."""
    parts = []
    for status, words in ((200, ""), (302, "led on: "), (409, "told why not now: ")):
        who = [one for one in READERS if row.cells[scope, one] == status and (one, status) != (PUBLIC, 302)]
        if who:
            parts.append(words + shortly(who))
    return "; ".join(parts) or "nobody"


def shortly(who: list[str]) -> str:
    if len(who) == len(READERS):
        return "everybody"
    if set(who) >= set(READERS[1:]):
        return "everybody signed in"
    every = {"every official": {*PLAIN, Role.OFFICIAL}, "every sending ministry": {REGION, Role.SENDING_MINISTRY}}
    found = list(who)
    for words, these in every.items():
        if these <= set(found):
            found = [one for one in found if one not in these] + [words]
    return ", ".join(found)


def refusals(row: Row) -> set[int]:
    return {status for status in row.cells.values() if status in REFUSED}


def reasons(station: str) -> dict[str, str]:
    said = tomllib.loads(Path(FOLDER / f"{station}.toml").read_text("utf-8"))
    return {name: row["names"] for name, row in said.items() if "names" in row}


if __name__ == "__main__":
    PAGE.write_text(page(), "utf-8")
