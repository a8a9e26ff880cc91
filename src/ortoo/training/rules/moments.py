"""The cell of a moment: 2026-03-02 14:05, with seconds and an offset from UTC where the platform writes them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import MAXYEAR, MINYEAR, datetime

from ortoo.multilingual.refusals import Refusal
from ortoo.spreadsheets.cells import Cell, cell_text

MOMENT = re.compile(r"\d{4}-\d{2}-\d{2}[ T]\d{2}:\d{2}(:\d{2})?(Z|[+-]\d{2}:\d{2})?")


@dataclass(frozen=True)
class Moment:
    """Without an offset it is the programme's own time; whoever takes it in knows which zone that is."""

    def __call__(self, raw: Cell) -> datetime:
        moment = raw.replace(microsecond=0) if isinstance(raw, datetime) else _read(raw)
        # At the ends of the calendar another zone's time of the same moment cannot be written.
        if not MINYEAR < moment.year < MAXYEAR:
            raise Refusal("training.not_a_moment")
        return moment

    def show(self, value: datetime) -> Cell:
        return value.isoformat(" ")


def _read(raw: Cell) -> datetime:
    text = cell_text(raw)
    if not isinstance(raw, str) or not MOMENT.fullmatch(text):
        raise Refusal("training.not_a_moment")
    try:
        return datetime.fromisoformat(text)
    except ValueError as error:
        raise Refusal("training.not_a_moment") from error
