"""Names: short forms, order, look-alike letters, search."""

from __future__ import annotations

import csv
import re
import unicodedata
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ortoo.multilingual.latin import to_latin
from ortoo.multilingual.names import (
    fold_lookalikes,
    full_form,
    initial,
    name_rules,
    search_key,
    short_form,
    strange_letters,
    tidied,
)
from ortoo.multilingual.sorting import LONGEST_KEY, by_name, sort_key

MN = name_rules("mn")
with (Path(__file__).parent / "data" / "names.csv").open(encoding="utf-8") as lines:
    NAMES = list(csv.DictReader(lines))

ALPHABET = "абвгдеёжзийклмноөпрстуүфхцчшщъыьэюя"
MONGOLIAN = st.text(ALPHABET + "-", min_size=1, max_size=12)


def by_alphabet(name: str) -> list[int]:
    """The order of a name said in another way: places in the alphabet, hyphens left out."""
    return [ALPHABET.index(letter) for letter in name.lower() if letter != "-"]


def test_the_alphabet_has_35_letters_in_their_order() -> None:
    assert MN.alphabet == ALPHABET
    assert len(set(MN.alphabet)) == 35
    assert list(MN.latin) == list(MN.alphabet)


def test_all_names_stand_in_the_order_of_the_register() -> None:
    assert len(NAMES) == 179
    shuffled = sorted(NAMES, key=lambda name: unicodedata.normalize("NFD", name["given_mn"])[::-1])
    ordered = sorted(shuffled, key=lambda name: sort_key(name["given_mn"], "", MN))
    assert [int(name["mn_order"]) for name in ordered] == list(range(1, 180))


def test_five_hundred_people_stand_by_given_name_then_patronymic() -> None:
    people: list[tuple[str, str]] = [
        (NAMES[(7 * n) % 179]["given_mn"], NAMES[(n * n) % 179]["given_mn"]) for n in range(500)
    ]
    ordered = sorted(people, key=lambda person: sort_key(person[0], person[1], MN))
    assert ordered == sorted(people, key=lambda person: (by_alphabet(person[0]), by_alphabet(person[1])))
    assert all(by_alphabet(one[0]) <= by_alphabet(two[0]) for one, two in pairwise(ordered))


@given(MONGOLIAN, MONGOLIAN, MONGOLIAN, MONGOLIAN)
def test_keys_are_digits_and_keep_the_order(given: str, patronymic: str, other: str, other_patronymic: str) -> None:
    one, two = sort_key(given, patronymic, MN), sort_key(other, other_patronymic, MN)
    assert one.isdecimal()
    assert one.isascii()
    before = (by_alphabet(given), by_alphabet(patronymic)) < (by_alphabet(other), by_alphabet(other_patronymic))
    assert (one < two) is before


@given(st.text(max_size=80), st.text(max_size=80))
def test_any_text_has_a_key_that_fits(given: str, patronymic: str) -> None:
    key = sort_key(given, patronymic, MN)
    assert set(key) <= set("0123456789")
    assert len(key) <= LONGEST_KEY


def test_texts_of_three_languages_stand_in_one_order() -> None:
    """By code points Ө and Ү would stand behind Я, and "academy" behind "Zamyn-Üüd"."""
    expected = [
        "Архангай", "Өвөрхангай", "Өмнөговь", "Төв", "Увс", "Үндэсний хороо", "Ховд", "Яам", "academy", "Zoo", "교육부",
        "행정안전부",
    ]  # fmt: skip
    assert sorted(set(expected), key=by_name) == expected


def test_a_key_by_hand() -> None:
    assert sort_key("Бат-Яа", "Аё", MN) == "1110304410001016"
    assert sort_key("Бат", "Я", MN) < sort_key("Батаа", "А", MN)
    assert sort_key("Яя", "", MN) < sort_key("Adam", "", MN) < sort_key("Zoe", "", MN) < sort_key("김", "", MN)
    assert sort_key("и\N{COMBINING BREVE}", "", MN) == sort_key("Й", "", MN)


@pytest.mark.parametrize("name", NAMES, ids=lambda name: name["given_latin"])
def test_initials_of_every_name(name: dict[str, str]) -> None:
    assert initial(name["given_mn"], MN) + "." == name["initial_mn"]
    assert initial(name["given_latin"], MN) + "." == name["initial_latin"]


@pytest.mark.parametrize(
    ("patronymic", "given", "short"),
    [
        ("Лувсан", "Болд", "Л.Болд"),
        ("Luvsan", "Bold", "L.Bold"),
        ("Tserendorj", "Nyamdorj", "Ts.Nyamdorj"),
        ("Khurelbaatar", "Nyambaatar", "Kh.Nyambaatar"),
        ("Yadam", "Sodbaatar", "Ya.Sodbaatar"),
        ("TSEREN", "BOLD", "Ts.BOLD"),
        ("цэрэн", "Болд", "Ц.Болд"),
        ("Мөнх-Оргил", "Бат-Эрдэнэ", "М.Бат-Эрдэнэ"),
        ("", "Болд", "Болд"),
    ],
)
def test_short_forms(patronymic: str, given: str, short: str) -> None:
    assert short_form(patronymic, given, MN) == short


def test_full_forms() -> None:
    assert full_form("Лувсангийн", "Болд") == "Лувсангийн Болд"
    assert full_form("", "Болд") == "Болд"
    assert tidied("  Бат-Эрдэнэ\u00a0 и\N{COMBINING BREVE} ") == "Бат-Эрдэнэ й"


