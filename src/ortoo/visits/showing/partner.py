"""What pages show of a partner: agreements with their state, programmes, and the balance with who is counted."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.translation import get_language, gettext, ngettext

from ortoo.multilingual.basis import marked
from ortoo.multilingual.dates import days_text
from ortoo.multilingual.numbers import whole
from ortoo.pages.components import Fact, Tag
from ortoo.people.words import marked_name
from ortoo.visits.models import Agreement
from ortoo.visits.queries.partners import Partner, holds
from ortoo.visits.rules.balance import Balance, Programme, Side
from ortoo.visits.words.hosting import IN_FORCE, WAYS, counted_as


@dataclass(frozen=True)
class PartnerLine:
    partner: Partner
    name: str
    address: str
    sentence: str
    state: Tag
    sent: str
    received: str


@dataclass(frozen=True)
class AgreementShown:
    agreement: Agreement
    name: str
    state: Tag
    end: str
    """Where it can be ended; empty where it has an end, or the reader may not."""


@dataclass(frozen=True)
class ProgrammeShown:
    name: str
    address: str
    days: str
    way: object
    people: str
    counted: str


def line_of(partner: Partner, on: date) -> PartnerLine:
    held = len(partner.programmes)
    return PartnerLine(
        partner=partner,
        name=marked_name(partner.organization),
        address=reverse("visits:partner", args=[partner.organization.code]),
        sentence=ngettext("%(count)s programme was held.", "%(count)s programmes were held.", held) % {"count": held},
        state=IN_FORCE[bool(partner.in_force(on))],
        sent=side_text(partner.balance.sent),
        received=side_text(partner.balance.received),
    )


def agreements_shown(partner: Partner, on: date, keeping: bool) -> list[AgreementShown]:
    return [
        AgreementShown(
            agreement=one,
            name=marked(one.name, one.basis),
            state=IN_FORCE[holds(one, on)],
            end=reverse("visits:end-agreement", args=[one.pk]) if keeping and one.valid_to is None else "",
        )
        for one in partner.agreements
    ]


def programmes_shown(partner: Partner) -> list[ProgrammeShown]:
    return [_programme(one) for one in partner.programmes]


def _programme(held: Programme) -> ProgrammeShown:
    language = get_language() or "en"
    return ProgrammeShown(
        name=marked(held.name, held.basis),
        address=reverse("visits:visit", args=[held.visit]) if held.visit else "",
        days=days_text(held.began, held.ended, language),
        way=WAYS[held.way],
        people=gettext("not known") if held.people is None else whole(held.people, language),
        counted=counted_as(held.counted) if held.people is not None else "",
    )


def side_text(side: Side) -> str:
    """ "24 in 2 programmes, 1 more not counted" — never a bare sum where a part of it is not known."""
    language = get_language() or "en"
    if not side.programmes:
        return gettext("none")
    missing = side.unknown + side.undefined
    if missing == side.programmes:
        return ngettext(
            "not known, of %(count)s programme", "not known, of %(count)s programmes", side.programmes
        ) % {"count": whole(side.programmes, language)}  # fmt: skip
    values = {"people": whole(side.people, language), "count": whole(side.programmes - missing, language)}
    said = ngettext(
        "%(people)s in %(count)s programme", "%(people)s in %(count)s programmes", side.programmes - missing
    ) % values  # fmt: skip
    if not missing:
        return said
    return ngettext(
        "%(said)s; %(missing)s more not known", "%(said)s; %(missing)s more not known", missing
    ) % {"said": said, "missing": whole(missing, language)}  # fmt: skip


def balance_facts(balance: Balance) -> list[Fact]:
    return [
        Fact(gettext("Ours who went"), side_text(balance.sent), note=_counted(balance.sent)),
        Fact(gettext("Theirs who came"), side_text(balance.received), note=_counted(balance.received)),
        Fact(gettext("Balance"), _difference(balance)),
    ]


def _counted(side: Side) -> str:
    if not side.counted:
        return ""
    return gettext("Counted: %(who)s") % {"who": "; ".join(counted_as(one) for one in side.counted)}


def _difference(balance: Balance) -> str:
    found = balance.difference
    if found is None:
        return gettext("Not stated: a part is not known, or the two sides are counted differently.")
    if found == 0:
        return gettext("As many went as came.")
    values = {"count": whole(abs(found), get_language() or "en")}
    if found > 0:
        return ngettext("%(count)s more went than came.", "%(count)s more went than came.", found) % values
    return ngettext("%(count)s more came than went.", "%(count)s more came than went.", -found) % values
