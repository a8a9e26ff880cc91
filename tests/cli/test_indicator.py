"""`ortoo indicator` on the command line: the answer on stdout, one line on stderr, never a traceback."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from ortoo.cli import main
from tests.results.rules.files import of, said, seen

Captured = pytest.CaptureFixture[str]


def run(*arguments: str) -> int | str | None:
    with pytest.raises(SystemExit) as left:
        main(["indicator", *arguments])
    return left.value.code


@pytest.fixture
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("ORTOO_LANGUAGE", "en")
    path = tmp_path / "ge.json"
    path.write_text(json.dumps(of()), "utf-8")
    return path


def test_the_answer_is_all_that_stands_on_stdout(file: Path, capfd: Captured) -> None:
    assert run(str(file)) == 0
    out, err = capfd.readouterr()
    assert (json.loads(out), err) == (said(), "")


def test_the_answer_goes_into_a_file(file: Path, capfd: Captured) -> None:
    out = file.with_name("answer.json")
    assert run(str(file), "--out", str(out)) == 0
    assert json.loads(out.read_text("utf-8")) == said()
    assert capfd.readouterr() == ("", "")
    assert sorted(one.name for one in file.parent.iterdir()) == ["answer.json", "ge.json"]


@pytest.mark.parametrize(
    ("content", "named"),
    [
        (b"\xff", "line 1 is not UTF-8"),
        (b"{", "this is not JSON"),
        (json.dumps(of(observations=seen("2016", y2023="5"))).encode(), 'the vintage "2024-11"'),
        (json.dumps(of(observations=seen(y2012="5"))).encode(), "before the base year 2018"),
        (json.dumps(of(base={"year": 2018, "value": "1,234"})).encode(), "base.value"),
    ],
)
def test_bad_input_is_one_line_that_names_file_and_place(
    file: Path, capfd: Captured, content: bytes, named: str
) -> None:
    file.write_bytes(content)
    assert run(str(file)) == 2
    out, err = capfd.readouterr()
    assert (out, err.count("\n")) == ("", 1)
    assert err.startswith(f"ortoo indicator: {file}: ")
    assert named.casefold() in err.casefold()


def test_a_file_that_is_not_there_and_an_answer_over_its_question_are_refused(file: Path, capfd: Captured) -> None:
    assert run(str(file.with_name("none.json"))) == 2
    assert "cannot be read" in capfd.readouterr().err
    assert run(str(file), "--out", str(file)) == 2
    assert "would overwrite" in capfd.readouterr().err
    assert run(str(file), "--out", str(file.parent / "no" / "answer.json")) == 2
    assert "cannot be written" in capfd.readouterr().err
    assert json.loads(file.read_text("utf-8")) == of()
