"""A programme before an exam that goes by items, made by its operations: where the journey to measured marks begins.

Run as a program on an empty database: sixty officials as in `given`, a plan with nine goals, two exam officers and a
marker. Run with the word "sheets" it prints the answer sheets that come back, as a file.
"""

from __future__ import annotations

import random
import sys
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import cycle
from typing import TYPE_CHECKING

from tests.journeys import given

if TYPE_CHECKING:
    from ortoo.exams.rules.bank.question import Question

FURTHER = {"dulam": "exam-officer", "saruul": "marker"}
"""User name -> role: the second exam officer, and who enters a second time."""
GOALS = ("1", "2")
SEED = 7
SITTING = "2026"
LEVELS = ("know", "apply")
WORDS = {"mn": "зорилго", "en": "the goal", "ko": "목표"}


def prepare(now: datetime) -> None:
    from tests.journeys.prepared import appoint, register

    long_ago = now - timedelta(days=200)
    manager, _ = appoint(long_ago, FURTHER)
    register(manager, long_ago)


def items_in(language: str) -> bytes:
    """The example's items of two goals in GIFT, as a learning platform keeps them, with what an expert expects."""
    from ortoo.exams.rules.bank.gift_writing import write_gift

    return write_gift(_questions(), language)


def _questions() -> list[Question]:
    from ortoo.site.demonstration.answering import expected_facility
    from ortoo.site.demonstration.questions import example_items

    names = {number: {of: f"{number}. {word}" for of, word in WORDS.items()} for number in range(1, 10)}
    return [
        replace(one, tags=(f"expected:{expected_facility(one, SEED) / 1000}",))
        for one in example_items(names, SEED)
        if one.cell and one.cell.goal in GOALS and one.cell.level.value in LEVELS
    ]


def sheets() -> str:
    """Forms go round; the lower an official's number, the more they know. All items are alike, so that each is solved
    by some and not by all, whichever forms were found.
    """
    from ortoo.exams.models import FormPlan
    from ortoo.exams.queries.forms import placed_on
    from ortoo.site.demonstration.answering import answers, asked

    plan = FormPlan.objects.get(sitting__code=SITTING)
    forms = {
        form.letter: [replace(asked(one.question, form.letter, SEED), difficulty=0.0) for one in placed_on(form)]
        for form in plan.forms.all()
    }
    chance, lines = random.Random(SEED), []
    for official, form in zip(range(1, given.HOW_MANY + 1), cycle(forms)):
        answered = answers(forms[form], (30 - official) / 15, chance)
        lines.append(",".join((given.number(official), form, "Ulaanbaatar", "mn", *answered)))
    heads = ("number", "form", "centre", "language", *(str(place + 1) for place in range(len(forms["A"]))))
    return "\n".join((",".join(heads), *lines, ""))


if __name__ == "__main__":
    import django

    django.setup()
    if len(sys.argv) > 1:
        sys.stdout.write(sheets())
    else:
        prepare(datetime.now(UTC))
