"""The forms that write the item bank, review it, retire items and keep them apart."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client

from ortoo.exams.models import Enemies, Item, ItemReview, ItemVersion
from ortoo.exams.operations import write_item
from ortoo.exams.queries.items import question_of
from ortoo.exams.rules.bank.question import Accepted, Folding, Form, Image, Kind, Level, Number, Option, Question, Text
from ortoo.multilingual.refusals import LANGUAGES
from tests.cast import AT, client_of
from tests.exams import building
from tests.exams.building import CELLS, bank, of_each_kind, reviewer, single, writer
from tests.exams.item_pages import latest, page_of
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

    def test_many_are_approved_on_one_page(self, office: Client, second: Client) -> None:
        _, other = bank([single("Q1"), single("Q2")], approved=False)
        where = address("review-items")
        assert "No item waits for you." in text(office.get(where))
        assert "Question Q2? [ko]" in text(second.get(where))
        assert "No item is marked." in text(send(second, where))
        gone = send(second, where, **{f"version_{other.pk}": "on", "version_99": "on"})
        assert (gone.status_code, "waits for you no more" in text(gone)) == (422, True)
        assert not ItemReview.objects.exists()
        assert send(second, where, **{f"version_{other.pk}": "on"}).status_code == 302
        assert [one.version for one in ItemReview.objects.all()] == [other]
        assert "Approve Q1" in text(second.get(where))

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
