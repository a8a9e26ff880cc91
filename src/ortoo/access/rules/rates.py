"""How often somebody may ask for one kind of page in a minute."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Rate:
    """Requests for one of `views` (empty: any) by `method` (empty: any) that carry one of `parameters` (empty: any)
    are counted together as `what`, per account or, of the public, per network. `public`: whoever is signed in is let
    through.
    """

    what: str
    per_minute: int
    views: frozenset[str] = frozenset()
    method: str = ""
    parameters: frozenset[str] = frozenset()
    public: bool = False

    def holds_for(self, view: str, method: str, parameters: Collection[str]) -> bool:
        return (
            (not self.views or view in self.views)
            and self.method in ("", method)
            and (not self.parameters or not self.parameters.isdisjoint(parameters))
        )


def rate_for(rates: Sequence[Rate], view: str, method: str, parameters: Collection[str]) -> Rate | None:
    """The first that holds."""
    return next((rate for rate in rates if rate.holds_for(view, method, parameters)), None)
