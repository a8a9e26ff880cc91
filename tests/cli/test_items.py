"""`ortoo items` on the command line: the answer on stdout, one line on stderr, never a traceback."""

from __future__ import annotations

import json
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

from ortoo.cli import main
from ortoo.exams.rules.items.analysis import Model, analyse
from tests.exams.rules.items.answers import cells_of, invented

Captured = pytest.CaptureFixture[str]
ANSWERS = invented(3, items=5, persons=300)
PATTERNS = Counter(cells_of(ANSWERS))
COUNTED = "\n".join(
    ["item1,item2,item3,item4,item5,n", *(",".join(map(str, (*row, n))) for row, n in PATTERNS.items())]
)


def run(*arguments: str) -> int | str | None:
    with pytest.raises(SystemExit) as left:
        main(["items", *arguments])
    return left.value.code


@pytest.fixture
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("ORTOO_LANGUAGE", "en")
    path = tmp_path / "answers.csv"
    path.write_text(COUNTED, "utf-8")
    return path


@pytest.mark.parametrize("model", ["1pl", "2pl", "rasch-cml"])
def test_the_answer_is_all_that_stands_on_stdout(file: Path, capfd: Captured, model: Model) -> None:
    assert run(str(file), "--model", model) == 0
    out, err = capfd.readouterr()
    assert (json.loads(out), err) == (analyse(ANSWERS, model).as_json(), "")


def test_without_a_model_one_slope_is_common(file: Path, capfd: Captured) -> None:
    assert run(str(file)) == 0
    assert json.loads(capfd.readouterr().out) == analyse(ANSWERS, "1pl").as_json()


def test_persons_in_rows_and_patterns_counted_say_the_same(file: Path, capfd: Captured) -> None:
    assert run(str(file), "--model", "2pl") == 0
    counted = json.loads(capfd.readouterr().out)
    head, *lines = COUNTED.split()
    rows = [line.rpartition(",")[0] for line in lines for _ in range(int(line.rpartition(",")[2]))]
    file.write_text("\n".join([head.rpartition(",")[0], *rows]), "utf-8")
    assert run(str(file), "--model", "2pl") == 0
    assert json.loads(capfd.readouterr().out) == counted


def test_the_answer_goes_into_a_file(file: Path, capfd: Captured) -> None:
    out = file.with_name("answer.json")
    assert run(str(file), "--out", str(out)) == 0
    assert json.loads(out.read_text("utf-8"))["n"] == 300
    assert capfd.readouterr() == ("", "")
    assert sorted(one.name for one in file.parent.iterdir()) == ["answer.json", "answers.csv"]


@pytest.mark.parametrize(
    ("content", "model", "named"),
    [
        (b"\xff", "1pl", "line 1 is not UTF-8"),
        (b"", "1pl", "no line of column names"),
        (b"a,b\n1,0\n1,x\n", "1pl", 'row 3, column "b": "x"'),
        (b"a,b,a\n1,0,1\n", "1pl", 'column "a" stands in the file twice'),
        (b"a,b\n1,1\n0,1\n", "1pl", 'Everybody solved the item "b"'),
        (b"a,b\n1,0\n0,0\n", "1pl", 'Nobody solved the item "b"'),
        (b"a,b\n1,\n0,\n", "1pl", 'Nobody reached the item "b"'),
        (b"a,b,c\n1,1,0\n1,0,0\n1,1,1\n0,0,0\n", "rasch-cml", "solved all others too"),
        (b"a,b,c\n1,1,0\n1,0,0\n1,1,1\n0,0,0\n", "1pl", "runs off"),
        (b"a,b\n1,1\n1,0\n0,1\n0,0\n", "2pl", "at least 3 items"),
    ],
)
def test_bad_input_is_one_line_that_names_file_and_place(
    file: Path, capfd: Captured, content: bytes, model: str, named: str
) -> None:
    file.write_bytes(content)
    assert run(str(file), "--model", model) == 2
    out, err = capfd.readouterr()
    assert (out, err.count("\n")) == ("", 1)
    assert err.startswith(f"ortoo items: {file}: ")
    assert named.casefold() in err.casefold()


def test_a_model_that_there_is_not_and_a_place_that_is_taken(file: Path, capfd: Captured) -> None:
    assert run(str(file), "--model", "3pl") == 2
    assert "rasch-cml" in capfd.readouterr().err
    assert run(str(file.with_name("none.csv"))) == 2
    assert "cannot be read" in capfd.readouterr().err
    assert run(str(file), "--out", str(file)) == 2
    assert "would overwrite" in capfd.readouterr().err


def test_it_runs_without_django(file: Path) -> None:
    code = "import sys; sys.modules['django'] = None; from ortoo.cli import main; main(sys.argv[1:])"
    done = subprocess.run(
        [sys.executable, "-c", code, "items", str(file), "--model", "rasch-cml"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")
