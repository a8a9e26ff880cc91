"""Five hundred people stand in the order of the alphabet, by the key that is stored, on both engines."""

from __future__ import annotations

import pytest

from ortoo.multilingual.names import name_rules
from ortoo.multilingual.sorting import sort_key
from ortoo.people.models import Official
from tests.multilingual.ordering import Person, five_hundred, in_order

MN = name_rules("mn")


def alike(people: list[Person]) -> list[str]:
    """The keys in their order: of two who are spelt alike but for a hyphen, either may stand first."""
    return [sort_key(given, patronymic, MN) for given, patronymic in people]


@pytest.mark.django_db
def test_the_database_orders_five_hundred_as_a_clerk_does() -> None:
    people = five_hundred()
    assert len(set(people)) == len(people) == 500
    rows = [
        Official(
            number=f"N{place:03d}", given_name=given, patronymic=patronymic, given_name_latin="x",
            patronymic_latin="x", sort_key=sort_key(given, patronymic, MN), search_key="x", sex="woman",
        )
        for place, (given, patronymic) in enumerate(people)
    ]  # fmt: skip
    officials = Official.objects.everything(because="sorts them")
    officials.bulk_create(rows)
    stored = list(officials.order_by("sort_key", "pk").values_list("given_name", "patronymic"))
    assert alike(stored) == alike(in_order(people))


def test_an_order_by_hand() -> None:
    names = ["김", "Zoe", "Яя", "Өлзий", "Олзий", "Пүрэв", "Ендон", "Ёндон", "Жав", "Үржин", "Уржин", "Ууган", "adam"]
    assert in_order([(name, "") for name in names]) == [
        (name, "")
        for name in (
            "Ендон", "Ёндон", "Жав", "Олзий", "Өлзий", "Пүрэв", "Уржин", "Ууган", "Үржин", "Яя", "adam", "Zoe", "김"
        )
    ]  # fmt: skip
