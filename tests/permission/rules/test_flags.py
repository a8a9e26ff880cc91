"""Flags of one dossier, worked by hand."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from ortoo.permission.rules.dossiers import Trip
from ortoo.permission.rules.flags import CODES, AgeRule, Consent, Facts, Flag, Person, count_units, flags_of, years_left
from ortoo.permission.rules.papers import Held, PaperKind, Wanted, Window

WINDOW = Window(date(2026, 3, 20), date(2026, 4, 15), date(2026, 6, 8), date(2026, 6, 12))
TODAY = date(2026, 4, 16)
RULE = AgeRule(women=60, men=62, years_left=5)
FORM = Wanted(PaperKind("B07"), date(2026, 4, 9), first=True)
PASSPORT = Wanted(PaperKind("B13", expires=True), date(2026, 4, 9), first=True)
CLEARANCE = Wanted(PaperKind("B15", clears=True), date(2026, 4, 9), first=True)
REPORT = Wanted(PaperKind("B18"), date(2026, 5, 18), first=False)
QUIET = Facts(
    person=Person("woman", date(1990, 5, 1), "MOF", "MOF"),
    topic="V2",
    bodies=("MOF", "MOH"),
    declared=(),
    from_programme=(),
    consent=Consent(True),
    papers=(FORM, PASSPORT, CLEARANCE, REPORT),
    held={"B07": Held(), "B13": Held(date(2030, 1, 1)), "B15": Held(against=False)},
)


def found(facts: Facts = QUIET, *, today: date = TODAY, rule: AgeRule | None = RULE, in_unit: int = 1) -> list[Flag]:
    return flags_of(facts, WINDOW, today, rule, in_unit)


def test_a_dossier_without_anything_odd_has_no_flag() -> None:
    assert found() == []


@pytest.mark.parametrize(
    ("changed", "expected"),
    [
        ({"person": Person("woman", date(1970, 6, 12), "MOF", "MOF")},
         [Flag("retirement-near", values={"years": 4, "least": 5})]),
        ({"person": Person("woman", date(1971, 6, 12), "MOF", "MOF")}, []),
        ({"person": Person("man", date(1970, 6, 12), "MOF", "MOF")}, []),
        ({"person": Person("woman", None, "MOF", "MOF")}, [Flag("birth-unknown")]),
        ({"declared": (Trip(2019, "Japan", "taxes"), Trip(None, "", "half"))},
         [Flag("declared-trips", values={"count": 2, "latest": "2019"})]),
        ({"from_programme": (Trip(2022, "KR", "V2"),)},
         [Flag("programme-trips", values={"count": 1, "latest": "2022"}),
          Flag("undeclared-trip", "2022", {"year": "2022"})]),
        ({"declared": (Trip(2022, "Korea", "V2"),), "from_programme": (Trip(2022, "KR", "V2"),)},
         [Flag("declared-trips", values={"count": 1, "latest": "2022"}),
          Flag("programme-trips", values={"count": 1, "latest": "2022"})]),
        ({"person": replace(QUIET.person, unit="TAX", ministry="MED")},
         [Flag("post-unrelated", values={"unit": "TAX", "topic": "V2"})]),
        ({"person": replace(QUIET.person, unit="TAX", ministry="MOF")}, []),
        ({"person": replace(QUIET.person, unit="MN-043", ministry="")}, []),
        ({"bodies": (), "person": replace(QUIET.person, unit="TAX", ministry="MED")}, []),
        ({"consent": None}, [Flag("consent-missing")]),
        ({"consent": Consent(False, "Nobody stands in")},
         [Flag("consent-refused", values={"reason": "Nobody stands in"})]),
        ({"held": {**QUIET.held, "B15": Held(against=True)}}, [Flag("clearance-against", "B15", {"paper": "B15"})]),
        ({"held": {"B07": Held(), "B13": Held(date(2026, 6, 11))}},
         [Flag("clearance-missing", "B15", {"paper": "B15"}), Flag("paper-expired", "B13", {"paper": "B13"})]),
        ({"held": {**QUIET.held, "B13": Held()}}, [Flag("paper-expired", "B13", {"paper": "B13"})]),
        ({"held": {"B13": Held(date(2026, 6, 12)), "B15": Held(against=False)}},
         [Flag("paper-missing", "B07", {"paper": "B07"})]),
    ],
)  # fmt: skip
def test_each_flag_with_its_values(changed: dict[str, Any], expected: list[Flag]) -> None:
    assert found(replace(QUIET, **changed)) == expected


def test_a_paper_that_may_follow_is_missing_only_once_it_is_late() -> None:
    assert found(today=date(2026, 5, 18)) == []
    assert found(today=date(2026, 5, 19)) == [Flag("paper-missing", "B18", {"paper": "B18"})]


def test_without_a_limit_nobody_is_flagged_for_age() -> None:
    assert found(replace(QUIET, person=Person("woman", None, "MOF", "MOF")), rule=None) == []


def test_the_same_unit_counts_those_looked_at_together() -> None:
    people = [Person("woman", None, unit) for unit in ("MOF", "MOF", "MOH", "")]
    assert count_units(people) == {"MOF": 2, "MOH": 1}
    assert found(in_unit=2) == [Flag("same-unit", values={"unit": "MOF", "count": 2})]


@pytest.mark.parametrize(
    ("born", "left"),
    [(date(1980, 6, 12), 14), (date(1980, 6, 13), 14), (date(1980, 6, 11), 13), (date(1960, 1, 1), 0)],
)
def test_whole_years_until_the_birthday(born: date, left: int) -> None:
    assert years_left(born, 60, date(2026, 6, 12)) == left


def test_a_key_tells_two_flags_of_one_code_apart_and_fits_where_it_is_kept() -> None:
    assert Flag("paper-missing", "B07").key == "paper-missing:B07"
    assert max(len(code) for code in CODES) + 1 + 10 <= 40
