"""Lines of ten answers, back and forth."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from ortoo.exams.rules.scoring.lines import lines_of, typed

ANSWERS = st.one_of(st.just(""), st.sampled_from(["A", "AC", "T", "B A -", "1,5 m", "Улаан баатар"]))


@given(st.lists(ANSWERS, min_size=1, max_size=45))
def test_lines_say_their_answers(answers: list[str]) -> None:
    lines = lines_of(answers)
    assert len(lines) == -(-len(answers) // 10)
    assert [answer for line in lines for answer in typed(line)] == answers


def test_what_is_typed_in_a_line() -> None:
    assert typed(" ab cd-\te ") == ["a", "b", "c", "d", "", "e"]
    assert typed("a;;-; ") == ["a", "", ""]
    assert typed("") == []
