"""Stops on offer: each host's own, offered, changed, withdrawn; their speakers; and what they are worth at home."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Collection
from datetime import datetime
from typing import Any

from django.db import transaction

from ortoo.access.models import User
from ortoo.access.queries import grants_at
from ortoo.ledger import operations as ledger
from ortoo.ledger.rules.canonical import canonical
from ortoo.multilingual.refusals import Refusal
from ortoo.visits.access import check_is_host, check_may_keep_visits
from ortoo.visits.models import PreStudyPack, Speaker, Stop, StopWindow, Venue, Visit, VisitHost, VisitTopic
from ortoo.visits.operations.writing import check_basis, check_length, named, texts
from ortoo.visits.queries.stops import is_agreed_on, venues_for
from ortoo.visits.queries.visits import check_stands, held_visit
from ortoo.visits.rules.offering import Offer, check_offer, circle
from ortoo.visits.rules.states import Act

CODE = re.compile(r"\w[\w.-]{0,9}")
MOST_VALUE = 1_000
LONGEST_SPEAKER = 120
LONGEST_POST = 200


@transaction.atomic
def offer_stop(*, host: VisitHost, code: str, offer: Offer, by: User, at: datetime) -> Stop:
    """One more stop of `host`. `code` is unique within the visit, for all hosts.

    Refused: by anybody but that host; before it is asked; what `rules.offering.check_offer` refuses; a venue that is
    unknown, abroad from the host or not there on the days; unknown topic, speaker, pack or stop; a circle of stops.
    """
    check_is_host(grants_at(by, at), host)
    visit = held_visit(host.visit_id)
    check_stands(visit, Act.OFFER, at)
    if not CODE.fullmatch(code):
        raise Refusal("visits.stop_code_shape", field="code", code=code)
    if visit.stops.filter(code=code).exists():
        raise Refusal("visits.stop_code_taken", field="code", code=code)
    fields = _fields(visit, offer)
    stop = Stop.objects.create(visit=visit, host=host, code=code, offered_by=by, offered_at=at, **fields)
    _links(stop, offer)
    ledger.record(kind="stop.offered", body=_entry(stop, offer), by=by, at=at)
    return stop


@transaction.atomic
def change_stop(*, stop: Stop, offer: Offer, by: User, at: datetime) -> Stop:
    """The whole offer anew. Refused as `offer_stop`, for a withdrawn stop, and for one in the agreed agenda."""
    stop = _held(stop, by, at)
    for name, value in _fields(stop.visit, offer).items():
        setattr(stop, name, value)
    stop.save()
    _links(stop, offer)
    ledger.record(kind="stop.changed", body=_entry(stop, offer), by=by, at=at)
    return stop


@transaction.atomic
def withdraw_stop(*, stop: Stop, by: User, at: datetime) -> Stop:
    """It is not on offer any more. Refused while another stop on offer needs it, and in the agreed agenda."""
    stop = _held(stop, by, at)
    needing = Stop.objects.filter(visit=stop.visit, withdrawn_at=None, needs=stop).order_by("code").first()
    if needing is not None:
        raise Refusal("visits.stop_needed", stop=stop.code, other=needing.code)
    stop.withdrawn_at = at
    stop.save(update_fields=["withdrawn_at"])
    body = {"visit": stop.visit.code, "host": stop.host.organization.code, "stop": stop.code}
    ledger.record(kind="stop.withdrawn", body=body, by=by, at=at)
    return stop


@transaction.atomic
def weigh_stop(*, stop: Stop, value: int, must: bool, by: User, at: datetime) -> Stop:
    """What a stop is worth to those at home (0 to 1,000; a new one has 10), and whether no agenda is without it."""
    check_may_keep_visits(grants_at(by, at))
    visit = held_visit(stop.visit_id)
    check_stands(visit, Act.OFFER, at)
    if not 0 <= value <= MOST_VALUE:
        raise Refusal("visits.stop_value", field="value", most=MOST_VALUE)
    stop = Stop.objects.select_for_update().get(pk=stop.pk)
    stop.value, stop.must = value, must
    stop.save(update_fields=["value", "must"])
    body = {"visit": visit.code, "stop": stop.code, "value": value, "must": must}
    ledger.record(kind="stop.weighed", body=body, by=by, at=at)
    return stop


@transaction.atomic
def add_speaker(*, host: VisitHost, name: str, post: str = "", by: User, at: datetime) -> Speaker:
    """Somebody of the host who lectures or guides, as the host names them. Refused a second time."""
    check_is_host(grants_at(by, at), host)
    visit = held_visit(host.visit_id)
    check_stands(visit, Act.OFFER, at)
    name, post = " ".join(name.split()), " ".join(post.split())
    if not name or len(name) > LONGEST_SPEAKER:
        raise Refusal("visits.speaker_name", field="name", longest=LONGEST_SPEAKER)
    check_length(post, "post", LONGEST_POST)
    if host.speakers.filter(name=name).exists():
        raise Refusal("visits.speaker_there", field="name")
    speaker = Speaker.objects.create(host=host, name=name, post=post)
    body = {"visit": visit.code, "host": host.organization.code, "speakers": host.speakers.count()}
    ledger.record(kind="stop.speaker-named", body=body, by=by, at=at)
    return speaker


def _held(stop: Stop, by: User, at: datetime) -> Stop:
    """The stop as it is now, which its host may change now."""
    check_is_host(grants_at(by, at), stop.host)
    check_stands(held_visit(stop.visit_id), Act.OFFER, at)
    rows = Stop.objects.select_for_update(of=("self",)).select_related("visit", "host__organization")
    stop = rows.get(pk=stop.pk)
    if stop.withdrawn_at is not None:
        raise Refusal("visits.stop_withdrawn", stop=stop.code)
    if is_agreed_on(stop):
        raise Refusal("visits.stop_agreed_on", stop=stop.code)
    return stop


def _fields(visit: Visit, offer: Offer) -> dict[str, Any]:
    """The columns of a stop; refused where the offer cannot stand by itself or names what is not there."""
    check_offer(offer, visit.begins, visit.ends)
    if offer.kind not in Stop.KINDS:
        raise Refusal("visits.stop_kind", field="kind", kind=offer.kind)
    if offer.basis:
        check_basis(offer.basis)
    return {
        **named(offer.names, "name_en"), "kind": offer.kind, "minutes": offer.minutes,
        "venue": _venue(visit, offer.venue), "topic": _topic(visit, offer.topic), "joint": offer.joint,
        "interpreter": offer.interpreter, "about": texts(offer.about, "about_en"), "basis": offer.basis,
    }  # fmt: skip


def _venue(visit: Visit, code: str) -> Venue:
    venue = Venue.objects.filter(code=code).first()
    if venue is None:
        raise Refusal("visits.unknown_venue", field="venue", venue=code)
    if not venues_for(visit).filter(pk=venue.pk).exists():
        raise Refusal("visits.venue_not_there", field="venue", venue=code, visit=visit.code)
    return venue


def _topic(visit: Visit, code: str) -> VisitTopic | None:
    if not code:
        return None
    topic = visit.topics.filter(code=code).first()
    if topic is None:
        raise Refusal("visits.unknown_topic", field="topic", topic=code, visit=visit.code)
    return topic


def _links(stop: Stop, offer: Offer) -> None:
    """Windows, speakers, packs, and the stops it waits for, all as the offer says."""
    speakers = list(Speaker.objects.filter(host=stop.host, name__in=offer.speakers))
    _check_all("visits.unknown_speaker", "speakers", offer.speakers, {one.name for one in speakers})
    packs = list(PreStudyPack.objects.filter(visit=stop.visit, code__in=offer.packs))
    _check_all("visits.unknown_pack", "packs", offer.packs, {one.code for one in packs})
    others = {one.code: one for one in Stop.objects.filter(visit=stop.visit, withdrawn_at=None).exclude(pk=stop.pk)}
    for field, codes in (("before", offer.before), ("needs", offer.needs)):
        _check_all("visits.unknown_stop", field, codes, others)
    stop.windows.all().delete()
    StopWindow.objects.bulk_create(
        StopWindow(stop=stop, day=one.day, earliest=one.earliest, latest=one.latest) for one in offer.windows
    )
    stop.speakers.set(speakers)
    stop.packs.set(packs)
    stop.before.set([others[code] for code in offer.before])
    stop.needs.set([others[code] for code in offer.needs])
    _check_no_circle(stop)


def _check_all(refusal: str, field: str, asked: Collection[str], known: Collection[str]) -> None:
    if strange := sorted(set(asked) - set(known)):
        raise Refusal(refusal, field=field, named=", ".join(strange))


def _check_no_circle(stop: Stop) -> None:
    """Who comes before whom, over the stops of all hosts."""
    rows = Stop.objects.filter(visit=stop.visit, withdrawn_at=None).prefetch_related("before")
    found = circle({one.code: [other.code for other in one.before.all()] for one in rows})
    if found:
        raise Refusal("visits.stop_circle", field="before", stops=", ".join(found))


def _entry(stop: Stop, offer: Offer) -> dict[str, Any]:
    """Codes, and a hash of the whole without its speakers, who are persons."""
    whole = {
        "names": dict(offer.names), "kind": offer.kind, "minutes": offer.minutes, "venue": offer.venue,
        "windows": [[one.day.isoformat(), one.earliest, one.latest] for one in sorted(offer.windows)],
        "topic": offer.topic, "about": dict(offer.about), "joint": offer.joint, "interpreter": offer.interpreter,
        "packs": sorted(offer.packs), "before": sorted(offer.before), "needs": sorted(offer.needs),
    }  # fmt: skip
    return {
        "visit": stop.visit.code,
        "host": stop.host.organization.code,
        "stop": stop.code,
        "sha256": hashlib.sha256(canonical(whole)).hexdigest(),
    }
