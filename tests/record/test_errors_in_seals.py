"""The error of a record, from released marks into the seal and onto its page."""

from __future__ import annotations

import csv
import json
import re

import numpy as np
import pytest
from django.urls import reverse
from django.utils.translation import override

from ortoo.access.models import User
from ortoo.ledger.rules.sealing import seal_root, sealed_leaf
from ortoo.people.models import Official
from ortoo.record.models import Formula, Record, Seal
from ortoo.record.operations import reseal
from ortoo.record.queries import counted, error_of, sealed_lines
from ortoo.record.rules.error import RecordError, interval
from tests.cast import AT, client_of, exam_officer, person, selection_officer
from tests.factories import exams, records
from tests.factories.measured import Measured, released
from tests.factories.orders import any_text_is_a_ruling
from tests.factories.people import appointed, official, officials
from tests.factories.records import part
from tests.record.test_resealing import ordered
from tests.visiting import content, main_part, page

pytestmark = pytest.mark.django_db

ERROR = ("standard_error", "error_own", "error_shared")


@pytest.fixture
def keeper() -> User:
    return exam_officer()


@pytest.fixture
def formula(keeper: User) -> Formula:
    exams.sitting("E25", keeper)
    exams.sitting("W25", keeper, scale_high=50_000)
    return records.formula([part("E25", 600, 50_000), part("W25", 400, zero=True)], selection_officer())


@pytest.fixture
def seal(formula: Formula, keeper: User) -> Seal:
    """A1 was measured in both sittings, A2 in the one without which there is no record; of A3 one mark was not."""
    any_text_is_a_ruling()
    appointed(official("A1", account=person("own")))
    officials("A2", "A3", "A4")
    released("E25", {"A1": Measured(80_000, 5_000, 1_000, "E25/B"), "A2": Measured(60_000, 5_000)}, keeper)
    exams.given("E25", {"A3": 70_000}, keeper)
    released("W25", {"A1": Measured(45_000, 2_000), "A3": Measured(40_000, 2_000), "A4": Measured(9, 9)}, keeper)
    return records.sealed(formula, keeper)


def sealed(seal: Seal, number: str) -> dict[str, str]:
    row: dict[str, str] = json.loads(records.record(seal, number).row)
    return {name: row[name] for name in ERROR if name in row}


def test_a_record_is_sealed_with_its_error_where_every_mark_has_one(seal: Seal) -> None:
    # A1: sqrt((5 x 0.6)^2 + (4 x 0.4)^2) = 3.4 alone, 1 x 0.6 with all of form B; together 3.4525.
    assert sealed(seal, "A1") == {
        "standard_error": "3.453", "error_own": "3.400", "error_shared": "E25/B 0.600",
    }  # fmt: skip
    # A2: the missing essay counts as zero, which is no measurement.
    assert sealed(seal, "A2") == {"standard_error": "3.000", "error_own": "3.000", "error_shared": ""}
    assert (sealed(seal, "A3"), sealed(seal, "A4")) == ({}, {}), "a mark without a known error; no record"
    assert error_of(records.record(seal, "A1")) == RecordError(3_400, {"E25/B": 600})
    assert (counted(seal).eligible, counted(seal).with_error) == (3, 2)


def test_the_hashes_are_those_of_the_rows_with_their_errors(seal: Seal) -> None:
    lines = [json.loads(line) for line in sealed_lines(seal)]
    assert seal.root == seal_root([sealed_leaf(salt=line["salt"], row=line["row"]) for line in lines])


def test_a_new_seal_keeps_errors_and_finds_that_of_a_corrected_mark(seal: Seal, keeper: User) -> None:
    ordered("A1", 90_000, keeper)
    ordered("A4", 60_000, keeper)
    changed = Official.objects.everything(because="a test looks").filter(number__in=("A1", "A4"))
    again = reseal(
        seal=seal, round_code="R1", changed=set(changed.values_list("pk", flat=True)), facts={}, by=keeper, at=AT
    )
    assert sealed(again, "A1") == sealed(seal, "A1"), "the correction has the error of the mark it stands beside"
    assert sealed(again, "A4") == {}, "a mark set by a ruling was not measured"
    assert records.record(again, "A2").row == records.record(seal, "A2").row


