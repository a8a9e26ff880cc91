"""Which duties stay apart, and what a value of grants answers."""

from __future__ import annotations

from datetime import date

import pytest

from ortoo.access.access import check_may_approve_grants, require
from ortoo.access.rules.grants import Grants, Held
from ortoo.access.rules.roles import APART, Role, Scope, clashing
from ortoo.multilingual.refusals import Refusal

DAY = date(2026, 3, 2)


def holding(*roles: Role) -> Grants:
    return Grants(7, DAY, frozenset(Held(role) for role in roles))


@pytest.mark.parametrize(
    ("held", "wanted", "clash"),
    [
        ({Role.EXAM_OFFICER}, Role.SELECTION_OFFICER, (Role.EXAM_OFFICER,)),
        ({Role.SELECTION_OFFICER}, Role.EXAM_OFFICER, (Role.SELECTION_OFFICER,)),
        ({Role.HEAD_OF_ACADEMY, Role.EXAM_OFFICER}, Role.APPEALS_PANEL, (Role.EXAM_OFFICER, Role.HEAD_OF_ACADEMY)),
        ({Role.MARKER}, Role.APPEALS_PANEL, (Role.MARKER,)),
        ({Role.SELECTION_OFFICER}, Role.PRIME_MINISTERS_OFFICE, (Role.SELECTION_OFFICER,)),
        ({Role.AUDITOR}, Role.OPERATOR, (Role.AUDITOR,)),
        ({Role.AUDITOR}, Role.OFFICIAL, ()),
        ({Role.OFFICIAL}, Role.AUDITOR, ()),
        ({Role.ACADEMY_MANAGER, Role.MARKER}, Role.EXAM_OFFICER, ()),
        ({Role.AUDITOR}, Role.AUDITOR, ()),
        (set(), Role.AUDITOR, ()),
    ],
)
def test_duties_that_stay_apart(held: set[Role], wanted: Role, clash: tuple[Role, ...]) -> None:
    assert clashing(frozenset(held), wanted) == clash


@pytest.mark.parametrize("lonely", [Role.AUDITOR, Role.OPERATOR])
def test_who_judges_and_who_keeps_the_machine_hold_nothing_that_decides(lonely: Role) -> None:
    together = [other for other in Role if not clashing(frozenset({other}), lonely)]
    assert together == [Role.OFFICIAL, lonely] if lonely is Role.OPERATOR else [Role.OFFICIAL, Role.AUDITOR]


def test_a_pair_is_two_roles() -> None:
    assert {len(pair) for pair in APART} == {2}


def test_grants_answer_by_role_and_keep_the_scope() -> None:
    finance = Held(Role.SENDING_MINISTRY, Scope.ORGANIZATION, "MOF")
    grants = Grants(7, DAY, frozenset({finance, Held(Role.MARKER)}))
    assert grants.roles == {Role.SENDING_MINISTRY, Role.MARKER}
    assert grants.has(Role.AUDITOR, Role.MARKER)
    assert not grants.has(Role.AUDITOR)
    assert grants.over(Role.SENDING_MINISTRY, Role.AUDITOR) == {finance}
    assert Grants(None, DAY).roles == frozenset()


class TestActing:
    def test_one_of_the_roles_will_do(self) -> None:
        require(holding(Role.MARKER), Role.EXAM_OFFICER, Role.MARKER)

    def test_who_holds_none_is_told_which_would_do(self) -> None:
        with pytest.raises(Refusal) as caught:
            check_may_approve_grants(holding(Role.MARKER))
        assert (caught.value.code, caught.value.values) == (
            "access.role_needed",
            {"roles": "head-of-academy, academy-manager"},
        )

    def test_duties_that_came_into_one_hand_do_not_count(self) -> None:
        both = holding(Role.EXAM_OFFICER, Role.SELECTION_OFFICER)
        for role, other in (
            (Role.EXAM_OFFICER, Role.SELECTION_OFFICER),
            (Role.SELECTION_OFFICER, Role.EXAM_OFFICER),
        ):
            with pytest.raises(Refusal) as caught:
                require(both, role)
            assert (caught.value.code, caught.value.values) == ("access.duties_clash", {"role": role, "other": other})

    def test_a_third_duty_of_that_hand_still_counts(self) -> None:
        three = holding(Role.EXAM_OFFICER, Role.SELECTION_OFFICER, Role.ACADEMY_MANAGER)
        require(three, Role.ACADEMY_MANAGER)
        require(three, Role.EXAM_OFFICER, Role.ACADEMY_MANAGER)
