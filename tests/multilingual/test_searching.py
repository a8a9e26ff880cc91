"""What is typed finds what is meant, in Python as in the database, whichever engine it is."""

from __future__ import annotations

import re
import sqlite3
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ortoo.multilingual.names import name_rules, search_key
from ortoo.multilingual.searching import MOST_WORDS, patterns, words
from ortoo.pages.lists.filters import Search
from ortoo.people.models import Organization

SQLITE = sqlite3.connect(":memory:")
FOUND = [
    ("Мөнх-Оргил", "монх"),  # Cyrillic о for ө
    ("Мөнх-Оргил", "мoнх"),  # Latin o for it
    ("Мөнх-Оргил", "МЄНХОРГИЛ"),
    ("Мөнх-Оргил", "мөнх‑оргил"),
    ("Пүрэвдорж", "пурэв"),
    ("Пүрэвдорж", "пyрэв"),  # Latin y
    ("Пүрэвдорж", "ПVРЭВ"),
    ("Ёндон", "ендон"),
    ("Ендон", "ёндон"),
    ("Нахиа", "Haxиa"),  # typed in Latin letters of the same shape
    ("Hexa", "неха"),  # stored in Latin letters of the same shape
    ("BAT", "ват"),
    ("Mönkh-Orgil", "Мөнх"),
    ("Mönkh-Orgil", "munkhorgil"),
    ("Munkh-Orgil", "Мөнх-Оргил"),
    ("Munkhbat", "mönkhbat"),
    ("Лувсан Болд", "Л.Болд"),
    ("Лувсан Болд", "  болд   лувсан "),
    ("Хөдөлмөр", "Xодолмөр"),
    ("Bold", "Ｂｏｌｄ"),  # full width
    ("김유신", unicodedata.normalize("NFD", "김유신")),
    (unicodedata.normalize("NFD", "김유신"), "유신"),
    (unicodedata.normalize("NFD", "Найдан Ёндон"), "найдан ёндон"),
    ("LOGODI (Wanju)", "logodi (wanju)"),
    ("A.B+C*", "b+c*"),
    ("a_b%c", "B%C"),
]
NOT_FOUND = [
    ("Мөнх-Оргил", "оргилмөнх"),
    ("Бат", "бад"),
    ("Лувсан Болд", "болд бат"),
    ("김유신", "이유신"),
    ("Bold", "b.ld x"),
    ("abc", "a.*c"),
]


@pytest.mark.parametrize(("stored", "typed"), FOUND)
def test_found(stored: str, typed: str) -> None:
    assert all(re.search(pattern, stored) for pattern in patterns(typed))
    assert patterns(typed)


@pytest.mark.parametrize(("stored", "typed"), NOT_FOUND)
def test_not_found(stored: str, typed: str) -> None:
    assert not all(re.search(pattern, stored) for pattern in patterns(typed))


@given(st.text(max_size=100))
def test_whatever_is_typed_is_a_pattern(typed: str) -> None:
    found = patterns(typed)
    assert len(found) <= MOST_WORDS
    for pattern in found:
        re.compile(pattern)


@given(st.text("абвгдеёжзийклмноөпрстуүфхцчшщъыьэюя-", min_size=1, max_size=20).filter(lambda name: name.strip("-")))
def test_every_name_finds_itself_in_every_case(name: str) -> None:
    for typed in (name, name.upper(), name.replace("-", ""), unicodedata.normalize("NFD", name)):
        [pattern] = patterns(typed)
        assert re.search(pattern, name)
        assert re.search(pattern, name.upper())


LETTERS = "абвгдеёжзийклмноөпрстуүфхцчшщъыьэюяАБЕЁӨҮ-’abeikmnoptuyöüABO1*?[]^% "


@given(st.text(LETTERS, max_size=30), st.text(LETTERS, min_size=1, max_size=4))
def test_a_glob_finds_in_a_key_what_the_pattern_finds(stored: str, typed: str) -> None:
    key = search_key(stored, name_rules("mn"))
    for word in words(typed):
        globbed = any(SQLITE.execute("SELECT ? GLOB ?", (key, glob)).fetchone()[0] for glob in word.globs)
        assert globbed == bool(re.search(word.pattern, key))


@pytest.mark.parametrize(("stored", "typed"), FOUND)
def test_found_in_a_key(stored: str, typed: str) -> None:
    key = search_key(stored, name_rules("mn"))
    assert all(any(SQLITE.execute("SELECT ? GLOB ?", (key, glob)).fetchone()[0] for glob in word.globs)
               for word in words(typed))  # fmt: skip


@pytest.mark.django_db
def test_the_database_finds_the_same() -> None:
    """On both engines: the suite runs on each."""
    search = Search("q", "Name", words=("name_mn", "name_en"), fields=("code__iexact",))
    for place, (stored, _) in enumerate(FOUND + NOT_FOUND):
        Organization.objects.create(code=f"B{place}", kind="agency", name_mn=stored)
    for place, (_, typed) in enumerate(FOUND):
        rows = search.narrow(Organization.objects.all(), typed)
        assert rows.filter(code=f"B{place}").count() == 1, typed
    for place, (_, typed) in enumerate(NOT_FOUND, len(FOUND)):
        assert not search.narrow(Organization.objects.all(), typed).filter(code=f"B{place}").exists(), typed
    assert search.narrow(Organization.objects.all(), "b3").get().code == "B3"
    assert not search.narrow(Organization.objects.all(), "-").exists()
    for strange in ("[", "\\", "(?i)", "***", "a{2", "^$", "]-[", "\u0301", "\U0001f9ff", "ǅ", "İ", "ß"):
        search.narrow(Organization.objects.all(), strange).count()
