"""Agendas of a visit, who agreed to them, and the problem that the visit poses today."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from django.db.models import prefetch_related_objects

from ortoo.access.rules.grants import Grants
from ortoo.visits.access import can_keep_visits, own_hosts
from ortoo.visits.models import Agenda, AgendaConsent, AgendaStop, Speaker, Stop, Venue, Visit, VisitHost
from ortoo.visits.queries.stops import stops_of, travel_between
from ortoo.visits.queries.travellers import travellers_of
from ortoo.visits.queries.visits import WITH_STANDING, agreed_agenda, taking_part
from ortoo.visits.rules.agenda import Moment, Problem
from ortoo.visits.rules.agenda_kept import problem_read
from ortoo.visits.rules.problem_of_visit import Asked, Offered, asked_in, days_between, problem_of


def zone_of(visit: Visit) -> ZoneInfo:
    return ZoneInfo(visit.time_zone)


# ---- versions


def agendas_of(visit: Visit) -> list[Agenda]:
    """Every version, the latest first."""
    return list(Agenda.objects.filter(visit=visit).order_by("-version"))


def latest(visit: Visit) -> Agenda | None:
    return Agenda.objects.filter(visit=visit).order_by("-version").first()


def with_standing(visit: Visit) -> Visit:
    """The same visit, of which hosts, requests, versions and yeses are read once: for a page, not for an operation."""
    prefetch_related_objects([visit], *WITH_STANDING)
    return visit


def agreed(visit: Visit) -> Agenda | None:
    """The latest version to which home and every host that takes part have said yes."""
    return agreed_agenda(visit)


def sides_of(visit: Visit) -> list[VisitHost | None]:
    """Whose yes an agenda needs: home (None) and every host that takes part, the one that leads first."""
    return [None, *sorted(taking_part(visit), key=lambda host: (not host.leads, host.organization.code))]


def consents_by_agenda(visit: Visit) -> dict[int, dict[int | None, AgendaConsent]]:
    """Agenda -> host (None: home) -> its yes. One query."""
    found: dict[int, dict[int | None, AgendaConsent]] = {}
    for one in AgendaConsent.objects.filter(agenda__visit=visit).select_related("by"):
        found.setdefault(one.agenda_id, {})[one.host_id] = one
    return found


def sides_waiting(grants: Grants, visit: Visit, agenda: Agenda) -> list[VisitHost | None]:
    """The sides for which the reader may say yes to this version and nobody has."""
    said = consents_by_agenda(visit).get(agenda.pk, {})
    own = {host.pk for host in own_hosts(grants, visit)}
    return [
        side
        for side in sides_of(visit)
        if (side.pk if side else None) not in said and (side.pk in own if side else can_keep_visits(grants))
    ]


def placings(agenda: Agenda) -> list[AgendaStop]:
    """By time, with stop, venue, topic and host. One query."""
    rows = agenda.stops.select_related("stop__topic", "stop__host__organization", "venue")
    return list(rows.order_by("starts", "ends", "stop__code", "group"))


def placing_of(agenda: Agenda | None, stop: Stop, group: str) -> AgendaStop | None:
    return None if agenda is None else agenda.stops.filter(stop=stop, group=group).first()


# ---- the problem


def groups_of(visit: Visit) -> list[str]:
    """Of those who travel; none where nobody is named yet."""
    return sorted({one.group for one in travellers_of(visit)})


def counts_of(visit: Visit) -> Counter[str]:
    """Part ("delegate", "escort") -> how many travel."""
    return Counter(one.part for one in travellers_of(visit))


def base_of(visit: Visit) -> Venue | None:
    """The venue of the host that leads, where it has one on the visit's first day."""
    leads = visit.hosts.filter(leads=True).first()
    if leads is None:
        return None
    rows = Venue.objects.filter(organization=leads.organization_id).order_by("code")
    return next((one for one in rows if holds_on(one, visit)), None)


def holds_on(venue: Venue, visit: Visit) -> bool:
    """Whether a venue is one on the first day of the visit."""
    begun = venue.valid_from is None or venue.valid_from <= visit.begins
    return begun and (venue.valid_to is None or visit.begins < venue.valid_to)


def asked_before(visit: Visit) -> Asked:
    """What the maker of the latest agenda chose, else what a visit begins with."""
    before = latest(visit)
    if before is not None:
        return asked_in(problem_read(before.problem))
    base = base_of(visit)
    return Asked(base=base.code if base else None)


def problem_for(visit: Visit, asked: Asked | None = None, now: datetime | None = None) -> Problem:
    """What the visit asks of an agenda today. now: what lies before it has happened and does not move."""
    asked = asked or asked_before(visit)
    stops = list(stops_of(visit))
    venues = {stop.venue_id: stop.venue for stop in stops}
    if asked.base:
        base = Venue.objects.get(code=asked.base)
        venues[base.pk] = base
    ways = travel_between(list(venues.values()))
    minutes = {pair: way.minutes_high for pair, way in ways.items()}
    days = days_between(visit.begins, visit.ends)
    return problem_of(days, _offered(stops), minutes, groups_of(visit), asked, moment_in(visit, now))


def moment_in(visit: Visit, now: datetime | None) -> Moment | None:
    """None before the visit."""
    if now is None:
        return None
    there = now.astimezone(zone_of(visit))
    number = (there.date() - visit.begins).days
    return None if number < 0 else Moment(min(number, (visit.ends - visit.begins).days), there.hour * 60 + there.minute)


def _offered(stops: Sequence[Stop]) -> list[Offered]:
    keys = [stop.pk for stop in stops]
    before = _codes(Stop.before.through, keys)
    needs = _codes(Stop.needs.through, keys)
    return [
        Offered(
            code=stop.code,
            kind=stop.kind,
            minutes=stop.minutes,
            venue=stop.venue.code,
            value=stop.value,
            must=stop.must,
            joint=stop.joint,
            interpreter=stop.interpreter,
            people=tuple(sorted(f"speaker-{speaker.pk}" for speaker in stop.speakers.all())),
            windows=tuple((one.day, one.earliest, one.latest) for one in stop.windows.all()),
            before=before.get(stop.pk, ()),
            needs=needs.get(stop.pk, ()),
        )
        for stop in stops
    ]


def _codes(through: type, keys: Sequence[int]) -> dict[int, tuple[str, ...]]:
    """Stop -> codes of those it comes after, or needs."""
    rows = through.objects.filter(from_stop__in=keys)  # type: ignore[attr-defined]
    found: dict[int, tuple[str, ...]] = {}
    for key, code in rows.order_by("to_stop__code").values_list("from_stop", "to_stop__code"):
        found[key] = (*found.get(key, ()), code)
    return found


def speaker_names(visit: Visit) -> dict[str, str]:
    """As problems name a speaker -> their name."""
    rows = Speaker.objects.filter(host__visit=visit)
    return {f"speaker-{row.pk}": row.name for row in rows}
