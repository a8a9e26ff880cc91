"""Pages of exams, through the client."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils.translation import override

from ortoo.access.models import User
from ortoo.access.rules.roles import Role, Scope
from ortoo.exams.models import LetterScale, Mark, MarkCorrection, Sitting
from ortoo.exams.operations import correct_mark, put_under_order, seal_marks
from ortoo.exams.queries import standing
from tests.cast import AT, auditor, exam_officer, outsider, person
from tests.factories import exams
from tests.factories.orders import any_text_is_a_ruling
from tests.factories.people import appointed, official, officials

pytestmark = pytest.mark.django_db


@pytest.fixture
def officer() -> User:
    return exam_officer()


@pytest.fixture
def office(client: Client, officer: User) -> Client:
    client.force_login(officer)
    return client


def address(name: str, *arguments: object) -> str:
    with override("en"):
        return reverse(f"exams:{name}", args=arguments)


def once(page: Any) -> str:
    found = re.search(r'name="once" value="([\w-]{22})"', page.content.decode())
    assert found
    return found[1]


def text(page: Any) -> str:
    """What a reader reads: no tags, single spaces."""
    return " ".join(re.sub(r"<[^>]+>", " ", page.content.decode()).split())


def get(client: Client, where: str, **asked: str) -> Any:
    """The answer, of whichever class it is."""
    return client.get(where, asked)


def post(client: Client, where: str, **given: Any) -> Any:
    return client.post(where, given)


def send(client: Client, where: str, **given: Any) -> Any:
    return client.post(where, {"once": once(client.get(where)), **given})


SITTING = {
    "code": "E25", "name_mn": "Шалгалт", "name_en": "Exam 2025", "name_ko": "시험", "held_on": "2025-05-20",
    "scale_low": "0", "scale_high": "100", "letters": "", "marker": "Academy",
}  # fmt: skip


class TestSittings:
    def test_an_empty_list_says_what_to_do_next(self, office: Client) -> None:
        page = office.get(address("home"))
        assert "No sitting has been opened yet." in text(page)
        assert address("open") in page.content.decode()

    def test_a_sitting_is_opened_in_the_browser_and_shows_itself(self, office: Client) -> None:
        answer = send(office, address("open"), **SITTING)
        assert (answer.status_code, answer.url) == (302, address("sitting", "E25"))
        assert Sitting.objects.get().scale_high == 100_000
        said = text(office.get(answer.url))
        assert "E25, held on 20 May 2025, marks 0.000 to 100.000, marked by Academy." in said
        assert "No mark that you may see has been imported for this sitting." in said

    def test_what_is_wrong_is_said_at_its_field_and_nothing_is_lost(self, office: Client) -> None:
        answer = send(office, address("open"), **{**SITTING, "scale_high": "12.3456", "code": "E 25"})
        assert answer.status_code == 422
        said = text(answer)
        assert "“Highest mark” takes a number with at most three decimals, such as 78.125." in said
        assert "The code takes letters, digits, hyphens and underscores, no spaces." in said
        assert 'value="12.3456"' in answer.content.decode()

    @pytest.mark.parametrize("mark", ["NaN", "1e9", "inf", "ninety", "9" * 19])
    def test_what_is_no_number_is_refused_as_such(self, office: Client, mark: str) -> None:
        answer = send(office, address("open"), **{**SITTING, "scale_high": mark})
        assert answer.status_code == 422
        assert "“Highest mark” takes a number" in text(answer)

    def test_a_code_that_is_taken_is_refused_in_the_form(self, office: Client) -> None:
        send(office, address("open"), **SITTING)
        answer = send(office, address("open"), **SITTING)
        assert answer.status_code == 422
        assert "There is a sitting with the code" in text(answer)

    def test_a_double_click_opens_one_sitting(self, office: Client) -> None:
        given = {"once": once(office.get(address("open"))), **SITTING}
        first, second = (office.post(address("open"), given) for _ in range(2))
        assert (first.status_code, second.status_code, Sitting.objects.count()) == (302, 302, 1)

    def test_who_keeps_no_marks_is_refused_with_the_role(self, client: Client, officer: User) -> None:
        client.force_login(outsider())
        answer = client.get(address("open"))
        assert answer.status_code == 403


class TestMarks:
    @pytest.fixture(autouse=True)
    def marked(self, officer: User) -> None:
        officials("A1", "A2")
        exams.sitting("E25", officer)
        exams.given("E25", {"A1": 70_000, "A2": 65_500}, officer)

    def test_the_list_shows_what_counts_and_what_was_given(self, office: Client, officer: User) -> None:
        correct_mark(mark=exams.mark("E25", "A1"), thousandths=71_000, reason="Page 3 was lost", by=officer, at=AT)
        said = text(office.get(address("sitting", "E25")))
        assert "A1 71.000 70.000 1" in said
        assert "A2 65.500" in said
        filtered = text(office.get(address("sitting", "E25"), {"corrected": "yes"}))
        assert "1 of 2" in filtered

    def test_the_file_of_the_list_has_bare_numbers(self, office: Client) -> None:
        file = b"".join(get(office, address("sitting", "E25"), format="csv").streaming_content)
        rows = file.decode("utf-8-sig").splitlines()
        assert rows[1].startswith("A1,")
        assert rows[1].split(",")[2] == "70.000"

    def test_a_correction_is_checked_first_and_then_stands_beside(self, office: Client) -> None:
        mark = exams.mark("E25", "A1")
        where = address("correct", mark.pk)
        given = {"mark": "71,5", "reason": "Page 3 was not counted"}
        check = send(office, where, **given)
        assert (check.status_code, "Check your answers" in text(check)) == (200, True)
        assert "71.500" in text(check)
        answer = post(office, where, once=once(check), confirm="1", **given)
        assert (answer.status_code, answer.url) == (302, address("mark", mark.pk))
        said = text(office.get(answer.url))
        assert "71.500" in said
        assert "Page 3 was not counted" in said
        assert MarkCorrection.objects.everything(because="a test looks").get().thousandths == 71_500

    def test_behind_a_seal_the_attempt_is_answered_with_the_reason(self, office: Client) -> None:
        seal_marks(codes=["E25"], seen=standing(["E25"]), at=AT)
        mark = exams.mark("E25", "A1")
        page = office.get(address("mark", mark.pk))
        assert "This mark stands behind the seal of 2 March 2026" in text(page)
        assert address("correct", mark.pk) not in page.content.decode()
        where = address("correct", mark.pk)
        given = {"mark": "71", "reason": "Page 3 was not counted", "confirm": "1"}
        answer = send(office, where, **given)
        assert answer.status_code == 422
        assert "This mark stands behind the seal of 2026-03-02" in text(answer)
        assert "An objection goes to the appeals panel" in text(answer)

    def test_what_a_ruling_ordered_says_so_on_the_page_of_the_mark(self, office: Client, officer: User) -> None:
        [late] = officials("A3")
        seal_marks(codes=["E25"], seen=standing(["E25"]), at=AT)
        any_text_is_a_ruling()
        for who, value in ((exams.mark("E25", "A1").official, 71_000), (late, 50_000)):
            put_under_order(
                sitting=Sitting.objects.get(code="E25"), official=who, thousandths=value,
                reason="The panel ruled so", under="R1/1", by=officer, at=AT,
            )  # fmt: skip
        said = [text(office.get(address("mark", exams.mark("E25", number).pk))) for number in ("A1", "A3")]
        assert "71.000 Enkh The panel ruled so Ordered by ruling R1/1" in said[0]
        assert "Set by ruling R1/1 on 2 March 2026 The panel ruled so" in said[1]

    def test_a_mark_outside_of_ones_scope_is_not_there(self, client: Client) -> None:
        client.force_login(person("far", Role.SENDING_MINISTRY, scope=Scope.ORGANIZATION, code="MOH"))
        assert client.get(address("mark", exams.mark("E25", "A1").pk)).status_code == 404
        assert "You may" not in text(client.get(address("sitting", "E25")))
        assert "A1" not in text(client.get(address("sitting", "E25")))

    def test_an_auditor_sees_the_sitting_and_nobody_in_it(self, client: Client) -> None:
        client.force_login(auditor())
        said = text(client.get(address("sitting", "E25")))
        assert "You see no marks here except your own, and there is none." in said
        assert "A1" not in said


class TestOwnMarks:
    def test_an_official_sees_their_own_marks_and_no_others(self, client: Client, officer: User) -> None:
        own = person("own", Role.OFFICIAL, scope=Scope.OWN)
        appointed(official("A1", account=own))
        officials("A2")
        exams.sitting("E25", officer)
        exams.given("E25", {"A1": 70_000, "A2": 99_000}, officer)
        client.force_login(own)
        said = text(client.get(address("mine")))
        assert "Exam E25 20 May 2025 70.000" in said
        assert "99.000" not in said
        assert client.get(address("mark", exams.mark("E25", "A1").pk)).status_code == 200
        assert client.get(address("mark", exams.mark("E25", "A2").pk)).status_code == 404

    def test_without_a_mark_one_sentence_says_so(self, client: Client) -> None:
        client.force_login(person("own", Role.OFFICIAL, scope=Scope.OWN))
        assert "No mark of yours has been imported." in text(client.get(address("mine")))


class TestLetters:
    def test_letters_are_defined_a_line_each(self, office: Client) -> None:
        given = {"code": "GPA", "letters": "A 95\nB+ 84,5", "valid_from": "2025-01-01", "legal_basis": "Order 1"}
        answer = send(office, address("define-letters"), **given)
        assert (answer.status_code, answer.url) == (302, address("letters"))
        kept = LetterScale.objects.order_by("letter").values_list("letter", "thousandths")
        assert list(kept) == [("A", 95_000), ("B+", 84_500)]
        assert "84.500" in text(office.get(answer.url))

    @pytest.mark.parametrize(
        ("letters", "sentence"),
        [("A", "Line 1 of the letters reads"), ("A 95\nA 90", "a second time"), ("Excellent 95", "is not a letter")],
    )
    def test_a_line_that_is_none_is_named(self, office: Client, letters: str, sentence: str) -> None:
        given = {"code": "GPA", "letters": letters, "valid_from": "2025-01-01", "legal_basis": "Order 1"}
        answer = send(office, address("define-letters"), **given)
        assert answer.status_code == 422
        assert sentence in text(answer)


GRADEBOOK = (
    "\ufeffFirst name;Last name;ID number;Quiz: Policy (Real);Quiz: Policy (Feedback);Course total (Real)\r\n"
    "Bat;Bold;A1;78,12;well done;78,12\r\n"
    "Bat;Saran;A2;-;;-\r\n"
)


class TestGradebook:
    @pytest.fixture(autouse=True)
    def opened(self, officer: User) -> None:
        officials("A1", "A2")
        exams.sitting("E25", officer)

    def upload(self, office: Client, content: str) -> Any:
        file = SimpleUploadedFile("grades.csv", content.encode())
        return send(office, address("gradebook"), sitting="E25", file=file)

    def test_the_columns_are_shown_and_those_left_out_with_the_reason(self, office: Client) -> None:
        answer = self.upload(office, GRADEBOOK)
        assert answer.status_code == 302
        said = text(office.get(answer.url))
        assert "D · Quiz: Policy (Real)" in said
        assert "E Quiz: Policy (Feedback) holds feedback, not marks" in said
        assert "F Course total (Real) is a total of other columns" in said

    def test_the_chosen_column_is_checked_and_then_imported(self, office: Client) -> None:
        where = self.upload(office, GRADEBOOK).url
        given = {"mark": "3", "identifier": "2"}
        check = send(office, where, **given)
        assert "New marks 1" in text(check)
        assert "Rows without a mark 1" in text(check)
        assert Mark.objects.everything(because="a test looks").count() == 0
        answer = post(office, where, once=once(check), confirm="1", **given)
        assert (answer.status_code, answer.url) == (302, address("sitting", "E25"))
        assert exams.mark("E25", "A1").thousandths == 78_120

    def test_a_refused_row_is_named_and_nothing_is_imported(self, office: Client) -> None:
        where = self.upload(office, GRADEBOOK.replace("A2;-", "B9;101")).url
        answer = send(office, where, mark="3", identifier="2", confirm="1")
        assert answer.status_code == 422
        said = text(answer)
        assert "row 3" in said
        assert "B9" in said
        assert Mark.objects.everything(because="a test looks").count() == 0

    def test_the_wrong_column_is_no_traceback(self, office: Client) -> None:
        where = self.upload(office, GRADEBOOK).url
        assert send(office, where, mark="4", identifier="0").status_code == 422
        assert send(office, where, mark="99", identifier="x").status_code == 422
        assert send(office, where).status_code == 422

    @pytest.mark.parametrize("content", ["", "just one line", "ID number\r\nA1\r\n"])
    def test_a_file_that_is_no_gradebook_is_answered_on_the_first_page(self, office: Client, content: str) -> None:
        answer = self.upload(office, content)
        assert answer.status_code == 422

    def test_a_file_of_somebody_else_or_an_imported_one_is_gone(self, office: Client) -> None:
        where = self.upload(office, GRADEBOOK).url
        office.force_login(person("other", Role.EXAM_OFFICER))
        answer = office.get(where)
        assert answer.status_code == 409
        assert "This file is no longer kept" in text(answer)
