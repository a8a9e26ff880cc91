"""Files of items in the browser: looked through first, then taken in, and written out again."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from ortoo.exams.models import Item, ItemVersion
from ortoo.exams.queries.items import question_of
from ortoo.jobs.models import Upload
from ortoo.ledger.models import Entry
from tests.cast import client_of
from tests.exams import building
from tests.exams.building import bank, of_each_kind, reviewer, single, writer
from tests.exams.item_pages import latest
from tests.exams.test_item_files import GIFT
from tests.exams.test_pages import address, send, text

pytestmark = pytest.mark.django_db


@pytest.fixture
def office() -> Client:
    building.goals()
    return client_of(writer())


@pytest.fixture
def second() -> Client:
    return client_of(reviewer())


def sent(words: str | bytes, name: str = "bank.gift") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, words if isinstance(words, bytes) else words.encode())


class TestFiles:
    def test_files_are_looked_through_and_then_taken_in(self, office: Client) -> None:
        words = GIFT + "\n// [id:Q2]\n::Torn::A {torn question\n\nNo code at all? {=yes ~no}\n"
        answer = send(office, address("item-files"), file_mn=sent(words))
        assert answer.status_code == 302
        said = text(office.get(answer.url))
        assert "Q1 One right option Mongolian" in said
        assert "bank.gift 5 2 Torn The braces of the question do not pair" in said
        assert "No code at all? Question" in said
        assert not Item.objects.exists()
        assert send(office, answer.url).status_code == 302
        assert [one.code for one in Item.objects.all()] == ["Q1"]
        assert bytes(Upload.objects.get().content) == b""
        gone = office.get(answer.url)
        assert (gone.status_code, "Send them again" in text(gone)) == (409, True)

    @pytest.mark.parametrize(
        ("files", "sentence"),
        [
            ({}, "No file was sent."),
            ({"file_mn": sent("")}, "holds no question"),
            ({"file_mn": sent(b"\x00\x01\xff\xfe\x80" * 40)}, "is no text of questions"),
            ({"file_en": sent("A {torn")}, "Nothing in the file"),
            ({"file_mn": sent(GIFT + "\n" + GIFT)}, "stands in one file twice"),
        ],
    )
    def test_what_holds_nothing_is_refused_where_it_was_chosen(
        self, office: Client, files: dict[str, Any], sentence: str
    ) -> None:
        answer = send(office, address("item-files"), **files)
        assert answer.status_code == 422
        assert sentence in text(answer)
        assert not Upload.objects.exists()

    def test_the_code_page_is_named_where_the_bytes_leave_a_doubt(self, office: Client) -> None:
        words = ("// [id:Q1]\nНийслэл? {=Да ~Не}\n" + "x").encode("cp1251") + b"\xe9x"
        answer = send(office, address("item-files"), file_mn=sent(words))
        assert (answer.status_code, "windows-1251" in text(answer)) == (422, True)
        answer = send(office, address("item-files"), file_mn=sent(words), encoding="windows-1251")
        assert answer.status_code == 302
        assert send(office, answer.url).status_code == 302
        assert question_of(latest()).texts["mn"].words.startswith("Нийслэл?")

    def test_somebody_elses_files_and_made_up_addresses(self, office: Client, second: Client) -> None:
        answer = send(office, address("item-files"), file_mn=sent(GIFT))
        assert second.get(answer.url).status_code == 409
        for made_up in ("1", "a-b-c", "1-2-3-4", "-1-0-0", "٣-0-0", "9" * 12 + "-0-0"):
            assert office.get(address("look-through-items", made_up)).status_code == 404
        assert office.get(address("look-through-items", "0-0-0")).status_code == 409
        assert office.get(f"{answer.url}?encoding=x").status_code == 404

    @pytest.mark.parametrize(("form", "ending"), [("gift", "gift.txt"), ("moodle-xml", "xml")])
    def test_what_is_downloaded_and_brought_back_changes_nothing(self, office: Client, form: str, ending: str) -> None:
        bank([single("Q1"), single("Q2")])
        answer = office.post(address("export-items", form, "ko"))
        assert answer["Content-Disposition"] == f'attachment; filename="items-ko.{ending}"'
        assert Entry.objects.get(kind="export.made").said["rows"] == 2
        look = send(office, address("item-files"), file_ko=sent(answer.content, "back"))
        assert "These files bring nothing new." in text(office.get(look.url))
        send(office, look.url)
        assert ItemVersion.objects.count() == 2
        assert office.get(address("export-items", form, "ko")).status_code == 405
        assert office.post(address("export-items", form, "de")).status_code == 404

    def test_what_gift_cannot_hold_is_said(self, office: Client) -> None:
        bank(of_each_kind())
        answer = office.post(address("export-items", "gift", "mn"))
        assert (answer.status_code, "Export it as Moodle XML" in text(answer)) == (409, True)

    def test_the_page_of_all_imports_leads_here(self, office: Client) -> None:
        assert f'href="{address("item-files")}"' in office.get("/en/jobs/imports/").content.decode()
        assert office.get("/en/jobs/imports/items/").status_code == 404
