"""Sorting a file of answer sheets: which are new, which are known already, and which rows are refused and why.

Promise: a reading that is there is never changed by a file, and no file tells a second hand what the first one read.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from ortoo.exams.rules.bank.question import Question
from ortoo.exams.rules.scoring.written import told
from ortoo.multilingual.refusals import Refusal
from ortoo.spreadsheets.rows import Row, RowProblem, repeated

PLATFORM, FIRST, SECOND = 0, 1, 2


@dataclass(frozen=True)
class OnForm:
    """A form as its sheets are read: the questions by place. `key` is the house's own."""

    key: int
    letter: str
    questions: tuple[Question, ...]


@dataclass(frozen=True)
class There:
    """A reading that is kept: of which hand (an account), of which form, and what it says."""

    entry: int
    hand: int
    told: tuple[object, ...]


@dataclass(frozen=True)
class NewSheet:
    official: int
    form: int
    centre: str
    language: str
    answers: tuple[str, ...]

    @property
    def told(self) -> tuple[object, ...]:
        return self.form, self.centre, self.language, self.answers


@dataclass(frozen=True)
class Arrived:
    """In the order of the file. Nothing is taken where there are `problems`."""

    new: tuple[NewSheet, ...]
    unchanged: int
    problems: tuple[RowProblem, ...]


@dataclass
class Desk:
    """What a file of readings of kind `entry`, brought by the account `hand`, is held against.

    officials: number -> key. there: official -> readings that are kept. own: the official who brings the file.
    """

    entry: int
    hand: int
    forms: Mapping[str, OnForm]
    officials: Mapping[str, int]
    there: Mapping[int, Sequence[There]]
    own: int | None = None
    known: dict[tuple[str, int, str], str] = field(default_factory=dict)

    def sort_out(self, rows: Sequence[Row]) -> Arrived:
        """Each row has "number", "form", "centre", "language", and "1", "2" … (text, or None where empty)."""
        doubles = {(problem.sheet, problem.row): problem for problem in repeated(rows, "number")}
        new: list[NewSheet] = []
        problems: list[RowProblem] = []
        unchanged = 0
        for row in rows:
            found = [doubles[row.sheet, row.number]] if (row.sheet, row.number) in doubles else self._person(row)
            sheet = None if found else self._read(row, found)
            if sheet is None or found:
                problems += found
            elif refused := self._against(row, sheet):
                problems.append(refused)
            elif any(one.entry == self.entry for one in self.there.get(sheet.official, ())):
                unchanged += 1
            else:
                new.append(sheet)
        return Arrived(tuple(new), unchanged, tuple(problems))

    def _person(self, row: Row) -> list[RowProblem]:
        official = self.officials.get(row["number"])
        if official is None:
            code = "scoring.first_missing" if self.entry == SECOND else "exams.unknown_official"
            return [row.problem("number", code)]
        if official == self.own:
            return [row.problem("number", "scoring.own_sheet_in_file")]
        if row["form"].upper() not in self.forms:
            return [row.problem("form", "scoring.form_unknown", letters=", ".join(self.forms))]
        return []

    def _read(self, row: Row, problems: list[RowProblem]) -> NewSheet:
        form = self.forms[row["form"].upper()]
        answers = [self._answer(row, form, place, problems) for place in range(1, len(form.questions) + 1)]
        for place in range(len(answers) + 1, len(row) - 3):
            if row.get(str(place)):
                problems.append(row.problem(str(place), "scoring.place_beyond", form=form.letter, last=len(answers)))
        return NewSheet(
            self.officials[row["number"]], form.key, row["centre"], row["language"], tuple(answers)
        )  # fmt: skip

    def _answer(self, row: Row, form: OnForm, place: int, problems: list[RowProblem]) -> str:
        """Every distinct answer of a place is read once."""
        written = row[str(place)] or ""
        key = (form.letter, place, written)
        if key in self.known:
            return self.known[key]
        try:
            read = told(form.questions[place - 1], written)
        except Refusal as refusal:
            said = {"form": form.letter, "takes": refusal.values["takes"]}
            problems.append(row.problem(str(place), "scoring.answer_in_file", written[:60], **said))
            return ""
        self.known[key] = read
        return read

    def _against(self, row: Row, sheet: NewSheet) -> RowProblem | None:
        """What is there already, and whose hand it was."""
        there = {one.entry: one for one in self.there.get(sheet.official, ())}
        if (self.entry == PLATFORM) != (PLATFORM in there) and there:
            return row.problem("number", "scoring.other_way")
        if self.entry in there:
            same = there[self.entry].told == sheet.told
            return None if same else row.problem("number", "scoring.sheet_is_there")
        if self.entry == SECOND and FIRST not in there:
            return row.problem("number", "scoring.first_missing")
        if self.entry == SECOND and there[FIRST].hand == self.hand:
            return row.problem("number", "scoring.second_hand")
        return None
