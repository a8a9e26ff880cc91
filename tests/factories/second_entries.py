"""A sitting whose marks were entered by a first hand, a second that enters again, and a third that settles."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from ortoo.access.models import User
from ortoo.access.rules.roles import Role
from ortoo.exams.models import Sample, SecondEntry, Sitting
from ortoo.exams.operations import draw_sample, enter_again
from ortoo.exams.queries.second_entries import differences, sampled_marks
from ortoo.exams.rules.second_entry import Found
from tests.cast import AT, person
from tests.factories import exams
from tests.factories.people import officials

SEED = "0f" * 16


@dataclass(frozen=True)
class Hands:
    first: User
    second: User
    third: User


def three_hands() -> Hands:
    return Hands(
        person("first", Role.EXAM_OFFICER), person("second", Role.MARKER), person("third", Role.EXAM_OFFICER)
    )  # fmt: skip


def marked(hands: Hands, marks: Mapping[str, int], code: str = "E25") -> Sitting:
    officials(*marks)
    sitting = exams.sitting(code, hands.first)
    exams.given(code, marks, hands.first)
    return sitting


def drawn(sitting: Sitting, hands: Hands, share: int = 100) -> Sample:
    return draw_sample(sitting=sitting, share=share, seed=SEED, by=hands.first, at=AT)


def keys(sample: Sample) -> dict[str, int]:
    """Personnel number -> sampled mark."""
    return {one.mark.official.number: one.pk for one in sampled_marks(sample)}


def entered(sample: Sample, by: User, marks: Mapping[str, int]) -> Found | None:
    by_number = keys(sample)
    given = {by_number[number]: value for number, value in marks.items()}
    return enter_again(sitting=sample.sitting, marks=given, by=by, at=AT)


def difference(sitting: Sitting, number: str) -> SecondEntry:
    return differences(sitting).get(sampled__mark__official__number=number)
