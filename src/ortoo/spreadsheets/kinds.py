"""What can be imported and exported: one kind of file, and the report of one import."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.utils.functional import Promise

from ortoo.access.rules.grants import Grants
from ortoo.multilingual import refusals
from ortoo.spreadsheets.layout import Layout
from ortoo.spreadsheets.rows import RowProblem


@dataclass(frozen=True)
class Source:
    """The file that rows came from; the ledger gets its SHA-256 (hexadecimal), never its name."""

    filename: str
    sha256: str


@dataclass(frozen=True)
class Notice:
    """Something worth knowing that stops nothing, such as "3 names had Latin letters, which were replaced"."""

    code: str
    values: dict[str, Any] = field(default_factory=dict)

    def sentence(self, language: str = "en") -> str:
        return refusals.sentence(self.code, language, self.values)


@dataclass(frozen=True)
class ImportReport:
    """Rows by what they do to the database. With any problem nothing is written; neither is anything in a dry run."""

    new: int = 0
    changed: int = 0
    unchanged: int = 0
    problems: tuple[RowProblem, ...] = ()
    notices: tuple[Notice, ...] = ()

    @property
    def rows(self) -> int:
        """Rows that could be taken."""
        return self.new + self.changed + self.unchanged

    @property
    def writes(self) -> bool:
        """Whether importing this file would change anything."""
        return not self.problems and bool(self.new + self.changed)


Read = Callable[..., tuple[Any, list[RowProblem]]]
"""(content, filename, progress, **options) -> what the operation takes as rows, and the problems met on the way."""

Export = Callable[[Grants], Iterable[Mapping[str, Any]]]
"""The rows that these grants may see, by column name, in a fixed order."""


@dataclass(frozen=True)
class Option:
    """Something that is not in the file and must be chosen with it, such as the sitting of a file of marks."""

    name: str
    title: str | Promise
    choices: Callable[[Grants], Sequence[tuple[str, str]]]
    """(value, label) pairs, as far as these grants reach."""


@dataclass(frozen=True)
class ImportKind:
    """One kind of file. `operation(*, rows, source, dry_run, by, at, progress, **options) -> ImportReport` does all or
    nothing, and is a second time without effect. A kind with a `layout` is a table; else it brings its own `read`.

    `check_may` refuses (raises) those who may neither import nor export it.
    `alone`: a row is judged without the other rows of its file, so that the rows beside a bad one can still be judged.
    `suffixes`: what its files are called, the first is that of the template.
    `page`: the name of the address where the browser takes such files; empty for the page of all kinds.
    """

    name: str
    title: str | Promise
    check_may: Callable[[Grants], None]
    operation: Callable[..., ImportReport]
    layout: Layout | None = None
    read: Read | None = None
    export: Export | None = None
    options: tuple[Option, ...] = ()
    alone: bool = True
    suffixes: tuple[str, ...] = (".csv", ".xlsx")
    page: str = ""
