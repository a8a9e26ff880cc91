"""`ortoo agenda` refuses what is malformed in one line: where in which file, and what to do."""

from __future__ import annotations

import copy
import json
import random
from collections.abc import Callable
from typing import Any

import pytest

from tests.cli.agenda_desk import PROBLEM, AgendaDesk


def at(*keys: str | int) -> Callable[[dict[str, Any]], tuple[Any, str | int]]:
    def found(problem: dict[str, Any]) -> tuple[Any, str | int]:
        place: Any = problem
        for key in keys[:-1]:
            place = place[key]
        return place, keys[-1]

    return found


@pytest.mark.parametrize(
    ("keys", "value", "named"),
    [
        (("daze",), [], "daze"),
        (("days",), [], "days"),
        (("days",), {}, "days"),
        (("days", 0), 5, "days[0]"),
        (("days", 0, "from"), "9.00", "days[0].from"),
        (("days", 0, "from"), "09:60", "days[0].from"),
        (("days", 0, "from"), -1, "days[0].from"),
        (("days", 0, "from"), 540.0, "days[0].from"),
        (("days", 0, "from"), True, "days[0].from"),
        (("days", 0, "from"), None, "days[0].from"),
        (("days", 0, "from"), "19:00", "days[0].to"),
        (("days", 0, "to"), "٠٩:00", "days[0].to"),
        (("days", 0, "to"), 10**30, "days[0].to"),
        (("days", 0, "date"), "2022-02-30", "days[0].date"),
        (("days", 0, "date"), "12.12.2022", "days[0].date"),
        (("days", 0, "date"), 20221212, "days[0].date"),
        (("days", 1, "date"), "2022-12-12", "days[1].date"),
        (("days", 0, "start_place"), 5, "days[0].start_place"),
        (("days", 0, "start_place"), "XXX", "travel_minutes.XXX.LOG"),
        (("hotels",), [], "days[0].end_place"),
        (("hotels",), ["LOG", "LOG"], "hotels[1]"),
        (("groups",), [], "groups"),
        (("groups",), ["a", "a"], "groups[1]"),
        (("groups",), "all", "groups"),
        (("travel_minutes",), {"LOG": {"SCH": 80}}, "travel_minutes.SCH.LOG"),
        (("travel_minutes", "LOG"), 80, "travel_minutes.LOG"),
        (("travel_minutes", "LOG", "SCH"), -5, "travel_minutes.LOG.SCH"),
        (("travel_minutes", "LOG", "SCH"), "80", "travel_minutes.LOG.SCH"),
        (("travel_minutes", "LOG", "SCH"), 80.5, "travel_minutes.LOG.SCH"),
        (("stops",), None, "stops"),
        (("stops", 0, "id"), "V1", "stops[1].id"),
        (("stops", 0, "id"), "", "stops[0].id"),
        (("stops", 0, "id"), 7, "stops[0].id"),
        (("stops", 0, "minutes"), 0, "stops[0].minutes"),
        (("stops", 0, "minutes"), -60, "stops[0].minutes"),
        (("stops", 0, "minutes"), "60", "stops[0].minutes"),
        (("stops", 0, "place"), None, "stops[0].place"),
        (("stops", 0, "place"), "NOWHERE", "NOWHERE"),
        (("stops", 0, "value"), 1.5, "stops[0].value"),
        (("stops", 0, "value"), -1, "stops[0].value"),
        (("stops", 0, "must"), "yes", "stops[0].must"),
        (("stops", 0, "must"), 1, "stops[0].must"),
        (("stops", 0, "joint"), None, "stops[0].joint"),
        (("stops", 0, "colour"), "red", "stops[0].colour"),
        (("stops", 1, "windows"), {}, "stops[1].windows"),
        (("stops", 1, "windows", 0, "day"), 2, "stops[1].windows[0].day"),
        (("stops", 1, "windows", 0, "day"), -1, "stops[1].windows[0].day"),
        (("stops", 1, "windows", 0, "to"), "09:00", "stops[1].windows[0].to"),
        (("stops", 1, "windows", 0, "until"), "09:00", "stops[1].windows[0].until"),
        (("stops", 1, "people"), "kim", "stops[1].people"),
        (("stops", 1, "people"), ["kim", "kim"], "stops[1].people[1]"),
        (("stops", 1, "groups"), ["nobody"], "stops[1].groups[0]"),
        (("stops", 1, "after"), ["V1"], "stops[1].after[0]"),
        (("stops", 1, "after"), ["P9"], "stops[1].after[0]"),
        (("stops", 1, "requires"), ["P9"], "stops[1].requires[0]"),
        (("limits",), [], "limits"),
        (("limits", "grid_minutes"), 0, "limits.grid_minutes"),
        (("limits", "interpreters"), -1, "limits.interpreters"),
        (("limits", "lunch", "between"), ["11:30"], "limits.lunch.between"),
        (("limits", "lunch", "between"), ["14:00", "11:30"], "limits.lunch.between[1]"),
        (("limits", "lunch", "minutes"), 0, "limits.lunch.minutes"),
        (("limits", "dinner"), 60, "limits.dinner"),
        (("fixed", 0, "stop"), "P9", "fixed[0].stop"),
        (("fixed", 0, "group"), "nobody", "fixed[0].group"),
        (("fixed", 0, "day"), 9, "fixed[0].day"),
        (("fixed",), [PROBLEM["fixed"][0]] * 2, "fixed[1]"),
        (("now", "day"), 2, "now.day"),
        (("now", "time"), "noon", "now.time"),
    ],
)
def test_what_is_malformed_is_named_by_its_path(
    agenda_desk: AgendaDesk, keys: tuple[str | int, ...], value: object, named: str
) -> None:
    problem = copy.deepcopy(PROBLEM)
    place, key = at(*keys)(problem)
    place[key] = value
    agenda_desk.write(problem)
    line = agenda_desk.malformed()
    assert named in line
    assert "problem.json" in line


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"[]",
        b"null",
        b"{",
        b"\xff\xfe{}",
        '{"days": "Гурав"}'.encode("cp1251"),
        b"[" * 100_000,
        b'{"days": [], "days": []}',
        b'{"\\ud800": 1, "\\ud800": 2}',
        b'{"days": [], "stops": [{"id": "\\ud800", "minutes": 60, "place": "A"}]}',
        b'{"days": NaN, "stops": []}',
        b'{"days": Infinity, "stops": []}',
        b'{"days": 1e999, "stops": []}',
        b'{"days": ' + b"9" * 10_000 + b', "stops": []}',
    ],
)
def test_a_file_that_is_no_problem_is_refused(agenda_desk: AgendaDesk, content: bytes) -> None:
    agenda_desk.write(content)
    assert "problem.json" in agenda_desk.malformed()
    agenda_desk.write(PROBLEM)
    agenda_desk.write(content, "told.json")
    assert "told.json" in agenda_desk.malformed("--keep", str(agenda_desk.folder / "told.json"))


