from __future__ import annotations

from datetime import date
from importlib import resources
from typing import Any

import pytest

from ortoo.multilingual.refusals import Refusal
from ortoo.plan.rules.document import read_document
from ortoo.plan.rules.fields import Fault
from ortoo.plan.rules.plan import Goal, Indicator, Names, Objective, Plan, Target
from ortoo.plan.rules.plan_file import direction_of, read_plan

SMALL = """
meta: {code: p, title_en: The plan, title_mn: Төлөвлөгөө, title_mn_basis: M, completeness: {objectives_total: 3}}
legal: {instrument: Resolution 52, adopted_on: 2020-05-13, basis: S, source: somewhere}
numbering_basis: I
goals:
  - number: 5
    en: Governance
    basis: S
    objectives_total: 2
    objectives:
      - {number: "5.1", en: Smart governance, basis: S}
      - {number: "5.2", en: null}
indicators:
  - code: 5.a
    goal: 5
    en: Patents
    unit: count
    baseline: {year: 2019, value: 0.740}
    targets: [{year: 2030, value: 150+}, {year: 2025, comparator: "=", value: 100}]
    basis: S
"""
PLAN = Plan(
    code="p", names=Names("Төлөвлөгөө", "The plan"), mn_basis="M", adopted_on=date(2020, 5, 13),
    legal_basis="Resolution 52", objectives_total=3, numbering_basis="I", basis="S", source="somewhere",
    goals=(
        Goal(5, Names(en="Governance"), "", 2, "", "S", "", (
            Objective("5.1", Names(en="Smart governance"), "", "S"), Objective("5.2", Names(), "", ""),
        )),
    ),
    indicators=(
        Indicator(
            code="5.a", goal=5, names=Names(en="Patents"), unit="count", unit_as_printed="", direction="higher",
            direction_basis="I", base_year=2019, base_value="0.740",
            targets=(Target(2030, ">=", "150"), Target(2025, "=", "100")), data_owner="", data_owner_basis="",
            owner="", basis="S", source="", note="",
        ),
    ),
)  # fmt: skip


def read(text: str) -> tuple[Plan | None, list[Fault]]:
    return read_plan(read_document(text.encode(), "plan.yaml")[0])


def test_a_plan_is_read_with_every_printed_digit_and_without_inventing_a_name() -> None:
    assert read(SMALL) == (PLAN, [])


def test_the_plan_of_mongolia_is_read_whole() -> None:
    content = (resources.files("ortoo.site") / "programmes/mongolia/vision2050.yaml").read_bytes()
    plan, faults = read_plan(read_document(content, "vision2050.yaml")[0])
    assert faults == []
    assert plan is not None
    named = [one.number for goal in plan.goals for one in goal.objectives if one.names]
    assert (plan.objectives_total, len(plan.goals), len(named), len(plan.indicators)) == (50, 9, 17, 12)
    by_code = {one.code: one for one in plan.indicators}
    assert by_code["1.patents"].targets == (
        Target(2025, ">=", "150"), Target(2030, ">=", "200"), Target(2050, ">=", "600"),
    )  # fmt: skip
    assert (by_code["2.gii"].direction, by_code["2.gii"].base_year) == ("lower", None)
    assert (by_code["5.egdi"].unit, by_code["5.egdi"].unit_as_printed) == ("index_0_1", "percent")


@pytest.mark.parametrize(
    ("base", "targets", "direction"),
    [
        ("0.301", [(2025, "0.25"), (2050, "0.1")], "lower"),
        ("82", [(2025, "150"), (2050, "600")], "higher"),
        ("82", [(2050, "600"), (2025, "10")], "higher"),
        ("5", [(2025, "5.0")], ""),
        ("", [(2025, "5")], ""),
        ("5", [], ""),
    ],
)
def test_the_direction_goes_from_the_base_to_the_last_target(
    base: str, targets: list[tuple[int, str]], direction: str
) -> None:
    assert direction_of(base, tuple(Target(year, "=", value) for year, value in targets)) == direction


