"""Reading Moodle's report of responses: one row a person, and for each place of the quiz a column "Response 1".

A response is told in the words of the options, so each is folded back to the letters of our sheets: chosen options are
parted by "; ", pairs are "left -> right", things in order are cut to their first letters. What cannot be folded back,
or could be two things, is named by row and column.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ortoo.exams.rules import moodle_words
from ortoo.exams.rules.bank.question import Kind, Question, letter
from ortoo.exams.rules.bank.titles import bare_line
from ortoo.exams.rules.scoring import platform_words as words
from ortoo.exams.rules.scoring.written import FALSE, NONE, TRUE
from ortoo.multilingual.refusals import Refusal
from ortoo.spreadsheets.cells import cell_text, folded
from ortoo.spreadsheets.rows import Row, RowProblem
from ortoo.spreadsheets.table import Sheet, Table

NUMBERED = re.compile(r"(?P<word>.+?)\s*(?P<place>[0-9]{1,3})")
IDENTIFIERS = (moodle_words.NUMBER, moodle_words.USERNAME, moodle_words.EMAIL)
"""By which people are told apart, the first that the file has; each must hold the number on the register."""
PARTED, JOINED = "; ", " -> "
CUTS = (10, 7)
"""Moodle shows the first letters of a thing in order, with three points: ten in all, or ten and the points."""


@dataclass(frozen=True)
class Columns:
    """Where in the file what stands, from 0. left_out: headings of which nothing is taken."""

    number: int
    centre: int | None
    responses: Mapping[int, int]
    questions: Mapping[int, int]
    left_out: tuple[str, ...]


@dataclass(frozen=True)
class Responses:
    """`rows` as a file of answer sheets has them; everything that could not be mapped is in `problems`."""

    rows: tuple[Row, ...]
    problems: tuple[RowProblem, ...]
    left_out: tuple[str, ...]


def columns_of(sheet: Sheet, places: int) -> Columns:
    """Refused: no column that tells people apart, or not one response for each of the places."""
    headings = [folded(heading) for heading in sheet.header]
    number = next((headings.index(one) for known in IDENTIFIERS for one in headings if one in known), None)
    if number is None:
        raise Refusal("scoring.platform_nobody", sheet=sheet.name, row=sheet.header_row)
    centre = next((place for place, one in enumerate(headings) if one in words.CENTRE), None)
    responses, questions = _numbered(headings, words.RESPONSE), _numbered(headings, words.QUESTION)
    if sorted(responses) != list(range(1, places + 1)):
        raise Refusal("scoring.platform_places", sheet=sheet.name, found=len(responses), needed=places)
    used = {number, centre, *responses.values(), *questions.values()}
    left_out = tuple(heading for place, heading in enumerate(sheet.header) if heading and place not in used)
    return Columns(number, centre, responses, questions, left_out)


def responses_of(
    table: Table, form: str, language: str, questions: Sequence[Question], printed: Sequence[Sequence[int]]
) -> Responses:
    """`questions` of the form by place, and `printed` the order of letters of match and order, () of others."""
    sheet = table.sheets[0]
    columns = columns_of(sheet, len(questions))
    readers = [Reader(question, tuple(order)) for question, order in zip(questions, printed, strict=True)]
    headings = {str(place): sheet.header[at] for place, at in columns.responses.items()}
    headings |= {"number": sheet.header[columns.number], "form": "", "centre": "", "language": ""}
    rows: list[Row] = []
    problems: list[RowProblem] = []
    for number, cells in sheet.rows():
        told = [cell_text(sheet.plain(cell, number, at)) for at, cell in enumerate(cells)]
        told += [""] * (len(sheet.header) - len(told))
        centre = "" if columns.centre is None else told[columns.centre]
        values = {"number": told[columns.number], "form": form, "centre": centre[:60] or words.ELSEWHERE}
        row = Row({**values, "language": language}, sheet.name, number, headings)
        found = [*_read(row, readers, columns, told), *_compared(row, readers, columns, told)]
        problems += found
        if not found:
            rows.append(row)
    return Responses(tuple(rows), tuple(problems), columns.left_out)


class Reader:
    """Reads the responses to one question, each distinct one once."""

    def __init__(self, question: Question, printed: Sequence[int]) -> None:
        self.question = question
        self.printed = printed
        self.known: dict[str, str | None] = {}
        self.told = _told(question, printed)
        self.begins = {_key(bare_line(text)) for text in question.texts.values()}

    def read(self, response: str) -> str | None:
        """As a sheet is kept; None where it is no answer of this question, or could be several."""
        if response not in self.known:
            self.known[response] = "" if response in words.NOTHING else self._read(response)
        return self.known[response]

    def is_of(self, question: str) -> bool:
        """Whether the platform's own words of the question begin with ours, in some language."""
        return any(_key(question).startswith(begin) for begin in self.begins)

    def _read(self, response: str) -> str | None:
        kind = self.question.kind
        if kind in (Kind.NUMERIC, Kind.SHORT, Kind.ESSAY):
            return response
        if kind is Kind.TRUE_FALSE:
            word = folded(response)
            return TRUE if word in words.TRUE else FALSE if word in words.FALSE else None
        parts = [_key(response)] if kind is Kind.SINGLE else segmented(response.split(PARTED), self.told)
        if parts is None or not all(len(self.told.get(part, ())) == 1 for part in parts):
            return None
        chosen = [next(iter(self.told[part])) for part in parts]
        if len(set(chosen)) < len(chosen):
            return None
        return self._laid(chosen)

    def _laid(self, chosen: Sequence[str]) -> str | None:
        if self.question.kind is Kind.MATCH:
            joined = dict(one.split(":") for one in chosen)
            lefts = [str(left) for left in range(len(self.question.left))]
            return " ".join(joined.get(left, NONE) for left in lefts) if len(joined) == len(chosen) else None
        if self.question.kind is Kind.ORDER:
            return "".join(chosen) if len(chosen) == len(self.question.sequence) else None
        return "".join(sorted(chosen))


