"""Nobody is closed out who must be left to give roles: by hand, and on drawn houses."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as some

from ortoo.access.rules.closing import GIVERS, last_of
from ortoo.access.rules.roles import Role, clashing

MANAGER, HEAD = Role.ACADEMY_MANAGER, Role.HEAD_OF_ACADEMY
HOUSES = some.dictionaries(
    some.integers(1, 6), some.frozensets(some.sampled_from([MANAGER, HEAD, Role.OPERATOR, Role.EXAM_OFFICER]))
)


def held(**roles: str) -> dict[int, frozenset[Role]]:
    """one="academy-manager head-of-academy" and so on, as accounts 1, 2, 3."""
    places = {"one": 1, "two": 2, "three": 3}
    return {places[name]: frozenset(Role(role) for role in said.split()) for name, said in roles.items()}


def test_the_last_of_either_role_stays() -> None:
    house = held(one="academy-manager", two="head-of-academy", three="academy-manager")
    assert last_of(1, house) == ()
    assert last_of(2, house) == (HEAD,)
    assert last_of(3, house) == ()
    assert last_of(4, house) == ()


def test_it_takes_two_people_whatever_their_roles() -> None:
    house = held(one="academy-manager", two="academy-manager head-of-academy")
    assert last_of(1, house) == (MANAGER,)
    assert last_of(2, house) == (MANAGER, HEAD)


def test_a_role_that_must_not_be_in_one_hand_with_another_counts_for_nobody() -> None:
    house = held(one="head-of-academy", two="head-of-academy exam-officer", three="academy-manager")
    assert last_of(1, house) == (HEAD,)
    assert last_of(2, house) == ()


def test_who_gives_no_roles_may_go() -> None:
    assert last_of(3, held(one="academy-manager", two="head-of-academy", three="operator")) == ()


@given(HOUSES, some.integers(1, 6))
def test_where_both_roles_were_held_both_are_held_afterwards_by_two(
    house: dict[int, frozenset[Role]], account: int
) -> None:
    """Promise: closing what the rule lets go takes away no role of the two, and leaves two people."""
    if last_of(account, house):
        return
    before, after = (
        {who: counting(roles) for who, roles in house.items() if who != gone and counting(roles)}
        for gone in (0, account)
    )
    assert frozenset().union(*before.values()) == frozenset().union(*after.values())
    assert before == after or len(after) > 1


def counting(roles: frozenset[Role]) -> frozenset[Role]:
    return frozenset(role for role in GIVERS if role in roles and not clashing(roles, role))
