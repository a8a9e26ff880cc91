"""The agenda as a PDF: every line of its page in words that a machine reads, the drawings with words of their own."""

from __future__ import annotations

import io

import pytest
from pypdf import PdfReader

from ortoo.visits.models import Visit
from tests.cast import client_of, outsider
from tests.documents.reading import read, text_of, words_of_pictures
from tests.visits.programme import PLANNED
from tests.visits.travelling import keeper

pytestmark = pytest.mark.django_db

AGENDA = "/en/visits/kr-2026/agenda/"
FILE = "/en/visits/kr-2026/agenda.pdf"


@pytest.fixture
def in_may(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("django.utils.timezone.now", lambda: PLANNED)


def test_every_line_can_be_read_and_the_drawing_says_its_finding(agreed: Visit, in_may: None) -> None:
    reader = read(client_of(keeper()), FILE)
    text = text_of(reader)
    for said in ("Version 1 is agreed.", "Day by day", "Action plan", "Night:", "10:00"):
        assert said in text, said
    pictures = words_of_pictures(reader)
    assert any("stops" in one for one in pictures), pictures
    assert "Draft" not in text


def test_it_is_turned_sideways_and_the_same_twice(agreed: Visit, in_may: None) -> None:
    first = client_of(keeper()).get(FILE)
    box = PdfReader(io.BytesIO(first.content)).pages[0].mediabox
    assert box.width > box.height
    assert first.content == client_of(keeper()).get(FILE).content


@pytest.mark.parametrize("language", ["mn", "ko"])
def test_in_every_language(agreed: Visit, in_may: None, language: str) -> None:
    assert len(read(client_of(keeper()), FILE.replace("/en/", f"/{language}/")).pages) >= 2


def test_who_may_not_see_the_visit_gets_no_paper(agreed: Visit, in_may: None) -> None:
    client = client_of(outsider())
    assert [client.get(address).status_code for address in (FILE, AGENDA)] == [404, 404]
