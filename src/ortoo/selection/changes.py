"""What a new run changed, as sentences in the language of the page."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import get_language, gettext, ngettext

from ortoo.multilingual.numbers import thousandths_text, whole
from ortoo.record.words import short
from ortoo.selection.clauses import ceiling, floor
from ortoo.selection.naming import Naming
from ortoo.selection.rules.difference import Change, Kind, Stand, Why
from ortoo.selection.rules.thousandths import thousandths
from ortoo.selection.words import ATTRIBUTES, STATUSES


@dataclass(frozen=True)
class Person:
    """Whom the reader may see by name."""

    name: str
    address: str


@dataclass(frozen=True)
class Told:
    """One change in words. `name` and `address` are empty where the reader sees pseudonyms."""

    kind: Kind
    pseudonym: str
    name: str
    address: str
    before: str
    after: str
    why: tuple[str, ...]


@dataclass(frozen=True)
class Teller:
    """Who is called what, and how codes and exams are named, on one page."""

    people: Mapping[str, Person]
    names: Naming
    exams: Mapping[str, str]

    def told(self, change: Change) -> Told:
        person = self.people.get(change.pseudonym, Person("", ""))
        why = tuple(self._sentence(one) for one in change.why)
        return Told(
            change.kind, short(change.pseudonym), person.name, person.address, _stand(change.before),
            _stand(change.after), why,
        )  # fmt: skip

    def _sentence(self, why: Why) -> str:
        if why.code.startswith("own_"):
            return self._own(why.code, why.values)
        if why.code in ("floor_needs_another", "ceiling_reached"):
            return self._clause(why.code, why.values)
        if why.code == "tie_order":
            return gettext("Merit is equal, and the declared order of ties decides.")
        if why.code == "kept_by_rule":
            return gettext("Who was named stays: the rule adds a seat.")
        return self._others(why.code, why.values)

    def _own(self, code: str, values: Mapping[str, object]) -> str:
        if code == "own_eligible":
            return gettext("The record can be selected now.")
        if code == "own_ineligible":
            return gettext("The record cannot be selected any more.")
        before, after = str(values["before"]), str(values["after"])
        if code == "own_attribute":
            attribute = str(values["attribute"])
            said = gettext("%(attribute)s was corrected from %(before)s to %(after)s.")
            return said % {
                "attribute": ATTRIBUTES.get(attribute, attribute),
                "before": self.names.value(attribute, before),
                "after": self.names.value(attribute, after),
            }
        figures = {"before": _figure(before), "after": _figure(after)}
        if code == "own_merit":
            return gettext("The merit of the record was %(before)s and is %(after)s.") % figures
        said = gettext("The mark of %(exam)s was corrected from %(before)s to %(after)s.")
        if code == "own_mark_set":
            said = gettext("The mark of %(exam)s was missing and is %(after)s.")
        return said % {"exam": self.exams[str(values["sitting"])], **figures}

    def _clause(self, code: str, values: Mapping[str, object]) -> str:
        attribute, value, count = str(values["attribute"]), str(values["value"]), int(str(values["count"]))
        if code == "floor_needs_another":
            said = gettext("A floor now needs another: %(clause)s.")
            return said % {"clause": floor(attribute, value, count, self.names)}
        said = gettext("A ceiling is reached by another: %(clause)s.")
        return said % {"clause": ceiling(attribute, value, count, self.names)}

    def _others(self, code: str, values: Mapping[str, object]) -> str:
        by = values["by"]
        assert isinstance(by, tuple)
        if not by:
            return gettext("Others moved on the list.")
        called = {"by": self._called(by)}
        if code == "made_room":
            return gettext("A seat became free: %(by)s.") % called
        if code == "others_corrected":
            return gettext("A record of somebody else was corrected: %(by)s.") % called
        if values.get("corrected"):
            return ngettext(
                "%(by)s stands ahead now, because a record was corrected.",
                "%(by)s stand ahead now, because a record was corrected.",
                len(by),
            ) % called  # fmt: skip
        return ngettext("%(by)s takes the seat now.", "%(by)s take the seats now.", len(by)) % called

    def _called(self, names: Sequence[str]) -> str:
        return ", ".join(self.people[one].name if one in self.people else short(one) for one in names)


def _figure(text: str) -> str:
    return thousandths_text(thousandths(text), get_language() or "en") if text else gettext("none")


def _stand(stand: Stand) -> str:
    status = STATUSES[stand.status].label
    if stand.rank is None:
        return str(status)
    said = gettext("rank %(rank)s, %(status)s")
    return said % {"rank": whole(stand.rank, get_language() or "en"), "status": str(status).lower()}
