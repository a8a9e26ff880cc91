"""`ortoo select` decides as its contract promises: formats, exit status, ties, prices, reasons."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from ortoo.cli import main
from ortoo.multilingual.refusals import sentence
from tests.cli.desk import CANDIDATES, RULE, Desk
from tests.cli.workbooks import cells, workbook

CANONICAL = (
    '{"eligible":"ok","floors":"each","id":"id","merit":"score","objective":"total","quota":['
    '{"at_least":1,"attribute":"region","may_be_absent":false,"value":"Govi"},'
    '{"attribute":"ministry","each_at_most":2,"may_be_absent":false}],'
    '"reserve":2,"seats":3,"standard_error":null,"then":["exam"],"title":"The three"}'
)


def sha256(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def test_worked_example(desk: Desk) -> None:
    """Two of F at most and one of Govi at least: ann, bat and the best of Govi; 264.500 by hand."""
    answer = desk.select("--prices")
    assert (answer.status, answer.err) == (0, "")
    assert answer.decision == {
        "status": "decided",
        "objective": "total",
        "seats": 3,
        "chosen": ["ann", "bat", "dul"],
        "reserve": ["che", "gan"],
        "total": "264.500",
        "bound": "264.500",
        "proof": "prices",
        "price_bound": "264.500",
        "cut": "86.000",
        "adjustments": {"region=Govi": "1.000", "ministry=F": "-2.125"},
        "quota_prices": [
            {"attribute": "region", "value": "Govi", "bound": "at_least", "total_lost": "1.000", "replaced": 1}
        ],
        "unmet": [],
        "certificate": {
            "seats": 3,
            "cut": 86000,
            "adjustments": [
                {"attribute": "region", "value": "Govi", "adjustment": 1000, "bound": "at_least", "count": 1},
                {"attribute": "ministry", "value": "F", "adjustment": -2125, "bound": "at_most", "count": 2},
            ],
            "adjustments_times_bounds": -3250,
            "positive_margins": 3250,
            "price_bound": 264500,
            "total": 264500,
            "unit": 1_000_000,
            "step": 1_000,
            "tree": [
                {
                    "cut": 86_000_001_000,
                    "adjustments": [["region", "Govi", 1_000_001_000], ["ministry", "F", -2_125_000_000]],
                    "bound": 264_500_000_000,
                }
            ],
        },
        "conflict": None,
        "relaxations": None,
        "refutation": None,
        "inputs": {
            "rule.toml": sha256(desk.folder / "rule.toml"),
            "candidates.csv": sha256(desk.folder / "candidates.csv"),
        },
        "rule_sha256": hashlib.sha256(CANONICAL.encode()).hexdigest(),
    }


def test_prices_only_when_asked_for(desk: Desk) -> None:
    assert "quota_prices" not in desk.select().decision


def test_output_goes_to_out_and_nowhere_else(desk: Desk) -> None:
    printed = desk.select().out
    answer = desk.select("--out", str(desk.folder / "decision.json"))
    assert (answer.status, answer.out, answer.err) == (0, "", "")
    assert (desk.folder / "decision.json").read_text("utf-8") == printed


def test_explanation_has_a_reason_for_everybody(desk: Desk) -> None:
    desk.select("--explain", str(desk.folder / "explain.csv"))
    rows = list(csv.reader(io.StringIO((desk.folder / "explain.csv").read_text("utf-8"))))
    assert [row[:6] for row in rows] == [
        ["id", "rank", "merit", "adjusted", "margin", "status"],
        ["ann", "1", "90.500", "88.375", "2.375", "chosen"],
        ["bat", "2", "89.000", "86.875", "0.875", "chosen"],
        ["che", "3", "88.125", "86.000", "0.000", "reserve"],
        ["gan", "4", "86.000", "86.000", "0.000", "reserve"],
        ["dul", "5", "85.000", "86.000", "0.000", "chosen"],
        ["erd", "6", "84.000", "85.000", "-1.000", "not-chosen"],
        ["fat", "", "99.000", "", "", "ineligible"],
    ]
    reasons = {row[0]: row[6] for row in rows[1:]}
    assert reasons["ann"] == "Chosen: adjusted merit 88.375 is 2.375 above the cut line 86.000."
    assert reasons["erd"] == "Not chosen: adjusted merit 85.000 is 1.000 below the cut line 86.000."
    assert reasons["fat"] == "Ineligible: counts nowhere and has no rank."
    assert "ministry=F ≤ 2" in reasons["che"]
    assert "region=Govi ≥ 1" in reasons["gan"]


@pytest.mark.parametrize("language", ["mn", "ko", "en"])
def test_reasons_in_three_languages(desk: Desk, monkeypatch: pytest.MonkeyPatch, language: str) -> None:
    monkeypatch.setenv("ORTOO_LANGUAGE", language)
    desk.select("--explain", str(desk.folder / "explain.csv"))
    figures: dict[str, object] = {"adjusted": "88.375", "margin": "2.375", "cut": "86.000"}
    assert desk.explained()[0]["reason"] == sentence("select.reason.chosen_above", language, figures)


def test_standard_errors_turn_on_rank_intervals(desk: Desk) -> None:
    desk.rule('standard_error = "se"\n' + RULE)
    lines = CANDIDATES.splitlines()
    desk.candidates("\n".join([lines[0] + ",se", *(line + ",1.5" for line in lines[1:])]) + "\n")
    assert desk.select("--explain", str(desk.folder / "explain.csv")).status == 0
    rows = {row["id"]: row for row in desk.explained()}
    assert (rows["ann"]["rank_low"], rows["ann"]["rank_high"]) == ("1", "4")
    assert float(rows["ann"]["p_top"]) == pytest.approx(0.99, abs=0.005)
    assert sum(float(row["p_top"]) for row in rows.values() if row["p_top"]) == pytest.approx(3, abs=0.001)
    assert (rows["ann"]["low_all"], rows["ann"]["high_all"], rows["ann"]["borderline"]) == ("1", "5", "no")
    assert {row["borderline"] for row in rows.values()} == {"no", ""}
    uncertain = ("rank_low", "rank_high", "p_top", "low_all", "high_all", "borderline")
    assert [rows["fat"][column] for column in uncertain] == [""] * 6


def test_a_lot_declared_for_the_borderline(desk: Desk) -> None:
    """che and gan are borderline: both count with the merit of the third seat, che's own, and the lot decides."""
    desk.rule('standard_error = "se"\n' + RULE + '\n[borderline]\nthen = "lot"\n')
    lines = CANDIDATES.splitlines()
    desk.candidates("\n".join([lines[0] + ",se", *(line + ",2.5" for line in lines[1:])]) + "\n")
    answer = desk.select("--explain", str(desk.folder / "explain.csv"))
    drawn = sorted(["che", "gan"], key=lambda name: hashlib.sha256(f"0a|{name}".encode()).hexdigest())
    assert answer.decision["borderline"] == {"then": "lot", "people": drawn, "merit": "88.125", "ties": ["71.000"]}
    assert answer.decision["chosen"] == ["ann", "bat", "dul"]
    assert answer.decision["reserve"] == drawn
    told = {row["id"]: row for row in desk.explained()}
    assert (told["gan"]["rank"], told["gan"]["merit"]) == ("4", "86.000")
    assert told["gan"]["reason"].startswith("Borderline: the marks do not say who of these 2 is truly among the best.")


