"""Partners abroad: agreements, programmes held both ways, and the balance."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.db.models import Count, Q

from ortoo.visits.models import Agreement, Exchange, Traveller, VisitHost
from ortoo.visits.rules.balance import Balance, Programme, balance_of

if TYPE_CHECKING:
    from ortoo.people.models import Organization

OUR_TRAVELLERS = "travellers"
"""Who is counted of a visit of this database: delegates and escorts who did not leave the delegation."""


@dataclass(frozen=True)
class Partner:
    """A body abroad with all that was agreed and held with it until a day. Programmes the latest first."""

    organization: Organization
    agreements: tuple[Agreement, ...]
    programmes: tuple[Programme, ...]
    balance: Balance

    def in_force(self, on: date) -> tuple[Agreement, ...]:
        return tuple(one for one in self.agreements if holds(one, on))


def holds(agreement: Agreement, on: date) -> bool:
    return agreement.valid_from <= on and (agreement.valid_to is None or agreement.valid_to > on)


def partners(on: date) -> list[Partner]:
    """Every body with an agreement, a programme or a visit that has begun by the day `on`, by code.

    The same number of questions for one partner and for many.
    """
    bodies: dict[str, Organization] = {}
    agreements: dict[str, list[Agreement]] = defaultdict(list)
    for agreement in Agreement.objects.select_related("partner").order_by("-valid_from", "-pk"):
        bodies[agreement.partner.code] = agreement.partner
        agreements[agreement.partner.code].append(agreement)
    held: dict[str, list[Programme]] = defaultdict(list)
    for body, programme in _programmes(on):
        bodies[body.code] = body
        held[body.code].append(programme)
    return [
        Partner(
            organization=bodies[code],
            agreements=tuple(agreements[code]),
            programmes=tuple(sorted(held[code], key=lambda one: one.began, reverse=True)),
            balance=balance_of(held[code]),
        )
        for code in sorted(bodies)
    ]


def partner_coded(code: str, on: date) -> Partner | None:
    return next((one for one in partners(on) if one.organization.code == code), None)


def _programmes(on: date) -> Iterable[tuple[Organization, Programme]]:
    for row in Exchange.objects.filter(began__lte=on).select_related("partner").order_by("pk"):
        yield (
            row.partner,
            Programme(
                way="out" if row.way == "out" else "in", began=row.began, ended=row.ended, people=row.people,
                counted=row.counted, name=row.name, basis=row.basis,
            ),
        )  # fmt: skip
    travelled = _travelled()
    for host in VisitHost.objects.filter(visit__begins__lte=on).select_related("visit", "organization").order_by("pk"):
        visit = host.visit
        yield (
            host.organization,
            Programme(
                way="out", began=visit.begins, ended=visit.ends, people=travelled.get(visit.pk),
                counted=OUR_TRAVELLERS, name=visit.name, visit=visit.code, basis=visit.basis,
            ),
        )  # fmt: skip


def _travelled() -> dict[int, int]:
    """Visit -> how many travel; a visit that nobody is named for yet is not there."""
    rows = Traveller.objects.everything(because="counts travellers of a visit, which names nobody")
    counted = rows.filter(Q(left_at=None)).order_by().values_list("visit").annotate(count=Count("pk"))
    return dict(counted.values_list("visit", "count"))
