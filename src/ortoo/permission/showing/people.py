"""The proposed as a page shows them: one value for each person, loaded for all at once."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING

from django.utils.safestring import SafeString

from ortoo.charts import spread
from ortoo.multilingual.texts import in_language
from ortoo.pages.stations import address
from ortoo.people.queries import posts_on
from ortoo.people.words import name_basis
from ortoo.permission.models import Dossier, ProposalPlace, WeighedFlag
from ortoo.permission.queries.calls import visit_of
from ortoo.permission.queries.contest import day_of_flags
from ortoo.permission.queries.dossiers import asked_of, weighed_of
from ortoo.permission.queries.flags import flags_of
from ortoo.permission.rules.flags import Flag
from ortoo.permission.rules.visit import Topic, VisitPlan
from ortoo.permission.showing.doubts import Doubts, doubts_of, is_raw, place_sentence, places_text
from ortoo.permission.words.dossiers import flag_sentence
from ortoo.plan.queries import goal_names
from ortoo.record.words import short
from ortoo.selection.naming import Naming, naming

if TYPE_CHECKING:
    from ortoo.people.models import Appointment


@dataclass(frozen=True)
class ShownFlag:
    """A flag as a sentence, and how it was weighed: "matters", "does-not" or "" while nobody has weighed it."""

    code: str
    sentence: str
    weight: str = ""
    reason: str = ""


@dataclass(frozen=True)
class ShownGoal:
    number: str
    name: str
    basis: str


@dataclass(frozen=True)
class Shown:
    """One person of a proposal. `seen`: the reader may know who it is; else name is a pseudonym, flags are empty.

    Scores in thousandths; `spread` is their picture, `places` what they allow, `doubt` the same as a sentence.
    """

    key: str
    place: int
    status: str
    seen: bool
    name: str
    post: str
    body: str
    body_basis: str
    region: str
    topic: str
    topic_basis: str
    goals: tuple[ShownGoal, ...]
    rank: int | None
    score: int | None
    low: int | None
    high: int | None
    spread: SafeString | str
    places: str
    doubt: str
    flags: tuple[ShownFlag, ...]
    address: str


class Showing:
    """Loads what rows of one proposal need, a few queries for all of them together."""

    def __init__(self, places: Sequence[ProposalPlace], on: date, seen: Collection[int] | None) -> None:
        """`seen`: dossiers (keys) whose people the reader may know; None: all."""
        self.places, self.on = places, on
        self.seen = {place.dossier_id for place in places} if seen is None else set(seen)
        self.visit: VisitPlan = visit_of(places[0].dossier.call)
        looked_at = [place for place in places if place.status in ("chosen", "reserve")]
        figures = (figure for place in looked_at for figure in (place.low, place.high, place.corrected))
        self.scale = spread.scale(figure for figure in figures if figure is not None)

    def rows(self, *statuses: str) -> list[Shown]:
        return [self._row(place) for place in self.places if place.status in statuses]

    @cached_property
    def _doubts(self) -> Doubts:
        return doubts_of(self.places[0].proposal)

    @cached_property
    def _raw(self) -> bool:
        return is_raw(self.places[0].proposal)

    @cached_property
    def _naming(self) -> Naming:
        return naming()

    @cached_property
    def _goals(self) -> Mapping[str, ShownGoal]:
        return {number: ShownGoal(number, goal.name, goal.basis) for number, goal in goal_names().items()}

    @cached_property
    def _posts(self) -> Mapping[int, Appointment]:
        return posts_on([place.dossier.official_id for place in self.places], self.on)

    @cached_property
    def _flags(self) -> Mapping[int, list[ShownFlag]]:
        asked = [place.dossier for place in self.places if place.status in ("chosen", "reserve")]
        chosen = [place.dossier for place in self.places if place.status == "chosen"]
        on = day_of_flags(self.places[0].dossier.call, self.on)
        return shown_flags([one for one in asked if one.pk in self.seen], on, chosen, self._naming, self.visit)

    def _row(self, place: ProposalPlace) -> Shown:
        dossier, seen = place.dossier, place.dossier_id in self.seen
        post = self._posts.get(dossier.official_id)
        topic = self.visit.topic(dossier.topic)
        score, low, high = place.mean if self._raw else place.corrected, place.low, place.high
        return Shown(
            key=str(dossier.pk),
            place=place.place,
            status=place.status,
            seen=seen,
            name=dossier.official.short_name if seen else short(dossier.place.pseudonym),
            post=post.post if seen and post is not None else "",
            body=post.organization.name if post is not None else "",
            body_basis=name_basis(post.organization) if post is not None else "",
            region=post.region.name if post is not None else "",
            topic=in_language(topic.names) if topic else "",
            topic_basis=topic.basis if topic else "",
            goals=self._goals_of(topic),
            rank=dossier.place.rank,
            score=score,
            low=low,
            high=high,
            spread=_picture(score, low, high, self.scale),
            places=places_text(self._doubts.get(dossier.number)),
            doubt=place_sentence(self._doubts.get(dossier.number)),
            flags=tuple(self._flags.get(dossier.pk, ())),
            address=_address(dossier) if seen else "",
        )

    def _goals_of(self, topic: Topic | None) -> tuple[ShownGoal, ...]:
        if topic is None:
            return ()
        return tuple(self._goals.get(one, ShownGoal(one, "", "I")) for one in topic.goals)


def shown_flags(
    dossiers: Sequence[Dossier], on: date, among: Collection[Dossier], names: Naming, visit: VisitPlan
) -> dict[int, list[ShownFlag]]:
    """Dossier -> its flags as sentences, those that somebody found to matter first, those that do not last.

    `among`: the proposed, among whom alone those of the same unit are counted.
    """
    if not dossiers:
        return {}
    weighed = weighed_of([one.pk for one in dossiers])
    kinds = {kind.code: kind.name for kind in asked_of(dossiers[0].call).kinds}
    topics = {topic.code: in_language(topic.names) for topic in visit.topics}
    found = {}
    for key, flags in flags_of(dossiers, on, among=among).items():
        rows = [
            _flag(
                flag,
                weighed.get(key, {}).get(flag.key),
                flag_sentence(flag, kinds=kinds, bodies=names.organizations, topics=topics, proposed=True),
            )
            for flag in flags
        ]
        found[key] = sorted(rows, key=lambda row: ("matters", "", "does-not").index(row.weight))
    return found


def _flag(flag: Flag, weighed: WeighedFlag | None, text: str) -> ShownFlag:
    return ShownFlag(flag.code, text, weighed.weight if weighed else "", weighed.reason if weighed else "")


def _picture(score: int | None, low: int | None, high: int | None, on: spread.Scale) -> SafeString | str:
    if score is None:
        return ""
    return spread.spread(score if low is None else low, score, score if high is None else high, on)


def _address(dossier: Dossier) -> str:
    """Of the dossier's own page, where there is one."""
    return address("permission:dossier", dossier.call.round.code, dossier.number) or ""
