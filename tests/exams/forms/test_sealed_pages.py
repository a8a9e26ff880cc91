"""Seal, papers, and who may see what of the forms, through the client."""

from __future__ import annotations

import io
import json
from dataclasses import replace
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from django.utils.translation import override
from pypdf import PdfReader

from ortoo.access.models import User
from ortoo.exams.models import Release, Sitting
from ortoo.exams.operations import assemble_forms, plan_forms, seal_forms
from ortoo.exams.queries.forms import forms_of, manifests
from ortoo.exams.rules.bank.question import Cell, Level
from ortoo.exams.rules.forms.manifest import fingerprint
from ortoo.exams.waiting import waiting_for
from ortoo.exams.waiting.forms import waiting_for_forms
from ortoo.ledger.models import Entry
from tests.cast import auditor, client_of, grants, outsider
from tests.exams.building import FOUR_CELLS, bank, bank_with, blueprint_of, four_cells, reviewer, single, told, writer
from tests.exams.forms.opening import address, done, opened, planned, sealed
from tests.exams.test_pages import send, text

pytestmark = pytest.mark.django_db


@pytest.fixture
def office(client: Client) -> Client:
    client.force_login(writer())
    return client


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

    def test_the_page_reads_few_rows(self, office: Client, django_assert_max_num_queries: Any) -> None:
        sealed()
        for page in (address("exam-forms"), address("exam-form", "A")):
            office.get(page)
            with django_assert_max_num_queries(12):
                office.get(page)

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
        printed = PdfReader(io.BytesIO(answer.content)).metadata
        assert printed
        assert printed.title == "시험 F26, B형"
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
