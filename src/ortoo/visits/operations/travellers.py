"""Who travels: the delegation as it was permitted, escorts beside it, and who leaves. No row is ever deleted."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone

from ortoo.access.models import User
from ortoo.access.queries import grants_at
from ortoo.ledger import operations as ledger
from ortoo.messages import operations as messages
from ortoo.multilingual.refusals import LANGUAGES, Refusal
from ortoo.permission.queries.deciding import DelegateFact, DelegationFacts, delegation_of
from ortoo.visits.access import check_may_keep_visits
from ortoo.visits.models import Traveller, Visit
from ortoo.visits.queries.travellers import held_traveller, travellers_of
from ortoo.visits.queries.visits import held_visit

if TYPE_CHECKING:
    from ortoo.people.models import Official

DELEGATE, ESCORT = "delegate", "escort"
ESCORT_BASIS = "I"
"""That two of the twelve are escorts is our inference; pages mark it †."""
WHY = "names who travels, and shows nobody"


@transaction.atomic
def name_delegation(*, visit: Visit, by: User, at: datetime) -> list[Traveller]:
    """Those whom the order in force permits travel, in its order; whoever is new is told. All who travel now.

    Called again under a later order it adds who is new and lets leave who is no longer permitted; who has left by
    their own reason stays so (`name_delegate` brings one back). Refused before the delegation is closed.
    """
    check_may_keep_visits(grants_at(by, at))
    held = held_visit(visit.pk)
    facts = _closed(held)
    permitted = {one.official: one for one in facts.delegates}
    there = {one.official_id: one for one in travellers_of(held, also_left=True)}
    new = [_row(held, fact, by, at) for fact in facts.delegates if _takes_in(there.get(fact.official))]
    made = _keep(held, new, there)
    gone = [
        one for one in there.values()
        if one.part == DELEGATE and one.left_at is None and one.official_id not in permitted
    ]  # fmt: skip
    _left(gone, at)
    _tell("visits.named", made, held, by, at)
    _tell("visits.left", gone, held, by, at)
    body = {
        "visit": held.code,
        "order": facts.number,
        "version": facts.version,
        "named": _subjects(made),
        "left": _subjects(gone),
    }
    ledger.record(kind="visit.travellers-named", body=body, by=by, at=at)
    return travellers_of(held)


@transaction.atomic
def name_delegate(*, visit: Visit, official: Official, by: User, at: datetime) -> Traveller:
    """One of those permitted, or one of them who had left and comes back; they are told.

    Refused for whom the order in force does not permit, before the delegation is closed, and for who travels already.
    """
    check_may_keep_visits(grants_at(by, at))
    held = held_visit(visit.pk)
    facts = _closed(held)
    fact = next((one for one in facts.delegates if one.official == official.pk), None)
    if fact is None:
        raise Refusal("visits.not_permitted", number=official.number, order=facts.number, field="number")
    there = {one.official_id: one for one in travellers_of(held, also_left=True)}
    _check_not_there(there.get(official.pk), official, held)
    (made,) = _keep(held, [_row(held, fact, by, at)], there)
    _tell("visits.named", [made], held, by, at)
    body = {"visit": held.code, "order": facts.number, "version": facts.version, "named": _subjects([made]), "left": []}
    ledger.record(kind="visit.travellers-named", body=body, by=by, at=at)
    return made


@transaction.atomic
def add_escort(*, visit: Visit, official: Official, by: User, at: datetime) -> Traveller:
    """An official on the register who travels along and needs no permission of the Prime Minister; they are told.

    Refused for a delegate of the order in force, and for who travels already.
    """
    check_may_keep_visits(grants_at(by, at))
    held = held_visit(visit.pk)
    facts = delegation_of(held.round)
    if facts is not None and any(one.official == official.pk for one in facts.delegates):
        raise Refusal("visits.escort_is_delegate", number=official.number, order=facts.number, field="number")
    there = {one.official_id: one for one in travellers_of(held, also_left=True)}
    _check_not_there(there.get(official.pk), official, held)
    row = Traveller(
        visit=held, official=official, part=ESCORT, place=0, basis=ESCORT_BASIS, named_by=by, named_at=at
    )  # fmt: skip
    (made,) = _keep(held, [row], there)
    _tell("visits.named", [made], held, by, at)
    body = {"visit": held.code, "subject": ledger.subject(kind="official", key=official.pk)}
    ledger.record(kind="visit.escort-named", body=body, by=by, at=at)
    return made


@transaction.atomic
def leave(*, traveller: Traveller, by: User, at: datetime) -> Traveller:
    """The traveller does not travel, or not further: no host sees them from now on. Refused a second time, and
    after the visit: who was there stays in its list.
    """
    grants = grants_at(by, at)
    check_may_keep_visits(grants)
    held = held_traveller(traveller.pk)
    if grants.on > held.visit.ends:
        ends = held.visit.ends.isoformat()
        raise Refusal("visits.has_travelled", number=held.official.number, visit=held.visit.code, ends=ends)
    if held.left_at is not None:
        left = timezone.localdate(held.left_at).isoformat()
        raise Refusal("visits.has_left", number=held.official.number, on=left)
    _left([held], at)
    _tell("visits.left", [held], held.visit, by, at)
    subject = ledger.subject(kind="official", key=held.official_id)
    ledger.record(kind="visit.traveller-left", body={"visit": held.visit.code, "subject": subject}, by=by, at=at)
    return held_traveller(held.pk)


def _closed(visit: Visit) -> DelegationFacts:
    facts = delegation_of(visit.round)
    if facts is None:
        raise Refusal("visits.delegation_not_closed", round=visit.round.code)
    return facts


def _takes_in(there: Traveller | None) -> bool:
    """Who is new; an escort whom a later order permits becomes a delegate."""
    return there is None or there.part == ESCORT


def _row(visit: Visit, fact: DelegateFact, by: User, at: datetime) -> Traveller:
    return Traveller(
        visit=visit, official_id=fact.official, part=DELEGATE, dossier_id=fact.dossier, topic=fact.topic, place=0,
        basis="S", named_by=by, named_at=at,
    )  # fmt: skip


def _check_not_there(there: Traveller | None, official: Official, visit: Visit) -> None:
    if there is not None and there.left_at is None:
        raise Refusal("visits.travels_already", number=official.number, visit=visit.code, field="number")


def _keep(visit: Visit, rows: list[Traveller], there: dict[int, Traveller]) -> list[Traveller]:
    """A row of who was there before is changed and keeps its place; the others get the next places."""
    place = max((one.place for one in there.values()), default=0)
    kept = []
    for row in rows:
        before = there.get(row.official_id)
        if before is None:
            place += 1
            row.place = place
        else:
            row.pk, row.place = before.pk, before.place
        row.save(force_insert=before is None, force_update=before is not None)
        kept.append(row.pk)
    whole = Traveller.objects.everything(because=WHY).filter(visit=visit, pk__in=kept)
    return list(whole.select_related("visit", "official").order_by("place"))


def _left(travellers: list[Traveller], at: datetime) -> None:
    rows = Traveller.objects.everything(because=WHY).filter(pk__in=[one.pk for one in travellers])
    rows.update(left_at=at)


def _subjects(travellers: list[Traveller]) -> list[str]:
    found = ledger.subjects(kind="official", keys=[one.official_id for one in travellers])
    return [found[str(one.official_id)] for one in travellers]


def _tell(kind: str, travellers: list[Traveller], visit: Visit, by: User, at: datetime) -> None:
    accounts = [one.official.account_id for one in travellers if one.official.account_id is not None]
    names = {language: getattr(visit, f"name_{language}") for language in LANGUAGES}
    values = {"visit": names, "begins": visit.begins, "ends": visit.ends}
    messages.tell(kind=kind, to=accounts, values=values, address=f"visits/{visit.code}/", by=by, at=at)
