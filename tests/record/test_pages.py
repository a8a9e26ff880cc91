"""Pages of record, through the client."""

from __future__ import annotations

import csv
import re
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.translation import override

from ortoo.access.models import User
from ortoo.record.models import Formula, Seal
from tests.cast import auditor, exam_officer, outsider, person, selection_officer
from tests.factories import exams, records
from tests.factories.people import appointed, official, officials
from tests.factories.records import part

pytestmark = pytest.mark.django_db


@pytest.fixture
def keeper() -> User:
    return exam_officer()


@pytest.fixture
def selector() -> User:
    return selection_officer()


def address(name: str, *arguments: object) -> str:
    with override("en"):
        return reverse(f"record:{name}", args=arguments)


def text(page: Any) -> str:
    """What a reader reads: no tags, single spaces."""
    return " ".join(re.sub(r"<[^>]+>", " ", page.content.decode()).split())


def get(client: Client, where: str, **asked: str) -> Any:
    """The answer, of whichever class it is."""
    return client.get(where, asked)


def send(client: Client, where: str, **given: Any) -> Any:
    found = re.search(r'name="once" value="([\w-]{22})"', client.get(where).content.decode())
    assert found
    return client.post(where, {"once": found[1], **given})


FORMULA = {
    "code": "F", "name_mn": "Томьёо", "name_en": "Formula", "name_ko": "산식", "legal_basis": "Order 7",
    "weight_0": "60", "at_least_0": "50", "missing_0": "ineligible",
    "weight_1": "40", "at_least_1": "", "missing_1": "zero",
}  # fmt: skip


class TestFormulas:
    @pytest.fixture(autouse=True)
    def opened(self, keeper: User) -> None:
        exams.sitting("E25", keeper)
        exams.sitting("W25", keeper, scale_high=40_000)

    def test_a_formula_is_adopted_after_its_answers_were_checked(self, client: Client, selector: User) -> None:
        client.force_login(selector)
        check = send(client, address("adopt"), **FORMULA)
        assert "All weights together 100 %" in text(check)
        assert not Formula.objects.exists()
        answer = send(client, address("adopt"), **FORMULA, confirm="1")
        assert (answer.status_code, answer.url) == (302, address("formula", "F", 1))
        said = text(client.get(answer.url))
        assert "Version 1 of F." in said
        assert "60 %" in said
        assert "50.000" in said

    def test_weights_that_do_not_make_a_whole_are_refused_with_the_difference(
        self, client: Client, selector: User
    ) -> None:
        client.force_login(selector)
        answer = send(client, address("adopt"), **{**FORMULA, "weight_1": "29.9"}, confirm="1")
        assert answer.status_code == 422
        assert "they make 89.9 %, which is off by 10.1 %" in text(answer)
        assert 'value="29.9"' in answer.content.decode()

    @pytest.mark.parametrize(
        ("weight", "sentence"),
        [("33.33", "takes at most one decimal."), ("101", "takes a number from 0.100 to 100.000.")],
    )
    def test_a_weight_that_is_none_is_said_at_its_field(
        self, client: Client, selector: User, weight: str, sentence: str
    ) -> None:
        client.force_login(selector)
        answer = send(client, address("adopt"), **{**FORMULA, "weight_1": weight})
        assert answer.status_code == 422
        assert f"“Weight of “Exam W25” in per cent” {sentence}" in text(answer)

    def test_the_counts_of_today_are_there_when_asked_for(self, client: Client, keeper: User, selector: User) -> None:
        officials("A1", "A2")
        exams.given("E25", {"A1": 80_000, "A2": 40_000}, keeper)
        records.formula([part("E25", 1000, 50_000)], selector)
        client.force_login(selector)
        assert "Eligible" not in text(client.get(address("formula", "F", 1)))
        said = text(client.get(address("formula", "F", 1), {"preview": "1"}))
        assert "Officials with a mark 2 Eligible 1 Highest record 80.000" in said
        assert "Below a least mark 1" in said

    def test_who_keeps_marks_does_not_adopt(self, client: Client, keeper: User) -> None:
        client.force_login(keeper)
        assert client.get(address("adopt")).status_code == 403
        assert address("adopt") not in client.get(address("formulas")).content.decode()