def test_the_seed_may_come_later_and_does_not_change_the_rule(desk: Desk) -> None:
    with_seed = desk.select().decision
    desk.rule(RULE.replace('lot_seed = "0a"\n', ""))
    without = desk.select("--lot-seed", "0a").decision
    assert without["rule_sha256"] == with_seed["rule_sha256"]
    assert without["chosen"] == with_seed["chosen"]


def test_two_different_seeds_are_refused(desk: Desk) -> None:
    assert "lot" in desk.malformed("--lot-seed", "0b")


def test_lexicographic_has_no_prices(desk: Desk) -> None:
    desk.rule(RULE.replace('"total"', '"lexicographic"'))
    decision = desk.select("--prices").decision
    assert (decision["adjustments"], decision["cut"], decision["price_bound"]) == ({}, None, None)
    assert (decision["proof"], decision["bound"], decision["total"]) == ("branching", "264.500", "264.500")
    assert "quota_prices" not in decision


def test_infeasible_is_said_with_its_minimal_conflict(desk: Desk) -> None:
    desk.rule(RULE.replace("at_least = 1", "at_least = 3"))
    answer = desk.select("--explain", str(desk.folder / "explain.csv"))
    assert answer.status == 1
    assert answer.decision["status"] == "infeasible"
    floor = {"attribute": "region", "value": "Govi", "at_least": 3}
    assert answer.decision["conflict"] == [floor]
    assert answer.decision["relaxations"] == [floor | {"enough": 2, "in_rule": 2}]
    assert answer.decision["refutation"] == {"weights": [1], "needed": 3, "highest": 2}
    assert [answer.decision[key] for key in ("chosen", "reserve", "total", "bound", "proof", "cut")] == [
        [],
        [],
        None,
        None,
        None,
        None,
    ]
    assert answer.err.count("\n") == 1
    assert "at_least" in answer.err
    assert {row["status"] for row in desk.explained()} == {"not-chosen", "ineligible"}


def test_a_floor_above_its_ceiling_is_infeasible_not_malformed(desk: Desk) -> None:
    desk.rule(RULE.replace("at_least = 1", "at_least = 2\nat_most = 1"))
    answer = desk.select()
    assert answer.status == 1
    assert answer.decision["conflict"] == [
        {"attribute": "region", "value": "Govi", "at_least": 2},
        {"attribute": "region", "value": "Govi", "at_most": 1},
    ]


