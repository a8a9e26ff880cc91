"""What a host sees of those who travel. The only way by which a page, a calendar or a paper for a host gets a name."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext

from ortoo.multilingual.refusals import Refusal
from ortoo.visits.models import DataConsent, Traveller, VisitHost
from ortoo.visits.queries.travellers import posts_of, travellers_of
from ortoo.visits.rules.consents import COVERS, PERSON, Word, seen, without

Seen = Mapping[int, frozenset[str]]
"""Traveller (key) -> what is seen of them; who is not in it stays unnamed."""
WHY = "the next lines let through only what each traveller consented to"


@dataclass(frozen=True)
class AsSeen:
    """One traveller as one host sees them. `post` and `body` are empty where the person is not seen."""

    place: int
    part: str
    label: str
    post: str
    body: str
    topic: str
    covers: frozenset[str]


def seen_by_host(visit_host: VisitHost, on: date) -> dict[int, frozenset[str]]:
    """Traveller (key) -> "person", "identifiers", "health" as consented, on the day `on` (of the reader, not of the
    visit). Who has left, has not consented, took it back or let it run out is not in it. One query.
    """
    return seen(_words(visit_host), on)


def label_for_host(traveller: Traveller, seen: Seen) -> str:
    """The name where `seen` (of `seen_by_host`) has the person, else "Delegate 3" or "Escort 11"."""
    if PERSON in seen.get(traveller.pk, ()):
        return traveller.official.short_name
    return unnamed(traveller)


def unnamed(traveller: Traveller) -> str:
    if traveller.part == "escort":
        return gettext("Escort %(place)s") % {"place": traveller.place}
    return gettext("Delegate %(place)s") % {"place": traveller.place}


def travellers_for_host(visit_host: VisitHost, on: date) -> list[AsSeen]:
    """All who travel, by place, each as far as they consented. Three queries."""
    travellers, there = travellers_of(visit_host.visit), seen_by_host(visit_host, on)
    named = [one for one in travellers if PERSON in there.get(one.pk, ())]
    posts = posts_of(named, visit_host.visit.begins)
    found = []
    for one in travellers:
        post = posts.get(one.official_id)
        found.append(
            AsSeen(
                one.place, one.part, label_for_host(one, there), post.post if post else "",
                post.organization.name if post else "", one.topic, there.get(one.pk, frozenset()),
            )
        )  # fmt: skip
    return found


def check_consented(travellers: Iterable[Traveller], visit_host: VisitHost, covers: str, on: date) -> None:
    """Refuses, naming the personnel numbers, where one of `travellers` does not let the host see what is asked for."""
    missing = without({one.pk: one.official.number for one in travellers}, _words(visit_host), covers, on)
    if missing:
        raise Refusal(
            "visits.no_consent", numbers=", ".join(missing), host=visit_host.organization.code, count=len(missing)
        )


def consents_of(traveller: Traveller) -> dict[int, dict[str, DataConsent]]:
    """Host -> covers -> the latest word, for who may see the traveller. One query."""
    rows = traveller.consents.everything(because="the caller has the traveller from a scoped read")
    found: dict[int, dict[str, DataConsent]] = {}
    for row in rows.order_by("at", "pk"):
        found.setdefault(row.host_id, {})[row.covers] = row
    return found


def unspoken_hosts(traveller: Traveller) -> list[VisitHost]:
    """Hosts to whom the traveller has not said a word yet, yes or no; the one that leads first. Two queries."""
    said = consents_of(traveller)
    hosts = VisitHost.objects.filter(visit=traveller.visit_id).select_related("organization")
    return [host for host in hosts.order_by("-leads", "organization__code") if host.pk not in said]


def consented_counts(visit_hosts: Iterable[VisitHost], on: date) -> dict[int, int]:
    """Host -> how many travellers it sees by name. One query for each."""
    return {host.pk: len(seen_by_host(host, on)) for host in visit_hosts}


def _words(visit_host: VisitHost) -> list[Word]:
    """From the oldest to the newest."""
    rows = DataConsent.objects.everything(because=WHY).filter(host=visit_host, covers__in=COVERS)
    there = rows.filter(traveller__left_at=None, traveller__visit=visit_host.visit_id).order_by("at", "pk")
    return [Word(*one) for one in there.values_list("traveller_id", "covers", "given", "until")]