@pytest.mark.parametrize(
    "told",
    [
        {},
        {"stops": [{"id": "V1"}]},
        {"stops": [{"id": "V1", "group": "all", "day": 0, "start": "x"}]},
        {"stops": [{"id": "V1", "group": "all", "day": 0, "start": 600}] * 2},
        {"stops": [{"id": "GONE", "group": "all", "day": 0, "start": 600, "frozen": True}]},
        {"stops": [{"id": "V1", "group": "all", "day": 7, "start": 600, "frozen": True}]},
        {"stops": [], "status": "best"},
        {"stops": [], "conflict": [{}]},
        {"stops": [], "colour": "red"},
    ],
)
def test_a_kept_agenda_that_is_none_is_refused(agenda_desk: AgendaDesk, told: object) -> None:
    path = agenda_desk.write(told, "told.json")
    assert "told.json" in agenda_desk.malformed("--keep", str(path))


def test_a_wrong_call_is_one_line(agenda_desk: AgendaDesk) -> None:
    assert "--secs" in agenda_desk.malformed("--secs", "5")
    for seconds in ("0", "-1", "nan", "inf", "soon"):
        assert "--seconds" in agenda_desk.malformed("--seconds", seconds)
    assert "no/such" in agenda_desk.malformed("--out", str(agenda_desk.folder / "no/such/agenda.json"))
    assert str(agenda_desk.folder) in agenda_desk.malformed("--out", str(agenda_desk.folder))
    assert "nothing.json" in agenda_desk.malformed("--keep", str(agenda_desk.folder / "nothing.json"))


def test_a_byte_order_mark_is_read(agenda_desk: AgendaDesk) -> None:
    agenda_desk.write(b"\xef\xbb\xbf" + json.dumps(PROBLEM).encode())
    assert agenda_desk.agenda().status == 0


JUNK: tuple[Any, ...] = (None, True, -1, 0, 3, 1.5, "", "x", "09:00", [], {}, [1], {"a": 1}, 10**20, "LOG", ["V1"])


def places(value: Any, path: tuple[str | int, ...] = ()) -> list[tuple[str | int, ...]]:
    """The path of every value inside."""
    inner = (
        list(value.items()) if isinstance(value, dict) else list(enumerate(value)) if isinstance(value, list) else []
    )
    return [*([path] if path else []), *(found for key, one in inner for found in places(one, (*path, key)))]


@pytest.mark.parametrize("seed", range(8))
def test_no_junk_anywhere_brings_out_a_traceback(agenda_desk: AgendaDesk, seed: int) -> None:
    """Every value of the problem is replaced, or taken out, in turn."""
    chance = random.Random(seed)
    for path in places(PROBLEM):
        if chance.random() < 0.5:
            continue
        problem = copy.deepcopy(PROBLEM)
        place, key = at(*path)(problem)
        if chance.random() < 0.2:
            del place[key]
        else:
            place[key] = chance.choice(JUNK)
        agenda_desk.write(problem)
        answer = agenda_desk.agenda("--seconds", "5")
        assert answer.status in (0, 1, 2)
        assert "Traceback" not in answer.err
        if answer.status == 2:
            assert (answer.out, len(answer.err.splitlines())) == ("", 1)
        else:
            json.loads(answer.out)
