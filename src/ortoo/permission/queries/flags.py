"""Flags of dossiers, for lists and for the page of a decision: the same few queries for one and for a hundred."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import date

from django.conf import settings
from django.utils.module_loading import import_string

from ortoo.people.queries import appointment_on, ministry_of_each_body, organizations_on
from ortoo.permission.models import AgeLimit, Dossier
from ortoo.permission.queries.calls import visit_of
from ortoo.permission.queries.dossiers import Asked, asked_of, consents_of, held_of, papers_of, trips_of
from ortoo.permission.rules.dossiers import Trip
from ortoo.permission.rules.flags import AgeRule, Consent, Facts, Flag, Person, count_units
from ortoo.permission.rules.flags import flags_of as flags_by_rule
from ortoo.permission.rules.visit import VisitPlan

POST = "official__appointments"
Trips = Mapping[int, Sequence[Trip]]
"""Official -> earlier visits of the programme."""


def flags_of(
    dossiers: Collection[Dossier],
    today: date,
    *,
    trips: Trips | None = None,
    among: Collection[Dossier] | None = None,
) -> dict[int, list[Flag]]:
    """Dossier -> its flags, of dossiers of one call with their officials selected along.

    `trips` None: those that the house knows. "The same unit twice" counts among `dossiers`, or among others that are
    looked at together: the hundred, or the ten.
    """
    if not dossiers:
        return {}
    call = next(iter(dossiers)).call
    asked, visit = asked_of(call), visit_of(call)
    people = _people({*dossiers, *(among or ())}, today)
    counted = count_units([people[one.pk] for one in (among if among is not None else dossiers)])
    papers, consents = papers_of(one.pk for one in dossiers), consents_of(one.pk for one in dossiers)
    age_rule = age_rule_on(asked.window.ends)
    trips = programme_trips([one.official_id for one in dossiers], today) if trips is None else trips
    found = {}
    for one in dossiers:
        spoken = consents.get(one.pk)
        facts = Facts(
            person=people[one.pk],
            topic=one.topic,
            bodies=_bodies(visit, one.topic),
            declared=trips_of(one.earlier_trips) or (),
            from_programme=tuple(trips.get(one.official_id, ())),
            consent=None if spoken is None else Consent(spoken.given, spoken.reason),
            papers=asked.papers,
            held=held_of(papers.get(one.pk, {})),
        )
        found[one.pk] = _flags(facts, asked, today, age_rule, counted[people[one.pk].unit])
    return found


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
    above = ministry_of_each_body()
    ministries = set(organizations_on(today).filter(kind="ministry").values_list("code", flat=True))
    found = {}
    for one in dossiers:
        unit, body = units.get(one.pk, ("", None))
        ministry = above[body] if body is not None else ""
        found[one.pk] = Person(one.official.sex, one.official.born_on, unit, ministry if ministry in ministries else "")
    return found
