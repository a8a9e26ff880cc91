"""What a host may see of a traveller: exactly what the latest word allows, for as long as it says."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from ortoo.multilingual.refusals import Refusal

PERSON = "person"
COVERS = (PERSON, "identifiers", "health")
LONGEST = timedelta(days=366)
"""After the last day of the visit; who wants it longer consents again."""


@dataclass(frozen=True)
class Word:
    """One traveller's word to one host about one thing; `given` False takes it back."""

    traveller: int
    covers: str
    given: bool
    until: date


def seen(words: Iterable[Word], on: date) -> dict[int, frozenset[str]]:
    """Traveller -> what the host sees on the day `on`; nobody of whom it sees nothing.

    `words` from the oldest to the newest: of two about the same thing the later counts, whenever it was spoken. The
    day `until` is the last on which it holds. Without the person nothing else is seen: a passport names them too.
    """
    latest: dict[tuple[int, str], Word] = {}
    for word in words:
        latest[word.traveller, word.covers] = word
    found: dict[int, set[str]] = {}
    for word in latest.values():
        if word.given and on <= word.until:
            found.setdefault(word.traveller, set()).add(word.covers)
    return {traveller: frozenset(covers) for traveller, covers in found.items() if PERSON in covers}


def check_until(until: date, last_day: date) -> None:
    """Refuses a consent that ends during the visit, when the host would lose the name, and one without end in sight."""
    if until < last_day:
        raise Refusal("visits.consent_ends_early", field="until", until=until.isoformat(), ends=last_day.isoformat())
    if until > last_day + LONGEST:
        most = (last_day + LONGEST).isoformat()
        raise Refusal("visits.consent_too_long", field="until", until=until.isoformat(), most=most)


def check_covers(covers: Iterable[str]) -> tuple[str, ...]:
    """In the order of `COVERS`. Refuses none, an unknown one, and identifiers or health without the person."""
    asked = set(covers)
    unknown = sorted(asked - set(COVERS))
    if unknown or not asked:
        raise Refusal("visits.consent_to_nothing", field="covers", covers=", ".join(unknown) or "–")
    return tuple(one for one in COVERS if one in asked)


def without(travellers: Mapping[int, str], words: Iterable[Word], covers: str, on: date) -> list[str]:
    """Of `travellers` (key -> number), the numbers of those whose consent to `covers` is missing on `on`, sorted."""
    there = seen(words, on)
    return sorted(number for key, number in travellers.items() if covers not in there.get(key, ()))
