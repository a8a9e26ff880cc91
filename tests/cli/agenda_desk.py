"""A folder with a problem, and `ortoo agenda` run in it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from ortoo.cli import main
from tests.cli.desk import Answer

PROBLEM: dict[str, Any] = {
    "days": [
        {"date": "2022-12-12", "from": "09:00", "to": "18:00", "start_place": "LOG"},
        {"date": "2022-12-13", "from": "09:00", "to": "25:30", "end_place": "LOG"},
    ],
    "travel_minutes": {"LOG": {"SCH": 80}, "SCH": {"LOG": 80}},
    "groups": ["all"],
    "stops": [
        {"id": "P1", "minutes": 60, "place": "LOG", "value": 5},
        {
            "id": "V1",
            "kind": "visit",
            "minutes": 90,
            "place": "SCH",
            "value": 50,
            "must": False,
            "windows": [{"day": 1, "from": "10:00", "to": "24:00"}],
            "people": ["kim"],
            "groups": ["all"],
            "joint": True,
            "after": ["P1"],
            "requires": ["P1"],
            "interpreter": True,
        },
    ],
    "limits": {
        "content_minutes_a_day": 480,
        "lunch": {"minutes": 60, "between": ["11:30", "14:15"]},
        "interpreters": 2,
        "grid_minutes": 15,
    },
    "fixed": [{"stop": "V1", "group": "all", "day": 1, "start": "22:40"}],
    "hotels": ["LOG", "SCH"],
    "now": {"day": 0, "time": "08:00"},
}


class AgendaDesk:
    """A folder with problem.json, and the command run in it."""

    def __init__(self, folder: Path, capfd: pytest.CaptureFixture[str]) -> None:
        self.folder, self.capfd = folder, capfd
        self.write(PROBLEM)

    def write(self, content: object, name: str = "problem.json") -> Path:
        path = self.folder / name
        path.write_bytes(content if isinstance(content, bytes) else json.dumps(content).encode())
        return path

    def agenda(self, *options: str) -> Answer:
        with pytest.raises(SystemExit) as left:
            main(["agenda", str(self.folder / "problem.json"), *options])
        captured = self.capfd.readouterr()
        assert isinstance(left.value.code, int)
        return Answer(left.value.code, captured.out, captured.err)

    def malformed(self, *options: str) -> str:
        """The one line on stderr, after checking that it is one, and that nothing else came out."""
        answer = self.agenda(*options)
        assert (answer.status, answer.out) == (2, ""), answer
        assert len(answer.err.splitlines()) == 1, answer.err
        return answer.err
