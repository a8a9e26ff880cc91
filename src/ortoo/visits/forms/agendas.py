"""What the maker of an agenda asks for, and an agenda placed by hand, stop by stop."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import get_language, gettext, gettext_lazy

from ortoo.pages.forms import Form
from ortoo.visits.rules.agenda import Lunch, Placed, Problem, Stop, check
from ortoo.visits.rules.agenda_kept import said
from ortoo.visits.rules.problem_of_visit import Asked
from ortoo.visits.words.days import SHORT_WEEKDAYS, clock

CLOCK = re.compile(r"([01]?\d|2[0-4])[:.]?([0-5]\d)", re.ASCII)


class ClockField(forms.CharField):
    """A time of day as minutes after midnight: "9:30" and "0930" are 570."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(max_length=5, **kwargs)
        self.widget.attrs |= {"inputmode": "numeric", "autocomplete": "off"}

    def to_python(self, value: Any) -> int | None:  # type: ignore[override]
        if isinstance(value, int):
            return value
        text = super().to_python(value)
        if not text:
            return None
        read = CLOCK.fullmatch(text)
        if read is None:
            raise ValidationError(gettext("“%(field)s” takes a time of day, such as 09:30.") % {"field": self.label})
        return int(read[1]) * 60 + int(read[2])

    def prepare_value(self, value: Any) -> Any:
        return clock(value) if isinstance(value, int) else value

    def run_validators(self, value: Any) -> None:
        """The pattern has said everything; those of text would measure a number's length."""


