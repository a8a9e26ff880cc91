"""One broken rule of an agenda: a code with values, and its sentence from the one registry of refusals."""

from __future__ import annotations

from dataclasses import dataclass

from ortoo.multilingual.refusals import sentence


@dataclass(frozen=True)
class Violation:
    """code: with its prefix, as "agenda.overlap". stops, group, day: where to point at; day is an index of the problem.

    values: (name, shown value) for the sentence.
    """

    code: str
    stops: tuple[str, ...] = ()
    group: str | None = None
    day: int | None = None
    values: tuple[tuple[str, object], ...] = ()

    def sentence(self, language: str = "en") -> str:
        """In "mn", "en" or "ko"."""
        return sentence(self.code, language, dict(self.values))


def broken(code: str, *stops: str, group: str | None = None, day: int | None = None, **values: object) -> Violation:
    """A violation whose sentence may also show {stop} (the first of `stops`) and {group}."""
    shown = dict(values)
    if stops:
        shown["stop"] = stops[0]
    if group is not None:
        shown["group"] = group
    return Violation(code, stops, group, day, tuple(sorted(shown.items())))


def clock(minutes: int) -> str:
    """ "09:30"; hours go on past 24."""
    return f"{minutes // 60:02d}:{minutes % 60:02d}"
