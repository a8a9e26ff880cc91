"""Files of items through the operations: what they bring, what they cannot break, and the way out and back."""

from __future__ import annotations

from dataclasses import replace

import pytest

from ortoo.exams.files.items import ItemFile, Look, look_through, take_in, written
from ortoo.exams.models import ItemVersion
from ortoo.exams.operations import retire_item, write_item
from ortoo.exams.operations.items import Taken
from ortoo.exams.queries.bank import questions_in
from ortoo.exams.queries.items import question_of
from ortoo.exams.rules.bank.languages import in_languages
from ortoo.exams.rules.bank.moodle_xml_writing import write_moodle_xml
from ortoo.exams.rules.bank.question import Image, Question, Text
from ortoo.ledger.models import Entry
from ortoo.multilingual.refusals import LANGUAGES
from tests.cast import AT
from tests.exams import building
from tests.exams.building import bank, of_each_kind, single, writer
from tests.expecting import refused

pytestmark = pytest.mark.django_db

GIFT = """// [id:Q1] [tag:cell:1/know]
::Нийслэл::Нийслэл хот аль вэ? {=Улаанбаатар ~Дархан}
"""


@pytest.fixture(autouse=True)
def plan() -> None:
    building.goals()


def gift(words: str = GIFT, language: str = "mn", encoding: str = "", name: str = "") -> ItemFile:
    content = words.encode(encoding or "utf-8")
    return ItemFile(name or f"bank-{language}.gift", content, language)


def labels(look: Look) -> tuple[list[str], list[str], list[str]]:
    found = look.incoming
    return tuple([one.code for one in group] for group in (found.new, found.changed, found.unchanged))  # type: ignore[return-value]


def taken(*files: ItemFile) -> Taken:
    return take_in(look_through(files), by=writer(), at=AT)


def in_bank(code: str = "Q1") -> Question:
    return question_of(ItemVersion.objects.filter(item__code=code).latest("number"))


def test_three_files_become_one_question_in_three_languages() -> None:
    english = "// [id:Q1] [tag:cell:1/know]\n::Capital::Which is the capital? {=Ulaanbaatar ~Darkhan}\n"
    korean = "// [id:Q1] [tag:cell:1/know]\n::수도::수도는 어디입니까? {=울란바토르 ~다르한}\n"
    files = [gift(), gift(english, "en"), gift(korean, "ko")]
    assert labels(look_through(files)) == (["Q1"], [], [])
    assert not ItemVersion.objects.exists()
    assert taken(*files) == Taken(1, 0, 0)
    assert set(in_bank().languages) == set(LANGUAGES)
    assert ItemVersion.objects.get().source == "bank-mn.gift, bank-en.gift, bank-ko.gift"
    assert taken(*files) == Taken(0, 0, 1)
    assert Entry.objects.filter(kind="items.taken").count() == 1


def test_a_language_brought_later_joins_what_stands() -> None:
    taken(gift())
    english = "// [id:Q1] [tag:cell:1/know]\n::Capital::Which is the capital? {=Ulaanbaatar ~Darkhan}\n"
    assert taken(gift(english, "en")) == Taken(0, 1, 0)
    assert set(in_bank().languages) == {"mn", "en"}
    assert taken(gift()) == taken(gift(english, "en")) == Taken(0, 0, 1)