class SolveForm(Form):
    begin = ClockField(label=gettext_lazy("Leave at the earliest"))
    end = ClockField(label=gettext_lazy("Be back at the latest"))
    base = forms.ChoiceField(
        label=gettext_lazy("Nights"), required=False, widget=forms.Select(attrs={"class": "govuk-select"})
    )
    content = forms.IntegerField(
        label=gettext_lazy("Minutes of content a day"), required=False, min_value=30, max_value=1440,
        help_text=gettext_lazy("At most. Empty: no limit."),
    )  # fmt: skip
    lunch = forms.IntegerField(
        label=gettext_lazy("Minutes for lunch"), required=False, min_value=15, max_value=240,
        help_text=gettext_lazy("Free of stops and ways. Empty: lunch is not planned."),
    )  # fmt: skip
    lunch_from = ClockField(label=gettext_lazy("Lunch not before"), required=False)
    lunch_to = ClockField(label=gettext_lazy("Lunch over by"), required=False)
    interpreters = forms.IntegerField(
        label=gettext_lazy("Interpreters"), required=False, min_value=0, max_value=50,
        help_text=gettext_lazy("So many stops at once that need one. Empty: no limit."),
    )  # fmt: skip
    grid = forms.TypedChoiceField(
        label=gettext_lazy("Stops begin every"), coerce=int,
        choices=lambda: [(minutes, gettext("%(minutes)s min") % {"minutes": minutes}) for minutes in (5, 10, 15, 30)],
    )  # fmt: skip
    seconds = forms.IntegerField(
        label=gettext_lazy("Seconds to search"), min_value=1, max_value=600, initial=20,
        help_text=gettext_lazy("Most are solved in a few seconds; then the search ends by itself."),
    )  # fmt: skip
    keep = forms.BooleanField(
        label=gettext_lazy("Change as little as possible of the latest version"), required=False
    )  # fmt: skip

    def __init__(self, *args: Any, venues: Sequence[tuple[str, str]], changes: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        free = ("", gettext("Hotels are free: wherever the way is shortest"))
        self.fields["base"].choices = [free, *venues]  # type: ignore[attr-defined]
        if not changes:
            del self.fields["keep"]

    def clean(self) -> dict[str, Any]:
        found = super().clean() or {}
        begin, end = found.get("begin"), found.get("end")
        if begin is not None and end is not None and end <= begin:
            self.add_error("end", gettext("The day must end after it begins; put a later time."))
        earliest, latest = found.get("lunch_from"), found.get("lunch_to")
        if found.get("lunch") and (earliest is None or latest is None or latest - earliest < found["lunch"]):
            self.add_error("lunch_to", gettext("Lunch needs a time from and to, at least as long as it takes."))
        return found

    def asked(self) -> Asked:
        """Of a valid form."""
        one = self.cleaned_data
        lunch = Lunch(one["lunch"], one["lunch_from"], one["lunch_to"]) if one["lunch"] else None
        return Asked(
            one["begin"], one["end"], one["base"] or None, one["content"], lunch, one["interpreters"], one["grid"]
        )


def initial_of(asked: Asked) -> dict[str, Any]:
    lunch = asked.lunch
    return {
        "begin": asked.begin, "end": asked.end, "base": asked.base or "", "content": asked.content,
        "interpreters": asked.interpreters, "grid": asked.grid, "lunch": lunch and lunch.minutes,
        "lunch_from": lunch and lunch.earliest, "lunch_to": lunch and lunch.latest,
    }  # fmt: skip


@dataclass(frozen=True)
class Row:
    """One stop to be placed: for one group, or for all of them at once where it is joint."""

    stop: Stop
    groups: tuple[str, ...]

    @property
    def key(self) -> str:
        return f"{self.stop.id}-{self.groups[0]}"


def rows_of(problem: Problem) -> list[Row]:
    return list(_rows(problem))


def _rows(problem: Problem) -> Iterator[Row]:
    for stop in problem.stops:
        groups = problem.groups_of(stop)
        if stop.joint or len(groups) == 1:
            yield Row(stop, groups)
        else:
            yield from (Row(stop, (group,)) for group in groups)


class HandForm(Form):
    """For each row a day, or none, and a start. The checker judges all of it; every broken rule is said."""

    def __init__(
        self, *args: Any, problem: Problem, names: Mapping[str, str], people: Mapping[str, str], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.problem, self.people = problem, people
        self.rows = rows_of(problem)
        days = [("", gettext("left out"))]
        days += [
            (str(number), f"{SHORT_WEEKDAYS[day.date.weekday()]} {day.date.day}")
            for number, day in enumerate(problem.days)
        ]
        for row in self.rows:
            name = names[row.stop.id]
            day = gettext("Day: %(stop)s") % {"stop": name}
            start = gettext("Start: %(stop)s") % {"stop": name}
            self.fields[f"day-{row.key}"] = forms.ChoiceField(label=day, choices=days, required=False)
            self.fields[f"start-{row.key}"] = ClockField(label=start, required=False)

    def placed(self) -> list[Placed]:
        """Of what is filled in and can be read."""
        found = []
        for row in self.rows:
            day, start = self.cleaned_data.get(f"day-{row.key}"), self.cleaned_data.get(f"start-{row.key}")
            if day and start is not None:
                found += [Placed(row.stop.id, group, int(day), start) for group in row.groups]
        return found

    def clean(self) -> dict[str, Any]:
        found = super().clean() or {}
        for row in self.rows:
            if found.get(f"day-{row.key}") and found.get(f"start-{row.key}") is None:
                self._missing(row)
        if not self.errors:
            for violation in check(self.problem, self.placed()):
                self.add_error(
                    self._field(violation.stops, violation.group),
                    said(violation, self.people, get_language() or "en"),
                )
        return found

    def _missing(self, row: Row) -> None:
        name = f"start-{row.key}"
        if name not in self.errors:
            self.add_error(name, gettext("“%(field)s” takes a time of day, such as 09:30.") % {
                "field": self.fields[name].label,
            })  # fmt: skip

    def _field(self, stops: Sequence[str], group: str | None) -> str | None:
        """Where the first stop of a broken rule is placed; None where the rule is about the whole."""
        for row in self.rows:
            if stops and row.stop.id == stops[0] and (group is None or group in row.groups):
                return f"start-{row.key}"
        return None


def initial_of_hand(problem: Problem, placed: Sequence[Placed]) -> dict[str, Any]:
    """The latest version, for a person to go on from."""
    at = {(one.stop, one.group): one for one in placed}
    found: dict[str, Any] = {}
    for row in rows_of(problem):
        one = at.get((row.stop.id, row.groups[0]))
        if one is not None and one.day < len(problem.days):
            found[f"day-{row.key}"], found[f"start-{row.key}"] = str(one.day), one.start
    return found
