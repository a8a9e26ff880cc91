"""A lesson as it is written: texts in one to three languages, preconditions as lines, notes as boxes to tick."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.translation import get_language, gettext, gettext_lazy

from ortoo.lessons.rules.gates import (
    LONGEST_FINDING,
    NEEDED,
    AtHome,
    Condition,
    Degree,
    Draft,
    Gap,
    Kind,
    gaps,
    refusal_of,
    said,
)
from ortoo.lessons.words import DEGREES, HINTS, KINDS, PART_IN, PARTS, STANDINGS
from ortoo.multilingual.refusals import LANGUAGES
from ortoo.multilingual.texts import LANGUAGE_NAMES
from ortoo.pages.components import Tag
from ortoo.pages.forms import Form

LINES, SHOWN = 5, 2
"""Preconditions that can be written anew, and those that are shown even where they are empty."""
LONGEST = 4000
LINE_PARTS = {"text": gettext_lazy("Precondition %(line)s: what must be there"),
              "plan": gettext_lazy("Precondition %(line)s: how it would be built")}  # fmt: skip
MISSING, THERE = Tag("none", gettext_lazy("not written yet")), Tag("done", gettext_lazy("written"), quiet=True)


@dataclass(frozen=True)
class InLanguages:
    """One text: its field in the language of the page; the others with a mark, none where nothing is written at all."""

    own: forms.BoundField
    others: Sequence[tuple[forms.BoundField, str, Tag | None]]
    opened: bool


class LessonForm(Form):
    topic = forms.ChoiceField(label=gettext_lazy("Topic of the visit"))
    owner = forms.ChoiceField(
        label=gettext_lazy("Owner: the body at home that decides on it"),
        help_text=gettext_lazy("Whose problem it is. Its planners are told, and say what becomes of the lesson."),
    )
    degree = forms.ChoiceField(
        label=gettext_lazy("How far it can be carried over"), widget=forms.RadioSelect,
        choices=tuple(DEGREES.items()),
    )  # fmt: skip
    notes = forms.MultipleChoiceField(
        label=gettext_lazy("Observation notes that it rests on"), widget=forms.CheckboxSelectMultiple,
        error_messages={"required": gettext_lazy("Tick at least one note that the lesson comes from.")},
    )  # fmt: skip

    def __init__(
        self, *args: Any, topics: Sequence[tuple[str, str]], owners: Sequence[tuple[str, str]],
        notes: Sequence[tuple[str, str]], written: int = 0, **kwargs: Any,
    ) -> None:  # fmt: skip
        """`written`: how many preconditions there are already; none of them may be lost for want of a line."""
        super().__init__(*args, **kwargs)
        self.numbers = range(1, max(LINES, written) + 1)
        own = get_language() or "en"
        self.languages = (own, *(language for language in LANGUAGES if language != own))
        choose = ("", gettext_lazy("Choose a topic"))
        choices = {"topic": [choose, *topics], "owner": [("", gettext_lazy("Choose a body")), *owners], "notes": notes}
        for name, values in choices.items():
            self.fields[name].choices = values  # type: ignore[attr-defined]
        for part in PARTS:
            self._add_part(part)
        for line in self.numbers:
            self._add_line(line)

    def _add_part(self, part: str) -> None:
        longest = LONGEST_FINDING if part == "names" else LONGEST
        for language in self.languages:
            first = language == self.languages[0]
            made = self.fields[f"{part}_{language}"] = forms.CharField(
                label=str(PARTS[part] if first else PART_IN[language] % {"part": PARTS[part]}),
                help_text=str(HINTS.get(part, "")) if first else "", required=False, max_length=longest,
                widget=forms.Textarea(attrs={"rows": 2 if part == "names" else 4, "lang": language}),
            )  # fmt: skip
            # No language is needed, but one of them is: "optional" would mislead.
            made.needed_in_one = part in NEEDED  # type: ignore[attr-defined]

    def _add_line(self, line: int) -> None:
        numbered = {"line": line}
        self.fields[f"kind_{line}"] = forms.ChoiceField(
            label=gettext_lazy("Precondition %(line)s: of what kind") % numbered, required=False,
            choices=[("", gettext_lazy("Nothing on this line")), *KINDS.items()],
        )  # fmt: skip
        self.fields[f"standing_{line}"] = forms.ChoiceField(
            label=gettext_lazy("Precondition %(line)s: at home") % numbered, required=False,
            choices=[("", gettext_lazy("Choose one")), *STANDINGS.items()],
        )  # fmt: skip
        for part, label in LINE_PARTS.items():
            for language in self.languages:
                said_of = label % numbered
                self.fields[f"{part}_{line}_{language}"] = forms.CharField(
                    label=said_of if language == self.languages[0] else PART_IN[language] % {"part": said_of},
                    required=False, max_length=1000, widget=forms.Textarea(attrs={"rows": 2, "lang": language}),
                )  # fmt: skip

    # ---- for the template

    def parts(self) -> list[InLanguages]:
        return [self._in_languages(part) for part in PARTS]

    def lines(self) -> list[dict[str, Any]]:
        """Of the preconditions; `later`: empty ones that a page may fold away."""
        return [
            {
                "later": line > SHOWN and not self._has_something(line),
                "kind": self[f"kind_{line}"],
                "standing": self[f"standing_{line}"],
                "texts": [self._in_languages(f"{part}_{line}") for part in LINE_PARTS],
            }
            for line in self.numbers
        ]

    def _has_something(self, line: int) -> bool:
        return any(bound.value() or bound.errors for bound in self if f"_{line}" in bound.name)

    def _in_languages(self, part: str) -> InLanguages:
        """Marked is what a text lacks that is written in some language already."""
        others = [self[f"{part}_{language}"] for language in self.languages[1:]]
        begun = any(self[f"{part}_{language}"].value() for language in self.languages)
        marked = [
            (bound, str(LANGUAGE_NAMES[language]), THERE if bound.value() else MISSING if begun else None)
            for bound, language in zip(others, self.languages[1:], strict=True)
        ]
        return InLanguages(self[f"{part}_{self.languages[0]}"], marked, any(bound.errors for bound in others))

    # ---- what was written

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        for line in self.numbers:
            self._check_line(line, cleaned)
        if not self.errors.keys() & {f"{part}_{line}" for part in ("kind", "standing") for line in self.numbers}:
            for gap in gaps(self._drafted(cleaned)):
                self._say(gap, self._filled(cleaned))
        return cleaned

    def _check_line(self, line: int, cleaned: Mapping[str, Any]) -> None:
        if not self._is_filled(line, cleaned):
            return
        if not cleaned.get(f"kind_{line}"):
            self.add_error(f"kind_{line}", gettext("Say of what kind precondition %(line)s is.") % {"line": line})
        if not cleaned.get(f"standing_{line}"):
            said_of = gettext("Say whether precondition %(line)s is met, can be built or is absent at home.")
            self.add_error(f"standing_{line}", said_of % {"line": line})

    def _is_filled(self, line: int, cleaned: Mapping[str, Any]) -> bool:
        texts = (cleaned.get(f"{part}_{line}_{language}") for part in LINE_PARTS for language in LANGUAGES)
        return any((cleaned.get(f"kind_{line}"), cleaned.get(f"standing_{line}"), *texts))

    def _filled(self, cleaned: Mapping[str, Any]) -> list[int]:
        return [line for line in self.numbers if self._is_filled(line, cleaned)]

    def _say(self, gap: Gap, filled: Sequence[int]) -> None:
        """At its field, and by the line of the form: the draft counts only those that are filled in."""
        here = Gap(gap.part, filled[gap.line - 1]) if gap.line else gap
        part = f"{here.part}_{here.line}" if here.line else here.part
        self.add_error(f"{part}_{self.languages[0]}", refusal_of(here).sentence(self.languages[0]))

    def draft(self) -> Draft:
        """Of a form that is valid."""
        return self._drafted(self.cleaned_data)

    def _drafted(self, cleaned: Mapping[str, Any]) -> Draft:
        texts = {part: self._texts(part, cleaned) for part in PARTS}
        conditions = tuple(
            Condition(
                Kind(cleaned[f"kind_{line}"]),
                self._texts(f"text_{line}", cleaned),
                AtHome(cleaned[f"standing_{line}"]),
                self._texts(f"plan_{line}", cleaned),
            )
            for line in self._filled(cleaned)
        )
        degree = Degree(cleaned.get("degree") or Degree.INSPIRATION)
        needed = {part: texts[part] for part in NEEDED}
        return Draft(
            **needed, degree=degree, conditions=conditions, counter_evidence=texts["counter_evidence"],
            adaptation=texts["adaptation"],
        )  # fmt: skip

    @staticmethod
    def _texts(part: str, cleaned: Mapping[str, Any]) -> dict[str, str]:
        return said({language: cleaned.get(f"{part}_{language}") or "" for language in LANGUAGES})
