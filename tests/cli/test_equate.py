"""`ortoo equate`: the table on stdout, refusals in one line that names file, row and column."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from ortoo.cli import main
from ortoo.exams.rules.equating.equate import METHODS, WITH_ANCHOR
from tests.cli.test_select import ALONE
from tests.exams.reference_data import reference

NEW = "score,n\n0,2\n1,4\n2,2\n3,2\n"
OLD = "score,n\n0,1\n1,2\n2,4\n3,3\n"
ANCHORED = "score,common,n\n" + "".join(
    f"{score},{part},{2 + (score + part) % 3}\n" for score in range(10) for part in range(score // 3, score // 2 + 1)
)

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Run:
    monkeypatch.setenv("ORTOO_LANGUAGE", "en")
    monkeypatch.chdir(tmp_path)

    def called(*options: str, new: str | bytes = NEW, old: str | bytes = OLD) -> tuple[int, str, str]:
        for name, text in (("new.csv", new), ("old.csv", old)):
            Path(name).write_bytes(text if isinstance(text, bytes) else text.encode())
        with pytest.raises(SystemExit) as left:
            main(["equate", "new.csv", "old.csv", *options])
        assert isinstance(left.value.code, int)
        out, err = capfd.readouterr()
        return left.value.code, out, err

    return called


def table(answer: tuple[int, str, str]) -> dict[str, Any]:
    status, out, err = answer
    assert (status, err) == (0, "")
    found: dict[str, Any] = json.loads(out)
    return found


def test_percentiles_worked_by_hand(run: Run) -> None:
    found = table(run("--method", "equipercentile"))
    assert list(found) == ["table"]
    assert [list(row) for row in found["table"]] == [["new", "old", "se"]] * 4
    assert [(row["new"], row["old"]) for row in found["table"]] == [(0, 0.5), (1, 1.75), (2, 2.5), (3, 3.166667)]
    assert all(row["se"] > 0 for row in found["table"])


def test_means_worked_by_hand(run: Run) -> None:
    # Means: (4 + 4 + 6) / 10 = 1.4 and (2 + 8 + 9) / 10 = 1.9.
    found = table(run("--method", "mean"))
    assert (found["slope"], found["intercept"]) == (1, 0.5)
    assert [row["old"] for row in found["table"]] == [0.5, 1.5, 2.5, 3.5]
    assert len({row["se"] for row in found["table"]}) == 1


def test_a_line_worked_by_hand(run: Run) -> None:
    # Squares about the means: 2 x 1.96 + 4 x 0.16 + 2 x 0.36 + 2 x 2.56 = 10.4; 3.61 + 1.62 + 0.04 + 3.63 = 8.9.
    found = table(run("--method", "linear"))
    assert found["slope"] == pytest.approx((8.9 / 10.4) ** 0.5, abs=1e-9)
    assert found["intercept"] == pytest.approx(1.9 - 1.4 * (8.9 / 10.4) ** 0.5, abs=1e-9)


def test_act_mathematics_as_published(run: Run) -> None:
    published = reference("act_mathematics.json")
    new, old = (
        "score,n\n" + "".join(f"{row['scale']},{row[name]}\n" for row in published["freq"])
        for name in ("xcount", "ycount")
    )
    found = table(run("--method", "equipercentile", new=new, old=old))["table"]
    wanted = published["expected"]["equipercentile"]
    assert [row["old"] for row in found][1:] == pytest.approx(wanted[1:], abs=1e-5)
    line = table(run("--method", "linear", new=new, old=old))
    assert [line["intercept"], line["slope"]] == pytest.approx(published["expected"]["linear"], abs=1e-8)


@pytest.mark.parametrize("method", METHODS)
def test_a_form_equated_to_itself_stays(run: Run, method: str) -> None:
    options = ["--method", method, *(("--anchor", "common") if method in WITH_ANCHOR else ())]
    found = table(run(*options, new=ANCHORED, old=ANCHORED))
    assert [row["old"] for row in found["table"]] == pytest.approx(range(10), abs=1e-6)
    assert ("slope" in found) == (method != "equipercentile")


def test_the_share_of_the_new_group_moves_a_line_with_an_anchor(run: Run) -> None:
    stronger = ANCHORED.replace("\n9,4,", "\n9,4,1").replace("\n8,4,", "\n8,4,1")
    options = ("--method", "tucker", "--anchor", "common")
    whole = table(run(*options, new=stronger, old=ANCHORED))
    assert table(run(*options, "--w1", "1", new=stronger, old=ANCHORED)) == whole
    assert table(run(*options, "--w1", "0.5", new=stronger, old=ANCHORED))["slope"] != whole["slope"]


def test_one_seed_gives_one_answer_in_any_order_of_rows(run: Run) -> None:
    head, *rows = NEW.splitlines()
    turned = "\n".join([head, *reversed(rows)])
    apart = "score\n" + "".join(f"{score}\n" * int(n) for score, n in (row.split(",") for row in rows))
    answers = [run("--method", "linear", new=new)[1] for new in (NEW, turned, apart)]
    assert answers[0] == answers[1] == answers[2]
    assert run("--method", "linear", "--seed", "2")[1] != answers[0]
    assert run("--method", "linear", "--draws", "200")[1] != answers[0]


def test_the_table_reaches_to_the_highest_score_that_is_named(run: Run) -> None:
    assert len(table(run("--method", "linear", new=NEW + "5,0\n"))["table"]) == 6


def test_the_answer_goes_to_a_file(run: Run) -> None:
    assert run("--method", "mean", "--out", "table.json") == (0, "", "")
    assert json.loads(Path("table.json").read_text("utf-8"))["slope"] == 1


def test_other_columns_a_mark_of_order_and_semicolons_do(run: Run) -> None:
    told = "\ufeffname;score;n\nДорж;0;2\nann;1;4\nbat;2;2\nche;3;2\n"
    assert run("--method", "linear", new=told) == run("--method", "linear")


@pytest.mark.parametrize(
    ("options", "named"),
    [
        ((), ("--method",)),
        (("--method", "kernel"), ('"kernel"', "tucker")),
        (("--method", "tucker"), ('"tucker"', "--anchor")),
        (("--method", "mean", "--anchor", "common"), ('"mean"', "--anchor")),
        (("--method", "tucker", "--anchor", "Score"), ('"Score"',)),
        (("--method", "chained", "--anchor", "common", "--w1", "1"), ('"chained"', "--w1")),
        (("--method", "tucker", "--anchor", "common", "--w1", "1.5"), ("1.5", "--w1")),
        (("--method", "tucker", "--anchor", "common", "--w1", "nan"), ("nan", "--w1")),
        (("--method", "tucker", "--anchor", "common", "--w1", "half"), ("--w1", "number")),
        (("--method", "tucker", "--anchor", "common"), ("new.csv", '"common"', "score, n")),
        (("--method", "mean", "--draws", "5"), ("--draws", "100")),
        (("--method", "mean", "--seed", "-1"), ("--seed",)),
        (("--method", "mean", "--out", "old.csv"), ("old.csv", "overwrite")),
        (("--method", "mean", "--out", "nowhere/table.json"), ("nowhere",)),
    ],
)
def test_options_that_cannot_be_followed(run: Run, options: tuple[str, ...], named: tuple[str, ...]) -> None:
    status, out, err = run(*options)
    assert (status, out, err.count("\n")) == (2, "", 1)
    assert [word for word in named if word not in err] == []
    assert sorted(path.name for path in Path().iterdir()) == ["new.csv", "old.csv"]


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("", ("empty",)),
        ("score,n\n", ("row",)),
        ("mark,n\n1,1\n", ('"score"', "mark, n")),
        ("score,score\n1,1\n", ('"score"', "twice")),
        ("score\n1\n2.5\n", ("row 3", '"score"', "2.5")),
        ("score\n1\n-2\n", ("row 3", '"score"', "-2")),
        ("score,n\n1,1\n2,\n", ("row 3", '"n"')),
        ("score\n" + "1\n" * 3 + "2\n" * 2, ("5 people",)),
        ("score\n" + "4\n" * 20, ("score 4",)),
        ('score\n"1\n', ("row 2",)),
        (b"\x00\x01", ("text",)),
    ],
)
def test_a_file_that_cannot_be_equated_is_named_with_its_place(
    run: Run, text: str | bytes, named: tuple[str, ...]
) -> None:
    for files in ({"new": text}, {"old": text}):
        status, out, err = run("--method", "mean", **files)
        assert (status, out, err.count("\n")) == (2, "", 1)
        assert err.startswith(f"ortoo equate: {next(iter(files))}.csv: ")
        assert [word for word in named if word.casefold() not in err.casefold()] == []


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("score,common\n" + "3,1\n4,2\n5,1\n6,2\n5,0\n" * 4, ("3 different values",)),
        ("score,common\n" + "9,0\n8,1\n7,2\n6,3\n" * 4, ("new.csv", "anchor")),
        ("score,common\n3,1\n4,5\n", ("row 3", '"common"', "5", "score 4")),
    ],
)
def test_an_anchor_that_cannot_carry_is_refused(run: Run, text: str, named: tuple[str, ...]) -> None:
    status, out, err = run("--method", "levine", "--anchor", "common", new=text, old=ANCHORED)
    assert (status, out, err.count("\n")) == (2, "", 1)
    assert [word for word in named if word not in err] == []


def test_a_missing_file_is_named(run: Run) -> None:
    with pytest.raises(SystemExit) as left:
        main(["equate", "nowhere.csv", "old.csv", "--method", "mean"])
    assert left.value.code == 2


def test_it_runs_without_django(tmp_path: Path) -> None:
    (tmp_path / "new.csv").write_text(NEW, "utf-8")
    (tmp_path / "old.csv").write_text(OLD, "utf-8")
    done = subprocess.run(
        [sys.executable, "-c", ALONE, "equate", "new.csv", "old.csv", "--method", "mean"],
        cwd=tmp_path,
        capture_output=True,
        env=os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)},
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, b"")
    assert json.loads(done.stdout)["intercept"] == 0.5
