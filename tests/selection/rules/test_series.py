"""Files read in bulk give the same pool as files read row by row, and the same word on the first cell that is wrong."""

from __future__ import annotations

from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ortoo.multilingual.refusals import Refusal
from ortoo.selection import candidates_file
from ortoo.selection.candidates_file import read_candidates
from ortoo.selection.rules.pool import Pool, pool_from_text
from ortoo.selection.rules.rule import Quota, Rule
from ortoo.selection.rules.series import Texts

RULE = Rule(seats=1, id="id", merit="merit", standard_error="se", eligible="ok", then=("then",),
            quotas=(Quota("region", None, at_most=1),))  # fmt: skip

CELLS = {
    "id": ["ann", "bat", "Бат", "che", "a b", "7", ""],
    "merit": ["1", "90.5", "88.125", "-3", "1e2", "1.0000", "x", "NaN", "", "2000000000"],
    "se": ["1.5", "0", "-1", "x"],
    "ok": ["yes", "no", "Yes"],
    "then": ["1", "2", "2.5", " 3"],
    "region": ["UB", "Govi", " ", "\u3000", "ᠮ", "x" * 40_000],
}


def table(random: Random) -> bytes:
    """A file of few rows, mostly right; odd cells, ends of lines, marks and missing cells among them."""
    wrong, size = random.choice([0.0, 0.0, 0.1]), random.randint(1, 6)
    lines = [",".join([*CELLS, "note"])]
    for number in range(size):
        cells = [random.choice(few if random.random() < wrong else few[:2]) for few in CELLS.values()]
        cells[0] = cells[0] if random.random() < wrong else f"p{number}"
        lines.append(",".join([*cells, random.choice(["", "n", '"q,"'])][: random.choice([6, 7, 7, 7, 7, 7, 7])]))
    ends = random.choice(["\n", "\n", "\r\n", "\n\n", "\r"])
    return random.choice([b"", b"\xef\xbb\xbf"]) + (ends.join(lines) + random.choice(["", ends])).encode()


def read(content: bytes, *, in_bulk: bool) -> object:
    """All columns of the pool, or the refusal."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(candidates_file, "LARGE", 0 if in_bulk else 10**9)
        try:
            found = read_candidates(content, "c.csv", RULE.columns)
            pool = pool_from_text(RULE, found.columns, found.rows, found.header)
        except Refusal as refusal:
            return refusal.code, refusal.values
    return columns(pool)


def columns(pool: Pool) -> object:
    then = [list(column) for column in pool.then]
    attributes = {name: list(column) for name, column in pool.attributes.items()}
    return [*pool.ids], [*pool.merit], then, attributes, pool.eligible_rows, [*(pool.standard_error or ())]


@given(st.randoms(use_true_random=False))
def test_in_bulk_as_row_by_row(random: Random) -> None:
    content = table(random)
    assert read(content, in_bulk=True) == read(content, in_bulk=False)


def test_a_plain_file_is_read_in_bulk(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(candidates_file, "LARGE", 0)
    found = read_candidates(b"id,merit\nann,1\nbat,2\n", "c.csv", ("id", "merit"))
    assert all(isinstance(column, Texts) for column in found.columns.values())
    assert (list(found.rows), found.columns["id"][1], list(found.columns["merit"])) == ([2, 3], "bat", ["1", "2"])