def segmented(pieces: Sequence[str], known: Mapping[str, object]) -> list[str] | None:
    """Pieces joined again so that each is known, the longest first: an option may hold the sign that parts them.

    >>> segmented(["a", "b", "c"], {"a; b": 1, "c": 2})
    ['a; b', 'c']
    """
    if not pieces:
        return []
    for end in range(len(pieces), 0, -1):
        first = _key(PARTED.join(pieces[:end]))
        if first in known and (rest := segmented(pieces[end:], known)) is not None:
            return [first, *rest]
    return None


def _told(question: Question, printed: Sequence[int]) -> dict[str, set[str]]:
    """Words of the platform, as keys -> what they may stand for: a letter, or "left:letter"."""
    found: dict[str, set[str]] = {}
    if question.kind is Kind.MATCH:
        for left, texts in enumerate(question.left):
            for nth, place in enumerate(printed):
                for language, text in texts.items():
                    pair = _key(f"{bare_line(text)}{JOINED}{question.right[place][language]}")
                    found.setdefault(pair, set()).add(f"{left}:{letter(nth)}")
        return _same_right(found, question, printed)
    things = [question.sequence[place] for place in printed] if question.kind is Kind.ORDER else None
    for nth, texts in enumerate(things if things is not None else [one.texts for one in question.options]):
        for text in texts.values():
            line = bare_line(text)
            cut = [f"{line[:size]}..." for size in CUTS if len(line) > 10] if things is not None else []
            for key in {_key(one) for one in (line, *cut)}:
                found.setdefault(key, set()).add(letter(nth))
    return found


def _same_right(found: dict[str, set[str]], question: Question, printed: Sequence[int]) -> dict[str, set[str]]:
    """Right sides of the same words are one: the first letter of them stands for all."""
    first: dict[str, str] = {}
    of: dict[str, str] = {}
    for nth, place in enumerate(printed):
        of[letter(nth)] = first.setdefault(repr(sorted(question.right[place].items())), letter(nth))
    pairs = {pair: [one.split(":") for one in several] for pair, several in found.items()}
    return {pair: {f"{left}:{of[right]}" for left, right in several} for pair, several in pairs.items()}


def _key(text: str) -> str:
    """Without what Moodle changes when it writes HTML as text: case of bold words, signs of italics, blanks."""
    return folded(re.sub(r"[*_\u00a0]", " ", text))


def _numbered(headings: Sequence[str], known: Sequence[str]) -> dict[int, int]:
    """Place of the quiz -> column."""
    found = {}
    for at, heading in enumerate(headings):
        named = NUMBERED.fullmatch(heading)
        if named and named["word"] in known:
            found[int(named["place"])] = at
    return found


def _read(row: Row, readers: Sequence[Reader], columns: Columns, told: Sequence[str]) -> list[RowProblem]:
    problems = []
    for place, reader in enumerate(readers, start=1):
        response = told[columns.responses[place]]
        read = reader.read(response)
        if read is None:
            problems.append(row.problem(str(place), "scoring.platform_response", response[:100]))
        row[str(place)] = read
    return problems


def _compared(row: Row, readers: Sequence[Reader], columns: Columns, told: Sequence[str]) -> list[RowProblem]:
    """Where the file tells the questions, each must be the one in its place on our form."""
    return [
        row.problem(str(place), "scoring.platform_question", told[at][:100])
        for place, at in columns.questions.items()
        if 1 <= place <= len(readers) and told[at] and not readers[place - 1].is_of(told[at])
    ]
