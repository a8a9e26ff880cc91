"""The `ortoo` command as such: help, mistakes, exit status, and that only what is called is loaded."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from ortoo import cli
from ortoo.cli import COMMANDS, Command, exists, load, main, spoken_language
from ortoo.multilingual.refusals import Refusal


def run(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, "-m", "ortoo.cli", *arguments], capture_output=True, text=True)


def test_help_lists_every_command_with_its_line() -> None:
    said = run("--help")
    assert said.returncode == 0
    assert [name for name, command in COMMANDS.items() if exists(command) and f"  {name}" not in said.stdout] == []
    assert said.stderr == ""


def test_help_loads_no_command_and_no_django() -> None:
    heavy = ("django", "numpy", "polars", "ortoo.cli.")
    loaded = f"print([name for name in sys.modules if name.startswith({heavy})])"
    program = f"import sys; from ortoo.cli import app; app(['--help']); {loaded}"
    said = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert said.stdout.strip() == "[]"


@pytest.mark.parametrize("name", [name for name, command in COMMANDS.items() if exists(command)])
def test_each_command_can_be_loaded_and_shows_an_example(name: str) -> None:
    said = run(name, "--help")
    assert said.returncode == 0
    assert "Usage: ortoo" in said.stdout
    assert f"ortoo {name}" in said.stdout.split("Usage:")[1].split("\n", 1)[1], "--help shows an example"
    assert callable(load(COMMANDS[name]))


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        (["selct"], "ortoo: No such command 'selct'. Did you mean 'select'? See: ortoo --help\n"),
        (["--colour"], "ortoo: No such option: --colour. See: ortoo --help\n"),
        (
            ["serve", "--port", "many"],
            "ortoo serve: Invalid value for '--port': Input should be a valid integer, "
            "unable to parse string as an integer. See: ortoo serve --help\n",
        ),
    ],
)
def test_a_mistake_is_answered_with_one_line_and_status_2(arguments: list[str], expected: str) -> None:
    said = run(*arguments)
    assert (said.returncode, said.stdout, said.stderr) == (2, "", expected)


@pytest.fixture
def one_command(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A command of the table whose work is `do` of this module."""
    monkeypatch.setattr(cli, "load", lambda command: do)
    monkeypatch.setattr(cli, "exists", lambda command: True)
    monkeypatch.setattr(cli, "COMMANDS", {"do": Command("do", "do", "For a test.")})


def do(what: str) -> None:
    if what == "refuse":
        raise Refusal("spreadsheets.empty_cell", sheet="marks", row=3, column="mark")
    Path(what).read_text("utf-8")


@pytest.mark.usefixtures("one_command")
def test_a_refusal_is_said_in_the_language_of_the_terminal(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for language in ("en", "mn", "ko"):
        monkeypatch.setenv("ORTOO_LANGUAGE", language)
        with pytest.raises(SystemExit) as left:
            main(["do", "refuse"])
        refusal = Refusal("spreadsheets.empty_cell", sheet="marks", row=3, column="mark")
        assert (left.value.code, capsys.readouterr().err) == (2, f"ortoo do: {refusal.sentence(language)}\n")


@pytest.mark.usefixtures("one_command")
def test_a_file_that_is_not_there_is_named(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as left:
        main(["do", "nowhere.csv"])
    expected = "ortoo do: nowhere.csv: No such file or directory. Check the path and its permissions.\n"
    assert (left.value.code, capsys.readouterr().err) == (2, expected)


@pytest.mark.parametrize(
    ("environment", "expected"),
    [
        ({"LANG": "mn_MN.UTF-8"}, "mn"),
        ({"LC_ALL": "C", "LANG": "ko_KR"}, "en"),
        ({"ORTOO_LANGUAGE": "ko"}, "ko"),
        ({}, "en"),
    ],
)
def test_the_language_comes_from_the_environment(
    monkeypatch: pytest.MonkeyPatch, environment: dict[str, str], expected: str
) -> None:
    for name in ("ORTOO_LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    assert spoken_language() == expected
