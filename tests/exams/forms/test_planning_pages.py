"""The plan and the forms of a sitting, through the client."""

from __future__ import annotations

import csv
import io
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from ortoo.exams.models import ExamForm, FormPlan
from ortoo.exams.queries.forms import blueprint_of as blueprint_kept
from ortoo.exams.queries.forms import forms_of
from tests.exams.building import FOUR_CELLS, bank, blueprint_of, four_cells, single, writer
from tests.exams.forms.opening import address, done, opened, planned, sealed
from tests.exams.test_pages import once, send, text
from tests.factories import exams

pytestmark = pytest.mark.django_db


@pytest.fixture
def office(client: Client) -> Client:
    client.force_login(writer())
    return client


PLAN = {
    "how_many": "2", "pretest": "0", "expected_spread": "1", "information_spread": "50", "decides": "raw", "method": "",
    "reference": "", "essay_gap": "20",
    **{f"cell_{goal}_{level}": str(count) for (goal, level), count in FOUR_CELLS.items()},
}  # fmt: skip


class TestPlanning:
    def test_a_plan_is_made_in_the_browser_and_shows_itself(self, office: Client) -> None:
        bank([single("J01")])
        opened()
        page = office.get(address("exam-forms"))
        assert "No forms are planned for this sitting." in text(page)
        asked = send(office, address("plan-forms"), **PLAN)
        assert "Goal 1, Know: 2; Goal 1, Apply: 2; Goal 2, Know: 2; Goal 2, Apply: 2" in text(asked)
        assert not FormPlan.objects.exists()
        office.post(address("plan-forms"), {"once": once(asked), "confirm": "1", **PLAN})
        plan = FormPlan.objects.get()
        assert blueprint_kept(plan) == blueprint_of(2, FOUR_CELLS)
        assert (plan.decides, plan.essay_gap, len(plan.seed)) == ("raw", 200, 32)
        said = text(office.get(address("exam-forms")))
        assert "The raw mark decides" in said
        assert "Planned" in said

    def test_only_a_sitting_that_lies_ahead_leads_to_a_plan(self, office: Client) -> None:
        exams.sitting("E25", writer())
        opened()
        for code, ahead in (("E25", False), ("F26", True)):
            sitting = office.get(address("sitting", code=code)).content.decode()
            assert (address("exam-forms", code=code) in sitting) == ahead
            page = office.get(address("exam-forms", code=code)).content.decode()
            assert (address("plan-forms", code=code) in page) == ahead

    def test_without_goals_the_page_says_what_is_missing(self, office: Client) -> None:
        opened()
        assert "Bring the national plan first." in text(office.get(address("plan-forms")))
        answer = send(office, address("plan-forms"), **{name: PLAN[name] for name in PLAN if name[:4] != "cell"})
        assert (answer.status_code, FormPlan.objects.exists()) == (422, False)

    def test_the_plan_that_stands_fills_the_form_and_keeps_its_seed(self, office: Client) -> None:
        bank([single("J01")])
        planned(decides="equated", method="linear", essay_gap=300)
        page = office.get(address("plan-forms")).content.decode()
        assert 'name="cell_1_know" value="2"' in page
        assert 'name="essay_gap" value="30"' in page
        changed = {**PLAN, "decides": "equated", "method": "mean", "confirm": "1"}
        send(office, address("plan-forms"), **changed)
        plan = FormPlan.objects.get()
        assert (plan.method, plan.seed) == ("mean", "seed")

    @pytest.mark.parametrize(
        ("changed", "said"),
        [
            ({"decides": "equated"}, "Choose the method by which marks are equated."),
            ({"decides": "equated", "method": "tucker"}, "compares with a form of an earlier sitting"),
            ({"how_many": "1", "decides": "equated", "method": "mean"}, "there is nothing to equate"),
            ({"how_many": "none"}, "takes a whole number"),
            ({"cell_1_know": "-1"}, "“Goal 1, Know” takes at least 0."),
            ({"expected_spread": "x"}, "takes a number with at most three decimals"),
            ({name: "" for name in PLAN if name.startswith("cell_")}, "Say in at least one cell"),
            ({"reference": "77"}, "Choose one of the answers"),
        ],
    )
    def test_what_cannot_be_a_plan_is_said_beside_what_was_typed(
        self, office: Client, changed: dict[str, str], said: str
    ) -> None:
        bank([single("J01")])
        opened()
        answer = send(office, address("plan-forms"), **{**PLAN, "confirm": "1", **changed})
        assert answer.status_code == 422
        assert said in text(answer)
        assert 'value="50"' in answer.content.decode()
        assert not FormPlan.objects.exists()