@pytest.mark.parametrize(
    ("old", "new", "path", "code"),
    [
        ("code: p,", "", ("meta", "code"), "plan.missing"),
        ("    basis: S\n    objectives_total", "    objectives_total", ("goals", 0, "basis"), "plan.missing"),
        ("number: 5\n", "number: five\n", ("goals", 0, "number"), "plan.not_whole"),
        ("number: 5\n", "number: -5\n", ("goals", 0, "number"), "plan.not_whole"),
        ("Governance", "[a, b]", ("goals", 0, "en"), "plan.not_text"),
        ("Governance", "G" * 300, ("goals", 0, "en"), "plan.text_too_long"),
        ('"5.1"', '"4.1"', ("goals", 0, "objectives", 0, "number"), "plan.not_of_this_goal"),
        ('"5.2"', '"5.1"', ("goals",), "plan.number_twice"),
        ("goal: 5", "goal: 6", ("indicators", 0, "goal"), "plan.no_such_goal"),
        ("value: 0.740", "value: .nan", ("indicators", 0, "baseline", "value"), "plan.not_a_number"),
        ("value: 0.740", "value: 1e400", ("indicators", 0, "baseline", "value"), "plan.not_a_number"),
        ("value: 100", "value: about 100", ("indicators", 0, "targets", 1, "value"), "plan.not_a_number"),
        ("value: 150+", 'value: 150+, comparator: "="', ("indicators", 0, "targets", 0, "comparator"),
         "plan.not_a_comparator"),
        ("year: 2025", "year: 2030", ("indicators", 0, "targets"), "plan.year_twice"),
        ("2020-05-13", "13.5.2020", ("legal", "adopted_on"), "plan.not_a_day"),
        ("unit: count", "units: count", ("indicators", 0, "units"), "plan.unknown_key"),
        ("unit: count", "direction: up", ("indicators", 0, "direction"), "plan.not_a_direction"),
        ("title_mn_basis: M", "title_mn_basis: X", ("meta", "title_mn_basis"), "plan.not_a_basis"),
        ("goals:", "goal:", ("goals",), "plan.missing"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_said_with_its_place(old: str, new: str, path: tuple[Any, ...], code: str) -> None:
    assert old in SMALL
    plan, faults = read(SMALL.replace(old, new, 1))
    assert plan is None
    assert (path, code) in [(fault.path, fault.code) for fault in faults]


@pytest.mark.parametrize(
    ("content", "code", "row"),
    [
        (b"", "plan.empty", None),
        (b"- a\n- b\n", "plan.not_a_mapping", None),
        ("title: \u0442\u04e9\u043b\u04e9\u0432".encode("utf-16"), "plan.not_utf8", 1),
        ("a: 1\nb: Монгол".encode("cp1251"), "plan.not_utf8", 2),
        (b"\xef\xbb\xbf\n\n\xd6", "plan.not_utf8", 3),
        (b"a: 1\nb: [1, 2\nc: 3\n", "plan.not_yaml", 3),
        (b"a: \x07\n", "plan.not_yaml", 1),
        (b"a: 1\nb: 2\na: 3\n", "plan.key_twice", 3),
        (b"a: 1\n[b]: 2\n", "plan.key_is_no_word", 2),
        (b"a: &x 1\nb: *x\n", "plan.alias", 1),
        (b"a: " + b"[" * 5_000, "plan.too_deep", 1),
        (b"a: " + b"x" * (3 << 20), "plan.too_large", None),
    ],
)
def test_a_file_that_is_no_plan_is_refused(content: bytes, code: str, row: int | None) -> None:
    with pytest.raises(Refusal) as refused:
        read_document(content, "plan.yaml")
    assert (refused.value.code, refused.value.values.get("row")) == (code, row)


def test_a_tag_makes_no_object() -> None:
    assert read_document(b"a: !!python/object:os.system x\n", "plan.yaml")[0] == {"a": "x"}


def test_every_value_has_its_line() -> None:
    document, lines = read_document(b"a:\n  - b: 1\n    c: null\n", "plan.yaml")
    assert document == {"a": [{"b": "1", "c": None}]}
    assert lines == {(): 1, ("a",): 2, ("a", 0): 2, ("a", 0, "b"): 2, ("a", 0, "c"): 3}
