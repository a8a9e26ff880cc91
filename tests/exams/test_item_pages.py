"""Pages of the item bank: who sees them, and what they show."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from django.test import Client

from ortoo.access.rules.roles import Role
from ortoo.exams.operations import retire_item, state_enemies, write_item
from ortoo.exams.rules.bank.question import Image, Kind, Question, Text
from ortoo.multilingual.refusals import LANGUAGES
from tests.cast import AT, client_of, outsider, person
from tests.exams import building
from tests.exams.building import CELLS, bank, of_each_kind, single, writer
from tests.exams.item_pages import latest, page_of
from tests.exams.test_pages import address, text

pytestmark = pytest.mark.django_db
PNG = b"\x89PNG\r\n\x1a\n" + bytes(20)
WHY = "The second option is right as well."


@pytest.fixture
def office() -> Client:
    building.goals()
    return client_of(writer())


class TestReading:
    def test_an_empty_bank_says_what_to_do_next(self, office: Client) -> None:
        said = text(office.get(address("items")))
        assert "The bank has no item yet." in said
        assert "Bring items from files" in said

    def test_the_list_is_filtered_by_all_that_it_shows(self, office: Client) -> None:
        bank([single("Q1"), single("Q2", CELLS[4], key="B")])
        bank([Question(Kind.ESSAY, {"mn": Text("Нийслэлийн тухай бич")}, code="E1")], approved=False)

        def found(**asked: str) -> list[str]:
            page = office.get(address("items"), asked).content.decode()
            return sorted(set(re.findall(r"\b(?:Q|E)\d\b", page)))

        assert found() == ["E1", "Q1", "Q2"]
        assert found(goal="2") == found(level="apply") == found(q="Q2") == ["Q2"]
        assert found(kind="essay") == found(state="draft") == found(missing="ko") == found(q="нийслэлийн") == ["E1"]
        assert found(state="approved") == ["Q1", "Q2"]
        assert found(state="retired") == found(state="returned") == found(state="waiting") == []
        assert "Missing: English, Korean" in text(office.get(address("items")))

    def test_cells_are_counted_with_ways_to_their_items(self, office: Client) -> None:
        bank([single("Q1"), single("Q2"), single("Q3", CELLS[4])])
        page = office.get(address("item-blueprint")).content.decode()
        assert f"{address('items')}?goal=1&amp;level=know&amp;state=approved" in page
        assert page.count("<tr>") == 10

    def test_a_page_shows_every_kind_in_three_languages_and_its_key_apart(self, office: Client) -> None:
        bank(of_each_kind())
        keys = {
            "single": "A 100 per cent", "multiple": "A 50 per cent", "true-false": "Right is False",
            "match": "1 A left 0", "order": "Right order A B C D", "numeric": "1.5 ± 0.1 100 per cent",
            "short": "UB 50 per cent", "essay": "",
        }  # fmt: skip
        for code, key in keys.items():
            said = text(office.get(page_of(code)))
            assert all(f"[{language}]" in said for language in LANGUAGES)
            assert key in said.partition("What answers tell")[0].partition("How it prints")[2]
        assert "Each form prints the right side in an order of its own." in text(office.get(page_of("match")))

    def test_what_a_file_held_cannot_act_and_pictures_come_by_their_own_address(self, office: Client) -> None:
        words = "<p onclick='x'>See <img src='@@PLUGINFILE@@/a.png' alt='A map'><script>alert(1)</script></p>"
        images = (Image("a.png", PNG), Image("b.svg", b"<svg onload='x'/>"))
        bank([replace(single("Q1"), texts={of: Text(words, images=images) for of in LANGUAGES})])
        page = office.get(page_of()).content.decode()
        shown = address("item-image", latest().pk, images[0].hash)
        assert page.count(f'<img src="{shown}" alt="A map">') == 3
        assert "onclick" not in page
        assert "alert(1)" not in page
        answer = office.get(shown)
        assert (answer.content, answer["Content-Type"], answer["X-Content-Type-Options"]) == (
            PNG,
            "image/png",
            "nosniff",
        )
        for unknown in (images[1].hash, "ab" * 32):
            assert office.get(address("item-image", latest().pk, unknown)).status_code == 404

    def test_versions_reviews_enemies_and_retirement_are_told(self, office: Client) -> None:
        first, second = (one.item for one in bank([single("Q1"), single("Q2")]))
        write_item(question=single("Q1", key="B"), by=writer(), at=AT)
        state_enemies(first=first, second=second, reason=WHY, by=writer(), at=AT)
        retire_item(item=second, reason="It was seen outside.", by=writer(), at=AT)
        said = text(office.get(page_of()))
        assert f"Q2 {WHY}" in said
        assert "Approved Bold" in said
        assert "Not reviewed" in said
        older = text(office.get(f"{page_of()}?version=1"))
        assert "A 100 per cent" in older
        assert "B 100 per cent" in said
        assert office.get(f"{page_of()}?version=3").status_code == 404
        assert "Retired on" in text(office.get(page_of("Q2")))

    @pytest.mark.parametrize(
        ("role", "status"),
        [
            (Role.ACADEMY_MANAGER, 200), (Role.HEAD_OF_ACADEMY, 200), (Role.AUDITOR, 200), (Role.MARKER, 403),
            (Role.SELECTION_OFFICER, 403), (Role.OPERATOR, 403), (None, 403),
        ],
    )  # fmt: skip
    def test_items_are_secret(self, office: Client, role: Role | None, status: int) -> None:
        images = {of: Text("?", images=(Image("a.png", PNG),)) for of in LANGUAGES}
        (version,) = bank([replace(single("Q1"), texts=images)])
        picture = address("item-image", version.pk, Image("a.png", PNG).hash)
        someone = client_of(person("someone", role) if role else outsider())
        reading = [address("items"), f"{address('items')}?format=csv", address("item-blueprint"), page_of(), picture]
        assert [someone.get(one).status_code for one in reading] == [status] * len(reading)
        assert someone.post(address("export-items", "gift", "mn")).status_code == 403
        writing = [
            address("write-item"), address("item-files"), address("write-version", version.item_id),
            address("review-item", version.pk), address("retire-item", version.item_id),
            address("state-enemies", version.item_id), address("look-through-items", "1-0-0"),
        ]  # fmt: skip
        assert [someone.get(one).status_code for one in writing] == [403] * len(writing)
