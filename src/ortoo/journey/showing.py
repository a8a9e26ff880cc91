"""What a trace shows of each thing: its name, where it is read whole, and where it is followed further.

A person is named to those who may see them; to others a delegate is a number, and what is theirs is counted.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass

from django.utils import timezone
from django.utils.translation import get_language, gettext

from ortoo.access.rules.grants import Grants
from ortoo.actions.queries.trace import commitments_named, measures_named
from ortoo.exams.queries import counting, marks_seen
from ortoo.journey.rules.following import Kind
from ortoo.lessons.access import can_see_lessons
from ortoo.lessons.queries.trace import lessons_named
from ortoo.multilingual.dates import date_text
from ortoo.multilingual.numbers import thousandths_text
from ortoo.pages.stations import address
from ortoo.people.words import marked_name
from ortoo.plan.queries import indicators
from ortoo.record.queries import records_seen
from ortoo.selection.access import can_watch
from ortoo.selection.queries.trace import places_named, rules_named
from ortoo.selection.statement import finding
from ortoo.visits.queries.trace import places_of_travellers, stops_named, travellers_named
from ortoo.visits.queries.visits import visits_for


@dataclass(frozen=True)
class Item:
    """One thing of a trace. `address`: where it is read whole; `follow`: its own trace. None: not for this reader."""

    label: str
    note: str = ""
    address: str | None = None
    follow: str | None = None


Items = dict[int, Item]
Show = Callable[[Collection[int], Grants], Items]


def _indicators(keys: Collection[int], grants: Grants) -> Items:
    return {
        row.pk: Item(
            row.name,
            gettext("Goal %(number)s: %(name)s") % {"number": row.goal.number, "name": row.goal.name},
            address("results:indicator", row.code),
            address("journey:indicator", row.code),
        )
        for row in indicators(keys)
    }


def _measures(keys: Collection[int], grants: Grants) -> Items:
    return {
        row.pk: Item(
            row.name,
            ", ".join(marked_name(lead.organization) for lead in row.leads),  # type: ignore[attr-defined]
            address("actions:measure", row.code),
            address("journey:measure", row.code),
        )
        for row in measures_named(keys)
    }


def _commitments(keys: Collection[int], grants: Grants) -> Items:
    return {
        row.pk: Item(
            row.name.within(before=f"{row.code}, "),
            gettext("%(giver)s to %(receiver)s by %(due)s")
            % {"giver": marked_name(row.giver), "receiver": marked_name(row.receiver), "due": _day(row.due)},
            address("actions:commitment", row.measure.code, row.code),
        )
        for row in commitments_named(keys)
    }


def _lessons(keys: Collection[int], grants: Grants) -> Items:
    read = can_see_lessons(grants)
    return {
        row.pk: Item(
            row.name,
            marked_name(row.owner),
            address("lessons:lesson", row.code) if read else None,
            address("journey:lesson", row.code),
        )
        for row in lessons_named(keys)
    }


def _stops(keys: Collection[int], grants: Grants) -> Items:
    seen = set(visits_for(grants).values_list("pk", flat=True))
    return {
        row.pk: Item(
            row.name,
            f"{marked_name(row.host.organization)}, {row.visit.name}",
            address("visits:stop", row.visit.code, row.code) if row.visit_id in seen else None,
            address("journey:stop", row.visit.code, row.code),
        )
        for row in stops_named(keys)
    }


def _travellers(keys: Collection[int], grants: Grants) -> Items:
    numbers = places_of_travellers(keys)
    seen = {
        row.pk: Item(
            row.official.short_name,
            row.visit.name,
            address("people:official", row.official.number),
            address("journey:official", row.official.number),
        )
        for row in travellers_named(keys, grants)
    }
    return {
        key: seen.get(key) or Item(gettext("Delegate %(number)s") % {"number": number})
        for key, number in numbers.items()
    }


def _places(keys: Collection[int], grants: Grants) -> Items:
    return {
        row.pk: Item(
            finding(row, own=False),
            f"{row.official.short_name}, {row.run.round.name}",
            address("selection:place", row.run.round.code, row.pk),
            address("journey:place", row.run.round.code, row.pk),
        )
        for row in places_named(keys, grants)
    }


def _rules(keys: Collection[int], grants: Grants) -> Items:
    watches = can_watch(grants)
    return {
        row.pk: Item(
            gettext("Version %(version)s of the rule") % {"version": row.version},
            row.round.name,
            address("selection:round", row.round.code) if watches else None,
        )
        for row in rules_named(keys)
    }


def _records(keys: Collection[int], grants: Grants) -> Items:
    return {
        row.pk: Item(
            gettext("Sealed without a record") if row.merit is None else _thousandths(row.merit),
            gettext("%(name)s, sealed on %(day)s")
            % {"name": row.official.short_name, "day": _day(timezone.localdate(row.seal.sealed_at))},
            address("record:record", row.pk),
        )
        for row in records_seen(grants).filter(pk__in=keys)
    }


def _marks(keys: Collection[int], grants: Grants) -> Items:
    return {
        row.pk: Item(
            f"{row.sitting.name}: {_thousandths(counting(row))}",
            row.official.short_name,
            address("exams:mark", row.pk),
            address("journey:mark", row.pk),
        )
        for row in marks_seen(grants).filter(pk__in=keys)
    }


SHOWN: dict[Kind, Show] = {
    Kind.INDICATOR: _indicators,
    Kind.MEASURE: _measures,
    Kind.COMMITMENT: _commitments,
    Kind.LESSON: _lessons,
    Kind.STOP: _stops,
    Kind.TRAVELLER: _travellers,
    Kind.PLACE: _places,
    Kind.RULE: _rules,
    Kind.RECORD: _records,
    Kind.MARK: _marks,
}
"""Notes are not shown by themselves: they join a lesson with the stop where, and the delegate by whom, they were made.
"""


def _day(day: object) -> str:
    return date_text(day, get_language() or "en")  # type: ignore[arg-type]


def _thousandths(value: int) -> str:
    return thousandths_text(value, get_language() or "en")
