"""What a file of regions or organizations may say, and what not."""

from __future__ import annotations

from datetime import date

import pytest

from ortoo.access.models import User
from ortoo.people.models import Organization, Region, Succession
from tests.cast import academy_manager
from tests.people.files import ORGANIZATIONS, counts, register, said, take

pytestmark = pytest.mark.django_db


@pytest.fixture
def manager() -> User:
    return academy_manager()


def place(kind: str, row: int, column: str) -> str:
    return f'Sheet "{kind}.csv", row {row}, column "{column}": '


def test_parents_and_successors_may_stand_anywhere_in_the_file(manager: User) -> None:
    register(manager)
    assert list(Organization.objects.order_by("code").values_list("code", "parent__code", "region__code")) == [
        ("GOV", None, None), ("MCSTY", "GOV", "MN-1"), ("MN-049", None, "MN-049"), ("MOC", "GOV", "MN-1"),
        ("MOF", "GOV", "MN-1"),
    ]  # fmt: skip
    assert list(Succession.objects.values_list("organization__code", "successor__code", "place")) == [
        ("MOC", "MCSTY", 1)
    ]
    assert Region.objects.get(code="MN-1-SBD").parent == Region.objects.get(code="MN-1")


def test_a_column_that_is_not_in_the_file_keeps_what_is_there(manager: User) -> None:
    register(manager)
    assert counts(take("organizations", "code,kind,name_ko\nMOF,ministry,재무부\n", manager)) == (0, 1, 0, [])
    finance = Organization.objects.get(code="MOF")
    assert (finance.name_en, finance.name_ko, finance.valid_from) == ("Ministry of Finance", "재무부", date(2020, 7, 8))


@pytest.mark.parametrize(
    ("lines", "problems"),
    [
        (["X,Name,ministry,,,,"], []),
        (
            ["X,,ministry,,,,"],
            [place("organizations", 2, "code") + '"X" has no name in any language. Write at least one.'],
        ),
        (
            ["X,Name,ministry,NO,,,"],
            [
                place("organizations", 2, "parent")
                + '"NO" is neither in this file nor on the register. Correct the code, or add a row for it.'
            ],
        ),
        (
            ["X,Name,ministry,Y,,,", "Y,Name,ministry,X,,,"],
            [
                place("organizations", 2, "parent")
                + "this leads round in a circle: X -> Y -> X. Break it at one of these codes."
            ],
        ),
        (
            ["X,Name,ministry,,2024-01-02,2024-01-02,"],
            [
                place("organizations", 2, "valid_to")
                + "2024-01-02 is not after the first day, 2024-01-02. Correct one of the two dates."
            ],
        ),
        (
            ["X,Name,ministry,,,,MOF"],
            [
                place("organizations", 2, "successors")
                + '"MOF" took over, but no day is given on which this body ended. Write that day, or leave the '
                "successors out."
            ],
        ),
        (
            ["X,Name,ministry,,,2024-01-01,MOF;MOF"],
            [place("organizations", 2, "successors") + '"MOF;MOF" names a code twice. Delete one of the two.'],
        ),
        (
            ["MOC,Name,ministry,,2022-01-01,2024-07-10,MCSTY"],
            [
                place("organizations", 2, "code")
                + 'appointments at "MOC" begin on days on which it would not exist (how many: 1). '
                "Correct the dates, or move these officials first."
            ],
        ),
        (
            ["X,Name,ministry,,,,", "X,Name,ministry,,,,"],
            [
                place("organizations", 3, "code")
                + '"X" stands already in sheet "organizations.csv", row 2. Correct or delete one of the two rows.'
            ],
        ),
    ],
)  # fmt: skip
def test_what_an_organization_may_say(manager: User, lines: list[str], problems: list[str]) -> None:
    register(manager)
    content = "\n".join(("code,name_en,kind,parent,valid_from,valid_to,successors", *lines)) + "\n"
    assert said(take("organizations", content, manager)) == problems
    assert Organization.objects.filter(code="X").exists() is not bool(problems)


def test_a_body_ends_and_another_takes_over(manager: User) -> None:
    register(manager)
    lines = ORGANIZATIONS.replace(
        "MOF,Ministry of Finance,Сангийн яам,ministry,GOV,MN-1,2020-07-08,,,S,M",
        "MOF,Ministry of Finance,Сангийн яам,ministry,GOV,MN-1,2020-07-08,2025-01-01,MOFE,S,M\n"
        "MOFE,Ministry of Finance and Economy,,ministry,GOV,MN-1,2025-01-01,,,M,",
    )
    assert counts(take("organizations", lines, manager)) == (1, 1, 4, [])
    assert Succession.objects.get(organization__code="MOF").successor.code == "MOFE"
