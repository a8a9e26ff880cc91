"""Bytes as text, where it can be said for sure."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ortoo.exams.rules.bank.letters_of_file import Lettered, lettered
from ortoo.multilingual.refusals import Refusal

MONGOLIAN = "::А-1::Монгол Улсын нийслэл аль хот вэ?{=Улаанбаатар ~Дархан}\n"
FRENCH = "::F-1::Le siège est à Genève, déjà fermé?{T}\n"


@pytest.mark.parametrize(
    ("content", "encoding", "text"),
    [
        (MONGOLIAN.encode(), "utf-8", MONGOLIAN),
        (b"\xef\xbb\xbf" + MONGOLIAN.encode(), "utf-8", MONGOLIAN),
        (MONGOLIAN.encode("utf-16"), "utf-16", MONGOLIAN),
        (MONGOLIAN.encode("utf-16-le"), "utf-16-le", MONGOLIAN),
        (MONGOLIAN.encode("utf-16-be"), "utf-16-be", MONGOLIAN),
        (MONGOLIAN.encode("cp1251"), "windows-1251", MONGOLIAN),
        (FRENCH.encode("cp1252"), "windows-1252", FRENCH),
        ("“quoted” – so…".encode("cp1252"), "windows-1252", "“quoted” – so…"),
        (b"plain", "utf-8", "plain"),
        (b"", "utf-8", ""),
        ('<?xml version="1.0" encoding="windows-1251"?><a>Ха</a>'.encode("cp1251"), "windows-1251", None),
    ],
)
def test_each_file_says_its_encoding(content: bytes, encoding: str, text: str | None) -> None:
    found = lettered(content, "a.txt")
    assert found.encoding == encoding
    assert found.text == (text if text is not None else content.decode(encoding))


@pytest.mark.parametrize(
    ("content", "encoding", "code", "line"),
    [
        ("one\nнэг мөр déjà".encode("cp1251", "replace") + "é vu déjà".encode("cp1252"), "", "bank.encoding_unsure", 2),
        (b"\xe0 \xe1", "", "bank.encoding_unsure", 1),
        (b"ok\n\xff\xff", "utf-8", "bank.encoding_wrong", 2),
        (b"ok", "klingon", "bank.encoding_unknown", None),
        (b"ok", "hex", "bank.encoding_unknown", None),
        (b"d\xe9j\xe0 \x81", "", "bank.encoding_wrong", 1),
    ],
)
def test_what_is_not_sure_is_refused_with_its_line(content: bytes, encoding: str, code: str, line: int | None) -> None:
    with pytest.raises(Refusal) as refused:
        lettered(content, "a.txt", encoding)
    assert (refused.value.code, refused.value.values.get("line")) == (code, line)


def test_a_person_may_say_what_the_bytes_do_not() -> None:
    assert lettered(b"\xe0 \xe1", "a.txt", "windows-1251").text == "а б"


def test_line_ends_become_one_kind_and_control_characters_are_listed() -> None:
    found = lettered(b"one\r\ntwo\rthr\x0bee\nfo\x00ur\x7f", "a.txt")
    assert found == Lettered("one\ntwo\nthree\nfour", "utf-8", ((3, "U+000B"), (4, "U+0000"), (4, "U+007F")))


# "юя" and "яю" at the beginning would be byte order marks.
LETTERS = st.text(st.sampled_from("абвгдежзийклмнопрстуфхцчшщъыьэю АБ.,-"), min_size=1)


@given(LETTERS)
def test_cyrillic_words_of_windows_1251_are_never_taken_for_latin(words: str) -> None:
    """A file of words too short to tell is refused instead."""
    try:
        found = lettered(words.encode("cp1251"), "a.txt").text
    except Refusal:
        found = words
    assert found == words