@pytest.mark.parametrize("form", ["gift", "moodle-xml"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_out_and_back_changes_nothing(form: str, language: str) -> None:
    questions = of_each_kind()
    if form == "gift":
        questions = [one for one in questions if one.code != "order"]
    bank(questions)
    content = written(questions_in(language), form, language)
    look = look_through([ItemFile("back", content, language)])
    assert labels(look) == ([], [], [one.code for one in sorted(questions, key=lambda one: one.code)])
    assert (look.unread, look.incoming.refused) == ((), [])
    assert take_in(look, by=writer(), at=AT) == Taken(0, 0, len(questions))
    assert Entry.objects.filter(kind="items.taken").count() == 1


def test_pictures_come_back_too() -> None:
    picture = Image("a.png", b"\x89PNG\r\n\x1a\n" + bytes(20))
    shown = {of: Text("See <img src='@@PLUGINFILE@@/a.png'>", images=(picture,)) for of in LANGUAGES}
    bank([replace(single("Q1"), texts=shown)])
    content = written(questions_in("ko"), "moodle-xml", "ko")
    assert taken(ItemFile("a.xml", content, "ko")) == Taken(0, 0, 1)


def test_what_is_not_read_is_listed_and_the_rest_is_taken() -> None:
    words = GIFT + "\n// [id:Q2]\n::Torn::A {torn question\n\nNo code at all? {=yes ~no}\n"
    look = look_through([gift(words, name="mixed.gift")])
    assert labels(look) == (["Q1"], [], [])
    (piece,) = look.unread
    assert (piece.file, piece.item, piece.line, piece.code) == ("mixed.gift", 2, 5, "bank.gift_braces")
    assert [(one.label, why.code) for one, why in look.incoming.refused] == [("No code at all?", "bank.code_missing")]
    assert taken(gift(words, name="mixed.gift")) == Taken(1, 0, 0)


def test_a_key_that_names_no_option_is_listed_by_its_item() -> None:
    wrong = write_moodle_xml([in_languages(single("Q1"), ["mn"])], "mn").replace(b'fraction="100"', b'fraction="90"')
    values = refused("bank.nothing_readable", look_through, files=[ItemFile("a.xml", wrong, "mn")])
    assert values["file"] == "a.xml"
    assert "no answer that earns full marks" in str(values["why"].words("en"))  # type: ignore[attr-defined]


def test_an_item_twice_in_a_file_is_refused_whole() -> None:
    assert refused("bank.code_twice", look_through, files=[gift(GIFT + "\n" + GIFT)]) == {"item": "Q1"}
    assert not ItemVersion.objects.exists()


def test_files_that_contradict_each_other_are_refused_whole() -> None:
    other = "// [id:Q1] [tag:cell:1/know]\n::Capital::Which is the capital? {~Ulaanbaatar =Darkhan}\n"
    values = refused("bank.versions_differ", look_through, files=[gift(), gift(other, "en")])
    assert values == {"item": "Q1", "part": "weights"}


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "bank.file_without_questions"),
        (b"\n\n// nothing\n", "bank.file_without_questions"),
        (b"<?xml version='1.0'?><quiz></quiz>", "bank.file_without_questions"),
        (b"<?xml version='1.0'?><html/>", "bank.xml_root"),
        (b"<?xml version='1.0'?><!DOCTYPE x [<!ENTITY y 'z'>]><quiz/>", "bank.xml_entities"),
        (b"PK\x03\x04 but no archive", "spreadsheets.damaged"),
        ("// [id:Q1]\nÜber {=ë ~a} Ж".encode("cp1251", "ignore") + b"\xc4\xe0\xf0 caf\xe9", "bank.encoding_unsure"),
    ],
)
def test_a_file_that_holds_nothing_readable_is_refused_whole(content: bytes, code: str) -> None:
    refused(code, look_through, files=[ItemFile("a.txt", content, "mn")])


def test_old_code_pages_are_read_where_the_bytes_leave_no_doubt() -> None:
    assert taken(gift(encoding="windows-1251")) == Taken(1, 0, 0)
    assert in_bank().texts["mn"].words == "Нийслэл хот аль вэ?"
    western = "// [id:Q2] [tag:cell:1/know]\n::Café::Où est le café? {=déjà ~là}\n"
    assert taken(gift(western, "en", "windows-1252")) == Taken(1, 0, 0)
    assert in_bank("Q2").texts["en"].words == "Où est le café?"


def test_stray_characters_are_left_out_and_listed() -> None:
    look = look_through([gift(GIFT.replace("хот", "хо\x0bт"))])
    assert [(piece.code, piece.part, piece.item) for piece in look.unread] == [("bank.control_left_out", "U+000B", 1)]
    assert look.incoming.new[0].texts["mn"].words == "Нийслэл хот аль вэ?"


def test_goals_that_the_plan_lacks_and_retired_items_stay_out() -> None:
    (version,) = bank([single("Q9")])
    retire_item(item=version.item, reason="It was seen outside.", by=writer(), at=AT)
    words = GIFT.replace("1/know", "12/know") + "\n// [id:Q9]\nSeen? {=yes ~no}\n"
    look = look_through([gift(words)])
    assert [(one.code, why.code) for one, why in look.incoming.refused] == [
        ("Q1", "bank.goal_unknown"), ("Q9", "bank.item_retired"),
    ]  # fmt: skip


def test_a_file_that_names_no_cell_leaves_the_item_in_its_own() -> None:
    taken(gift())
    assert taken(gift(GIFT.replace(" [tag:cell:1/know]", ""))) == Taken(0, 0, 1)


def test_what_somebody_wrote_since_the_look_is_not_written_over() -> None:
    look = look_through([gift()])
    write_item(question=single("Q1"), by=writer(), at=AT)
    assert refused("bank.written_meanwhile", take_in, look=look, by=writer(), at=AT) == {"item": "Q1", "number": 1}
    assert set(in_bank().languages) == set(LANGUAGES)
