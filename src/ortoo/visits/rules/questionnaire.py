"""The questionnaire of a day: three scales and a remark, said without a name and shown only in company."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ortoo.multilingual.refusals import Refusal

QUESTIONS = ("content", "pace", "use")
LOW, HIGH = 1, 5
LEAST = 5
"""Below this many answers nothing is shown: a handful of people who know each other are no crowd."""
LONGEST = 2_000


@dataclass(frozen=True)
class Answer:
    content: int
    pace: int
    use: int
    remark: str = ""


@dataclass(frozen=True)
class Summary:
    """means: thousandths, by question; remarks sorted by their words, so that their order tells nothing.

    Both empty where fewer than LEAST have answered.
    """

    count: int
    means: tuple[tuple[str, int], ...] = ()
    remarks: tuple[str, ...] = ()

    @property
    def shown(self) -> bool:
        return self.count >= LEAST


def check_answer(answer: Answer) -> None:
    for question in QUESTIONS:
        value = getattr(answer, question)
        if not LOW <= value <= HIGH:
            raise Refusal("visits.answer_off_scale", field=question, low=LOW, high=HIGH)
    if len(answer.remark) > LONGEST:
        raise Refusal("visits.text_too_long", field="remark", most=LONGEST, length=len(answer.remark))


def summary(answers: Sequence[Answer]) -> Summary:
    """Means are rounded half up to thousandths."""
    count = len(answers)
    if count < LEAST:
        return Summary(count)
    means = tuple(
        (question, (sum(getattr(one, question) for one in answers) * 2000 + count) // (2 * count))
        for question in QUESTIONS
    )
    return Summary(count, means, tuple(sorted(one.remark for one in answers if one.remark)))