class TestPages:
    def test_an_official_reads_how_far_the_record_may_be_off(self, seal: Seal) -> None:
        said = main_part(page(client_of(User.objects.get(username="own")), address("mine")))
        # 84.000 and 1.96 x 3.4525 = 6.767 to each side.
        assert (
            "Your record is 84.000, give or take 3.5 points, its standard error: with 95 % confidence the true value "
            "lies between 77.2 and 90.8." in said
        )
        assert "Of this error 0.6 points come from tables that equated marks" in said

    def test_so_does_an_officer_of_others(self, seal: Seal) -> None:
        office = client_of(User.objects.get(username="saran"))
        said = main_part(page(office, address("record", records.record(seal, "A2").pk)))
        assert "The record is 36.000, give or take 3.0 points" in said
        assert "come from tables" not in said
        said = main_part(page(office, address("record", records.record(seal, "A3").pk)))
        assert "How far this record may be off is not known" in said
        said = main_part(page(office, address("record", records.record(seal, "A4").pk)))
        assert "may be off" not in said, "there is no record"

    def test_the_page_of_a_seal_says_how_many_have_one_and_the_file_which(self, seal: Seal) -> None:
        office = client_of(User.objects.get(username="saran"))
        where = address("seal", seal.pk)
        said = " ".join(re.sub(r"<[^>]+>", " ", main_part(page(office, where))).split())
        assert "With a known standard error 2" in said
        head, *lines = csv.reader(content(office.get(where + "?format=csv")).decode("utf-8-sig").splitlines())
        found = {line[head.index("Personnel number")]: line[head.index("Standard error")] for line in lines}
        assert found == {"A1": "3.453", "A2": "3.000", "A3": "", "A4": ""}

    @pytest.mark.parametrize("language", ["mn", "ko"])
    def test_in_other_languages(self, seal: Seal, language: str) -> None:
        office = client_of(User.objects.get(username="saran"))
        page(office, address("record", records.record(seal, "A1").pk, language=language))


def address(name: str, *arguments: object, language: str = "en") -> str:
    with override(language):
        return reverse(f"record:{name}", args=arguments)


def test_intervals_cover_the_true_records_as_they_say(keeper: User) -> None:
    """300 officials with known true marks sit two exams, each on one of ten forms. What is released errs as stated:
    each mark by itself, each table alike for all who sat its form. Intervals of 95 % are to cover 95 of 100 true
    records; among 300 chance alone leaves 91.5 to 98.5 % about once in 200 draws.
    """
    chance, people, forms = np.random.default_rng(17), 300, 10
    numbers = [f"N{number:03}" for number in range(people)]
    officials(*numbers)
    true = np.zeros(people)
    parts = (("E24", 400, 4_000, 700), ("E25", 600, 3_000, 900))
    for code, weight, own, of_table in parts:
        exams.sitting(code, keeper)
        exact = chance.normal(60_000, 9_000, people)
        form = chance.integers(0, forms, people)
        off = own * chance.normal(size=people) + of_table * chance.normal(size=forms)[form]
        given = np.clip(np.rint(exact + off), 0, 100_000).astype(int).tolist()
        marks = {
            number: Measured(mark, own, of_table, f"{code}/{chr(65 + letter)}")
            for number, mark, letter in zip(numbers, given, form.tolist(), strict=True)
        }
        released(code, marks, keeper)
        true += exact * weight / 1000
    formula = records.formula([part(code, weight) for code, weight, *_ in parts], selection_officer())
    made = records.sealed(formula, keeper)
    kept = Record.objects.everything(because="a test looks").filter(seal=made).select_related("official")
    covered = [covers(one, true[numbers.index(one.official.number)]) for one in kept]
    assert counted(made).with_error == people
    assert 0.915 <= np.mean(covered) <= 0.985


def covers(record: Record, true: float) -> bool:
    error = error_of(record)
    assert error is not None
    assert record.merit is not None
    low, high = interval(record.merit, error)
    return bool(low <= true <= high)
