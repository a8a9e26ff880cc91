from __future__ import annotations

from dataclasses import replace
from datetime import date

from ortoo.people.rules.identity import Identity, Stated, keys_of
from ortoo.people.rules.posting import Post, Step
from ortoo.people.rules.registering import Fault, Judged, Known, Places, judge
from ortoo.people.rules.validity import Body

PLACES = Places(
    {"MOF": Body("MOF", date(2020, 7, 8)), "MOC": Body("MOC", date(2020, 7, 8), date(2024, 7, 10), ("MCSTY",))},
    frozenset({"MN-1"}),
)
ROW = Stated(
    number="A1", patronymic="Дорж", given_name="Цэцэг", patronymic_latin=None, given_name_latin=None, sex="woman",
    born_on=date(1990, 5, 6), register_number=None, organization="MOF", region="MN-1", post="Мэргэжилтэн",
    rank_class=None, level="executive", appointed_on=date(2021, 3, 1),
)  # fmt: skip
IDENTITY = Identity("Дорж", "Цэцэг", "Dorj", "Tsetseg", False, "woman", date(1990, 5, 6))
POST = Post("MOF", "MN-1", "Мэргэжилтэн", "", "executive", date(2021, 3, 1))
KNOWN = Known(7, IDENTITY, POST, 11)


def hashed(number: str) -> str:
    return f"hash of {number}"


def judged(row: Stated, known: Known | None = KNOWN) -> Judged:
    found, faults = judge(row, known, PLACES, hashed)
    assert found is not None, faults
    return found


def test_somebody_new_gets_latin_by_the_standard_and_a_first_post() -> None:
    assert judged(ROW, None) == Judged("A1", None, IDENTITY, POST, Step.FIRST)


def test_the_same_row_again_does_nothing() -> None:
    assert judged(ROW) == Judged("A1", KNOWN, None, None, Step.NOTHING)
    assert not judged(ROW).changes


def test_a_passport_spelling_wins_and_stays_until_the_name_changes() -> None:
    with_passport = replace(ROW, patronymic_latin="Dorzh", given_name_latin="Tsetsge")
    passport = replace(IDENTITY, patronymic_latin="Dorzh", given_name_latin="Tsetsge", latin_from_passport=True)
    assert judged(with_passport).identity == passport
    known = replace(KNOWN, identity=passport)
    assert judged(ROW, known).identity is None
    assert judged(replace(ROW, given_name="Сараа"), known).identity == replace(
        IDENTITY, given_name="Сараа", given_name_latin="Saraa"
    )


def test_look_alike_letters_are_replaced_and_counted() -> None:
    found = judged(replace(ROW, patronymic="Бєхvvдэй"), None)
    assert found.identity is not None
    assert (found.identity.patronymic, found.replaced, found.strange) == ("Бөхүүдэй", True, False)


def test_letters_outside_the_alphabet_are_kept_and_counted_but_latin_is_refused() -> None:
    assert judged(replace(ROW, given_name="Қайрат"), None).strange
    assert judge(replace(ROW, given_name="Bold"), None, PLACES, hashed) == (
        None,
        [Fault("given_name", "people.latin_in_the_name")],
    )


def test_of_a_register_number_a_hash_and_two_digits_stay_and_an_empty_cell_changes_nothing() -> None:
    numbered = judged(replace(ROW, register_number="ЪЪ90050617")).identity
    assert numbered == replace(IDENTITY, register_hmac="hash of ЪЪ90050617", register_tail="17", synthetic=True)
    assert judged(replace(ROW, born_on=None), replace(KNOWN, identity=numbered)).identity is None


def test_a_move_keeps_the_person_and_takes_the_class_from_the_file_or_the_register() -> None:
    row = replace(ROW, organization="MOC", appointed_on=date(2023, 1, 9))
    held = replace(POST, rank_class="des")
    moved = Post("MOC", "MN-1", "Мэргэжилтэн", "des", "executive", date(2023, 1, 9))
    known = replace(KNOWN, held=held)
    assert judged(row, known) == Judged("A1", known, None, moved, Step.MOVE)
    assert judged(replace(row, rank_class="akhlakh"), known).post == replace(moved, rank_class="akhlakh")


def test_everything_that_stops_a_row_is_said_at_once() -> None:
    row = replace(ROW, organization="MOC", appointed_on=date(2025, 1, 1), given_name_latin="Tsetseg")
    assert judge(row, None, PLACES, hashed) == (
        None,
        [
            Fault(
                "organization",
                "people.organization_succeeded",
                {"day": date(2025, 1, 1), "ended": date(2024, 7, 10), "successors": "MCSTY"},
            ),
            Fault("patronymic_latin", "people.latin_by_halves"),
        ],
    )


def test_a_mistyped_code_is_one_mistake_and_not_a_move_as_well() -> None:
    row = replace(ROW, organization="M0F", region="XX")
    assert judge(row, KNOWN, PLACES, hashed) == (
        None,
        [Fault("organization", "people.unknown_organization"), Fault("region", "people.unknown_region")],
    )


def test_an_official_whose_body_has_ended_since_stays_as_registered() -> None:
    held = replace(POST, organization="MOC")
    assert not judged(replace(ROW, organization="MOC"), replace(KNOWN, held=held)).changes


def test_keys_sort_by_given_name_and_find_both_scripts() -> None:
    earlier, later = (
        keys_of(replace(IDENTITY, given_name=name, given_name_latin=latin), "A1")[0]
        for name, latin in (("Өлзий", "Ölzii"), ("Пүрэв", "Pürev"))
    )
    assert earlier < later
    assert keys_of(IDENTITY, "A1")[1] == "цэцэг дорж tsetseg dorj a1"
