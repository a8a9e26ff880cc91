"""Agreements with bodies abroad, and programmes held with them before or beside the visits of this database."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import TYPE_CHECKING

from django.db import transaction

from ortoo.access.models import User
from ortoo.access.queries import grants_at
from ortoo.ledger import operations as ledger
from ortoo.multilingual.refusals import Refusal
from ortoo.people.queries import organizations_on
from ortoo.visits.access import check_may_keep_visits
from ortoo.visits.models import Agreement, Exchange
from ortoo.visits.operations.writing import check_basis, named

if TYPE_CHECKING:
    from ortoo.people.models import Organization


@transaction.atomic
def keep_agreement(
    *, partner: str, names: Mapping[str, str], signed_on: date, valid_from: date, valid_to: date | None = None,
    number: str = "", basis: str = "S", source: str = "", by: User, at: datetime,
) -> Agreement:  # fmt: skip
    """An agreement with the body of the code `partner`, in force from one day to before another (None: until ended).

    Refused: no name, a body that is not there on the day of signing, an end that is not after the beginning, the same
    number a second time.
    """
    check_may_keep_visits(grants_at(by, at))
    check_basis(basis)
    if valid_to is not None and valid_to <= valid_from:
        raise Refusal("visits.agreement_ends_early", field="valid_to", begins=valid_from.isoformat())
    body = _body(partner, signed_on)
    if number and Agreement.objects.filter(partner=body, number=number).exists():
        raise Refusal("visits.agreement_kept_already", field="number", number=number, partner=partner)
    made = Agreement.objects.create(
        partner=body, number=number, signed_on=signed_on, valid_from=valid_from, valid_to=valid_to, basis=basis,
        source=source, kept_by=by, kept_at=at, **named(names, "name_en"),
    )  # fmt: skip
    said = {"partner": partner, "number": number, "from": valid_from.isoformat(), "to": _day(valid_to)}
    ledger.record(kind="agreement.kept", body={**said, "basis": basis}, by=by, at=at)
    return made


@transaction.atomic
def end_agreement(*, agreement: Agreement, valid_to: date, by: User, at: datetime) -> Agreement:
    """An agreement without an end gets one, once. `valid_to` is the first day on which it holds no more."""
    check_may_keep_visits(grants_at(by, at))
    agreement = Agreement.objects.select_for_update(of=("self",)).select_related("partner").get(pk=agreement.pk)
    if agreement.valid_to is not None:
        raise Refusal("visits.agreement_ended_already", field="valid_to", ends=agreement.valid_to.isoformat())
    if valid_to <= agreement.valid_from:
        raise Refusal("visits.agreement_ends_early", field="valid_to", begins=agreement.valid_from.isoformat())
    agreement.valid_to = valid_to
    agreement.save(update_fields=["valid_to"])
    said = {"partner": agreement.partner.code, "number": agreement.number, "from": agreement.valid_from.isoformat()}
    ledger.record(kind="agreement.ended", body={**said, "to": valid_to.isoformat()}, by=by, at=at)
    return agreement


@transaction.atomic
def keep_exchange(
    *, partner: str, names: Mapping[str, str], way: str, began: date, ended: date, people: int | None = None,
    counted: str = "", basis: str = "S", source: str = "", by: User, at: datetime,
) -> Exchange:  # fmt: skip
    """A programme held with `partner` (code): "out", ours who went, or "in", theirs who came. people None: not known.

    Refused: a number without `counted`, which says who is counted; a body that is not there on the first day.
    """
    check_may_keep_visits(grants_at(by, at))
    check_basis(basis)
    if way not in ("out", "in"):
        raise Refusal("visits.unknown_way", field="way", way=way)
    if ended < began:
        raise Refusal("visits.exchange_ends_early", field="ended", begins=began.isoformat())
    if people is not None and not counted.strip():
        raise Refusal("visits.count_without_definition", field="counted", people=people)
    made = Exchange.objects.create(
        partner=_body(partner, began), way=way, began=began, ended=ended, people=people, counted=counted.strip(),
        basis=basis, source=source, kept_by=by, kept_at=at, **named(names, "name_en"),
    )  # fmt: skip
    said = {"partner": partner, "way": way, "began": began.isoformat(), "people": people, "counted": made.counted}
    ledger.record(kind="exchange.kept", body={**said, "basis": basis}, by=by, at=at)
    return made


def _body(code: str, on: date) -> Organization:
    found = organizations_on(on).filter(code=code).first()
    if found is None:
        raise Refusal("visits.unknown_partner", field="partner", partner=code, day=on.isoformat())
    return found


def _day(day: date | None) -> str | None:
    return None if day is None else day.isoformat()
