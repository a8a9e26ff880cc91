"""`ortoo delays`: the answer on stdout, refusals in one line that names the place."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from ortoo.cli import main
from tests.cli.test_select import ALONE

PLAN = """{
"A": {"owner": "MDDC", "due": "2023-04-01", "duration_days": 90, "finished": "2023-06-10", "after": []},
"B": {"owner": "MOF", "due": "2023-05-01", "duration_days": 30, "finished": "2023-07-20", "after": ["A"], "final": true}
}
"""

ANSWER = {
    "commitments": {
        "A": {"total": 70, "own": 70, "inherited": 0, "binding": None},
        "B": {"total": 80, "own": 10, "inherited": 70, "binding": "A"},
    },
    "causes": {"B": {"MDDC": 70.0, "MOF": 10.0}},
    "bottleneck": {"B": "MDDC"},
}

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Run:
    monkeypatch.setenv("ORTOO_LANGUAGE", "en")
    monkeypatch.chdir(tmp_path)

    def called(text: str | bytes, *arguments: str) -> tuple[int, str, str]:
        Path("plan.json").write_bytes(text if isinstance(text, bytes) else text.encode())
        with pytest.raises(SystemExit) as left:
            main(["delays", "plan.json", *arguments])
        assert isinstance(left.value.code, int)
        out, err = capfd.readouterr()
        return left.value.code, out, err

    return called


def test_the_answer_goes_to_stdout_and_nothing_else_does(run: Run) -> None:
    status, out, err = run(PLAN)
    assert (status, json.loads(out), err) == (0, ANSWER, "")


def test_the_answer_goes_to_a_file(run: Run) -> None:
    assert run(PLAN, "--out", "answer.json") == (0, "", "")
    assert json.loads(Path("answer.json").read_text("utf-8")) == ANSWER


def test_a_byte_order_mark_and_names_in_any_script_do(run: Run) -> None:
    status, out, _ = run(b"\xef\xbb\xbf" + PLAN.replace("MDDC", "ЦХИХХЯ").encode())
    assert (status, json.loads(out)["bottleneck"]) == (0, {"B": "ЦХИХХЯ"})


def test_a_day_stands_in_for_what_is_not_finished(run: Run) -> None:
    open_ended = PLAN.replace(', "finished": "2023-07-20"', "")
    status, out, err = run(open_ended)
    assert (status, out) == (2, "")
    assert err == (
        'ortoo delays: plan.json: Commitment "B" has no "finished"; add the day, or give --as-of DATE, which counts as '
        "its finish.\n"
    )
    assert json.loads(run(open_ended, "--as-of", "2023-07-20")[1]) == ANSWER
    assert (
        run(open_ended.replace('"after": ["A"]', '"finished": null, "after": ["A"]'), "--as-of", "2023-07-20")[0] == 0
    )


def test_an_empty_plan_is_one(run: Run) -> None:
    status, out, _ = run("{}")
    assert (status, json.loads(out)) == (0, {"commitments": {}, "causes": {}, "bottleneck": {}})


B = '"after": ["A"]'


@pytest.mark.parametrize(
    ("before", "after", "named"),
    [
        ("{\n", "[\n", ("line 2",)),
        (PLAN, "[]", ("[]", "commitments by name")),
        (PLAN, "3", ("holds 3",)),
        (PLAN, '{"A": []}', ('"A"', "[]")),
        (PLAN, '{"": {}}', ("empty name",)),
        (PLAN, "", ("line 1", "column 1")),
        (PLAN, "[" * 200_000, ("nested",)),
        ('"B":', '"A":', ('"A"', "twice")),
        ('"owner": "MOF"', '"owner": "MOF", "owner": "CS"', ('"B"', '"owner"', "twice")),
        ('"owner": "MOF"', '"ownr": "MOF"', ('"B"', '"ownr"', "owner")),
        ('"owner": "MOF", ', "", ('"B"', '"owner"')),
        ('"owner": "MOF"', '"owner": 5', ('"B"', '"owner"', "5")),
        ('"owner": "MOF"', '"owner": " "', ('"B"', '"owner"')),
        ('"duration_days": 30, ', "", ('"B"', '"duration_days"')),
        ('"duration_days": 30', '"duration_days": "30"', ('"B"', '"duration_days"', '"30"')),
        ('"duration_days": 30', '"duration_days": 30.5', ('"B"', '"duration_days"', "30.5")),
        ('"duration_days": 30', '"duration_days": -1', ('"B"', '"duration_days"', "-1")),
        ('"duration_days": 30', '"duration_days": true', ('"B"', '"duration_days"', "true")),
        ('"duration_days": 30', f'"duration_days": 1{"0" * 5000}', ("thousands of digits",)),
        ('"duration_days": 30', '"duration_days": NaN', ("NaN",)),
        ('"due": "2023-05-01"', '"due": "2023-02-30"', ('"B"', '"due"', "2023-02-30")),
        ('"due": "2023-05-01"', '"due": "20230501"', ('"B"', '"due"', "20230501")),
        ('"due": "2023-05-01"', '"due": "2023-W18-1"', ('"B"', '"due"', "2023-W18-1")),
        ('"due": "2023-05-01"', '"due": 2023', ('"B"', '"due"', "2023")),
        ('"due": "2023-05-01"', '"due": null', ('"B"', '"due"', "null")),
        ('"due": "2023-05-01"', '"due": "2023-04-30"', ('"B"', "2023-04-30", '"A"', "2023-05-01")),
        ('"finished": "2023-07-20"', '"finished": "soon"', ('"B"', '"finished"', "soon")),
        (B, '"after": "A"', ('"B"', '"after"')),
        (B, '"after": [1]', ('"B"', '"after"')),
        (B, '"after": ["Z"]', ('"B"', '"Z"')),
        (B, '"after": ["A", "A"]', ('"B"', '"A"', "twice")),
        (B, '"after": ["B"]', ("B -> B",)),
        ('"after": []', '"after": ["B"]', ("A -> B -> A",)),
        ('"final": true', '"final": "yes"', ('"B"', '"final"', '"yes"')),
    ],
)  # fmt: skip
def test_what_is_malformed_is_named_by_its_place(run: Run, before: str, after: str, named: tuple[str, ...]) -> None:
    assert before in PLAN
    status, out, err = run(PLAN.replace(before, after, 1))
    assert (status, out) == (2, "")
    assert err.startswith("ortoo delays: plan.json: ")
    assert err.count("\n") == 1
    assert [word for word in named if word.casefold() not in err.casefold()] == []


def test_a_file_in_another_encoding_is_named_by_its_line(run: Run) -> None:
    assert "Line 2" in run(PLAN.replace("MDDC", "ö").encode("latin-1"))[2]


@pytest.mark.parametrize(
    ("arguments", "named"),
    [
        (("--as-of", "yesterday"), "yesterday"),
        (("--out", "plan.json"), "plan.json"),
        (("--out", "nowhere/answer.json"), "nowhere"),
        (("--out", "."), "cannot be written"),
        (("--asof", "2023-01-01"), "--help"),
    ],
)
def test_options_that_cannot_be_followed(run: Run, arguments: tuple[str, ...], named: str) -> None:
    status, out, err = run(PLAN, *arguments)
    assert (status, out, err.count("\n")) == (2, "", 1)
    assert named in err
    assert Path("plan.json").read_text("utf-8") == PLAN
    assert sorted(path.name for path in Path().iterdir()) == ["plan.json"]


def test_a_missing_file_is_named(run: Run) -> None:
    with pytest.raises(SystemExit) as left:
        main(["delays", "nowhere.json"])
    assert left.value.code == 2


def test_it_runs_without_django(tmp_path: Path) -> None:
    (tmp_path / "plan.json").write_text(PLAN, "utf-8")
    done = subprocess.run(
        [sys.executable, "-c", ALONE, "delays", "plan.json"],
        cwd=tmp_path,
        capture_output=True,
        env=os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)},
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, b"")
    assert json.loads(done.stdout) == ANSWER
