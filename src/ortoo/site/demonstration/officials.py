"""Invented officials, spread as the civil service is known to be. Seeded: the same seed gives the same people.

Shares are from the programme's `civil_service.yaml`; what is not known there (posts, classes) is invented.
"""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import TypeVar

T = TypeVar("T")

WOMEN = 0.62
LOCAL = 0.814
CAPITAL_OF_LOCAL = 0.27
AGES = (((20, 25), 0.095), ((26, 55), 0.854), ((56, 60), 0.051))
LEVELS = (("managing", 0.14), ("executive", 0.56), ("support", 0.30))
CLASSES = (("erkhelsen", 0.06), ("akhlakh", 0.24), ("des", 0.40), ("tuslakh", 0.30))
POSTS = {
    "managing": ("Тасгийн дарга", "Хэлтсийн дарга"),
    "executive": ("Ахлах мэргэжилтэн", "Мэргэжилтэн", "Хянан шалгагч"),
    "support": ("Ажилтан", "Туслах ажилтан"),
}


@dataclass(frozen=True)
class GivenName:
    mn: str
    latin: str
    sex: str
    as_patronymic: bool


@dataclass(frozen=True)
class Office:
    """Where one can be posted, `since` when: an organization, the region it lies in, its share among its like."""

    organization: str
    region: str
    weight: int
    central: bool
    since: date = date.min


@dataclass(frozen=True)
class Invented:
    """One synthetic official in one post. `ability` drives the marks and is in no file."""

    number: str
    patronymic: str
    given_name: str
    patronymic_latin: str
    given_name_latin: str
    sex: str
    born_on: date
    register_number: str
    organization: str
    region: str
    post: str
    rank_class: str
    level: str
    appointed_on: date
    ability: float


def invent(count: int, names: Sequence[GivenName], offices: Sequence[Office], on: date, seed: int) -> list[Invented]:
    """`count` officials in their posts on the day `on`, numbered from 1."""
    chance = random.Random(seed)
    taken: set[str] = set()
    return [_one(number, names, offices, on, chance, taken) for number in range(1, count + 1)]


def move(people: Sequence[Invented], offices: Sequence[Office], how_many: int, on: date, seed: int) -> list[Invented]:
    """The same people, `how_many` of them in another office from the day `on`."""
    chance = random.Random(seed)
    moving = set(chance.sample(range(len(people)), how_many))
    return [_moved(person, offices, on, chance) if place in moving else person for place, person in enumerate(people)]


def follow(people: Sequence[Invented], successors: Mapping[str, str], on: date) -> list[Invented]:
    """The same people after the bodies in `successors` {ended: its main successor} were replaced on the day `on`."""
    return [
        replace(person, organization=successors[person.organization], appointed_on=on)
        if person.organization in successors
        else person
        for person in people
    ]


def _one(
    number: int,
    names: Sequence[GivenName],
    offices: Sequence[Office],
    on: date,
    chance: random.Random,
    taken: set[str],
) -> Invented:
    sex = "woman" if chance.random() < WOMEN else "man"
    own = chance.choice([name for name in names if name.sex in (sex, "unisex")])
    father = chance.choice([name for name in names if name.as_patronymic])
    office = _office(offices, chance)
    level = _weighted(LEVELS, chance)
    born = on - timedelta(days=365 * chance.randint(*_weighted(AGES, chance)) + chance.randint(0, 364))
    return Invented(
        number=f"A{number:06d}",
        patronymic=father.mn,
        given_name=own.mn,
        patronymic_latin=father.latin,
        given_name_latin=own.latin,
        sex=sex,
        born_on=born,
        register_number=_register_number(born, taken),
        organization=office.organization,
        region=office.region,
        post=chance.choice(POSTS[level]),
        rank_class=_weighted(CLASSES, chance),
        level=level,
        appointed_on=max(office.since, on - timedelta(days=chance.randint(30, 2500))),
        ability=chance.gauss(0, 1) + (0.25 if office.central else 0),
    )


def _moved(person: Invented, offices: Sequence[Office], on: date, chance: random.Random) -> Invented:
    elsewhere = [office for office in offices if office.organization != person.organization]
    office = _office(elsewhere, chance)
    return replace(person, organization=office.organization, region=office.region, appointed_on=on)


def _office(offices: Sequence[Office], chance: random.Random) -> Office:
    central = chance.random() >= LOCAL
    among = [office for office in offices if office.central == central]
    return chance.choices(among, [office.weight for office in among])[0]


def _register_number(born: date, taken: set[str]) -> str:
    """ЪЪ, which no real number begins with, the birth date as on a real one, and the first two digits still free."""
    month = born.month + (20 if born.year >= 2000 else 0)
    of_the_day = (f"ЪЪ{born.year % 100:02d}{month:02d}{born.day:02d}{tail:02d}" for tail in range(100))
    number = next(number for number in of_the_day if number not in taken)
    taken.add(number)
    return number


def _weighted(shares: Sequence[tuple[T, float]], chance: random.Random) -> T:
    return chance.choices([value for value, _ in shares], [share for _, share in shares])[0]
