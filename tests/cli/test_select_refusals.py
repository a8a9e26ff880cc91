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
        ("seats = 3", "seats = " + "9" * 5000, "Line 3"),
        ("seats = 3", "seats = 0x" + "f" * 5000, '"seats"'),
        ("seats = 3", "seats = -" + "9" * 300, '"seats"'),
        ("seats = 3", "seats = " + "9" * 18, "9" * 18 + " seats"),
        ("reserve = 2", "reserve = " + "9" * 30, '"reserve"'),
        ("at_least = 1", "at_least = " + "9" * 30, "quota 1"),
        ("at_least = 1", "at_least = 2022-12-12", "quota 1"),
        ("at_least = 1", "at_least = inf", "quota 1"),
        ("seats = 3", "seats = 3\nseats = 4", "line 4"),
        ("seats = 3", "seats = nan", '"seats"'),
        ('value = "Govi"', 'value = "Moon"', '"Moon"'),
        ('value = "Govi"', "value = 2022-12-12", "quota 1"),
        ('value = "Govi"', 'value = ["Govi"]', "quota 1"),
        ('title = "The three"', "[lot]", '"lot"'),
        ("[[quota]]", "[quota]", "quota"),
        ('title = "The three"', "title = The three", "line 2"),
    ],
)
def test_a_malformed_rule_is_named_by_its_key(desk: Desk, before: str, after: str, named: str) -> None:
    desk.rule(RULE.replace(before, after, 1) if before != "[[quota]]" else RULE.replace(before, after))
    line = desk.malformed()
    assert named in line
    assert len(line) < 400


@pytest.mark.parametrize(
    ("before", "after", "named"),
    [
        ("89,", ",", ("row 3", '"score"')),
        ("89,", "  ,", ("row 3", '"score"')),
        ("89,", "89.1234,", ("row 3", '"score"', "89.1234")),
        ("89,", "nan,", ("row 3", '"score"')),
        ("89,", "inf,", ("row 3", '"score"')),
        ("89,", "-inf,", ("row 3", '"score"')),
        ("89,", "9" * 5000 + ",", ("row 3", '"score"')),
        ("89,", "89.0001,", ("row 3", '"score"', "three decimals")),
        ("89,", "1e400,", ("row 3", '"score"')),
        ("89,", "99999999999999999999,", ("row 3", '"score"')),
        ("89,", "1e-40,", ("row 3", '"score"')),
        ("89,", "1_000,", ("row 3", '"score"')),
        ("89,", "٨٩,", ("row 3", '"score"')),
        ("89,", "eighty,", ("row 3", '"score"', "eighty")),
        ("89,", '"89,5",', ("row 3", '"score"', "89,5")),
        ("bat,89", "ann,89", ("row 3", "ann", "row 2")),
        ("bat,89", "ann,89", ("row 3", '"id"')),
        ("fat,99,no,70,Govi", "fat,99,no,70,", ("row 7", '"region"')),
        ("bat,", "\u00a0,", ("row 3", '"id"')),
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


def test_nothing_is_written_where_something_is_refused(desk: Desk) -> None:
    """Neither a new file nor a part of one, and what stood there before stays as it was."""
    out, explain = desk.folder / "decision.json", desk.folder / "explain.csv"
    out.write_text("before", "utf-8")
    desk.candidates(CANDIDATES.replace("89,", "89.1234,"))
    desk.malformed("--out", str(out), "--explain", str(explain))
    assert (out.read_text("utf-8"), explain.exists()) == ("before", False)
    desk.candidates(CANDIDATES)
    assert str(desk.folder) in desk.malformed("--out", str(out), "--explain", str(desk.folder / "no" / "explain.csv"))
    assert out.read_text("utf-8") == "before"
    assert sorted(path.name for path in desk.folder.iterdir()) == ["candidates.csv", "decision.json", "rule.toml"]


def test_a_folder_is_no_file(desk: Desk) -> None:
    (desk.folder / "people.csv").mkdir()
    assert "people.csv" in desk.malformed(candidates="people.csv")
    (desk.folder / "rule.toml").unlink()
    (desk.folder / "rule.toml").mkdir()
    assert "rule.toml" in desk.malformed()


def test_an_empty_rule_is_told_what_it_lacks(desk: Desk) -> None:
    for content in ("", "\ufeff", "# nothing\n"):
        desk.rule(content)
        assert '"seats"' in desk.malformed()


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-32", "cp949", "cp1251", "shift_jis"])
def test_other_encodings_are_told_to_be_saved_anew(desk: Desk, encoding: str) -> None:
    word = {"cp949": "고비", "shift_jis": "ゴビ"}.get(encoding, "Говь")
    desk.candidates(CANDIDATES.replace("Govi", word).encode(encoding))
    assert "UTF-8" in desk.malformed()
    desk.candidates(CANDIDATES)
    desk.rule(RULE.replace("Govi", word).encode(encoding))
    assert "rule.toml" in desk.malformed()


def test_a_rule_that_is_not_utf8(desk: Desk) -> None:
    desk.rule(RULE.replace("The three", "Гурав").encode("cp1251"))
    assert "Line 2" in desk.malformed()
    desk.rule(RULE.encode("utf-16"))
    assert "rule.toml" in desk.malformed()
    desk.rule("a = " + "[" * 5000)
    assert "rule.toml" in desk.malformed()


def test_a_wrong_call_is_one_line_too(desk: Desk) -> None:
    assert "--prises" in desk.malformed("--prises")
