"""`ortoo select` reads workbooks and Parquet like CSV, and refuses those that would be read wrongly."""

from __future__ import annotations

import datetime
import io
import zipfile

import polars
import pytest

from tests.cli.desk import CANDIDATES, Desk
from tests.cli.workbooks import cells, workbook


def test_xlsx_and_parquet_give_the_same_answer(desk: Desk) -> None:
    expected = desk.select().decision
    header, *people = cells()
    desk.candidates(workbook([header, *people]), "candidates.xlsx")
    frame = polars.DataFrame(people, schema=[str(name) for name in header], orient="row")
    frame.write_parquet(desk.folder / "candidates.parquet")
    for name in ("candidates.xlsx", "candidates.parquet"):
        answer = desk.select(candidates=name)
        assert answer.status == 0, answer.err
        assert answer.decision | {"inputs": None} == expected | {"inputs": None}


def test_parquet_of_single_precision_and_whole_numbers(desk: Desk) -> None:
    header, *people = cells()
    frame = polars.DataFrame(people, schema=[str(name) for name in header], orient="row")
    narrow = frame.with_columns(
        polars.col("score").cast(polars.Float32), polars.col("exam").cast(polars.Int16), polars.lit(None).alias("note")
    )
    narrow.write_parquet(desk.folder / "candidates.parquet")
    assert desk.select(candidates="candidates.parquet").decision["total"] == "264.500"


@pytest.mark.parametrize(("value", "named"), [(None, "empty"), (float("nan"), "nan"), (89.1234, "89.1234")])
def test_parquet_with_a_bad_figure(desk: Desk, value: float | None, named: str) -> None:
    header, *people = cells()
    people[1][1] = value
    frame = polars.DataFrame(people, schema=[str(name) for name in header], orient="row")
    frame.write_parquet(desk.folder / "candidates.parquet")
    line = desk.malformed(candidates="candidates.parquet")
    assert "row 2" in line.lower()
    assert '"score"' in line
    assert named in line


def test_workbooks_that_would_be_read_wrongly(desk: Desk) -> None:
    desk.candidates(workbook(cells(), formula=True), "candidates.xlsx")
    assert "B3" in desk.malformed(candidates="candidates.xlsx")
    desk.candidates(workbook(cells(), merged=True), "candidates.xlsx")
    assert "E2:E4" in desk.malformed(candidates="candidates.xlsx")
    desk.candidates(workbook(cells()[:1]), "candidates.xlsx")
    assert "candidates.xlsx" in desk.malformed(candidates="candidates.xlsx")
    desk.candidates(CANDIDATES, "candidates.xlsx")
    assert "candidates.xlsx" in desk.malformed(candidates="candidates.xlsx")
    desk.candidates(CANDIDATES, "candidates.parquet")
    assert "candidates.parquet" in desk.malformed(candidates="candidates.parquet")
    people = cells()
    people[2][1] = 89.1234
    desk.candidates(workbook(people), "candidates.xlsx")
    line = desk.malformed(candidates="candidates.xlsx")
    assert "row 3" in line.lower()
    assert '"score"' in line


def test_dates_of_a_workbook_are_refused_wherever_the_rule_looks(desk: Desk) -> None:
    """A code such as 3-1 becomes a date when it is typed: as text it would be a value that nobody wrote."""
    people = cells()
    for column, name in ((1, "score"), (4, "region"), (0, "id")):
        changed = [list(row) for row in people]
        changed[2][column] = datetime.date(2022, 3, 1)
        desk.candidates(workbook(changed), "candidates.xlsx")
        line = desk.malformed(candidates="candidates.xlsx")
        assert "Row 3" in line
        assert f'"{name}"' in line
        assert "2022-03-01" in line
    people[2][6] = datetime.date(2022, 3, 1)
    desk.candidates(workbook(people), "candidates.xlsx")
    assert desk.select(candidates="candidates.xlsx").status == 0  # a note, which no rule looks at


def test_columns_of_parquet_that_are_neither_text_nor_numbers(desk: Desk) -> None:
    header, *people = cells()
    frame = polars.DataFrame(people, schema=[str(name) for name in header], orient="row")
    path = desk.folder / "candidates.parquet"
    strange = {
        "Date": polars.lit(datetime.date(2022, 3, 1)),
        "List": polars.concat_list("region"),
        "Binary": polars.col("region").cast(polars.Binary),
        "Struct": polars.struct("region", "ok"),
    }
    for kind, column in strange.items():
        frame.with_columns(column.alias("region")).write_parquet(path)
        line = desk.malformed(candidates="candidates.parquet")
        assert '"region"' in line
        assert kind in line
    frame.with_columns(polars.col("region").cast(polars.Categorical)).write_parquet(path)
    assert desk.select(candidates="candidates.parquet").status == 0


def test_a_parquet_file_with_nulls_or_cut_short(desk: Desk) -> None:
    header, *people = cells()
    path = desk.folder / "candidates.parquet"
    for column, name in ((0, "id"), (2, "ok"), (4, "region")):
        changed = [list(row) for row in people]
        changed[1][column] = None
        polars.DataFrame(changed, schema=[str(head) for head in header], orient="row").write_parquet(path)
        line = desk.malformed(candidates="candidates.parquet")
        assert "Row 2" in line
        assert f'"{name}"' in line
    path.write_bytes(path.read_bytes()[:-20])
    assert "candidates.parquet" in desk.malformed(candidates="candidates.parquet")


def test_a_bomb_does_not_go_off(desk: Desk) -> None:
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as archive:
        with zipfile.ZipFile(io.BytesIO(workbook(cells()))) as whole:
            for name in whole.namelist():
                if not name.endswith("sheet1.xml"):
                    archive.writestr(name, whole.read(name))
        with archive.open("xl/worksheets/sheet1.xml", "w", force_zip64=True) as sheet:
            for _ in range(600):
                sheet.write(b" " * (1 << 20))
    desk.candidates(written.getvalue(), "candidates.xlsx")
    assert "candidates.xlsx" in desk.malformed(candidates="candidates.xlsx")