@pytest.mark.parametrize(
    ("typed", "meant", "changed"),
    [
        ("МЄнхбат", "Мөнхбат", ("Є",)),
        ("Мєнхбат", "Мөнхбат", ("є",)),
        ("Їїрийнтуяа", "Үүрийнтуяа", ("Ї", "ї")),
        ("Vvрийнтуяа", "Үүрийнтуяа", ("V", "v")),
        ("VVрийнтуяа", "Үүрийнтуяа", ("V",)),
        ("ПVРЭВ", "ПҮРЭВ", ("V",)),
        ("Cухбaт", "Сухбат", ("C", "a")),
        ("Мöнх-Оргил", "Мөнх-Оргил", ("ö",)),
        ("Єлзий Bold", "Өлзий Bold", ("Є",)),
        ("Victor Vanchig", "Victor Vanchig", ()),
        ("Мөнхбат", "Мөнхбат", ()),
        ("Yүрий", "Yүрий", ()),
        ("", "", ()),
    ],
)
def test_lookalikes(typed: str, meant: str, changed: tuple[str, ...]) -> None:
    assert fold_lookalikes(typed, MN) == (meant, changed)


@given(st.text(max_size=30))
def test_folding_twice_changes_nothing_more(text: str) -> None:
    folded, _ = fold_lookalikes(text, MN)
    assert fold_lookalikes(folded, MN) == (folded, ())


def test_letters_that_a_person_must_look_at() -> None:
    assert strange_letters("Yүрий-Бат 2", MN) == ("Y", "2")
    assert strange_letters("Мөнх-Оргил", MN) == ()


@pytest.mark.parametrize(
    ("stored", "typed"),
    [
        ("Мөнх-Оргил", "мөнхоргил"),
        ("Мөнх-Оргил", "МЄНХ-ОРГИЛ"),
        ("Munkh-Orgil", "mönkhorgil"),
        ("Munkh-Orgil", "MUNKHORGIL"),
        ("Пүрэвдорж", "ПVрэв"),
        ("Лувсан Болд", "  лувсан   болд "),
        ("Лувсан Болд", "болд"),
    ],
)
def test_what_is_typed_finds_what_is_stored(stored: str, typed: str) -> None:
    assert search_key(typed, MN) in search_key(stored, MN)


LATIN = (
    "а a, б b, в v, г g, д d, е ye, ё yo, ж j, з z, и i, й i, к k, л l, м m, н n, о o, ө ö, п p, р r, с s, т t, у u, "
    "ү ü, ф f, х kh, ц ts, ч ch, ш sh, щ sh, ъ i, ы y, ь i, э e, ю yu, я ya"
)
"""MNS 5217:2012, all 35 letters."""

TABLE = [(pair.split()[0], pair.split()[1]) for pair in LATIN.split(", ")]


def test_the_table_has_every_letter_once() -> None:
    assert [cyrillic for cyrillic, _ in TABLE] == list(ALPHABET)
    assert dict(TABLE) == MN.latin


@pytest.mark.parametrize(("cyrillic", "latin"), TABLE)
def test_a_letter_small_large_and_in_capitals(cyrillic: str, latin: str) -> None:
    assert to_latin(cyrillic, MN.latin) == latin
    assert to_latin(cyrillic.upper(), MN.latin) == latin.capitalize()
    assert to_latin(f"{cyrillic.upper()}аа", MN.latin) == f"{latin.capitalize()}aa"
    assert to_latin(f"А{cyrillic.upper()}А", MN.latin) == f"A{latin.upper()}A"
    assert initial(to_latin(f"{cyrillic.upper()}бб", MN.latin), MN) == latin.capitalize()


PASSPORTS = {
    "Жамъян": "Jamyan", "Оюун": "Oyun", "Туяа": "Tuya", "Үүрийнтуяа": "Uuriintuya",
}  # fmt: skip


def test_passports_spell_most_names_as_the_standard_does_with_u_for_two_letters() -> None:
    """The others are written as they are heard: юу as yu, уяа as uya. So a passport's spelling is kept, not derived."""
    plain = str.maketrans("öüÖÜ", "uuUU")
    other = {
        name["given_mn"]: name["given_latin"]
        for name in NAMES
        if to_latin(name["given_mn"], MN.latin).translate(plain) != name["given_latin"]
    }
    assert len(other) == 16
    assert {name: other.get(name) for name in PASSPORTS} == PASSPORTS
    assert all(re.search("юу|яа|ъя", name.lower()) for name in other)


@pytest.mark.parametrize(
    ("cyrillic", "latin"),
    [
        ("Цэцэг", "Tsetseg"),
        ("ЯЁЮ Шагдар", "YAYOYU Shagdar"),
        ("Ч.ХҮЧИТ", "Ch.KHÜCHIT"),
        ("Ye-Е", "Ye-Ye"),
        ("ЦЭЦЭГ", "TSETSEG"),
        ("Ёндон", "Yondon"),
        ("Мөнх-Оргил", "Mönkh-Orgil"),
        ("БАТ-ЭРДЭНЭ Ц.", "BAT-ERDENE Ts."),
        ("№ 5, Bold 김", "№ 5, Bold 김"),
    ],
)
def test_words_in_latin(cyrillic: str, latin: str) -> None:
    assert to_latin(cyrillic, MN.latin) == latin
