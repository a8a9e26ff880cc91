"""Questions on their way into the bank: which are new, which another version, which stand there already, which not."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field

from ortoo.exams.rules.bank.body import body_of, hash_of
from ortoo.exams.rules.bank.question import Kind, Question
from ortoo.exams.rules.bank.soundness import refuse_unsound
from ortoo.multilingual.refusals import LANGUAGES, Refusal

LONGEST_CODE = 60


@dataclass(frozen=True)
class Standing:
    """What the bank has of a code: the number and hash of its latest version, and whether it is retired."""

    number: int
    sha256: str
    retired: bool = False


@dataclass
class Incoming:
    """Each question is in one of four; `refused` with why."""

    new: list[Question] = field(default_factory=list)
    changed: list[Question] = field(default_factory=list)
    unchanged: list[Question] = field(default_factory=list)
    refused: list[tuple[Question, Refusal]] = field(default_factory=list)

    @property
    def taken(self) -> list[Question]:
        """Those that would be written."""
        return [*self.new, *self.changed]


def sort_out(questions: Iterable[Question], standing: Mapping[str, Standing], goals: Collection[str]) -> Incoming:
    """`standing` by code; `goals`: codes of the goals that a cell may name."""
    found, seen = Incoming(), set[str]()
    for question in questions:
        try:
            if question.code in seen:
                raise Refusal("bank.code_twice", item=question.code)
            refuse_unfit(question, goals)
            refuse_retired(question, standing.get(question.code))
        except Refusal as refusal:
            found.refused.append((question, refusal))
        else:
            seen.add(question.code)
            _place_for(question, standing.get(question.code), found).append(question)
    return found


def _place_for(question: Question, before: Standing | None, found: Incoming) -> list[Question]:
    if before is None:
        return found.new
    return found.unchanged if before.sha256 == hash_of(body_of(question)) else found.changed


def refuse_unfit(question: Question, goals: Collection[str]) -> None:
    """Refuses what is unsound, has no code to be known by, or names a goal that is none of `goals`."""
    refuse_unsound(question)
    if not question.code:
        raise Refusal("bank.code_missing", item=question.label, field="code")
    if len(question.code) > LONGEST_CODE:
        raise Refusal("bank.code_long", item=question.code, most=LONGEST_CODE, field="code")
    if question.cell and question.cell.goal not in goals:
        known = ", ".join(goals) or "-"
        raise Refusal("bank.goal_unknown", item=question.code, goal=question.cell.goal, known=known, field="goal")


def refuse_retired(question: Question, before: Standing | None) -> None:
    if before and before.retired:
        raise Refusal("bank.item_retired", item=question.code)


def refuse_unready(question: Question) -> None:
    """Refuses to approve what could not stand on a form: told in too few languages, in no cell, or asking nothing."""
    if missing := [language for language in LANGUAGES if language not in question.texts]:
        raise Refusal("bank.not_told_in", item=question.code, languages=", ".join(missing))
    if question.kind is Kind.DESCRIPTION:
        raise Refusal("bank.asks_nothing", item=question.code)
    if question.cell is None:
        raise Refusal("bank.in_no_cell", item=question.code)
