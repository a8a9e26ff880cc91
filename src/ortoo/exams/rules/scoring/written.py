"""An answer as it is written on a sheet, and what it says.

`told` brings what somebody typed into the one way in which a sheet is kept; `answer_of` reads that way. Letters of
match and order are those that were printed: `printed` holds, for each printed letter, the place in the bank (from 0).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from unicodedata import normalize

from ortoo.exams.rules.bank.question import Kind, Question, letter
from ortoo.exams.rules.scoring.values import Answer
from ortoo.multilingual.refusals import Refusal

NONE = "-"
"""Where a left side is joined with nothing."""

TRUE, FALSE = "T", "F"

TYPED = str.maketrans("АВСЕНІКМОРТХЅЈ", "ABCEHIKMOPTXSJ", " \t\n\r\u00a0,;.")
"""Cyrillic letters that look like the printed Latin ones are these; blanks and commas between letters are none."""

WORDS = (Kind.NUMERIC, Kind.SHORT, Kind.ESSAY)
CHOICES = (Kind.SINGLE, Kind.MULTIPLE)
LONGEST = {Kind.NUMERIC: 100, Kind.SHORT: 500, Kind.ESSAY: 50_000}


def told(question: Question, written: str) -> str:
    """As the sheet keeps it; "" where nothing is answered. Refuses what this question cannot be answered with."""
    if question.kind in WORDS:
        return _words(question, normalize("NFC", written).strip())
    letters = normalize("NFC", written).upper().translate(TYPED)
    if not letters.strip(NONE):
        return ""
    try:
        return TOLD[question.kind](question, letters)
    except KeyError:
        raise strange(question, written) from None


def answer_of(question: Question, written: str, printed: Sequence[int] = (), language: str = "mn") -> Answer:
    """What a sheet says, as `told` wrote it. `printed` is asked of match and order alone."""
    if not written:
        return Answer(language=language)
    if question.kind in CHOICES:
        return Answer(letters=frozenset(written))
    if question.kind is Kind.TRUE_FALSE:
        return Answer(truth=written == TRUE)
    if question.kind is Kind.MATCH:
        return Answer(pairs=tuple(None if one == NONE else printed[_place(one)] for one in written.split()))
    if question.kind is Kind.ORDER:
        return Answer(sequence=tuple(printed[_place(one)] for one in written))
    return Answer(words=written, language=language)


def takes(question: Question) -> str:
    """What a question can be answered with, in signs that need no translation: "A–D", "T / F", "3 × A–D"."""
    if question.kind is Kind.TRUE_FALSE:
        return f"{TRUE} / {FALSE}"
    if question.kind in WORDS:
        return f"≤ {LONGEST[question.kind]}"
    last = letter(_size(question) - 1)
    if question.kind is Kind.MATCH:
        return f"{len(question.left)} × A–{last}, {NONE}"
    return f"{_size(question)} × A–{last}" if question.kind is Kind.ORDER else f"A–{last}"


def strange(question: Question, written: str) -> Refusal:
    return Refusal("scoring.answer_strange", item=question.label, value=written[:60], takes=takes(question))


def _words(question: Question, words: str) -> str:
    if len(words) > LONGEST[question.kind] or not all(one.isprintable() or one in "\n\r\t\u00a0" for one in words):
        raise strange(question, words)
    return words


def _choice(question: Question, letters: str) -> str:
    _known(question, letters)
    if len(set(letters)) < len(letters):
        raise KeyError(letters)
    return "".join(sorted(letters))


def _truth(question: Question, letters: str) -> str:
    return {TRUE: TRUE, FALSE: FALSE, "TRUE": TRUE, "FALSE": FALSE}[letters]


def _match(question: Question, letters: str) -> str:
    _known(question, letters.replace(NONE, ""))
    if len(letters) != len(question.left):
        raise KeyError(letters)
    return " ".join(letters)


def _order(question: Question, letters: str) -> str:
    _known(question, letters)
    if not len(set(letters)) == len(letters) == _size(question):
        raise KeyError(letters)
    return letters


TOLD: dict[Kind, Callable[[Question, str], str]] = {
    Kind.SINGLE: _choice,
    Kind.MULTIPLE: _choice,
    Kind.TRUE_FALSE: _truth,
    Kind.MATCH: _match,
    Kind.ORDER: _order,
}


def _known(question: Question, letters: str) -> None:
    if not all(0 <= _place(one) < _size(question) for one in letters):
        raise KeyError(letters)


def _size(question: Question) -> int:
    """How many letters are printed."""
    return len(question.options or question.right or question.sequence)


def _place(one: str) -> int:
    return ord(one) - ord("A")
