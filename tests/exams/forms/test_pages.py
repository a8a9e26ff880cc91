"""Pages of exam forms, through the client: from the plan to the printed paper."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override
from pypdf import PdfReader

from ortoo.access.models import User
from ortoo.exams.models import ExamForm, FormPlan, Release, Sitting
from ortoo.exams.operations import assemble_forms, plan_forms, seal_forms
from ortoo.exams.queries.forms import blueprint_of as blueprint_kept
from ortoo.exams.queries.forms import forms_of, manifests
from ortoo.exams.rules.bank.question import Cell, Level
from ortoo.exams.rules.forms.manifest import fingerprint
from ortoo.exams.waiting import waiting_for
from ortoo.exams.way_of_forms import waiting_for_forms
from ortoo.jobs import operations as jobs
from ortoo.jobs.models import Job
from ortoo.ledger.models import Entry
from tests.cast import auditor, client_of, grants, outsider
from tests.exams.building import FOUR_CELLS, bank, bank_with, blueprint_of, four_cells, reviewer, single, told, writer
from tests.exams.test_pages import once, send, text
from tests.factories import exams

pytestmark = pytest.mark.django_db


@pytest.fixture
def office(client: Client) -> Client:
    client.force_login(writer())
    return client


def address(name: str, *more: str, code: str = "F26") -> str:
    with override("en"):
        return reverse(f"exams:{name}", args=[code, *more])


def opened(code: str = "F26") -> Any:
    """A sitting in a month from now: pages act at the present moment."""
    return exams.sitting(code, writer(), held_on=timezone.localdate() + timedelta(days=30))


def planned(**stated: Any) -> FormPlan:
    asked = {"blueprint": blueprint_of(2, FOUR_CELLS), "seed": "seed", "decides": "raw", **stated}
    return plan_forms(sitting=opened(), **asked, by=writer(), at=timezone.now())


def sealed() -> FormPlan:
    four_cells()
    plan = planned()
    assemble_forms(plan=plan, by=writer(), at=timezone.now())
    return seal_forms(plan=plan, by=writer(), at=timezone.now())


def done(answer: Any) -> Job:
    """The job that a form asked for, done."""
    assert answer.status_code == 302, text(answer)
    job = Job.objects.latest("pk")
    assert answer["Location"].endswith(f"/{job.pk}/")
    jobs.do(job_id=job.pk)
    job.refresh_from_db()
    return job


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


class TestTheSeal:
    def test_forms_are_sealed_in_the_background_after_every_paper_was_set(self, office: Client) -> None:
        four_cells()
        plan = planned()
        assemble_forms(plan=plan, by=writer(), at=timezone.now())
        assert send(office, address("seal-forms")).status_code == 422
        job = done(send(office, address("seal-forms"), understood="on"))
        assert (job.state, job.total, job.outcome) == ("done", 12, {"count": 2})
        page = office.get(address("exam-forms"))
        for form in forms_of(plan):
            assert form.sha256 in page.content.decode()
            assert form.salt not in page.content.decode()
        assert address("seal-forms") not in page.content.decode()

    def test_a_sign_that_cannot_be_printed_holds_the_seal_back(self, office: Client) -> None:
        four_cells(15)
        strange = replace(single("J16", bank_cell()), texts=told("\N{EGYPTIAN HIEROGLYPH A001}?"))
        bank_with([strange], {"J16": 700})
        plan = planned()
        assemble_forms(plan=plan, by=writer(), at=timezone.now())
        job = done(send(office, address("seal-forms"), understood="on"))
        assert (job.state, job.outcome["code"]) == ("refused", "documents.no_glyph")
        plan.refresh_from_db()
        assert plan.sealed_at is None

    def test_hashes_can_be_saved_and_the_rest_only_after_the_release(self, office: Client) -> None:
        plan = sealed()
        answer = office.get(address("manifests"))
        body = json.loads(answer.content)
        assert answer["Content-Disposition"] == 'attachment; filename="forms-F26.json"'
        assert [sorted(form) for form in body["forms"]] == [["letter", "sha256"]] * 2
        plan.release = Release()
        told_then = json.loads(manifests(plan))["forms"]
        assert all(fingerprint(form["manifest"].encode()) == form["sha256"] and form["salt"] for form in told_then)

    def test_without_a_seal_there_is_nothing_to_save(self, office: Client) -> None:
        bank([single("J01")])
        planned()
        assert office.get(address("manifests")).status_code == 404


def bank_cell() -> Cell:
    return Cell("2", Level.APPLY)


class TestPrinting:
    def test_a_paper_is_printed_and_the_print_is_in_the_ledger(self, office: Client) -> None:
        sealed()
        asked = {"letter": "B", "paper": "answer-sheet", "language": "ko"}
        answer = office.post(address("print-forms"), asked)
        assert (answer.status_code, answer["Content-Type"]) == (200, "application/pdf")
        assert answer["Content-Disposition"] == 'attachment; filename="F26-B-answer-sheet-ko.pdf"'
        assert (PdfReader(io.BytesIO(answer.content)).metadata or {}).get("/Title") == "시험 F26, B형"
        body = json.loads(bytes(Entry.objects.get(kind="forms.printed").body))
        assert {name: body[name] for name in ("sitting", "form", "paper", "language")} == {
            "sitting": "F26", "form": "B", "paper": "answer-sheet", "language": "ko",
        }  # fmt: skip
        assert answer.content == office.post(address("print-forms"), asked).content

    def test_nothing_is_printed_before_the_seal_or_of_no_form(self, office: Client) -> None:
        four_cells()
        plan = planned()
        assemble_forms(plan=plan, by=writer(), at=timezone.now())
        asked = {"letter": "A", "paper": "booklet", "language": "mn"}
        answer = office.post(address("print-forms"), asked)
        assert answer.status_code == 422
        assert "Seal them first." in text(answer)
        seal_forms(plan=plan, by=writer(), at=timezone.now())
        for changed in ({"letter": "Z"}, {"paper": "key"}, {"language": "de"}, {"letter": ""}):
            assert office.post(address("print-forms"), {**asked, **changed}).status_code == 422
        assert not Entry.objects.filter(kind="forms.printed").exists()


class TestWhoMay:
    def test_readers_see_and_nobody_else(self) -> None:
        sealed()
        readers, strangers = [auditor()], [outsider()]
        pages = [address("exam-forms"), address("exam-form", "A"), address("manifests")]
        acts = [address(name) for name in ("plan-forms", "assemble-forms", "set-forms", "seal-forms", "print-forms")]
        for who in readers:
            client = client_of(who)
            assert [client.get(page).status_code for page in pages] == [200] * 3
            assert [client.get(page).status_code for page in acts] == [403] * 5
            assert "Print the papers" not in text(client.get(pages[0]))
        for who in strangers:
            client = client_of(who)
            assert {client.get(page).status_code for page in [*pages, *acts]} == {403}
        assert {Client().get(page).status_code for page in [*pages, *acts]} == {302}

    def test_what_comes_next_waits_for_the_exam_officer(self) -> None:
        opened()
        assert waiting_now(writer()) == []
        four_cells()
        assert waiting_now(writer()) == ["Plan the forms"]
        plan = plan_forms(
            sitting=Sitting.objects.get(), seed="s", decides="raw",
            blueprint=blueprint_of(2, FOUR_CELLS), by=writer(), at=timezone.now(),
        )  # fmt: skip
        assert waiting_now(writer()) == ["Assemble the forms"]
        assemble_forms(plan=plan, by=writer(), at=timezone.now())
        assert waiting_now(writer()) == ["Seal the forms"]
        assert waiting_now(auditor()) == []
        seal_forms(plan=plan, by=writer(), at=timezone.now())
        assert waiting_now(reviewer()) == []


def waiting_now(who: User) -> list[str]:
    with override("en"):
        found = [str(task.what) for task in waiting_for_forms(grants(who))]
        assert set(found) <= {str(task.what) for task in waiting_for(grants(who))}
    return found
