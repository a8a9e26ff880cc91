"""A seal that replaces another by order of a ruling."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import Any

import pytest

from ortoo.access.models import User
from ortoo.exams.models import Sitting
from ortoo.exams.operations import put_under_order
from ortoo.ledger.models import Blob, Entry
from ortoo.ledger.rules.sealing import leaves_text, seal_root, sealed_leaf
from ortoo.multilingual.refusals import Refusal
from ortoo.people.models import Appointment, Official
from ortoo.record.models import Formula, Record, Seal
from ortoo.record.operations import reseal
from ortoo.record.queries import candidates, sealed_lines
from tests.cast import AT, exam_officer, outsider, selection_officer
from tests.factories import exams, records
from tests.factories.orders import any_text_is_a_ruling
from tests.factories.people import appointed, official, officials
from tests.factories.records import part

pytestmark = pytest.mark.django_db

LATER = AT + timedelta(days=9)


@pytest.fixture
def keeper() -> User:
    return exam_officer()


@pytest.fixture
def formula(keeper: User) -> Formula:
    any_text_is_a_ruling()
    exams.sitting("E25", keeper)
    exams.sitting("W25", keeper, scale_high=40_000)
    return records.formula([part("E25", 600, 50_000), part("W25", 400, zero=True)], selection_officer())


@pytest.fixture
def seal(formula: Formula, keeper: User) -> Seal:
    """A1 to A3 with an exam, A1 with an essay too, A4 without a post on the day."""
    officials("A1", "A2", "A3")
    official("A4")
    exams.given("E25", {"A1": 80_000, "A2": 60_000, "A3": 49_000, "A4": 70_000}, keeper)
    exams.given("W25", {"A1": 30_000}, keeper)
    trips = {key("A1"): "2", key("A2"): "0"}
    return records.sealed(formula, keeper, facts={"earlier_trips": trips})


def key(number: str) -> int:
    return Official.objects.everything(because="a test looks").get(number=number).pk


def ordered(number: str, thousandths: int, by: User, code: str = "E25") -> None:
    who = Official.objects.everything(because="a test looks").get(number=number)
    put_under_order(
        sitting=Sitting.objects.get(code=code), official=who, thousandths=thousandths,
        reason="Page 3 was never counted", under="R1/1", by=by, at=LATER,
    )  # fmt: skip


def resealed(seal: Seal, by: User, *numbers: str, **changed: Any) -> Seal:
    asked = {"round_code": "R1", "facts": {}, "at": AT, **changed}
    return reseal(seal=seal, changed={key(one) for one in numbers}, by=by, **asked)


def rows(seal: Seal) -> dict[str, str]:
    kept = Record.objects.everything(because="a test looks").filter(seal=seal)
    return dict(kept.values_list("official__number", "row"))


def refused(expected: str, *arguments: Any, **named: Any) -> dict[str, object]:
    seals = Seal.objects.count()
    with pytest.raises(Refusal) as caught:
        resealed(*arguments, **named)
    assert (caught.value.code, Seal.objects.count()) == (expected, seals)
    return caught.value.values


def test_only_who_is_named_is_computed_anew_and_the_others_keep_their_very_row(seal: Seal, keeper: User) -> None:
    ordered("A3", 50_000, keeper)
    ordered("A2", 99_000, keeper)  # ruled on too, but not to be sealed now
    Appointment.objects.everything(because="a test").filter(official=key("A3")).update(level="lost")
    made = resealed(seal, keeper, "A3")
    before, after = rows(seal), rows(made)
    assert {number for number in before if before[number] != after[number]} == {"A3"}
    assert json.loads(after["A3"]) == {
        **json.loads(before["A3"]), "exam:E25": "50.000", "merit": "30.000", "eligible": "yes", "reason": "",
        "reason_sitting": "",
    }  # fmt: skip
    found = records.record(made, "A3")
    assert (found.merit, found.eligible, found.reason, found.place) == (30_000, True, "", 4)
    assert json.loads(after["A2"])["exam:E25"] == "60.000"
    assert (made.replaces, made.formula, made.as_of, made.count) == (seal, seal.formula, seal.as_of, 4)


def test_pseudonyms_stay_salts_are_new_and_the_root_is_that_of_the_rows(seal: Seal, keeper: User) -> None:
    ordered("A3", 50_000, keeper)
    made = resealed(seal, keeper, "A3")
    lines = [[json.loads(line) for line in sealed_lines(one)] for one in (seal, made)]
    assert [row["row"]["pseudonym"] for row in lines[0]] == [row["row"]["pseudonym"] for row in lines[1]]
    assert not {row["salt"] for row in lines[0]} & {row["salt"] for row in lines[1]}
    leaves = [sealed_leaf(salt=line["salt"], row=line["row"]) for line in lines[1]]
    assert made.root == seal_root(leaves) != seal.root
    assert bytes(Blob.objects.get(pk=made.leaves_blob).content) == leaves_text(leaves)


def test_the_ledger_names_the_seal_that_is_replaced(seal: Seal, keeper: User) -> None:
    ordered("A3", 50_000, keeper)
    made = resealed(seal, keeper, "A3")
    said = json.loads(bytes(Entry.objects.filter(kind="records.sealed").latest("seq").body))
    assert {name: said[name] for name in ("round", "seal", "replaces", "root", "as_of", "count")} == {
        "round": "R1", "seal": made.pk, "replaces": seal.pk, "root": made.root, "as_of": "2026-01-01", "count": 4,
    }  # fmt: skip


def test_an_attribute_is_put_right_and_the_others_stay_as_sealed(seal: Seal, keeper: User) -> None:
    made = resealed(seal, keeper, "A2", facts={key("A2"): {"region": "MN-1", "earlier_trips": "3"}})
    before, after = json.loads(rows(seal)["A2"]), json.loads(rows(made)["A2"])
    assert after == {**before, "region": "MN-1", "earlier_trips": "3"}
    assert (before["region"], before["earlier_trips"]) == ("MN-065", "0")


def test_somebody_whose_post_was_forgotten_becomes_eligible_and_one_whose_post_is_denied_does_not(
    seal: Seal, keeper: User
) -> None:
    facts = {key("A4"): {"organization": "MOF"}, key("A1"): {"organization": ""}}
    made = resealed(seal, keeper, "A4", "A1", facts=facts)
    found = {one: records.record(made, one) for one in ("A4", "A1")}
    assert [(one.merit, one.eligible, one.reason) for one in found.values()] == [
        (42_000, True, ""),
        (78_000, False, "record.no_post"),
    ]


def test_a_missing_mark_that_a_ruling_orders_counts(seal: Seal, keeper: User) -> None:
    ordered("A2", 0, keeper, "W25")
    made = resealed(seal, keeper, "A2")
    before, after = json.loads(rows(seal)["A2"]), json.loads(rows(made)["A2"])
    assert after == {**before, "missing": ""}


def test_what_cannot_be_sealed_anew_is_refused(seal: Seal, keeper: User) -> None:
    late = appointed(official("A9")).official
    refused("record.nothing_changed", seal, keeper)
    refused("record.nothing_changed", seal, keeper, "A1")
    assert refused("record.not_in_seal", seal, keeper, "A1", "A9") == {"number": late.number}
    assert refused("record.attribute_not_sealed", seal, keeper, "A1", facts={key("A1"): {"merit": "99.000"}}) == {
        "attribute": "merit",
        "known": "earlier_trips, level, ministry, organization, rank_class, region, region_group, sex",
    }
    refused("access.role_needed", seal, selection_officer_again(), "A1")
    refused("access.role_needed", seal, outsider(), "A1")


def selection_officer_again() -> User:
    return User.objects.get(username="saran")


def test_a_seal_is_replaced_once_and_the_new_one_may_be_replaced_again(seal: Seal, keeper: User) -> None:
    ordered("A3", 50_000, keeper)
    second = resealed(seal, keeper, "A3")
    refused("record.replaced_already", seal, keeper, "A3")
    ordered("A3", 51_000, keeper)
    third = resealed(second, keeper, "A3")
    assert (third.replaces, records.record(third, "A3").merit) == (second, 30_600)
    assert len({records.record(one, "A1").salt for one in (seal, second, third)}) == 3


def test_a_ruling_that_comes_in_meanwhile_stops_the_seal(seal: Seal, keeper: User) -> None:
    ordered("A3", 50_000, keeper)

    def somebody_orders(done: int, total: int) -> None:
        if done == total:
            ordered("A2", 70_000, keeper)

    with pytest.raises(Refusal) as caught:
        resealed(seal, keeper, "A3", at=LATER, progress=somebody_orders)
    assert (caught.value.code, Seal.objects.count()) == ("exams.marks_moved", 1)


def test_two_at_once_make_one_seal(seal: Seal, keeper: User) -> None:
    ordered("A3", 50_000, keeper)

    def the_other(done: int, total: int) -> None:
        if done == total and Seal.objects.count() == 1:
            resealed(seal, keeper, "A3")

    with pytest.raises(Refusal) as caught:
        resealed(seal, keeper, "A3", at=LATER, progress=the_other)
    assert (caught.value.code, Seal.objects.count()) == ("record.replaced_already", 2)


def test_whoever_asked_may_refuse_the_new_seal(seal: Seal, keeper: User) -> None:
    ordered("A3", 50_000, keeper)

    def taken(made: Seal) -> None:
        raise Refusal("record.replaced_already")

    with pytest.raises(Refusal):
        resealed(seal, keeper, "A3", at=LATER, then=taken)
    assert Seal.objects.count() == 1


def test_a_new_seal_of_many_makes_few_queries(
    formula: Formula, keeper: User, django_assert_max_num_queries: Any
) -> None:
    numbers = [f"N{count}" for count in range(60)]
    officials(*numbers)
    exams.given("E25", dict.fromkeys(numbers, 70_000), keeper)
    first = records.sealed(formula, keeper)
    ordered("N7", 71_000, keeper)
    with django_assert_max_num_queries(45):
        made = resealed(first, keeper, "N7")
    assert len(list(candidates(made))) == 60
