"""How sign-in is guarded, from the environment: waits after failures, spans of sessions, proxies, rates of requests."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta

from ortoo.access.rules.addresses import Network, networks
from ortoo.access.rules.attempts import Limits
from ortoo.access.rules.rates import Rate
from ortoo.access.rules.sessions import Spans
from ortoo.multilingual.refusals import Refusal

RATES = (
    Rate("export", 30, parameters=frozenset({"format"})),
    Rate("export", 30, views=frozenset({"jobs:export"})),
    Rate("export", 6, views=frozenset({"ledger:export"}), method="POST"),
    Rate("import", 60, views=frozenset({"jobs:import", "jobs:import-report"}), method="POST"),
    Rate("verify", 10, views=frozenset({"ledger:check", "ledger:verify"}), method="POST"),
    Rate("search", 60, parameters=frozenset({"q"}), public=True),
)
"""The first that holds counts. Far above what a person does by hand."""


def limits(environment: Mapping[str, str]) -> Limits:
    usual = Limits()
    tries = _whole(environment, "ORTOO_SIGN_IN_TRIES", usual.tries)
    per_address = _whole(environment, "ORTOO_SIGN_IN_TRIES_PER_ADDRESS", usual.per_address)
    if not tries <= usual.per_account <= per_address:
        raise Refusal("site.sign_in_tries", most=usual.per_account)
    return Limits(tries=tries, per_address=per_address)


def spans(environment: Mapping[str, str]) -> Spans:
    usual = Spans()
    return Spans(
        longest=timedelta(hours=_whole(environment, "ORTOO_SESSION_HOURS", int(usual.longest.total_seconds() // 3600))),
        idle=_minutes(environment, "ORTOO_IDLE_MINUTES", usual.idle),
        idle_with_factor=_minutes(environment, "ORTOO_IDLE_MINUTES_WITH_FACTOR", usual.idle_with_factor),
    )


def trusted_proxies(environment: Mapping[str, str]) -> tuple[Network, ...]:
    try:
        return networks(environment.get("ORTOO_TRUSTED_PROXIES", ""))
    except ValueError as error:
        raise Refusal("site.trusted_proxies") from error


def _minutes(environment: Mapping[str, str], name: str, usual: timedelta) -> timedelta:
    return timedelta(minutes=_whole(environment, name, int(usual.total_seconds() // 60)))


def _whole(environment: Mapping[str, str], name: str, usual: int) -> int:
    given = environment.get(name, "")
    if not given:
        return usual
    if not given.isascii() or not given.isdigit() or int(given) < 1:
        raise Refusal("site.whole_number", name=name)
    return int(given)
