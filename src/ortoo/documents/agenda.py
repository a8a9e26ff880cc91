"""The agenda of a visit as a value for paper: its timetable and map as drawings, and every line as a list."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from ortoo.documents.values import Picture


@dataclass(frozen=True)
class AgendaLine:
    """One row of a day. kind: "visit" (a stop at a site), "stop", "ride" or "lunch"."""

    kind: str
    time: str
    title: str
    details: str = ""


@dataclass(frozen=True)
class AgendaDay:
    """`title` is the day and its place; `night` a whole sentence, empty on the last day."""

    title: str
    lines: tuple[AgendaLine, ...]
    night: str = ""


@dataclass(frozen=True)
class AgendaPaper:
    """On pages turned sideways. `standing`: which version, who has agreed; `doubt`: what † means, where one stands."""

    template: ClassVar = "agenda"
    sideways: ClassVar = True

    title: str
    over: str
    lead: str
    standing: str
    timetable: tuple[Picture, ...]
    map: Picture | None
    days: tuple[AgendaDay, ...]
    doubt: str = ""
