"""A folder with a rule and a file of candidates, and `ortoo select` run in it."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import dataclass
from pathlib import Path

import pytest

from ortoo.cli import main

RULE = """
title = "The three"
seats = 3
reserve = 2
id = "id"
merit = "score"
eligible = "ok"
then = ["exam"]
lot_seed = "0a"
objective = "total"
floors = "each"

[[quota]]
attribute = "region"
value = "Govi"
at_least = 1

[[quota]]
attribute = "ministry"
each_at_most = 2
"""

CANDIDATES = """id,score,ok,exam,region,ministry,note
ann,90.5,yes,70,UB,F,
bat,89,yes,71,UB,F,x
che,88.125,yes,71,UB,F,
dul,85,yes,70,Govi,G,
erd,84,yes,70,Govi,H,
fat,99,no,70,Govi,H,
gan,86,yes,70,UB,H,
"""


@dataclass(frozen=True)
class Answer:
    status: int
    out: str
    err: str

    @property
    def decision(self) -> dict[str, object]:
        found: dict[str, object] = json.loads(self.out)
        return found


class Desk:
    """A folder with rule.toml and candidates.csv, and the command run in it."""

    def __init__(self, folder: Path, capfd: pytest.CaptureFixture[str]) -> None:
        self.folder, self.capfd = folder, capfd
        self.rule(RULE)
        self.candidates(CANDIDATES)

    def rule(self, text: str | bytes) -> Path:
        return self._write("rule.toml", text)

    def candidates(self, text: str | bytes, name: str = "candidates.csv") -> Path:
        return self._write(name, text)

    def _write(self, name: str, text: str | bytes) -> Path:
        path = self.folder / name
        path.write_bytes(text.encode() if isinstance(text, str) else text)
        return path

    def select(self, *options: str, candidates: str = "candidates.csv") -> Answer:
        arguments = ["select", str(self.folder / "rule.toml"), str(self.folder / candidates), *options]
        with pytest.raises(SystemExit) as left:
            main(arguments)
        captured = self.capfd.readouterr()
        assert isinstance(left.value.code, int)
        return Answer(left.value.code, captured.out, captured.err)

    def explained(self) -> list[dict[str, str]]:
        """explain.csv, row by row."""
        return list(csv.DictReader(io.StringIO((self.folder / "explain.csv").read_text("utf-8"))))

    def malformed(self, *options: str, candidates: str = "candidates.csv") -> str:
        """The one line on stderr, after checking that it is one, and that nothing else came out."""
        answer = self.select(*options, candidates=candidates)
        assert (answer.status, answer.out) == (2, ""), answer
        assert len(answer.err.splitlines()) == 1, answer.err
        return answer.err
