"""Papers of a dossier: what a file must be, when each paper is due, and how long it must hold."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from ortoo.multilingual.refusals import Refusal

LARGEST = 5 * 1024 * 1024
PDF, PNG, JPEG = "application/pdf", "image/png", "image/jpeg"
BEGINNINGS = {PDF: b"%PDF-", PNG: b"\x89PNG\r\n\x1a\n", JPEG: b"\xff\xd8\xff"}
ENDINGS = {PDF: b"%%EOF", PNG: b"IEND", JPEG: b"\xff\xd9"}
SUFFIXES = {PDF: "pdf", PNG: "png", JPEG: "jpg"}


@dataclass(frozen=True)
class PaperKind:
    """`due_days` are counted from the visit's first day, or from its last where `from_end`; None: not due by days."""

    code: str
    due_days: int | None = None
    from_end: bool = False
    expires: bool = False
    clears: bool = False


@dataclass(frozen=True)
class Wanted:
    """One paper in one call, due on a day; the `first` ones are there before a dossier is handed in, others follow."""

    kind: PaperKind
    due: date
    first: bool


@dataclass(frozen=True)
class Held:
    """A paper that is there. `against`: of a clearance, whether something stands against the person."""

    valid_until: date | None = None
    against: bool | None = None


@dataclass(frozen=True)
class Window:
    """The days that papers are measured by: the call opened, dossiers until, the visit's first and last day."""

    opened: date
    until: date
    begins: date
    ends: date


def content_type_of(content: bytes) -> str:
    """By the content, whatever its name says. Refuses an empty, a too large, a cut off and any other file."""
    if not content:
        raise Refusal("permission.paper_empty", field="file")
    check_size(len(content))
    found = next((kind for kind, begins in BEGINNINGS.items() if content.startswith(begins)), None)
    if found is None:
        raise Refusal("permission.paper_of_another_kind", field="file")
    if ENDINGS[found] not in content[len(BEGINNINGS[found]) :]:
        raise Refusal("permission.paper_cut_off", field="file")
    return found


def check_size(size: int) -> None:
    """Refuses more than LARGEST bytes, before anybody reads them."""
    if size > LARGEST:
        megabytes = 1024 * 1024
        raise Refusal("permission.paper_too_large", field="file", size=-(-size // megabytes), most=LARGEST // megabytes)


def wanted(kind: PaperKind, window: Window) -> Wanted:
    """When `kind` is due. What is planned for a day before the call, or not by days, is due with the dossier."""
    planned = _planned(kind, window)
    if planned is None or planned < window.opened:
        return Wanted(kind, window.until, first=True)
    return Wanted(kind, planned, first=planned <= window.until)


def check_holds(kind: PaperKind, valid_until: date | None, window: Window, today: date) -> None:
    """Refuses a paper that has expired, or will have on the last day of the visit; and a day that was not said."""
    if not kind.expires:
        return
    if valid_until is None:
        raise Refusal("permission.paper_without_last_day", field="valid_until")
    values = {"field": "valid_until", "until": valid_until.isoformat()}
    if valid_until < today:
        raise Refusal("permission.paper_expired", **values)
    if valid_until < window.ends:
        raise Refusal("permission.paper_expires_early", ends=window.ends.isoformat(), **values)


def has_expired(kind: PaperKind, held: Held, window: Window) -> bool:
    """By the last day of the visit; a paper that expires and does not say when counts as expired."""
    return not holds_on(kind, held, window.ends)


def holds_on(kind: PaperKind, held: Held, day: date) -> bool:
    return not kind.expires or (held.valid_until is not None and held.valid_until >= day)


def _planned(kind: PaperKind, window: Window) -> date | None:
    if kind.due_days is None:
        return None
    return (window.ends if kind.from_end else window.begins) + timedelta(days=kind.due_days)
