"""What one person may on one day, as a value that every queryset and check takes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from ortoo.access.rules.roles import Role, Scope


@dataclass(frozen=True)
class Held:
    """One grant in force: a role over a scope; `code` is empty where the scope has none."""

    role: Role
    scope: Scope = Scope.EVERYTHING
    code: str = ""


@dataclass(frozen=True)
class Grants:
    """All that `user_id` holds on the day `on`; `user_id` None is the public."""

    user_id: int | None
    on: date
    held: frozenset[Held] = frozenset()

    @property
    def roles(self) -> frozenset[Role]:
        return frozenset(grant.role for grant in self.held)

    def has(self, *roles: Role) -> bool:
        """Does the person hold one of `roles`, over whatever scope?"""
        return not self.roles.isdisjoint(roles)

    def over(self, *roles: Role) -> frozenset[Held]:
        """The grants for one of `roles`: what a station translates into a queryset."""
        return frozenset(grant for grant in self.held if grant.role in roles)