class TestForms:
    def test_they_are_assembled_in_the_background_and_compared_with_chance(self, office: Client) -> None:
        four_cells()
        planned()
        job = done(send(office, address("assemble-forms")))
        assert (job.state, job.result_path) == ("done", "exams/sittings/F26/forms/")
        page = office.get(address("exam-forms"))
        said = text(page)
        assert "The forms differ by at most 0.10 items in expected score." in said
        assert "No forms of this bank have less exposed items." in said
        assert "Information at ability −1.5" in said
        assert "Goal 1, Know 2 2" in said
        assert "Expected score 4.60 4.50 0.10 0.40" in said
        assert page.content.decode().count("<svg") == 4  # the house's mark, the chart, two marks of its key
        assert '<desc id="nearness-d">The forms differ by at most' in page.content.decode()

    def test_what_the_bank_lacks_is_named_where_the_job_ends(self, office: Client) -> None:
        four_cells(8)
        planned()
        job = done(send(office, address("assemble-forms")))
        assert job.state == "refused"
        said = text(office.get(reverse("jobs:job", args=[job.pk])))
        assert "Lacking by cell: 1 × know: 2; 1 × apply: 2; 2 × know: 2; 2 × apply: 2." in said

    def test_a_form_is_listed_by_place_and_saved_as_a_file(self, office: Client) -> None:
        plan = sealed()
        [first, _] = forms_of(plan)
        said = text(office.get(address("exam-form", "A")))
        assert "Form A: Exam F26" in said
        file: Any = office.get(address("exam-form", "A"), {"format": "csv"})
        rows = list(csv.reader(io.StringIO(b"".join(file.streaming_content).decode("utf-8-sig"))))
        assert [row[1] for row in rows[1:]] == [one.version.item.code for one in first.placed]  # type: ignore[attr-defined]
        assert office.get(address("exam-form", "Z")).status_code == 404

    def test_forms_are_taken_from_a_file(self, office: Client) -> None:
        four_cells(16)
        planned()
        answer = send(office, address("set-forms"), file=forms_file())
        assert answer.status_code == 302, text(answer)
        assert ExamForm.objects.count() == 2
        assert "They were taken from a file." in text(office.get(address("exam-forms")))

    def test_everything_that_is_wrong_in_a_file_is_said_at_once(self, office: Client) -> None:
        four_cells(16)
        planned()
        answer = send(office, address("set-forms"), file=forms_file({"J01": "J02"}))
        assert answer.status_code == 422
        assert "Form 1 uses item &quot;J02&quot;, which stands in form 1 already." in text(answer)
        assert "Form 1 has 1 items in the cell 1 × know" in text(answer)
        assert "Form 1 has 3 items in the cell 1 × apply" in text(answer)
        assert not ExamForm.objects.exists()

    @pytest.mark.parametrize(
        ("content", "said"),
        [
            (b"", "is empty"),
            (b"form,item\nQ,J01\n", "Write one of these letters: A, B."),
            (b"form,item\nA,J99\nB,J01\n", "Form 1 uses item &quot;J99&quot;, which the bank does not hold."),
            (b"form,who\nA,J01\n", "lacks these columns: item."),
            (b"form,item\nA,\n", "Fill it in"),
        ],
    )
    def test_a_file_that_says_no_forms_is_refused_whole(self, office: Client, content: bytes, said: str) -> None:
        four_cells(16)
        planned()
        sent = send(office, address("set-forms"), file=SimpleUploadedFile("forms.csv", content))
        assert sent.status_code == 422
        assert said in text(sent)
        assert not ExamForm.objects.exists()


def forms_file(changed: dict[str, str] | None = None) -> SimpleUploadedFile:
    codes = [f"J{place:02d}" for place in range(1, 17)]
    rows = [f"{'AB'[place // 4 % 2]},{(changed or {}).get(code, code)}" for place, code in enumerate(codes)]
    return SimpleUploadedFile("forms.csv", "\n".join(["form,item", *rows]).encode())
