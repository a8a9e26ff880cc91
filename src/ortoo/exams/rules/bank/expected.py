"""What an expert expects of an item, as files carry it: a tag such as `expected:0.62`, the share that will solve it.

It is no part of the question: the bank keeps it beside, and another estimate makes no other question.
"""

from __future__ import annotations

import re
from dataclasses import replace

from ortoo.exams.rules.bank.question import Question

TAG = re.compile(r"expected:0\.([0-9]{1,3})")


def parted(question: Question) -> tuple[Question, int | None]:
    """The question without the tag, and the share in thousandths; None where it has none, or one that is no share.

    >>> from ortoo.exams.rules.bank.question import Kind
    >>> told = Question(Kind.ESSAY, {}, tags=("law", "expected:0.62"))
    >>> parted(told)[0].tags, parted(told)[1]
    (('law',), 620)
    """
    for tag in question.tags:
        found = TAG.fullmatch(tag)
        if found and (share := int(found[1].ljust(3, "0"))):
            return replace(question, tags=tuple(one for one in question.tags if one != tag)), share
    return question, None


def joined(question: Question, expected: int | None) -> Question:
    """The question as a file tells it, with the tag for so many thousandths; what `parted` takes apart."""
    if expected is None:
        return question
    return replace(question, tags=(*question.tags, f"expected:{expected / 1000}"))
