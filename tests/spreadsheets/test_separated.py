"""CSV: encodings, delimiters, and what is refused of the file as a whole."""

from __future__ import annotations

import codecs

import pytest

from tests.spreadsheets.files import GOOD, problems, read, refused

HEAD = "Number,Mark,Day,Note\r\n"
TEXT = HEAD + "A1,78.12,2022-12-31,\r\nA2,0,,Өлзий\r\n"


@pytest.mark.parametrize(
    "content",
    [
        TEXT.encode(),
        codecs.BOM_UTF8 + TEXT.encode(),
        TEXT.encode("utf-16"),
        codecs.BOM_UTF16_BE + TEXT.encode("utf-16-be"),
        TEXT.replace("\r\n", "\n").encode(),
        TEXT.replace("\r\n", "\r").encode(),
        TEXT.replace(",", ";").replace("78.12", "78,12").encode(),
        TEXT.replace(",", "\t").replace("78.12", "78,120").encode(),
        ("\r\n,,,\r\n" + TEXT + "\r\n,,,\r\n").encode(),
        TEXT.replace("Number,Mark,Day,Note", "дугаар, ОНОО ,Өдөр,메모").encode(),
        TEXT.replace("Number", "'-1\"").replace("'-1\"", "id").encode(),
    ],
    ids=["plain", "bom", "utf-16-le", "utf-16-be", "lf", "cr", "semicolon", "tab", "blanks", "headings", "name"],
)
def test_the_same_rows_in_every_dress(content: bytes) -> None:
    assert read(content) == (GOOD, [])


def test_a_row_knows_its_place_and_its_headings() -> None:
    rows, _ = read(b"\nNumber,Mark,Day\n\nA1,1,\n")
    assert (rows[0].sheet, rows[0].number, rows[0].headings) == (
        "marks.csv",
        4,
        {"number": "Number", "mark": "Mark", "day": "Day"},
    )
    assert rows[0].problem("mark", "spreadsheets.not_whole").sentence() == (
        'Sheet "marks.csv", row 4, column "Mark": "1000" is not a whole number. Write digits only, such as 12.'
    )


@pytest.mark.parametrize(
    ("content", "code", "values"),
    [
        (b"", "spreadsheets.empty_file", {"file": "marks.csv"}),
        (b" \r\n\t\n", "spreadsheets.empty_file", {"file": "marks.csv"}),
        (codecs.BOM_UTF8, "spreadsheets.empty_file", {"file": "marks.csv"}),
        (b",,,\n,,\n", "spreadsheets.empty_file", {"file": "marks.csv"}),
        (HEAD.encode(), "spreadsheets.no_rows", {"file": "marks.csv"}),
        (
            b"Number|Mark|Day\nA1|2|\n",
            "spreadsheets.wrong_delimiter",
            {"file": "marks.csv", "delimiter": "|"},
        ),
        (
            (HEAD + "A1,1,,Өлзий\n").encode("cp1251", "replace").replace(b"?", b"\xd6"),
            "spreadsheets.not_utf8_but_cp1251",
            {"file": "marks.csv", "row": 2},
        ),
        ("Дугаар;Оноо\nА1;5\n".encode("cp1251"), "spreadsheets.not_utf8_but_cp1251", {"file": "marks.csv", "row": 1}),
        ("번호,점수,날짜\n".encode("cp949"), "spreadsheets.not_utf8", {"file": "marks.csv", "row": 1}),
        (codecs.BOM_UTF8 + b"\n\n\xd6", "spreadsheets.not_utf8", {"file": "marks.csv", "row": 3}),
        (codecs.BOM_UTF16_LE + b"N\0u", "spreadsheets.not_utf16", {"file": "marks.csv"}),
        (b"Number\0Mark\n", "spreadsheets.not_text", {"file": "marks.csv"}),
        (HEAD.encode() + b'A1,1,,"open\n', "spreadsheets.broken_quotes", {"file": "marks.csv", "row": 2}),
        (HEAD.encode() + b'A1,1,,\nA2,"1"2,,\n', "spreadsheets.broken_quotes", {"file": "marks.csv", "row": 3}),
        (
            b"Number,Score\nA1,2\n",
            "spreadsheets.missing_columns",
            {"sheet": "marks.csv", "row": 1, "columns": "mark, day", "found": "Number, Score"},
        ),
        (
            b"Number,Mark,Day,Colour,Size\nA1,2,,,\n",
            "spreadsheets.unknown_columns",
            {"sheet": "marks.csv", "row": 1, "columns": "Colour, Size"},
        ),
        (
            "Number,Mark,Day,Оноо\nA1,2,,3\n".encode(),
            "spreadsheets.repeated_column",
            {"sheet": "marks.csv", "column": "Оноо", "first": "B", "second": "D"},
        ),
    ],
    ids=lambda value: value if isinstance(value, str) else None,
)
def test_refused_as_a_whole(content: bytes, code: str, values: dict[str, object]) -> None:
    refusal = refused(content)
    assert (refusal.code, refusal.values) == (code, values)


def test_a_cell_of_ten_megabytes_is_refused_by_its_place() -> None:
    for where in ("x" * 10_000_000, '"' + "x, \n" * 2_500_000 + '"'):
        refusal = refused(f"{HEAD}A1,1,,\nA2,2,,{where}\n".encode())
        assert refusal.code == "spreadsheets.cell_too_long"
        assert refusal.sentence().startswith(
            'Sheet "marks.csv", row 3, column "Note": the cell has 10000000 characters'
        )
    assert refused(f"Number,{'x' * 10_000_000}\nA1,1\n".encode()).values["column"] == "B"


def test_a_row_with_another_delimiter_is_named() -> None:
    assert problems(f"{HEAD}A1,1,,\nA2;2;;\n".encode()) == [
        'Sheet "marks.csv", row 3, column "Mark": the row has one cell only. '
        "Use the same delimiter in every row as in the headings."
    ]


def test_a_decimal_comma_in_a_comma_file_is_named() -> None:
    assert problems(f"{HEAD}A1,78,12,,\nA2,2,,note,more\n".encode()) == [
        'Sheet "marks.csv", row 2, column "Day": "12" is not a date. Write it as 2022-12-31.',
        'Sheet "marks.csv", row 3, column E: "more" stands under no heading. Write a heading or empty the cell; '
        "in a CSV file, put a text that holds the delimiter in quotation marks.",
    ]


def test_reading_stops_after_a_thousand_problems() -> None:
    found = problems((HEAD + "A1,x,,\n" * 5_000).encode())
    assert len(found) == 1_001
    assert found[-1].startswith('Sheet "marks.csv": reading stopped at row 1001')
