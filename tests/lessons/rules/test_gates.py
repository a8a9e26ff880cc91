"""What a lesson must say, by hand and by property."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ortoo.lessons.rules.gates import (
    NEEDED,
    AtHome,
    Condition,
    Degree,
    Draft,
    Gap,
    Kind,
    check_whole,
    gaps,
    languages_of,
    refusal_of,
    said,
)
from ortoo.multilingual.refusals import LANGUAGES, Refusal

WHOLE = Draft(
    names={"en": "One card pays every tram and bus"},
    problem={"en": "Each bus line in the capital sells its own ticket"},
    mechanism={"en": "One clearing house settles between the lines every night"},
    evidence={"mn": "2021 онд 98 хувь нь картаар төлсөн"},
    degree=Degree.EMULATION,
    conditions=(Condition(Kind.LAW, {"en": "A law on fares"}, AtHome.ABSENT, {"en": "Draft it by autumn"}),),
)

WORKED: list[tuple[dict[str, Any], tuple[Gap, ...]]] = [
    ({}, ()),
    ({"conditions": ()}, ()),
    ({"degree": Degree.NEGATIVE}, ()),
    ({"degree": Degree.NEGATIVE, "evidence": {}}, (Gap("evidence"),)),
    ({"problem": {}}, (Gap("problem"),)),
    ({"problem": {"en": "  "}, "names": {"en": "", "ko": "\n"}}, (Gap("names"), Gap("problem"))),
    ({"problem": {"en": "  ", "ko": "있다"}}, ()),
    ({"conditions": (Condition(Kind.DATA, {"en": "Trips"}, AtHome.BUILDABLE),)}, ()),
    ({"conditions": (Condition(Kind.DATA, {"en": "Trips"}, AtHome.ABSENT),)}, (Gap("plan", 1),)),
    (
        {
            "conditions": (
                Condition(Kind.DATA, {"en": "Trips"}, AtHome.MET),
                Condition(Kind.LAW, {}, AtHome.ABSENT, {"mn": " "}),
            )
        },
        (Gap("text", 2), Gap("plan", 2)),
    ),
]


@pytest.mark.parametrize(("changed", "missing"), WORKED)
def test_worked_cases(changed: dict[str, Any], missing: tuple[Gap, ...]) -> None:
    assert gaps(replace(WHOLE, **changed)) == missing


def test_a_gap_is_refused_with_its_field_and_its_line() -> None:
    with pytest.raises(Refusal) as caught:
        check_whole(replace(WHOLE, evidence={}))
    assert (caught.value.code, caught.value.values) == ("lessons.without.evidence", {"field": "evidence"})
    line = refusal_of(Gap("plan", 2))
    assert (line.code, line.values) == ("lessons.without.plan", {"line": 2, "field": "plan_2"})


def test_a_finding_is_one_sentence() -> None:
    check_whole(replace(WHOLE, names={"en": "x" * 250}))
    with pytest.raises(Refusal) as caught:
        check_whole(replace(WHOLE, names={"en": "x" * 251}))
    assert (caught.value.code, caught.value.values["most"]) == ("lessons.finding_too_long", 250)


def test_which_part_is_written_in_which_language() -> None:
    assert languages_of(replace(WHOLE, adaptation={"en": "Cash stays", "ko": " "})) == {
        "names": {"en"},
        "problem": {"en"},
        "mechanism": {"en"},
        "evidence": {"mn"},
        "adaptation": {"en"},
    }


texts = st.dictionaries(st.sampled_from(LANGUAGES), st.text(max_size=5), max_size=3)
conditions = st.builds(Condition, st.sampled_from(list(Kind)), texts, st.sampled_from(list(AtHome)), texts)
drafts = st.builds(
    Draft, texts, texts, texts, texts, st.sampled_from(list(Degree)), st.lists(conditions, max_size=3).map(tuple)
)


@given(drafts)
def test_what_passes_names_its_problem_its_evidence_and_a_plan_for_all_that_is_absent(draft: Draft) -> None:
    try:
        check_whole(draft)
    except Refusal:
        assert gaps(draft)
        return
    assert not gaps(draft)
    assert said(draft.problem)
    assert said(draft.evidence)
    assert all(said(one.plan) for one in draft.conditions if one.standing is AtHome.ABSENT)


@given(drafts, st.sampled_from(list(Degree)))
def test_the_degree_changes_nothing_so_a_negative_lesson_counts_as_fully(draft: Draft, degree: Degree) -> None:
    assert gaps(replace(draft, degree=degree)) == gaps(draft)


@given(drafts, st.sampled_from(NEEDED), st.sampled_from(LANGUAGES))
def test_one_language_is_enough_for_a_part(draft: Draft, part: str, language: str) -> None:
    changed: dict[str, Any] = {part: {language: "said"}}
    written = replace(draft, **changed)
    assert Gap(part) not in gaps(written)
    assert [gap for gap in gaps(draft) if gap.part != part] == [gap for gap in gaps(written) if gap.part != part]
