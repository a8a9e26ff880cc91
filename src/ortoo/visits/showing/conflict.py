"""Which wishes exclude each other, in sentences."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from django.utils.functional import Promise
from django.utils.translation import gettext, gettext_lazy

CLAUSES: dict[str, str | Promise] = {
    "stop": gettext_lazy("“%(name)s” must be in."),
    "fixed": gettext_lazy("“%(name)s” stays at the time it was set to."),
    "window": gettext_lazy("“%(name)s” begins only in the windows that its host gave."),
    "person": gettext_lazy("%(name)s speaks at one stop at a time."),
}
LIMITS: dict[str, str | Promise] = {
    "content_minutes_a_day": gettext_lazy("A day has no more than its minutes of content."),
    "lunch": gettext_lazy("Every day has its lunch."),
    "interpreters": gettext_lazy("There are no more interpreters than these."),
    "grid_minutes": gettext_lazy("Stops begin on the grid."),
}


def conflict_sentences(
    conflict: Sequence[Mapping[str, str]], stops: Mapping[str, str], people: Mapping[str, str]
) -> list[str]:
    """`conflict` as `ortoo agenda` writes it; stops and people: id -> name."""
    return [_sentence(kind, name, stops, people) for clause in conflict for kind, name in clause.items()]


def _sentence(kind: str, name: str, stops: Mapping[str, str], people: Mapping[str, str]) -> str:
    if kind == "limit":
        return str(LIMITS.get(name) or gettext("The limit %(name)s holds.") % {"name": name})
    names = people if kind == "person" else stops
    return str(CLAUSES[kind]) % {"name": names.get(name, name)}
