"""The page for users says what the code says."""

from __future__ import annotations

from pathlib import Path

from ortoo.multilingual.refusals import registry
from ortoo.spreadsheets.read import MOST_BYTES
from ortoo.spreadsheets.rows import MOST_PROBLEMS
from ortoo.spreadsheets.table import LONGEST_CELL
from ortoo.spreadsheets.workbook import MOST_CELLS
from ortoo.spreadsheets.zipped import MOST_UNPACKED

PAGE = (Path(__file__).parents[2] / "docs" / "reference" / "tables.md").read_text("utf-8")


def test_every_refusal_stands_on_the_page_with_its_sentence() -> None:
    listed = PAGE.partition("## Every refusal\n\n")[2]
    sentences = {code: rows["en"] for code, rows in registry().items() if code.startswith("spreadsheets.")}
    assert listed == "".join(f"- `{code}`: {sentence}\n" for code, sentence in sentences.items())


def test_the_limits_are_those_of_the_code() -> None:
    assert (
        f"Limits: {MOST_BYTES >> 20} MiB a file, {MOST_UNPACKED >> 20} MiB unpacked, {MOST_CELLS // 10**6} million "
        f"cells a sheet (rows times columns), {LONGEST_CELL:,} characters a cell."
    ) in PAGE
    assert f"After {MOST_PROBLEMS:,} problems reading stops." in PAGE
