"""The columns of files of series and of observations. Their words are in data."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from importlib import resources

from ortoo.multilingual.refusals import Refusal
from ortoo.people.cells import Code
from ortoo.results.rules.indicator.figures import plain
from ortoo.spreadsheets.cells import Cell, Choice, Text, Whole, cell_text
from ortoo.spreadsheets.layout import layout_in_words

WORDS = tomllib.loads((resources.files("ortoo.results") / "data" / "columns.toml").read_text("utf-8"))

KIND_WORDS = {
    "stock": {"en": "stock", "mn": "үлдэгдэл", "ko": "저량"},
    "flow": {"en": "flow", "mn": "урсгал", "ko": "유량"},
    "cumulative": {"en": "cumulative", "mn": "өссөн дүн", "ko": "누계"},
}


@dataclass(frozen=True)
class FigureCell:
    """A figure as printed, every digit kept; what could be read in two ways is refused."""

    def __call__(self, raw: Cell) -> str:
        try:
            return plain(cell_text(raw))
        except Refusal as refusal:
            raise Refusal(
                f"results.cell.{refusal.code.removeprefix('indicator.')}",
                **{name: value for name, value in refusal.values.items() if name != "value"},
            ) from None

    def show(self, value: str) -> Cell:
        return value


SERIES = layout_in_words(
    "series",
    WORDS["series"],
    {"code": Code(40), "kind": Choice(KIND_WORDS)},
    {
        "indicator": Code(40),
        "unit": Text(120),
        "low": FigureCell(),
        "high": FigureCell(),
        "rhythm": Whole(1, 20),
        "name_mn": Text(250),
        "name_en": Text(250),
        "name_ko": Text(250),
    },
)

OBSERVATIONS = layout_in_words(
    "observations",
    WORDS["observations"],
    {
        "indicator_code": Code(40),
        "year": Whole(1, 9999),
        "value": FigureCell(),
        "source": Text(400),
        "vintage": Text(100),
        "licence": Text(200),
    },
    {"name": Text(250), "unit": Text(120)},
)