def test_floors_one_name_what_could_not_be_met(desk: Desk) -> None:
    desk.rule(RULE.replace('"each"', '"one"').replace("at_least = 1", "at_least = 3"))
    decision = desk.select().decision
    assert (decision["status"], decision["chosen"]) == ("decided", ["ann", "dul", "erd"])
    assert decision["unmet"] == [{"attribute": "region", "value": "Govi", "at_least": 3, "met": 2}]


def test_a_value_that_may_be_absent(desk: Desk) -> None:
    more = '\n[[quota]]\nattribute = "region"\nvalue = "Moon"\nat_most = 1\n'
    desk.rule(RULE + more)
    assert "Moon" in desk.malformed()
    desk.rule(RULE + more + "may_be_absent = true\n")
    assert desk.select().status == 0
    desk.rule(RULE + more.replace("at_most", "at_least") + "may_be_absent = true\n")
    assert desk.select().decision["conflict"] == [{"attribute": "region", "value": "Moon", "at_least": 1}]


def test_values_are_compared_as_text(desk: Desk) -> None:
    desk.candidates(CANDIDATES.replace("Govi", "007"))
    desk.rule(RULE.replace('"Govi"', '"007"'))
    assert desk.select().decision["chosen"] == ["ann", "bat", "dul"]
    desk.candidates(CANDIDATES.replace("Govi", "7"))
    desk.rule(RULE.replace('"Govi"', "7"))
    assert desk.select().decision["chosen"] == ["ann", "bat", "dul"]
    desk.candidates(CANDIDATES.replace("Govi", "1.50"))
    desk.rule(RULE.replace('"Govi"', "1.50"))
    assert desk.select().decision["chosen"] == ["ann", "bat", "dul"]


def test_merit_may_be_negative(desk: Desk) -> None:
    desk.candidates(CANDIDATES.replace("90.5", "-0.5").replace("89,", "-1,"))
    assert desk.select().decision["total"] == "259.125"


def test_an_attribute_may_be_named_twice(desk: Desk) -> None:
    """Both hold: two of F at most by every ministry, one by name; the tighter decides."""
    desk.rule(RULE + '\n[[quota]]\nattribute = "ministry"\nvalue = "F"\nat_most = 1\n')
    assert desk.select().decision["chosen"] == ["ann", "gan", "dul"]


def test_ties_without_a_seed_name_the_people(desk: Desk) -> None:
    desk.rule(RULE.replace('lot_seed = "0a"\n', ""))
    assert desk.select().status == 0
    desk.candidates(CANDIDATES.replace("gan,86,yes,70", "gan,85,yes,70"))
    line = desk.malformed()
    assert "dul, gan" in line
    assert "lot_seed" in line
    # An ineligible person ties with nobody.
    desk.candidates(CANDIDATES.replace("fat,99,no", "fat,90.5,no"))
    assert desk.select().status == 0


def test_ties_are_broken_by_columns_then_by_lot(desk: Desk) -> None:
    desk.rule(RULE.split("[[quota]]")[0].replace("seats = 3", "seats = 1").replace("reserve = 2", "reserve = 9"))
    desk.candidates("id,score,ok,exam\na,5,yes,1\nb,5,yes,2\nc,5.000,yes,2\nd,5,yes,2.0\n")
    tied = sorted("bcd", key=lambda person: hashlib.sha256(f"0a|{person}".encode()).hexdigest())
    decision = desk.select().decision
    assert [*decision["chosen"], *decision["reserve"]] == [*tied, "a"]  # type: ignore[misc]


ALONE = """
import sys
class Wall:
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] == "django":
            raise ImportError(f"{name} is not to be had here")
sys.meta_path.insert(0, Wall())
from ortoo.cli import main
from ortoo.multilingual.refusals import sentence
main(sys.argv[1:])
"""


def test_it_runs_without_django_and_prints_nothing_but_the_decision(desk: Desk) -> None:
    desk.rule(RULE + '\n[[quota]]\nattribute = "ministry"\nvalue = "G"\nat_most = 1\n')
    header, *people = cells()
    desk.candidates(workbook([header, *people]), "candidates.xlsx")
    arguments = ["select", "rule.toml", "candidates.xlsx", "--prices", "--explain", "explain.csv"]
    done = subprocess.run(
        [sys.executable, "-c", ALONE, *arguments],
        cwd=desk.folder,
        capture_output=True,
        env=os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)},
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, b"")
    assert json.loads(done.stdout)["chosen"] == ["ann", "bat", "dul"]


def test_help_shows_an_example(desk: Desk) -> None:
    with pytest.raises(SystemExit) as left:
        main(["select", "--help"])
    assert left.value.code == 0
    assert "Example: ortoo select rule.toml candidates.csv" in desk.capfd.readouterr().out
