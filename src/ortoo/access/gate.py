"""What stands before every page: a role that needs a second factor opens nothing without one, and nobody floods us."""

from __future__ import annotations

from django.conf import settings
from django.utils import timezone

from ortoo.access import operations
from ortoo.access.keeping import keyed_hash
from ortoo.access.models import User
from ortoo.access.queries import is_demonstration
from ortoo.access.requests import Request
from ortoo.access.rules.rates import rate_for
from ortoo.access.rules.roles import need_a_second_factor
from ortoo.access.sessions import WITH_CODE, network
from ortoo.multilingual.refusals import Refusal

OPEN_WITHOUT_FACTOR = frozenset(
    f"access:{name}"
    for name in ("set-up-factor", "account", "email", "password", "sign-ins", "end-sign-in", "end-others", "sign-out",
                 "sign-in", "code")
)  # fmt: skip
"""What somebody may open whose role needs a second factor and who has none yet."""


def check_second_factor(request: Request, view: str) -> None:
    """Refuses where a role needs a second factor and this sign-in was without, outside the demonstration."""
    if view in OPEN_WITHOUT_FACTOR or not isinstance(request.user, User) or request.session.get(WITH_CODE):
        return
    if not is_demonstration() and need_a_second_factor(request.grants.roles):
        raise Refusal("access.factor_needed")


def check_rate(request: Request, view: str) -> None:
    """Refuses what is asked for too often within a minute, by one account or, of the public, from one network."""
    if request.method is None or not (rate := rate_for(settings.REQUEST_RATES, view, request.method, request.GET)):
        return
    known = isinstance(request.user, User)
    if rate.public and known:
        return
    at = timezone.now()
    who = keyed_hash("counted", f"account {request.user.pk}" if known else f"network {network(request)}")
    if operations.count_request(what=rate.what, who=who, at=at) > rate.per_minute:
        raise Refusal("access.too_many", seconds=60 - at.second)
