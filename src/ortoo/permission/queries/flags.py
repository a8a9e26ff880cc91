"""Flags of dossiers, for lists and for the page of a decision: the same few queries for one and for a hundred."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.utils.module_loading import import_string

from ortoo.people.queries import appointment_on, ministry_in_force_of_each_body
from ortoo.permission.models import AgeLimit, Dossier, DossierPaper
from ortoo.permission.queries.calls import visit_of
from ortoo.permission.queries.dossiers import Asked, asked_of, consents_of, held_of, papers_of, trips_of
from ortoo.permission.rules.dossiers import Trip
from ortoo.permission.rules.flags import AgeRule, Consent, Facts, Flag, Person, count_units
from ortoo.permission.rules.flags import flags_of as flags_by_rule
from ortoo.permission.rules.visit import VisitPlan

POST = "official__appointments"
Trips = Mapping[int, Sequence[Trip]]
"""Official -> earlier visits of the programme."""


@dataclass(frozen=True)
class Known:
    """What flags are made from, by dossier (key), and all people who are looked at together."""

    asked: Asked
    people: Mapping[int, Person]
    together: Sequence[Person]
    papers: Mapping[int, Mapping[str, DossierPaper]]
    consents: Mapping[int, Consent]


def flags_of(
    dossiers: Collection[Dossier],
    today: date,
    *,
    trips: Trips | None = None,
    among: Collection[Dossier] | None = None,
    known: Known | None = None,
) -> dict[int, list[Flag]]:
    """Dossier -> its flags, of dossiers of one call with their officials selected along.

    `trips` None: those that the house knows. "The same unit twice" counts among `dossiers`, or among others that are
    looked at together: the hundred, or the ten. `known`: what the caller has asked already.
    """
    if not dossiers:
        return {}
    visit = visit_of(next(iter(dossiers)).call)
    known = known or _known(dossiers, today, dossiers if among is None else among)
    asked, people, counted = known.asked, known.people, count_units(known.together)
    age_rule = age_rule_on(asked.window.ends)
    trips = programme_trips([one.official_id for one in dossiers], today) if trips is None else trips
    found = {}
    for one in dossiers:
        facts = Facts(
            person=people[one.pk],
            topic=one.topic,
            bodies=_bodies(visit, one.topic),
            declared=trips_of(one.earlier_trips) or (),
            from_programme=tuple(trips.get(one.official_id, ())),
            consent=known.consents.get(one.pk),
            papers=asked.papers,
            held=held_of(known.papers.get(one.pk, {})),
        )
        found[one.pk] = _flags(facts, asked, today, age_rule, counted[people[one.pk].unit])
    return found


def _known(dossiers: Collection[Dossier], today: date, among: Collection[Dossier]) -> Known:
    people = _people({*dossiers, *among}, today)
    spoken = consents_of(one.pk for one in dossiers)
    return Known(
        asked=asked_of(next(iter(dossiers)).call),
        people=people,
        together=[people[one.pk] for one in among],
        papers=papers_of(one.pk for one in dossiers),
        consents={key: Consent(one.given, one.reason) for key, one in spoken.items()},
    )


def programme_trips(officials: Collection[int], today: date) -> Trips:
    """A late fact, which permission cannot know: the site names the function of a later station that does."""
    known: Trips = import_string(settings.EARLIER_TRIPS)(officials, today)
    return known


def _flags(facts: Facts, asked: Asked, today: date, age_rule: AgeRule | None, in_unit: int) -> list[Flag]:
    return flags_by_rule(facts, asked.window, today, age_rule, in_unit)


def age_rule_on(day: date) -> AgeRule | None:
    """The limits in force on `day`; None where nobody has set any."""
    row = age_limit_on(day)
    return None if row is None else AgeRule(row.women, row.men, row.years_left)


def age_limit_on(day: date) -> AgeLimit | None:
    return AgeLimit.objects.filter(valid_from__lte=day).order_by("-valid_from").first()


def _bodies(visit: VisitPlan, code: str) -> tuple[str, ...]:
    topic = visit.topic(code)
    return () if topic is None else topic.bodies


def _people(dossiers: Collection[Dossier], today: date) -> dict[int, Person]:
    """Dossier -> who it is of, with the post of the day."""
    rows = Dossier.objects.everything(because="goes along with dossiers that were scoped already")
    posts = rows.filter(appointment_on(today, POST), pk__in=[one.pk for one in dossiers])
    units = {
        pk: (unit, body)
        for pk, unit, body in posts.values_list("pk", f"{POST}__organization__code", f"{POST}__organization")
    }
    above = ministry_in_force_of_each_body(today)
    found = {}
    for one in dossiers:
        unit, body = units.get(one.pk, ("", None))
        found[one.pk] = Person(one.official.sex, one.official.born_on, unit, above[body] if body is not None else "")
    return found
