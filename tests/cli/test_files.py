"""What select, agenda, delays and indicator do with their files is the same in all four: one set of tests."""

from __future__ import annotations

import codecs
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from ortoo.cli import main
from tests.cli.agenda_desk import PROBLEM
from tests.cli.desk import CANDIDATES, RULE, Answer
from tests.cli.test_delays import PLAN
from tests.cli.test_select import ALONE
from tests.results.rules.files import of

FILES = {
    "rule.toml": RULE,
    "candidates.csv": CANDIDATES,
    "problem.json": json.dumps(PROBLEM, indent=1),
    "told.json": '{\n"stops": []\n}',
    "plan.json": PLAN,
    "ge.json": json.dumps(of(), indent=1),
}
CALLS = {
    "select": ["rule.toml", "candidates.csv"],
    "agenda": ["problem.json", "--keep", "told.json"],
    "delays": ["plan.json"],
    "indicator": ["ge.json"],
}
READ = [(command, name) for command, call in CALLS.items() for name in call if name in FILES]
each_command = pytest.mark.parametrize("command", CALLS)
each_file_read = pytest.mark.parametrize(("command", "name"), READ)


class Folder:
    """The files of all four commands, in the current folder."""

    def __init__(self, capfd: pytest.CaptureFixture[str]) -> None:
        self.capfd = capfd
        for name, text in FILES.items():
            Path(name).write_text(text, "utf-8")

    def call(self, command: str, *options: str) -> Answer:
        with pytest.raises(SystemExit) as left:
            main([command, *CALLS[command], *options])
        out, err = self.capfd.readouterr()
        assert isinstance(left.value.code, int)
        return Answer(left.value.code, out, err)

    def refused(self, command: str, file: str, *options: str) -> str:
        """The one line on stderr after command and `file`; nothing else came out, and no file came or went."""
        before = sorted(path.name for path in Path().iterdir())
        answer = self.call(command, *options)
        assert (answer.status, answer.out, answer.err.count("\n")) == (2, "", 1), answer
        assert sorted(path.name for path in Path().iterdir()) == before
        begun = f"ortoo {command}: {file}: "
        assert answer.err.startswith(begun)
        return answer.err.removeprefix(begun)


