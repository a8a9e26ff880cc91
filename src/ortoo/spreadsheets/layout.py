"""What a file must look like: the columns of one kind of file, with their headings in three languages."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from ortoo.spreadsheets.cells import Parser, Text, Titles, folded, words_of

ANY_TEXT = Text()


@dataclass(frozen=True)
class Column:
    """One column. `name` is the key of its value in a parsed row and is itself accepted as a heading.

    `required`: the column must be in the file. `may_be_empty`: its cells may be empty, which gives None; cells of a
    column that is not required always may. `titles`: language -> heading or headings, the first of them is written.
    `help`: language -> one sentence that says what belongs in the column.
    """

    name: str
    titles: Titles
    parse: Parser = ANY_TEXT
    required: bool = True
    may_be_empty: bool = False
    help: Mapping[str, str] = field(default_factory=dict)

    @property
    def needs_value(self) -> bool:
        return self.required and not self.may_be_empty

    def title(self, language: str) -> str:
        """The heading that is written in `language`."""
        return words_of(self.titles)[language][0]


@dataclass(frozen=True)
class Layout:
    """The columns of one kind of file, such as "officials", in the order in which they are written."""

    kind: str
    columns: tuple[Column, ...]
    headings: dict[str, Column] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "columns", tuple(self.columns))
        headings: dict[str, Column] = {}
        for column in self.columns:
            for title in (column.name, *(word for words in words_of(column.titles).values() for word in words)):
                known = headings.setdefault(folded(title), column)
                assert known is column, f"{title} is a heading of {known.name} and of {column.name}"
        object.__setattr__(self, "headings", headings)

    def find(self, heading: str) -> Column | None:
        """The column with this heading in any language, or None."""
        return self.headings.get(folded(heading))

    def column(self, name: str) -> Column:
        return next(column for column in self.columns if column.name == name)


def layout_in_words(
    kind: str, words: Mapping[str, Any], required: Mapping[str, Parser], optional: Mapping[str, Parser]
) -> Layout:
    """A layout whose `words` stand in a data file, by column: "en", "mn", "ko", "help" and further English headings as
    "also". The columns are in their order; those in `optional` may be left out of a file or be empty.
    """

    def column(name: str) -> Column:
        said, needed = words[name], name in required
        titles = {"en": (said["en"], *said.get("also", ())), "mn": said["mn"], "ko": said["ko"]}
        parse = required[name] if needed else optional[name]
        return Column(name, titles, parse, required=needed, may_be_empty=not needed, help=said["help"])

    return Layout(kind, tuple(column(name) for name in words))