class TestRecords:
    @pytest.fixture
    def seal(self, keeper: User, selector: User) -> Seal:
        """A1 at two sittings with a line of rounding, A2 below the least mark."""
        exams.sitting("E25", keeper)
        exams.sitting("W25", keeper)
        own = person("own")  # nobody grants an official a role: being on the register is enough
        appointed(official("A1", account=own))
        officials("A2")
        exams.given("E25", {"A1": 70_001, "A2": 10_000}, keeper)
        exams.given("W25", {"A1": 70_001, "A2": 90_000}, keeper)
        formula = records.formula([part("E25", 500, 50_000), part("W25", 500)], selector)
        return records.sealed(formula, keeper)

    def test_the_list_of_a_seal_shows_records_and_reasons(self, client: Client, seal: Seal, selector: User) -> None:
        client.force_login(selector)
        said = text(client.get(address("seal", seal.pk)))
        assert "2 sealed records" in said
        assert "B.BoldA1" in said
        assert "70.001" in said
        assert "is below the least mark that the formula asks for." in said
        assert "1 of 2" in text(client.get(address("seal", seal.pk), {"eligible": "no"}))

    def test_the_file_has_what_was_sealed(self, client: Client, seal: Seal, selector: User) -> None:
        client.force_login(selector)
        answer = get(client, address("seal", seal.pk), format="csv")
        rows = list(csv.reader(b"".join(answer.streaming_content).decode("utf-8-sig").splitlines()))
        headings, first = rows[0], dict(zip(rows[0], rows[1], strict=True))
        assert len(rows) == 3
        assert headings[1] == "Personnel number"
        assert (first["Personnel number"], first["Exam E25"], first["Exam W25"], first["Record"], first["Region"]) == (
            "A1", "70.001", "70.001", "70.001", "MN-065",
        )  # fmt: skip
        assert len(first["Pseudonym"]) == 64

    def test_a_record_shows_its_parts_and_the_line_of_rounding(
        self, client: Client, seal: Seal, selector: User
    ) -> None:
        # Each half is 35.0005 and shown as 35.001; the sum 70.001 is exact.
        client.force_login(selector)
        said = text(client.get(address("record", records.record(seal, "A1").pk)))
        assert said.count("70.001 70.001 50 % 35.001") == 2
        assert "the parts only to be shown −0.001" in said
        assert "Record 70.001" in said

    def test_an_official_sees_the_own_record_and_no_other(self, client: Client, seal: Seal) -> None:
        client.force_login(User.objects.get(username="own"))
        said = text(client.get(address("mine")))
        assert "70.001" in said
        assert "How the record came about" in said
        assert client.get(address("record", records.record(seal, "A1").pk)).status_code == 200
        assert client.get(address("record", records.record(seal, "A2").pk)).status_code == 404
        assert "My record" in text(client.get(address("home")))
        assert text(client.get(address("seal", seal.pk))).count("Not eligible") == 1

    def test_an_auditor_sees_pseudonyms_and_nobody(self, client: Client, seal: Seal) -> None:
        client.force_login(auditor())
        page = client.get(address("seal", seal.pk))
        said = text(page)
        assert "70.001" in said
        assert records.record(seal, "A1").pseudonym[:5].upper() in said
        assert "Bold" not in said
        assert address("record", records.record(seal, "A1").pk) not in page.content.decode()
        file = b"".join(get(client, address("seal", seal.pk), format="csv").streaming_content).decode()
        assert "Personnel number" not in file

    def test_without_a_seal_the_page_says_what_comes_first(self, client: Client, selector: User) -> None:
        client.force_login(selector)
        assert "Nothing is sealed yet." in text(client.get(address("home")))
        assert "No record of yours is sealed yet." in text(client.get(address("mine")))

    def test_an_outsider_sees_nothing(self, client: Client, seal: Seal) -> None:
        client.force_login(outsider())
        for where in (address("home"), address("formulas"), address("seal", seal.pk)):
            assert client.get(where).status_code == 403
        assert client.get(address("record", records.record(seal, "A1").pk)).status_code == 404

    @pytest.mark.parametrize("rows", [1, 3])
    def test_a_list_makes_as_many_queries_for_many_rows_as_for_one(
        self, client: Client, keeper: User, selector: User, rows: int, django_assert_num_queries: Any
    ) -> None:
        numbers = [f"N{count}" for count in range(rows)]
        officials(*numbers)
        exams.sitting("E25", keeper)
        exams.given("E25", dict.fromkeys(numbers, 70_000), keeper)
        seal = records.sealed(records.formula([part("E25", 1000)], selector), keeper)
        client.force_login(selector)
        client.get(address("seal", seal.pk))
        with django_assert_num_queries(11):
            client.get(address("seal", seal.pk))
