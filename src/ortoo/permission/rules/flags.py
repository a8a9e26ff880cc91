"""Flags, as audit offices raise them after study trips: for people to weigh, never to decide by themselves."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from ortoo.permission.rules.dossiers import Trip
from ortoo.permission.rules.papers import Held, Wanted, Window, has_expired

CODES = (
    "retirement-near", "birth-unknown", "declared-trips", "programme-trips", "undeclared-trip", "post-unrelated",
    "clearance-missing", "clearance-against", "same-unit", "consent-missing", "consent-refused", "paper-missing",
    "paper-expired",
)  # fmt: skip


@dataclass(frozen=True)
class Flag:
    """One observation about one dossier. `about` tells two of one code apart: the code of a paper, a year.

    `values` fill the sentence `permission.flag.CODE`; codes of bodies, topics and papers stand as codes.
    """

    code: str
    about: str = ""
    values: Mapping[str, object] = field(default_factory=dict)

    @property
    def key(self) -> str:
        """What a weighing names: at most 40 characters."""
        return f"{self.code}:{self.about}" if self.about else self.code


@dataclass(frozen=True)
class AgeRule:
    """The ages (years) that end a service on the visit's last day, and how many years should be left then."""

    women: int
    men: int
    years_left: int


@dataclass(frozen=True)
class Consent:
    """The latest word of the sending body."""

    given: bool
    reason: str = ""


@dataclass(frozen=True)
class Person:
    """`unit` is the code of the body where the person works, "" without a post; `ministry` the one it belongs to,
    "" where it belongs to none: such a body (a governor's office) works on everything.
    """

    sex: str
    born_on: date | None
    unit: str = ""
    ministry: str = ""


@dataclass(frozen=True)
class Facts:
    """All that flags of one dossier are made from. `bodies`: codes of those whose work the chosen topic is."""

    person: Person
    topic: str
    bodies: tuple[str, ...]
    declared: tuple[Trip, ...]
    from_programme: tuple[Trip, ...]
    consent: Consent | None
    papers: Sequence[Wanted]
    held: Mapping[str, Held]


def flags_of(facts: Facts, window: Window, today: date, age_rule: AgeRule | None, in_unit: int) -> list[Flag]:
    """In the order of CODES. `in_unit`: how many of those looked at together work where this person works."""
    found = [
        *_age(facts.person, window.ends, age_rule),
        *_trips(facts.declared, facts.from_programme),
        *_post(facts),
        *_clearance(facts),
        *_unit(facts.person, in_unit),
        *_consent(facts.consent),
        *_papers(facts, window, today),
    ]
    return sorted(found, key=lambda flag: CODES.index(flag.code))


def count_units(people: Sequence[Person]) -> Counter[str]:
    """Code of a body -> how many of `people` work there."""
    return Counter(person.unit for person in people if person.unit)


def years_left(born_on: date, age: int, on: date) -> int:
    """Whole years from the day `on` to the birthday that ends the service; 0 where it is over."""
    whole = born_on.year + age - on.year - ((born_on.month, born_on.day) < (on.month, on.day))
    return max(0, whole)


def _age(person: Person, on: date, rule: AgeRule | None) -> list[Flag]:
    if rule is None:
        return []
    if person.born_on is None:
        return [Flag("birth-unknown")]
    left = years_left(person.born_on, rule.women if person.sex == "woman" else rule.men, on)
    return (
        [] if left >= rule.years_left else [Flag("retirement-near", values={"years": left, "least": rule.years_left})]
    )


def _trips(declared: Sequence[Trip], from_programme: Sequence[Trip]) -> list[Flag]:
    found = []
    for code, trips in (("declared-trips", declared), ("programme-trips", from_programme)):
        if trips:
            latest = max((trip.year for trip in trips if trip.year is not None), default="?")
            found.append(Flag(code, values={"count": len(trips), "latest": str(latest)}))
    said = {trip.year for trip in declared}
    hidden = sorted({trip.year for trip in from_programme if trip.year is not None} - said)
    return [*found, *(Flag("undeclared-trip", str(year), {"year": str(year)}) for year in hidden)]


def _post(facts: Facts) -> list[Flag]:
    person = facts.person
    if not facts.bodies or not person.ministry or {person.unit, person.ministry} & set(facts.bodies):
        return []
    return [Flag("post-unrelated", values={"unit": person.unit, "topic": facts.topic})]


def _clearance(facts: Facts) -> list[Flag]:
    found = []
    for one in facts.papers:
        if not one.kind.clears:
            continue
        there = facts.held.get(one.kind.code)
        values = {"paper": one.kind.code}
        if there is None or there.against is None:
            found.append(Flag("clearance-missing", one.kind.code, values))
        elif there.against:
            found.append(Flag("clearance-against", one.kind.code, values))
    return found


def _unit(person: Person, in_unit: int) -> list[Flag]:
    return [Flag("same-unit", values={"unit": person.unit, "count": in_unit})] if in_unit > 1 else []


def _consent(consent: Consent | None) -> list[Flag]:
    if consent is None:
        return [Flag("consent-missing")]
    return [] if consent.given else [Flag("consent-refused", values={"reason": consent.reason})]


def _papers(facts: Facts, window: Window, today: date) -> list[Flag]:
    found = []
    for one in facts.papers:
        there, values = facts.held.get(one.kind.code), {"paper": one.kind.code}
        if there is None:
            # A clearance that is not there has a flag of its own; what is not due yet is not missing.
            if not one.kind.clears and (one.first or one.due < today):
                found.append(Flag("paper-missing", one.kind.code, values))
        elif has_expired(one.kind, there, window):
            found.append(Flag("paper-expired", one.kind.code, values))
    return found
