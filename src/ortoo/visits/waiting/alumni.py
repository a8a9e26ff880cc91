"""What waits after a visit: say who may ask, answer what was used; for superiors the same of their people."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext, gettext_lazy

from ortoo.access.rules.grants import Grants
from ortoo.pages.components import WAITS_FOR_YOU, Task
from ortoo.visits.models import Traveller
from ortoo.visits.queries.alumni import said_by
from ortoo.visits.queries.follow_ups import answers_of, own_people
from ortoo.visits.queries.travellers import own_travels
from ortoo.visits.rules.follow_up import Side, open_on, window


def waiting_for(grants: Grants) -> list[Task]:
    own = [one for one in own_travels(grants) if one.visit.ends < grants.on]
    found = [_say(one) for one in own if one.pk not in said_by(own)] if own else []
    found += [_answer(*one) for one in _open(own, Side.PARTICIPANT, grants)]
    return [*found, *(_answer_for(*one) for one in _open(own_people(grants), Side.SUPERIOR, grants))]


def _open(travellers: list[Traveller], side: Side, grants: Grants) -> list[tuple[Traveller, int]]:
    """Traveller and months of what is asked today and not answered."""
    asked = [(one, months) for one in travellers if (months := open_on(one.visit.ends, grants.on)) is not None]
    answers = answers_of([one for one, _ in asked], side) if asked else {}
    return [(one, months) for one, months in asked if (one.pk, months) not in answers]


def _say(traveller: Traveller) -> Task:
    visit = traveller.visit
    said = gettext_lazy("Say whether others may ask you about the visit")
    return Task(said, reverse("visits:asked", args=[visit.code]), WAITS_FOR_YOU, visit.name)


def _answer(traveller: Traveller, months: int) -> Task:
    visit = traveller.visit
    return Task(
        what=gettext_lazy("Say what was used of the visit"),
        address=reverse("visits:answer", args=[visit.code, months]),
        tag=WAITS_FOR_YOU,
        origin=visit.name,
        due=window(visit.ends, months).closes,
    )


def _answer_for(traveller: Traveller, months: int) -> Task:
    return Task(
        what=gettext("Say what %(person)s uses of the visit") % {"person": traveller.official.short_name},
        address=reverse("visits:answer-person", args=[traveller.pk, months]),
        tag=WAITS_FOR_YOU,
        origin=traveller.visit.name,
        due=window(traveller.visit.ends, months).closes,
    )
