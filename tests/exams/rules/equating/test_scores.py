"""What a table of scores must hold, and what cannot be equated."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from ortoo.exams.rules.equating.reading import read_scores
from ortoo.exams.rules.equating.scores import check, gather
from ortoo.multilingual.refusals import Refusal

Rows = Sequence[Sequence[str | float | int]]


def read(header: Sequence[str], rows: Rows, anchor: str | None = None) -> list[object]:
    found = read_scores(header, list(enumerate(rows, start=2)), anchor)
    return [found.score.tolist(), found.n.tolist(), found.anchor and found.anchor.tolist(), found.highest]


def test_people_with_one_score_are_counted_together() -> None:
    assert read(["id", "score"], [["a", "3"], ["b", "0"], ["c", "3"]]) == [[0, 3], [1, 2], None, 3]


def test_n_counts_people_and_a_row_of_nobody_says_how_high_scores_may_be() -> None:
    assert read(["n", "score"], [["2", "1"], ["1", "1"], ["0", "5"]]) == [[1], [3], None, 5]


def test_numbers_of_a_workbook_and_headings_in_capitals_do() -> None:
    assert read([" SCORE", "N"], [[4.0, 2], ["5.0", 3]]) == [[4, 5], [2, 3], None, 5]


def test_counts_reach_from_zero_to_the_highest_score() -> None:
    assert gather([3, 1, 3, 5], [1, 1, 1, 0]).counts().tolist() == [0, 1, 0, 2, 0, 0]
    pairs = gather([3, 3, 1], None, [0, 1, 1])
    assert pairs.counts().tolist() == [0, 1, 0, 2]
    assert pairs.counts(pairs.n * 2).tolist() == [0, 2, 0, 4]


@pytest.mark.parametrize(
    ("header", "rows", "anchor", "code", "values"),
    [
        (["score"], [], None, "nobody", {}),
        (["score", "n"], [["3", "0"]], None, "nobody", {}),
        (["mark"], [["3"]], None, "no_column", {"column": "score", "columns": "mark"}),
        (["score"], [["3"]], "common", "no_column", {"column": "common", "columns": "score"}),
        (["score", "Score"], [["3", "3"]], None, "column_twice", {"column": "score"}),
        (["score", "n", "N"], [["3", "3", "3"]], None, "column_twice", {"column": "n"}),
        (["score"], [["3"], ["3.5"]], None, "not_whole", {"row": 3, "column": "score", "value": "3.5"}),
        (["score"], [["-1"]], None, "not_whole", {"row": 2, "column": "score", "value": "-1"}),
        (["score"], [[""]], None, "not_whole", {"row": 2, "column": "score", "value": ""}),
        (["score", "n"], [["3"]], None, "not_whole", {"row": 2, "column": "n", "value": ""}),
        (["score"], [["nan"]], None, "not_whole", {"row": 2, "column": "score", "value": "nan"}),
        (["score"], [["٣"]], None, "not_whole", {"row": 2, "column": "score", "value": "٣"}),
        (["score", "n"], [["3", "1.5"]], None, "not_whole", {"row": 2, "column": "n", "value": "1.5"}),
        (["score"], [["10001"]], None, "score_too_high", {"row": 2, "value": 10_001, "highest": 10_000}),
        (
            ["score", "n"], [["3", "1000000001"]], None,
            "too_many_people", {"row": 2, "value": 1_000_000_001, "most": 10**9},
        ),
        (
            ["score", "v"], [["3", "3"], ["3", "4"]], "v",
            "anchor_above_score", {"row": 3, "column": "v", "anchor": 4, "score": 3},
        ),
    ],
)  # fmt: skip
def test_what_is_no_table_of_scores_is_refused(
    header: list[str], rows: Rows, anchor: str | None, code: str, values: dict[str, object]
) -> None:
    with pytest.raises(Refusal) as refused:
        read(header, rows, anchor)
    assert (refused.value.code, refused.value.values) == (f"equating.{code}", values)


@pytest.mark.parametrize(
    ("score", "anchor", "code", "values"),
    [
        ([1, 2, 3, 4, 5], None, "too_few_people", {"people": 5, "fewest": 10}),
        ([4] * 30, None, "all_equal", {"score": 4}),
        ([4, 5, 6] * 10, [0, 1, 2] * 10, "anchor_too_short", {"values": 3, "fewest": 4}),
        ([4, 5, 6, 7] * 10, [3, 2, 1, 0] * 10, "anchor_tells_nothing", {}),
    ],
)
def test_groups_that_cannot_be_equated_are_refused(
    score: list[int], anchor: list[int] | None, code: str, values: dict[str, object]
) -> None:
    with pytest.raises(Refusal) as refused:
        check(gather(score, None, anchor))
    assert (refused.value.code, refused.value.values) == (f"equating.{code}", values)


def test_ten_people_and_an_anchor_of_three_items_do() -> None:
    check(gather([4, 5, 6, 7, 8] * 2, None, [0, 1, 2, 2, 3] * 2))
