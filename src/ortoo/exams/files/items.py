"""Files of questions as they are read for the bank: what they would bring, and what of them nobody could read."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from ortoo.access.models import User
from ortoo.exams.operations import take_items
from ortoo.exams.operations.items import Taken
from ortoo.exams.queries.items import standing_items, standing_questions
from ortoo.exams.rules.bank.expected import parted
from ortoo.exams.rules.bank.gift import read_gift
from ortoo.exams.rules.bank.gift_writing import write_gift
from ortoo.exams.rules.bank.incoming import Incoming, sort_out
from ortoo.exams.rules.bank.languages import joined_by_code, told_besides
from ortoo.exams.rules.bank.letters_of_file import lettered
from ortoo.exams.rules.bank.moodle_xml import read_moodle_xml
from ortoo.exams.rules.bank.moodle_xml_writing import write_moodle_xml
from ortoo.exams.rules.bank.qti import read_qti
from ortoo.exams.rules.bank.question import Question
from ortoo.exams.rules.bank.unread import Reading, Unread, Why
from ortoo.jobs.progress import Progress, silent
from ortoo.multilingual.refusals import Refusal
from ortoo.multilingual.texts import LANGUAGE_NAMES
from ortoo.plan.queries import goal_names
from ortoo.spreadsheets.kinds import ImportReport, Notice, Source
from ortoo.spreadsheets.rows import RowProblem

ENCODINGS = ("utf-8", "utf-16", "windows-1251", "windows-1252")
WRITERS: dict[str, tuple[Callable[[Sequence[Question], str], bytes], str, str]] = {
    "gift": (write_gift, "gift.txt", "text/plain; charset=utf-8"),
    "moodle-xml": (write_moodle_xml, "xml", "application/xml"),
}
"""Format -> (writer, ending of the file, media type)."""

MOST_CONTROLS = 50
"""A text has fewer than one stray control character to so many letters."""


@dataclass(frozen=True)
class ItemFile:
    """A file of questions told in one language; `encoding` "" where the file says itself."""

    name: str
    content: bytes
    language: str
    encoding: str = ""


@dataclass(frozen=True)
class Look:
    """What files would bring, and every piece of them that is no question of it.

    `expected`: code -> the share that an expert expects to solve it, in thousandths, where a file says so; `seen`: code
    -> the version that the bank had, 0 for none.
    """

    source: str
    incoming: Incoming
    unread: tuple[Unread, ...]
    expected: Mapping[str, int]
    seen: Mapping[str, int]


def read_file(file: ItemFile) -> Reading:
    """By what the file holds: a package or an item of QTI, Moodle XML, else GIFT. Refuses what holds no question."""
    reading = _read(file)
    if reading.questions:
        return reading
    if reading.unread:
        raise Refusal("bank.nothing_readable", file=file.name, why=Why.of(reading.unread[0]))
    raise Refusal("bank.file_without_questions", file=file.name)


def _read(file: ItemFile) -> Reading:
    beginning = file.content[:4_000].replace(b"\0", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n")
    if beginning.startswith(b"PK") or b"<assessmentItem" in beginning:
        return read_qti(file.content, file.name, file.language)
    if beginning.startswith((b"<?xml", b"<quiz")):
        return read_moodle_xml(file.content, file.name, file.language, file.encoding)
    _refuse_no_text(file)
    return read_gift(file.content, file.name, file.language, file.encoding)


def _refuse_no_text(file: ItemFile) -> None:
    """Every text is a question to GIFT, and so would be the bytes of a picture or a paper."""
    letters = lettered(file.content, file.name, file.encoding)
    if len(letters.controls) * MOST_CONTROLS > len(letters.text):
        raise Refusal("bank.not_text", file=file.name)


def look_through(files: Sequence[ItemFile]) -> Look:
    """Reads all, joins by code what is told in several languages, and sorts it; nothing is written.

    Refused as a whole: a file without a question, and files that contradict each other.
    """
    readings = [read_file(file) for file in files]
    brought = [parted(one) for one in joined_by_code([reading.questions for reading in readings])]
    joined = [question for question, _ in brought]
    expected = {question.code: share for question, share in brought if share is not None}
    standing = standing_items()
    bodies = standing_questions([question.code for question in joined])
    told = [told_besides(one, bodies[one.code]) if one.code in bodies else one for one in joined]
    return Look(
        source=", ".join(file.name for file in files),
        incoming=sort_out(told, standing, goal_names().keys()),
        unread=tuple(piece for reading in readings for piece in reading.unread),
        expected=expected,
        seen={one.code: standing[one.code].number if one.code in standing else 0 for one in joined},
    )


def take_in(look: Look, *, by: User, at: datetime) -> Taken:
    """Takes in what was looked through; what is listed as unread or refused stays out.

    Refused where somebody else wrote one of the items since.
    """
    questions = [*look.incoming.taken, *look.incoming.unchanged]
    return take_items(questions=questions, source=look.source, facilities=look.expected, seen=look.seen, by=by, at=at)


def read_for_import(
    content: bytes, filename: str, progress: Progress = silent, *, language: str
) -> tuple[ItemFile, list[RowProblem]]:
    """For `ortoo import items`: what of the file could not be read stops nothing, and is told by the operation."""
    return ItemFile(filename, content, language), []


def import_items(
    *,
    rows: ItemFile,
    source: Source,
    language: str,
    dry_run: bool = False,
    by: User,
    at: datetime,
    progress: Progress = silent,
) -> ImportReport:
    """One file in one language; each piece that stays out has its notice."""
    look = look_through([rows])
    if look.incoming.taken and not dry_run:
        take_in(look, by=by, at=at)
    progress(1, 1)
    found = look.incoming
    notices = [_notice(piece) for piece in look.unread]
    for question, refusal in found.refused:
        notices.append(Notice("bank.left_out", {"item": question.label, "why": Why.of(refusal)}))
    return ImportReport(len(found.new), len(found.changed), len(found.unchanged), notices=tuple(notices))


def _notice(piece: Unread) -> Notice:
    place = {"file": piece.file, "line": piece.line, "item": piece.item, "name": piece.name or "–"}
    return Notice("bank.unread_piece", {**place, "why": Why.of(piece)})


def languages() -> list[tuple[str, str]]:
    return [(language, str(name)) for language, name in LANGUAGE_NAMES.items()]


def written(questions: Sequence[Question], form: str, language: str) -> bytes:
    """A file of `form` (of WRITERS) with the questions in one language. Refuses what that format cannot hold."""
    writer, _, _ = WRITERS[form]
    return writer(questions, language)
