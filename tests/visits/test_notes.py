"""Observation notes: sent twice they are kept once, amended ones stay, and no excuse of a weak line loses one."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from ortoo.ledger.models import Entry
from ortoo.multilingual.refusals import Refusal
from ortoo.visits.models import ObservationNote, Visit
from ortoo.visits.operations import mark_presence, write_note
from ortoo.visits.queries.notes import note_rows, notes_for, notes_of
from ortoo.visits.rules.noting import Note
from tests.cast import auditor, client_of, grants
from tests.visiting import main_part
from tests.visits.programme import DAY_1, DAY_2, speaker_of, stop
from tests.visits.test_days import in_seoul, sent
from tests.visits.travelling import account, keeper, traveller

__all__ = ["in_seoul"]
KEY = "0f0f0f0f-0000-4000-8000-00000000000"
NOTE = Note("mn", "Нэг цонх бүх яаманд", works_because="One law for all", evidence="", for_home="Start with two")


def note(by: str = "T01", code: str = "L1", key: str = "1", said: Note = NOTE, **asked: Any) -> ObservationNote:
    return write_note(
        stop=stop(code), observer=traveller(by), key=KEY + key, note=said, by=account(by),
        at=asked.pop("at", DAY_1), **asked,
    )  # fmt: skip


def rows() -> int:
    return ObservationNote.objects.everything(because="a test looks").count()


def code_of(refused: pytest.ExceptionInfo[Refusal]) -> str:
    return refused.value.code


def test_a_note_is_kept_in_its_own_words(agreed: Visit) -> None:
    made = note()
    assert (made.seen, made.works_because, made.for_home, made.language) == (
        "Нэг цонх бүх яаманд", "One law for all", "Start with two", "mn",
    )  # fmt: skip
    entry = Entry.objects.order_by("-seq").first()
    assert entry is not None
    assert entry.kind == "visit.note-written"
    assert "цонх" not in bytes(entry.body).decode()


def test_the_same_note_again_is_the_same_row(agreed: Visit) -> None:
    entries = Entry.objects.count()
    first = note()
    assert note(at=DAY_2).pk == first.pk
    assert note(said=Note("mn", "  Нэг цонх бүх яаманд\r\n", "One law for all", "", "Start with two")).pk == first.pk
    assert (rows(), Entry.objects.count()) == (1, entries + 1)


def test_the_same_key_with_other_words_is_refused(agreed: Visit) -> None:
    note()
    with pytest.raises(Refusal) as refused:
        note(said=Note("mn", "Something else"))
    assert code_of(refused) == "visits.note_key_taken"
    with pytest.raises(Refusal):
        note(by="T02")


def test_an_amended_note_stands_beside_the_first(agreed: Visit) -> None:
    first = note()
    second = note(key="2", said=Note("mn", "Better words"), replaces=first)
    assert [one.pk for one in notes_of(agreed)] == [second.pk]
    assert set(note_rows([first.pk, second.pk])) == {first.pk, second.pk}
    with pytest.raises(Refusal) as refused:
        note(key="3", said=Note("mn", "Third"), replaces=first)
    assert code_of(refused) == "visits.note_amended_already"
    with pytest.raises(Refusal) as refused:
        note(by="T02", key="4", replaces=second)
    assert code_of(refused) == "visits.note_of_another"


def test_only_ones_own_and_only_where_one_was(agreed: Visit) -> None:
    with pytest.raises(Refusal):
        write_note(stop=stop("L1"), observer=traveller("T01"), key=KEY + "1", note=NOTE, by=account("T02"), at=DAY_1)
    for code, at, expected in (("L2", DAY_1, "visits.stop_not_agreed"), ("V2", DAY_1, "visits.stop_not_yet")):
        with pytest.raises(Refusal) as refused:
            note(code=code, at=at)
        assert code_of(refused) == expected
    mark_presence(traveller=traveller("T01"), stop=stop("L1"), there=False, by=keeper(), at=DAY_1)
    with pytest.raises(Refusal) as refused:
        note()
    assert code_of(refused) == "visits.note_of_absent"


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        (Note("en", "  \n "), "visits.note_says_nothing"),
        (Note("fr", "Words"), "visits.note_language"),
        (Note("en", "x" * 8_001), "visits.text_too_long"),
    ],
)
def test_what_is_no_note(agreed: Visit, said: Note, expected: str) -> None:
    with pytest.raises(Refusal) as refused:
        note(said=said)
    assert code_of(refused) == expected


def test_a_key_is_a_key(agreed: Visit) -> None:
    with pytest.raises(Refusal) as refused:
        write_note(stop=stop("L1"), observer=traveller("T01"), key="../x", note=NOTE, by=account("T01"), at=DAY_1)
    assert code_of(refused) == "visits.note_key"


def test_a_phone_with_a_wrong_clock_loses_no_note(agreed: Visit) -> None:
    late = note(written_at=DAY_1, at=DAY_2)
    assert (late.written_at, late.received_at) == (DAY_1, DAY_2)
    wrong = note(key="2", said=Note("en", "b"), written_at=DAY_2 + timedelta(days=400), at=DAY_2)
    assert wrong.written_at == DAY_2
    wrong = note(key="3", said=Note("en", "c"), written_at=DAY_2 - timedelta(days=9000), at=DAY_2)
    assert wrong.written_at == DAY_2


def test_who_reads_which_notes(agreed: Visit) -> None:
    note()
    assert [one.observer.official.number for one in notes_for(grants(account("T01")))] == ["T01"]
    assert list(notes_for(grants(account("T02")))) == []
    assert list(notes_for(grants(speaker_of("LOGODI")))) == []
    assert list(notes_for(grants(auditor()))) == []
    assert len(notes_for(grants(keeper()))) == 1


# ---- pages


def fields(**more: str) -> dict[str, str]:
    return {"seen": "One window", "language": "en", "key": KEY + "1", "written_at": "", "replaces": "", **more}


def test_a_note_by_a_plain_form(agreed: Visit, in_seoul: None) -> None:
    mine = client_of(account("T01"))
    page = sent(mine, "/en/visits/kr-2026/notes/V2/", **fields(written_at="2026-06-09T02:30:00Z"))
    assert "The note is kept." in page
    assert "Note written" in page
    (made,) = notes_of(agreed)
    assert made.written_at.isoformat() == "2026-06-09T02:30:00+00:00"


def test_the_page_of_a_note_that_stands_amends_it(agreed: Visit, in_seoul: None) -> None:
    mine = client_of(account("T01"))
    sent(mine, "/en/visits/kr-2026/notes/V2/", **fields())
    page = mine.get("/en/visits/kr-2026/notes/V2/")
    assert "You amend your note." in page.content.decode()
    (first,) = notes_of(agreed)
    form = page.context["form"]
    assert (form["seen"].value(), form["replaces"].value()) == ("One window", first.pk)
    sent(mine, "/en/visits/kr-2026/notes/V2/", **fields(key=KEY + "2", seen="Two windows", replaces=str(first.pk)))
    assert [one.seen for one in notes_of(agreed)] == ["Two windows"]
    read = mine.get(f"/en/visits/kr-2026/notes/read/{first.key}/").content.decode()
    assert "This note was amended." in read


def test_the_list_of_notes(agreed: Visit, in_seoul: None, django_assert_num_queries: Any) -> None:
    for key, by in (("1", "T01"), ("2", "T02"), ("3", "T03")):
        note(by=by, key=key, code="L1")
    client = client_of(keeper())
    page = client.get("/en/visits/kr-2026/notes/").content.decode()
    assert page.count("State strategy") >= 3
    assert "B.Bold" in page
    assert 'href="/en/visits/kr-2026/"' in page
    assert "Nothing" not in main_part(page)
    own = client_of(account("T02")).get("/en/visits/kr-2026/notes/").content.decode()
    assert own.count("/notes/read/") == 1


def test_what_is_wrong_stands_on_the_page_and_the_words_stay(agreed: Visit, in_seoul: None) -> None:
    mine = client_of(account("T01"))
    page = sent(mine, "/en/visits/kr-2026/notes/K1/", **fields(seen="Kept words"))
    assert "takes place on 2026-06-10" in page
    assert "Kept words" in page
    assert rows() == 0
