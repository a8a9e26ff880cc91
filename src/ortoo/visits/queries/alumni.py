"""What travellers said after their visit, and who may be asked today."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.db.models import OuterRef, QuerySet, Subquery

from ortoo.people.queries import posts_since
from ortoo.visits.models import Alumnus, Traveller, Visit, VisitTopic

if TYPE_CHECKING:
    from ortoo.people.models import Appointment

BY_CONSENT = "shows those who said that others may ask them, as long as they said"


@dataclass(frozen=True)
class Asked:
    """One person who may be asked today. `posts`: those since the last day of the visit, the earliest first."""

    said: Alumnus
    topics: tuple[VisitTopic, ...]
    posts: tuple[Appointment, ...]

    @property
    def traveller(self) -> Traveller:
        return self.said.traveller


def _latest() -> QuerySet[Alumnus]:
    """The latest word of each traveller."""
    rows = Alumnus.objects.everything(because=BY_CONSENT)
    newest = rows.filter(traveller=OuterRef("traveller")).order_by("-pk").values("pk")[:1]
    return rows.filter(pk=Subquery(newest))


def may_be_asked_on(day: date) -> QuerySet[Alumnus]:
    """Those whose latest word is yes and whose consent holds on `day`; by visit, the latest first, and place."""
    rows = _latest().filter(may_be_asked=True, until__gte=day)
    rows = rows.select_related("traveller__official", "traveller__visit")
    return rows.order_by("-traveller__visit__begins", "traveller__visit", "traveller__place")


def alumni_on(day: date) -> list[Asked]:
    """With their topics and their posts since the visit; four questions however many they are."""
    rows = list(may_be_asked_on(day))
    if not rows:
        return []
    topics: dict[tuple[int, str], VisitTopic] = {
        (topic.visit_id, topic.code): topic
        for topic in VisitTopic.objects.filter(visit__in={row.traveller.visit_id for row in rows})
    }
    posts = posts_since({row.traveller.official_id for row in rows}, min(row.traveller.visit.ends for row in rows))
    return [
        Asked(
            row,
            tuple(topics[row.traveller.visit_id, code] for code in row.topics),
            tuple(post for post in posts.get(row.traveller.official_id, ()) if _since(post, row.traveller.visit)),
        )
        for row in rows
    ]


def _since(post: Appointment, visit: Visit) -> bool:
    return post.valid_to is None or post.valid_to > visit.ends


def by_topic(people: list[Asked]) -> dict[VisitTopic, list[Asked]]:
    """Topic -> who may be asked about it, topics by visit and place."""
    found: dict[VisitTopic, list[Asked]] = defaultdict(list)
    for one in people:
        for topic in one.topics:
            found[topic].append(one)
    order = {one.traveller.visit_id: at for at, one in enumerate(reversed(people))}
    return dict(sorted(found.items(), key=lambda item: (-order[item[0].visit_id], item[0].place)))


def said_by(travellers: list[Traveller]) -> dict[int, Alumnus]:
    """Traveller -> their latest word, for a caller who shows it to themselves or to whoever may see them."""
    return {row.traveller_id: row for row in _latest().filter(traveller__in=travellers)}
