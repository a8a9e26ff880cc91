"""Pre-study packs: made by those who keep the visit, finished part by part by each traveller."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from django.db import transaction

from ortoo.access.models import User
from ortoo.access.queries import grants_at
from ortoo.ledger import operations as ledger
from ortoo.multilingual.refusals import LANGUAGES, Refusal
from ortoo.visits.access import check_may_keep_visits, check_may_study
from ortoo.visits.models import PackPart, PartStudied, PreStudyPack, Stop, Traveller, Visit, VisitTopic
from ortoo.visits.queries.packs import GATED
from ortoo.visits.queries.travellers import held_traveller
from ortoo.visits.queries.visits import held_visit

LONGEST_CODE = 10
MOST_MINUTES = 600


@dataclass(frozen=True)
class NewPart:
    """One thing to read: names by language, an address or a text by language, about how many minutes it takes."""

    names: Mapping[str, str]
    minutes: int
    address: str = ""
    text: Mapping[str, str] = field(default_factory=dict)


@transaction.atomic
def make_pack(
    *,
    visit: Visit,
    topic: VisitTopic,
    code: str,
    names: Mapping[str, str],
    due_on: date,
    parts: Sequence[NewPart],
    stops: Sequence[Stop] = (),
    by: User,
    at: datetime,
) -> PreStudyPack:
    """A pack of at least one part; it stands before `stops`, which are site visits.

    Refused for a code that is taken or too long, a topic or stop of another visit, a stop that is no site visit, a day
    that is not before the visit, and a part that is half.
    """
    check_may_keep_visits(grants_at(by, at))
    held = held_visit(visit.pk)
    wanted = code.strip()
    if not 0 < len(wanted) <= LONGEST_CODE:
        raise Refusal("visits.pack_code", field="code", code=wanted, most=LONGEST_CODE)
    if held.packs.filter(code=wanted).exists():
        raise Refusal("visits.pack_code_taken", field="code", code=wanted)
    if topic.visit_id != held.pk:
        raise Refusal("visits.topic_of_another_visit", field="topic", topic=topic.code, visit=held.code)
    if due_on >= held.begins:
        raise Refusal("visits.pack_due_late", field="due_on", due=due_on.isoformat(), begins=held.begins.isoformat())
    if not parts:
        raise Refusal("visits.pack_without_part", code=wanted)
    named = {f"name_{language}": _name(names, language, wanted) for language in LANGUAGES}
    pack = PreStudyPack.objects.create(
        visit=held, topic=topic, code=wanted, due_on=due_on, made_by=by, made_at=at, **named
    )
    for place, part in enumerate(parts, start=1):
        _add(pack, place, part)
    _gate(pack, stops)
    body = {
        "visit": held.code, "pack": wanted, "topic": topic.code, "due_on": due_on.isoformat(), "parts": len(parts),
        "stops": sorted(stop.code for stop in stops),
    }  # fmt: skip
    ledger.record(kind="visit.pack-made", body=body, by=by, at=at)
    return pack


@transaction.atomic
def add_part(*, pack: PreStudyPack, part: NewPart, by: User, at: datetime) -> PackPart:
    """A further part, the last. Refused once the pack is due, for whoever had finished it would no longer have."""
    grants = grants_at(by, at)
    check_may_keep_visits(grants)
    held = held_visit(pack.visit_id)
    if grants.on > pack.due_on:
        raise Refusal("visits.pack_is_due", code=pack.code, due=pack.due_on.isoformat())
    made = _add(pack, pack.parts.count() + 1, part)
    body = {"visit": held.code, "pack": pack.code, "place": made.place}
    ledger.record(kind="visit.pack-extended", body=body, by=by, at=at)
    return made


@transaction.atomic
def set_gates(*, pack: PreStudyPack, stops: Sequence[Stop], by: User, at: datetime) -> None:
    """The pack stands before exactly these site visits."""
    check_may_keep_visits(grants_at(by, at))
    held = held_visit(pack.visit_id)
    pack.stops.clear()
    _gate(pack, stops)
    body = {"visit": held.code, "pack": pack.code, "stops": sorted(stop.code for stop in stops)}
    ledger.record(kind="visit.pack-gates-set", body=body, by=by, at=at)


@transaction.atomic
def finish_part(*, traveller: Traveller, part: PackPart, by: User, at: datetime) -> PartStudied:
    """The traveller has finished it; a second time changes nothing. No ledger entry: nothing is decided by it.

    Refused to everybody but the traveller, who must not have left, and for a part of another visit's pack.
    """
    held = held_traveller(traveller.pk)
    check_may_study(grants_at(by, at), held)
    if part.pack.visit_id != held.visit_id:
        raise Refusal("visits.part_of_another_visit", pack=part.pack.code, visit=held.visit.code)
    rows = PartStudied.objects.everything(because="keeps one row of the traveller's own")
    made, _ = rows.get_or_create(traveller=held, part=part, defaults={"at": at})
    return made


def _name(names: Mapping[str, str], language: str, code: str) -> str:
    name = names.get(language, "").strip()
    if not name:
        raise Refusal("visits.pack_without_name", field=f"name_{language}", code=code, language=language)
    return name


def _add(pack: PreStudyPack, place: int, part: NewPart) -> PackPart:
    text = {language: said.strip() for language, said in part.text.items() if said.strip()}
    if not part.address and not text:
        raise Refusal("visits.part_is_empty", field="address", place=place)
    if not 1 <= part.minutes <= MOST_MINUTES:
        raise Refusal("visits.part_minutes", field="minutes", place=place, most=MOST_MINUTES)
    named = {f"name_{language}": _name(part.names, language, pack.code) for language in LANGUAGES}
    return PackPart.objects.create(
        pack=pack, place=place, address=part.address, text=text, minutes=part.minutes, **named
    )


def _gate(pack: PreStudyPack, stops: Sequence[Stop]) -> None:
    for stop in stops:
        if stop.visit_id != pack.visit_id or stop.kind != GATED:
            raise Refusal("visits.pack_before_no_site", field="stops", stop=stop.code, code=pack.code)
    pack.stops.add(*stops)
