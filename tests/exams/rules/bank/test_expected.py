"""What an expert expects travels in a tag, and is no part of the question."""

from __future__ import annotations

from dataclasses import replace

import pytest

from ortoo.exams.rules.bank.expected import joined, parted
from ortoo.exams.rules.bank.question import Kind, Question, Text

PLAIN = Question(Kind.ESSAY, {"en": Text("Why?")}, code="E1", tags=("law",))


@pytest.mark.parametrize("expected", [1, 5, 60, 500, 620, 999, None])
def test_what_is_joined_is_parted(expected: int | None) -> None:
    assert parted(joined(PLAIN, expected)) == (PLAIN, expected)


@pytest.mark.parametrize(("tag", "share"), [("expected:0.6", 600), ("expected:0.60", 600), ("expected:0.005", 5)])
def test_digits_may_be_left_out(tag: str, share: int) -> None:
    assert parted(replace(PLAIN, tags=(tag,))) == (replace(PLAIN, tags=()), share)


@pytest.mark.parametrize(
    "tag", ["expected:0.000", "expected:1", "expected:1.2", "expected:", "expected:0.1234", "expected:0,6"]
)
def test_what_is_no_share_stays_a_tag(tag: str) -> None:
    told = replace(PLAIN, tags=(tag,))
    assert parted(told) == (told, None)
