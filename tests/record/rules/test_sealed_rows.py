"""The row that is sealed."""

from __future__ import annotations

from ortoo.record.rules.formula import Component, WhenMissing, compute
from ortoo.record.rules.sealed_rows import NO_ATTRIBUTES, attributes_of_row, sealed_row, with_post

EXAM = Component("E22", 600, 0, 100_000, WhenMissing.INELIGIBLE, at_least=60_000)
ESSAY = Component("W22", 400, 0, 40_000, WhenMissing.ZERO)


def test_a_row_is_flat_text_as_a_file_of_candidates_has_it() -> None:
    outcome = compute((EXAM, ESSAY), {"E22": 80_000})
    assert sealed_row("ab", outcome, {"region": "MN-065", "sex": "woman", "region_group": ""}) == {
        "pseudonym": "ab",
        "merit": "48.000",
        "eligible": "yes",
        "reason": "",
        "reason_sitting": "",
        "missing": "W22",
        "exam:E22": "80.000",
        "exam:W22": "0.000",
        "region": "MN-065",
        "sex": "woman",
        "region_group": "none",
    }


def test_without_a_post_there_is_a_record_but_no_eligibility() -> None:
    outcome = with_post(compute((EXAM, ESSAY), {"E22": 80_000}), NO_ATTRIBUTES)
    assert (outcome.merit, outcome.reason, outcome.sitting) == (48_000, "record.no_post", "")
    assert sealed_row("ab", outcome, NO_ATTRIBUTES)["ministry"] == "none"


def test_the_reason_of_the_marks_stands_before_that_of_the_post() -> None:
    outcome = with_post(compute((EXAM, ESSAY), {"W22": 40_000}), NO_ATTRIBUTES)
    assert (outcome.merit, outcome.reason, outcome.sitting) == (None, "record.missing", "E22")


def test_what_makes_somebody_ineligible_by_its_absence_stays_empty() -> None:
    row = sealed_row("ab", compute((EXAM, ESSAY), {"W22": 20_000}), {})
    assert (row["merit"], row["exam:E22"], row["exam:W22"], row["missing"]) == ("", "", "20.000", "E22")


def test_the_attributes_of_a_row_are_what_is_neither_the_record_nor_a_mark() -> None:
    attributes = {**NO_ATTRIBUTES, "sex": "woman", "earlier_trips": "2"}
    assert attributes_of_row(sealed_row("ab", compute((EXAM, ESSAY), {"E22": 80_000}), attributes)) == attributes
