"""Pages of the item bank: who sees them, what they show, and the forms that write it."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from ortoo.access.rules.roles import Role
from ortoo.exams.models import Enemies, Item, ItemReview, ItemVersion
from ortoo.exams.operations import retire_item, state_enemies, write_item
from ortoo.exams.queries.items import question_of
from ortoo.exams.rules.bank.question import Accepted, Folding, Form, Image, Kind, Level, Number, Option, Question, Text
from ortoo.jobs.models import Upload
from ortoo.ledger.models import Entry
from ortoo.multilingual.refusals import LANGUAGES
from tests.cast import AT, client_of, outsider, person
from tests.exams import building
from tests.exams.building import CELLS, bank, of_each_kind, reviewer, single, writer
from tests.exams.test_item_files import GIFT
from tests.exams.test_pages import address, once, send, text

pytestmark = pytest.mark.django_db
PNG = b"\x89PNG\r\n\x1a\n" + bytes(20)
WHY = "The second option is right as well."


@pytest.fixture
def office() -> Client:
    building.goals()
    return client_of(writer())


@pytest.fixture
def second() -> Client:
    return client_of(reviewer())


def latest(code: str = "Q1") -> ItemVersion:
    return ItemVersion.objects.filter(item__code=code).latest("number")


def page_of(code: str = "Q1") -> str:
    return address("item", Item.objects.get(code=code).pk)


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


def texts(**more: str) -> dict[str, str]:
    return {f"text_{of}": f"Text {of}" for of in LANGUAGES} | more


def options(*letters: str) -> dict[str, str]:
    return {f"option_{name}_{of}": f"{name} {of}" for name in letters for of in LANGUAGES}


CELL = {"goal": "1", "level": "know", "facility": "0.6"}


class TestWriting:
    def write(self, office: Client, kind: str, **given: str) -> Any:
        where = f"{address('write-item')}?kind={kind}"
        return office.post(where, {"once": once(office.get(where)), "code": "Q1", **CELL, **given})

    @pytest.mark.parametrize(
        ("kind", "given", "expected"),
        [
            (Kind.SINGLE, {**options("A", "B"), "key": "B"}, {"weights": {"B": Decimal(100)}}),
            (Kind.MULTIPLE, {**options("A", "B", "C"), "key": "A C"},
             {"weights": {"A": Decimal(50), "C": Decimal(50)}}),
            (Kind.TRUE_FALSE, {"truth": "false"}, {"truth": False}),
            (Kind.NUMERIC, {"numbers": "1.5 0.1\n* 0 10"},
             {"numbers": (Number(Decimal("1.5"), Decimal("0.1")), Number(None, Decimal(0), Decimal(10)))}),
            (Kind.SHORT, {f"accepted_{of}": "UB\nU | 50" for of in LANGUAGES} | {"case": "on"},
             {"accepted": {of: (Accepted("UB"), Accepted("U", Decimal(50))) for of in LANGUAGES},
              "folding": Folding(case=True)}),
            (Kind.ESSAY, {"markers_mn": "Two reasons"},
             {"notes": {"markers": {"mn": Text("Two reasons", Form.PLAIN)}}}),
        ],
    )  # fmt: skip
    def test_a_question_of_each_kind_is_written(
        self, office: Client, kind: Kind, given: dict[str, str], expected: dict[str, Any]
    ) -> None:
        answer = self.write(office, kind.value, **texts(), **given)
        assert (answer.status_code, answer.url) == (302, page_of()), text(answer)
        question, version = question_of(latest()), latest()
        assert {name: getattr(question, name) for name in expected} == expected
        assert (version.kind, version.goal, version.level, version.expert_facility) == (kind.value, "1", "know", 600)
        again = address("write-version", version.item_id)
        shown = office.get(again).context["form"].initial
        sent = {name: "" if value in (None, False) else value for name, value in shown.items()} | {"facility": "0.6"}
        answer = office.post(again, {"once": once(office.get(again)), **sent})
        assert answer.status_code == 302, text(answer)
        assert ItemVersion.objects.count() == 1

    @pytest.mark.parametrize(
        ("given", "sentence"),
        [
            ({"key": "E"}, "the key names “E”"),
            ({"key": "1"}, "cannot be read"),
            ({"key": "A B"}, "every option earns full marks"),
            ({"text_ko": ""}, "is not told as a whole in"),
            ({"option_A_mn": "", "option_A_en": "", "option_A_ko": ""}, "Option A is empty"),
            ({"option_B_mn": "A mn"}, "has the option"),
            ({"level": ""}, "A cell is a goal and a level"),
            ({"facility": "1"}, "takes a number from 0.001 to 0.999"),
            ({"text_mn": "stray \x0b sign"}, "control character"),
            ({"code": "x" * 61}, "at most 60 characters"),
            ({"code": ""}, "Fill in “Code”"),
        ],
    )
    def test_what_is_wrong_is_said_and_nothing_is_lost(
        self, office: Client, given: dict[str, str], sentence: str
    ) -> None:
        answer = self.write(office, "single", **{**texts(), **options("A", "B"), "key": "B", **given})
        said = text(answer).replace("&quot;", "“").replace("&#x27;", "'")
        assert answer.status_code == 422
        assert sentence.strip("“”").replace("“E”", "“E“") in said, said
        assert "B en" in said
        assert not Item.objects.exists()

    def test_a_code_that_stands_is_not_written_over(self, office: Client) -> None:
        bank([single("Q1")])
        answer = self.write(office, "single", **texts(), **options("A", "B"), key="B")
        assert (answer.status_code, latest().number) == (422, 1)
        assert "stands in the bank already" in text(answer)

    def test_other_kinds_and_items_that_are_not_there(self, office: Client) -> None:
        assert office.get(f"{address('write-item')}?kind=match").status_code == 404
        for name in ("item", "write-version", "retire-item", "state-enemies", "review-item", "end-enemies"):
            assert office.get(address(name, 99)).status_code == 404

    def test_a_version_keeps_what_the_form_does_not_show(self, office: Client) -> None:
        picture = Image("a.png", PNG)
        kept = replace(
            single("Q1"),
            texts={of: Text(f"<p>See @@PLUGINFILE@@/a.png {of}</p>", images=(picture,)) for of in LANGUAGES},
            options=tuple(Option({of: Text(f"{n} {of}") for of in LANGUAGES}, {"mn": Text(f"No {n}")}) for n in "AB"),
            notes={"general": {"mn": Text("Why")}}, tags=("old",), settings={"shuffleanswers": "true"},
        )  # fmt: skip
        (version,) = bank([kept])
        where = address("write-version", version.item_id)
        page = office.get(where)
        sent = page.context["form"].initial | {
            "facility": "",
            "text_en": "<p>Look: @@PLUGINFILE@@/a.png</p>",
            "key": "B",
        }
        assert office.post(where, {"once": once(page), **sent}).status_code == 302
        expected = replace(
            kept, weights={"B": Decimal(100)},
            texts={**kept.texts, "en": Text("<p>Look: @@PLUGINFILE@@/a.png</p>", images=(picture,))},
        )  # fmt: skip
        assert question_of(latest()) == expected
        assert latest().expert_facility == 600

    def test_of_kinds_from_files_texts_and_cell_can_be_changed(self, office: Client) -> None:
        order = next(one for one in of_each_kind() if one.kind is Kind.ORDER)
        (version,) = bank([order])
        where = address("write-version", version.item_id)
        sent = office.get(where).context["form"].initial | {"facility": "", "level": "judge"}
        assert office.post(where, {"once": once(office.get(where)), **sent}).status_code == 302
        assert question_of(latest("order")) == replace(order, cell=replace(CELLS[0], level=Level.JUDGE))

    def test_two_who_write_at_once_do_not_lose_one_another(self, office: Client, second: Client) -> None:
        (version,) = bank([single("Q1")])
        where = address("write-version", version.item_id)
        page = second.get(where)
        write_item(question=single("Q1", key="B"), by=writer(), at=AT)
        answer = second.post(where, {"once": once(page), **page.context["form"].initial, "facility": "", "key": "C"})
        assert (answer.status_code, latest().number) == (422, 2)
        assert "was written meanwhile" in text(answer)


class TestReviewing:
    def test_a_second_person_sees_how_it_prints_and_approves(self, office: Client, second: Client) -> None:
        (version,) = bank([single("Q1")], approved=False)
        where = address("review-item", version.pk)
        assert where in second.get(page_of()).content.decode()
        assert where not in office.get(page_of()).content.decode()
        refused = office.get(where)
        assert refused.status_code == 409
        assert "an item is reviewed by a second person" in text(refused)
        assert "Question Q1? [ko]" in text(second.get(where))
        assert send(second, where, decision="approve").status_code == 302
        assert ItemReview.objects.get().approved
        assert second.get(where).status_code == 409

    def test_a_return_needs_a_reason(self, office: Client, second: Client) -> None:
        (version,) = bank([single("Q1")], approved=False)
        where = address("review-item", version.pk)
        assert send(second, where, decision="return").status_code == 422
        assert send(second, where, decision="return", reason=WHY).status_code == 302
        assert WHY in text(office.get(page_of()))

    def test_what_lacks_a_language_is_not_approved(self, office: Client, second: Client) -> None:
        (version,) = bank([Question(Kind.ESSAY, {"mn": Text("?")}, code="Q1", cell=CELLS[0])], approved=False)
        answer = send(second, address("review-item", version.pk), decision="approve")
        assert answer.status_code == 422
        assert "it lacks: en, ko" in text(answer)


class TestRetiringAndEnemies:
    def test_an_item_is_retired_after_a_look_at_the_answer(self, office: Client) -> None:
        (version,) = bank([single("Q1")])
        where = address("retire-item", version.item_id)
        given = {"reason": "It was seen outside."}
        assert "It was seen outside." in text(send(office, where, **given))
        assert send(office, where, confirm="1", **given).status_code == 302
        assert office.get(where).status_code == 409
        assert address("write-version", version.item_id) not in office.get(page_of()).content.decode()

    def test_enemies_are_stated_and_ended(self, office: Client) -> None:
        first, _ = bank([single("Q1"), single("Q2")])
        where = address("state-enemies", first.item_id)
        answer = send(office, where, other="Q7", reason=WHY)
        assert (answer.status_code, "The bank has no item" in text(answer)) == (422, True)
        assert send(office, where, other="Q2", reason=WHY).status_code == 302
        end = address("end-enemies", Enemies.objects.get().pk)
        assert WHY in text(office.get(end))
        assert send(office, end).status_code == 302
        assert Enemies.objects.get().ended_at is not None
        assert send(office, end).status_code == 422


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
