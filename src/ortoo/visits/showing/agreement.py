"""Who has agreed to a version, whose yes is missing, and what holds meanwhile."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext

from ortoo.pages.components import Tag
from ortoo.people.words import marked_name
from ortoo.visits.models import Agenda, Visit, VisitHost
from ortoo.visits.queries.agendas import consents_by_agenda, sides_of


@dataclass(frozen=True)
class Agreement:
    """sentence: what holds; sides: each side with its yes."""

    agreed: bool
    sentence: str
    sides: tuple[tuple[str, Tag], ...]


def agreement_of(visit: Visit, agenda: Agenda, now: Agenda | None, newest: Agenda) -> Agreement:
    """now: the agreed version, if there is one."""
    said = consents_by_agenda(visit).get(agenda.pk, {})
    sides = tuple((side_name(side), _tag((side.pk if side else None) in said)) for side in sides_of(visit))
    agreed = now is not None and now.pk == agenda.pk
    return Agreement(agreed, _sentence(agenda, now, newest), sides)


def side_name(side: VisitHost | None) -> str:
    return marked_name(side.organization) if side else gettext("Home")


def _tag(said: bool) -> Tag:
    return Tag("done", gettext("Agreed"), quiet=True) if said else Tag("waits", gettext("Not agreed yet"))


def _sentence(agenda: Agenda, now: Agenda | None, newest: Agenda) -> str:
    values = {"version": agenda.version, "newest": newest.version, "agreed": now.version if now else 0}
    if agenda.version < newest.version and (now is None or now.pk != agenda.pk):
        return gettext("This is version %(version)s. Version %(newest)s has followed it.") % values
    if now is not None and now.pk == agenda.pk:
        if newest.pk == agenda.pk:
            return gettext("Version %(version)s is agreed.") % values
        return gettext("Version %(version)s is agreed. Version %(newest)s is proposed and not agreed yet.") % values
    if now is not None:
        return gettext("Version %(version)s is not agreed yet; version %(agreed)s is agreed.") % values
    return gettext("Version %(version)s is not agreed yet.") % values
