"""`ortoo select` refuses what is malformed in one line: which file, where in it, and what to do."""

from __future__ import annotations

import pytest

from tests.cli.desk import CANDIDATES, RULE, Desk


@pytest.mark.parametrize(
    ("before", "after", "named"),
    [
        ("seats = 3", "", '"seats"'),
        ("seats = 3", "seats = 0", '"seats"'),
        ("seats = 3", "seats = -1", '"seats"'),
        ("seats = 3", "seats = 3.0", '"seats"'),
        ("seats = 3", "seats = true", '"seats"'),
        ("seats = 3", 'seats = "3"', '"seats"'),
        ("seats = 3", "seats = 7", "7 seats"),
        ("reserve = 2", "reserve = -2", '"reserve"'),
        ('id = "id"', "", '"id"'),
        ('id = "id"', 'id = ""', '"id"'),
        ('id = "id"', "id = 5", '"id"'),
        ('merit = "score"', "", '"merit"'),
        ('merit = "score"', 'merit = "points"', '"points"'),
        ('then = ["exam"]', 'then = "exam"', '"then"'),
        ('then = ["exam"]', "then = [1]", '"then"'),
        ('then = ["exam"]', 'then = ["region"]', '"region"'),
        ('"total"', '"sum"', '"objective"'),
        ('"each"', '"all"', '"floors"'),
        ('title = "The three"', "titel = 1", '"titel"'),
        ('lot_seed = "0a"', 'lot_seed = ""', "lot seed"),
        ('lot_seed = "0a"', "lot_seed = 5", '"lot_seed"'),
        ("at_least = 1", "at_leest = 1", '"at_leest"'),
        ("at_least = 1", "", "quota 1"),
        ("at_least = 1", "at_least = -1", "quota 1"),
        ("at_least = 1", "at_least = 1.5", "quota 1"),
        ("at_least = 1", 'at_least = "1"', "quota 1"),
        ("at_least = 1", "at_least = 1\nmay_be_absent = 1", '"may_be_absent"'),
        ("at_least = 1", "each_at_least = 1", "quota 1"),
        ('value = "Govi"', "", '"value"'),
        ('value = "Govi"', "value = true", '"value"'),
        ('attribute = "region"', "", '"attribute"'),
        ('attribute = "region"', 'attribute = "aimag"', '"aimag"'),
        ("each_at_most = 2", "each_at_most = 2\nat_most = 1", "quota 2"),
        ("[[quota]]", "[quota]", "quota"),
        ('title = "The three"', "title = The three", "line 2"),
    ],
)
def test_a_malformed_rule_is_named_by_its_key(desk: Desk, before: str, after: str, named: str) -> None:
    desk.rule(RULE.replace(before, after, 1) if before != "[[quota]]" else RULE.replace(before, after))
    assert named in desk.malformed()


@pytest.mark.parametrize(
    ("before", "after", "named"),
    [
        ("89,", ",", ("row 3", '"score"')),
        ("89,", "  ,", ("row 3", '"score"')),
        ("89,", "89.1234,", ("row 3", '"score"', "89.1234")),
        ("89,", "nan,", ("row 3", '"score"')),
        ("89,", "inf,", ("row 3", '"score"')),
        ("89,", "1e400,", ("row 3", '"score"')),
        ("89,", "99999999999999999999,", ("row 3", '"score"')),
        ("89,", "1e-40,", ("row 3", '"score"')),
        ("89,", "1_000,", ("row 3", '"score"')),
        ("89,", "٨٩,", ("row 3", '"score"')),
        ("89,", "eighty,", ("row 3", '"score"', "eighty")),
        ("89,", '"89,5",', ("row 3", '"score"', "89,5")),
        ("bat,89", "ann,89", ("row 3", "ann", "row 2")),
        ("89,yes", "89,YES", ("row 3", '"ok"', "YES")),
        ("89,yes", "89,maybe", ("row 3", '"ok"', "maybe")),
        ("89,yes,71", "89,yes,", ("row 3",)),
        ("UB,F,x", ",F,x", ("row 3", '"region"')),
        ("UB,F,x", "UB,F", ("row 3", "6", "7")),
        ("UB,F,x", "UB,F,x,y", ("row 3", "8", "7")),
        ("UB,F,x", 'UB,F,"x', ("row 3",)),
        ("score,ok", "score,score", ('"score"',)),
        ("score,ok", "marks,ok", ('"score"', "marks")),
        ("bat,89", "bat" + "x" * 40_000 + ",89", ("row 3", '"id"')),
    ],
)
def test_a_malformed_cell_is_named_by_row_and_column(
    desk: Desk, before: str, after: str, named: tuple[str, ...]
) -> None:
    desk.candidates(CANDIDATES.replace(before, after, 1))
    line = desk.malformed().lower()
    assert all(name.lower() in line for name in (*named, "candidates.csv")), line


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\n\n",
        b"\xef\xbb\xbf",
        CANDIDATES.splitlines()[0].encode(),
        CANDIDATES.replace(",", ";").encode(),
        CANDIDATES.replace(",", "\t").encode(),
        CANDIDATES.replace("Govi", "Говь").encode("cp1251"),
        CANDIDATES.encode("utf-16"),
        CANDIDATES.replace("ann", "a\0n").encode(),
        b"PK\x03\x04 not a workbook",
        bytes(range(256)) * 40,
    ],
)
def test_a_file_that_is_no_table_is_refused(desk: Desk, content: bytes) -> None:
    desk.candidates(content)
    assert "candidates.csv" in desk.malformed()


def test_a_byte_order_mark_is_read(desk: Desk) -> None:
    desk.candidates(b"\xef\xbb\xbf" + CANDIDATES.replace("\n", "\r\n").encode())
    desk.rule(b"\xef\xbb\xbf" + RULE.encode())
    assert desk.select().decision["chosen"] == ["ann", "bat", "dul"]


def test_a_cell_of_ten_megabytes_is_refused(desk: Desk) -> None:
    desk.candidates(CANDIDATES.replace("bat", "b" * 10_000_000))
    assert len(desk.malformed()) < 500


def test_files_that_cannot_be_read_or_written(desk: Desk) -> None:
    assert "nobody.csv" in desk.malformed(candidates="nobody.csv")
    assert "no/such" in desk.malformed("--out", str(desk.folder / "no/such/decision.json"))
    assert str(desk.folder) in desk.malformed("--explain", str(desk.folder))
    same = str(desk.folder / "same")
    assert "same" in desk.malformed("--out", same, "--explain", same)
    desk.candidates(CANDIDATES, "candidates.txt")
    assert "candidates.txt" in desk.malformed(candidates="candidates.txt")
    assert sorted(path.name for path in desk.folder.iterdir()) == ["candidates.csv", "candidates.txt", "rule.toml"]


def test_a_rule_that_is_not_utf8(desk: Desk) -> None:
    desk.rule(RULE.replace("The three", "Гурав").encode("cp1251"))
    assert "Line 2" in desk.malformed()
    desk.rule(RULE.encode("utf-16"))
    assert "rule.toml" in desk.malformed()
    desk.rule("a = " + "[" * 5000)
    assert "rule.toml" in desk.malformed()


def test_a_wrong_call_is_one_line_too(desk: Desk) -> None:
    assert "--prises" in desk.malformed("--prises")