@pytest.fixture
def folder(tmp_path: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Folder:
    monkeypatch.setenv("ORTOO_LANGUAGE", "en")
    monkeypatch.chdir(tmp_path)
    return Folder(capfd)


def without_inputs(answer: Answer) -> dict[str, object]:
    """The answer but for the hashes of the files, which `ortoo select` adds."""
    return {key: value for key, value in answer.decision.items() if key != "inputs"}


# ---- what is read


@each_file_read
def test_a_file_that_cannot_be_read_is_named(folder: Folder, command: str, name: str) -> None:
    remedy = "Check the path and its permissions.\n"
    Path(name).unlink()
    assert folder.refused(command, name) == f"The file cannot be read: No such file or directory. {remedy}"
    Path(name).symlink_to(name)  # nobody can read a circle of links, not even an administrator
    said = "The file cannot be read: Too many levels of symbolic links. "
    assert folder.refused(command, name) == said + remedy


@each_command
def test_no_permission_is_asked_for_before_a_file_is_opened(
    folder: Folder, command: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The command line itself would ask, in English alone, and for reading what is only to be written."""
    Path("old.json").touch()
    monkeypatch.setattr(os, "access", lambda *_, **__: False)
    assert folder.call(command, "--out", "old.json") == Answer(0, "", "")


@each_file_read
def test_a_folder_is_no_file(folder: Folder, command: str, name: str) -> None:
    Path(name).unlink()
    Path(name).mkdir()
    said = "The file cannot be read: Is a directory. Check the path and its permissions.\n"
    assert folder.refused(command, name) == said


@each_file_read
def test_another_encoding_is_named_with_its_line(folder: Folder, command: str, name: str) -> None:
    utf8 = FILES[name].encode()
    Path(name).write_bytes(codecs.BOM_UTF8 + b"\n\n" + "Гурав".encode("cp1251") + utf8)
    if name == "candidates.csv":  # tables have a reader of their own, which knows the encoding
        assert "(first seen in row 3)" in folder.refused(command, name)
    else:
        assert folder.refused(command, name) == "Line 3 is not UTF-8. Save the file as UTF-8.\n"
    Path(name).write_bytes(FILES[name].encode("utf-16"))
    assert "UTF-8" in folder.refused(command, name)


@each_file_read
def test_a_byte_order_mark_changes_nothing(folder: Folder, command: str, name: str) -> None:
    without = folder.call(command)
    Path(name).write_bytes(codecs.BOM_UTF8 + FILES[name].encode())
    answer = folder.call(command)
    assert (answer.status, answer.err) == (without.status, without.err) == (0, "")
    assert without_inputs(answer) == without_inputs(without)


@pytest.mark.parametrize(("command", "name"), [(command, name) for command, name in READ if name.endswith(".json")])
def test_a_key_that_stands_twice_is_refused(folder: Folder, command: str, name: str) -> None:
    Path(name).write_text('{"a": {"b": 1, "b": 1}, "a": {}}', "utf-8")
    assert "twice" in folder.refused(command, name)


def test_a_rule_with_a_key_twice_is_refused(folder: Folder) -> None:
    Path("rule.toml").write_text(f"seats = 3\n{RULE}", "utf-8")
    assert "line 4" in folder.refused("select", "rule.toml")


# ---- what is written


@each_command
@pytest.mark.parametrize(
    ("out", "named", "why"),
    [
        (".", ".", "Is a directory"),
        ("", ".", "Is a directory"),
        ("/", "/", "Is a directory"),
        ("..", "..", "Is a directory"),
        ("no/such/answer.json", "no/such/answer.json", "No such file or directory"),
        ("plan.json/answer.json", "plan.json/answer.json", "Not a directory"),
        ("n" * 300, "n" * 300, "File name too long"),
    ],
)
def test_no_answer_goes_to_a_place_that_is_no_file(
    folder: Folder, command: str, out: str, named: str, why: str
) -> None:
    said = f"The answer cannot be written: {why}. Choose another place for it.\n"
    assert folder.refused(command, named, "--out", out) == said


@pytest.mark.parametrize(("command", "name"), [one for one in READ if one[1] != "told.json"])
def test_no_answer_goes_over_what_was_read(folder: Folder, command: str, name: str) -> None:
    said = "The answer would overwrite another file of this command. Choose another place for it.\n"
    assert folder.refused(command, name, "--out", name) == said
    Path("link.json").symlink_to(name)
    assert folder.refused(command, "link.json", "--out", "link.json") == said
    assert Path(name).read_text("utf-8") == FILES[name]


def test_an_agenda_may_go_over_the_one_that_was_kept(folder: Folder) -> None:
    printed = folder.call("agenda").out
    assert folder.call("agenda", "--out", "told.json") == Answer(0, "", "")
    assert Path("told.json").read_text("utf-8") == printed


def test_of_two_answers_both_are_written_or_none(folder: Folder) -> None:
    said = "The answer cannot be written: Is a directory. Choose another place for it.\n"
    assert folder.refused("select", ".", "--out", "decision.json", "--explain", ".") == said
    overwrite = "The answer would overwrite another file of this command. Choose another place for it.\n"
    again = str(Path.cwd() / "same")
    assert folder.refused("select", again, "--out", "same", "--explain", again) == overwrite


@each_command
def test_the_file_holds_what_would_be_printed(folder: Folder, command: str) -> None:
    printed = folder.call(command)
    assert (printed.status, printed.err) == (0, "")
    Path("old.json").write_text("x" * 100_000, "utf-8")
    Path("link.json").symlink_to("old.json")
    assert folder.call(command, "--out", "link.json") == Answer(0, "", "")
    assert Path("old.json").read_text("utf-8") == printed.out
    assert Path("link.json").is_symlink()
    assert sorted(path.name for path in Path().iterdir()) == sorted([*FILES, "link.json", "old.json"])


@each_command
def test_what_is_no_plain_file_is_written_to_and_not_replaced(folder: Folder, command: str) -> None:
    os.mkfifo("pipe")
    reader = os.open("pipe", os.O_RDONLY | os.O_NONBLOCK)
    try:
        assert folder.call(command, "--out", "pipe") == Answer(0, "", "")
        assert os.read(reader, 1 << 16).decode() == folder.call(command).out
    finally:
        os.close(reader)
    assert Path("pipe").is_fifo()


def test_half_a_surrogate_pair_is_written_as_json_writes_it(folder: Folder) -> None:
    Path("plan.json").write_text(PLAN.replace("MDDC", r"\ud800"), "utf-8")
    assert folder.call("delays").decision["bottleneck"] == {"B": "\ud800"}


# ---- in a process of its own


def run(program: list[str], command: str, stdout: int, *options: str) -> subprocess.CompletedProcess[bytes]:
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)}
    return subprocess.run(
        [*program, command, *CALLS[command], *options],
        stdout=stdout,
        stderr=subprocess.PIPE,
        env=environment,
        check=False,
    )


MODULE = [sys.executable, "-m", "ortoo.cli"]


def shell(line: str) -> list[str]:
    """A line of the shell in which {} stands for the command with all that follows it."""
    return ["sh", "-c", line.format(f'"{sys.executable}" -m ortoo.cli "$@"'), "sh"]


@contextmanager
def nobody_reads() -> Iterator[int]:
    """The writing end of a pipe whose reader has gone, as `| head -0` leaves it."""
    reader, writer = os.pipe()
    os.close(reader)
    try:
        yield writer
    finally:
        os.close(writer)


@pytest.mark.usefixtures("folder")
@each_command
def test_a_reader_that_has_gone_ends_it_quietly(command: str) -> None:
    with nobody_reads() as stdout:
        done = run(MODULE, command, stdout)
    assert (done.returncode, done.stderr) == (141, b"")


@pytest.mark.usefixtures("folder")
@each_command
def test_a_standard_output_that_takes_nothing_is_said(command: str) -> None:
    with Path("/dev/full").open("wb") as full:
        done = run(MODULE, command, full.fileno())
    said = "stdout: The answer cannot be written: No space left on device. Choose another place for it.\n"
    assert (done.returncode, done.stderr.decode()) == (2, f"ortoo {command}: {said}")
    closed = run(shell("{} >&-"), command, subprocess.PIPE)
    said = "stdout: The answer cannot be written: Bad file descriptor. Choose another place for it.\n"
    assert (closed.returncode, closed.stderr.decode()) == (2, f"ortoo {command}: {said}")


@pytest.mark.usefixtures("folder")
@each_command
def test_a_disk_that_is_full_leaves_what_was_there(command: str) -> None:
    Path("old.json").write_text("old", "utf-8")
    done = run(shell("ulimit -f 0; {}"), command, subprocess.PIPE, "--out", "old.json")
    said = "old.json: The answer cannot be written: File too large. Choose another place for it.\n"
    assert (done.returncode, done.stdout, done.stderr.decode()) == (2, b"", f"ortoo {command}: {said}")
    assert Path("old.json").read_text("utf-8") == "old"
    assert sorted(path.name for path in Path().iterdir()) == sorted([*FILES, "old.json"])


@pytest.mark.usefixtures("folder")
@each_command
def test_it_runs_where_django_cannot_be_imported(command: str) -> None:
    done = run([sys.executable, "-c", ALONE], command, subprocess.PIPE)
    assert (done.returncode, done.stderr) == (0, b"")
    assert json.loads(done.stdout)
