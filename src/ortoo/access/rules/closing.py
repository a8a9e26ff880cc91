"""Whose account may be closed: never so that nobody is left who can give roles, for nobody could mend that."""

from __future__ import annotations

from collections.abc import Mapping

from ortoo.access.rules.roles import Role, clashing

GIVERS = (Role.ACADEMY_MANAGER, Role.HEAD_OF_ACADEMY)
"""Who approves roles; one of each must stay."""


def last_of(account: int, held: Mapping[int, frozenset[Role]]) -> tuple[Role, ...]:
    """Those of `GIVERS` that `account` holds and nobody else does; none where it may be closed.

    `held`: account -> its roles of the day, of accounts that are not closed. A role that must not be in one hand with
    another of the same account counts for nobody. Where one other person alone holds both, both are named: it takes
    two to give a role.
    """
    own = _counting(held.get(account, frozenset()))
    left = {who: _counting(roles) for who, roles in held.items() if who != account}
    alone = len([who for who, roles in left.items() if roles]) < 2
    return tuple(
        role for role in GIVERS if role in own and (alone or not any(role in roles for roles in left.values()))
    )


def _counting(roles: frozenset[Role]) -> frozenset[Role]:
    return frozenset(role for role in roles if role in GIVERS and not clashing(roles, role))
