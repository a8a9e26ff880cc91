"""`ortoo agenda`, from files to files: answers and exit statuses."""

from __future__ import annotations

import copy
import json
import subprocess
import sys

from tests.cli.agenda_desk import PROBLEM, AgendaDesk
from tests.cli.desk import Answer


def test_the_best_agenda_is_printed_and_nothing_else(agenda_desk: AgendaDesk) -> None:
    answer = agenda_desk.agenda()
    found = json.loads(answer.out)
    assert (answer.status, answer.err) == (0, "")
    assert {key: found[key] for key in ("status", "value", "bound", "left_out", "conflict")} == {
        "status": "optimal",
        "value": 55,
        "bound": 55,
        "left_out": [],
        "conflict": None,
    }
    assert found["stops"][-1] == {
        "id": "V1",
        "group": "all",
        "day": 1,
        "start": "22:40",
        "end": "24:10",
        "place": "SCH",
    }
    assert [night["day"] for night in found["hotels"]] == [0]
    assert "changed" not in found


def test_times_are_written_as_the_days_are(agenda_desk: AgendaDesk) -> None:
    minutes = copy.deepcopy(PROBLEM)
    minutes["days"][1] |= {"from": 540, "to": 1530}
    agenda_desk.write(minutes)
    stops = json.loads(agenda_desk.agenda().out)["stops"]
    assert (stops[-1]["start"], stops[-1]["end"]) == (1360, 1450)


def test_an_agenda_goes_to_a_file_and_is_kept(agenda_desk: AgendaDesk) -> None:
    told = agenda_desk.folder / "told.json"
    assert agenda_desk.agenda("--out", str(told)) == Answer(0, "", "")
    changed = copy.deepcopy(PROBLEM)
    changed["fixed"][0]["start"] = "22:00"
    agenda_desk.write(changed)
    answer = agenda_desk.agenda("--keep", str(told), "--seconds", "20")
    assert json.loads(answer.out)["changed"] == [{"id": "V1", "group": "all"}]
    kept = json.loads(told.read_text("utf-8"))
    kept["stops"][-1]["frozen"] = True
    agenda_desk.write(kept, "told.json")
    answer = agenda_desk.agenda("--keep", str(told))
    assert (answer.status, json.loads(answer.out)["conflict"]) == (1, [{"fixed": "V1"}])


def test_an_infeasible_problem_has_its_conflict(agenda_desk: AgendaDesk) -> None:
    impossible = copy.deepcopy(PROBLEM)
    impossible["fixed"][0]["start"] = "09:30"
    agenda_desk.write(impossible)
    answer = agenda_desk.agenda()
    found = json.loads(answer.out)
    assert answer.status == 1
    assert (found["status"], found["value"], found["stops"]) == ("infeasible", None, [])
    assert found["conflict"] == [{"fixed": "V1"}, {"window": "V1"}]
    assert '{"window": "V1"}' in answer.err


def test_without_time_the_exit_status_says_what_was_found(agenda_desk: AgendaDesk) -> None:
    answer = agenda_desk.agenda("--seconds", "0.000001")
    found = json.loads(answer.out)
    assert answer.status == (1 if found["status"] == "unknown" else 0)
    assert ("--seconds" in answer.err) == (found["status"] != "optimal")


def test_what_may_be_left_away(agenda_desk: AgendaDesk) -> None:
    agenda_desk.write(
        {"days": [{"date": "2022-12-12", "from": 0, "to": 60, "start_place": "A", "end_place": "A"}], "stops": []}
    )
    assert json.loads(agenda_desk.agenda().out) == {
        "status": "optimal",
        "value": 0,
        "bound": 0,
        "stops": [],
        "left_out": [],
        "conflict": None,
    }
    agenda_desk.write(PROBLEM | {"limits": {}, "now": None, "fixed": []})
    assert json.loads(agenda_desk.agenda().out)["value"] == 55


def test_it_runs_without_django(agenda_desk: AgendaDesk) -> None:
    code = (
        "import sys; from ortoo.cli import main\n"
        "try: main(sys.argv[1:])\n"
        "finally: assert not [name for name in sys.modules if name.split('.')[0] == 'django']"
    )
    command = [sys.executable, "-c", code, "agenda", str(agenda_desk.folder / "problem.json")]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
