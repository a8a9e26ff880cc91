"""Attendance, an observation note and the questionnaire of a day."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from datetime import datetime
from typing import Any, cast

from django import forms
from django.conf import settings
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext_lazy, pgettext_lazy

from ortoo.pages.forms import Form
from ortoo.visits.rules.noting import LONGEST, Note
from ortoo.visits.rules.questionnaire import HIGH, LOW, Answer
from ortoo.visits.rules.questionnaire import LONGEST as LONGEST_REMARK
from ortoo.visits.words.questions import QUESTIONS

THERE = [("", pgettext_lazy("attendance", "not marked")), ("yes", pgettext_lazy("attendance", "there")),
         ("no", pgettext_lazy("attendance", "absent"))]  # fmt: skip


class AttendanceForm(Form):
    """One choice a traveller. `people`: key and label of each."""

    def __init__(self, *args: Any, people: Sequence[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for key, label in people:
            self.fields[f"traveller-{key}"] = forms.ChoiceField(
                label=label, choices=THERE, required=False, widget=forms.RadioSelect
            )

    def marks(self) -> dict[int, bool]:
        """Traveller -> there or not, of those whose mark was changed."""
        found = {}
        for name, value in self.cleaned_data.items():
            if value and value != self.initial.get(name, ""):
                found[int(name.removeprefix("traveller-"))] = value == "yes"
        return found


class NoteForm(Form):
    seen = forms.CharField(
        label=gettext_lazy("What you saw"), help_text=gettext_lazy("Seen or heard, in your own words."),
        widget=forms.Textarea(attrs={"rows": 5}), max_length=LONGEST,
    )  # fmt: skip
    works_because = forms.CharField(
        label=gettext_lazy("Why it works there"), widget=forms.Textarea(attrs={"rows": 3}), required=False,
        max_length=LONGEST,
    )  # fmt: skip
    evidence = forms.CharField(
        label=gettext_lazy("What shows it"), help_text=gettext_lazy("Figures, papers, who said it."),
        widget=forms.Textarea(attrs={"rows": 3}), required=False, max_length=LONGEST,
    )  # fmt: skip
    for_home = forms.CharField(
        label=gettext_lazy("What it could mean at home"), widget=forms.Textarea(attrs={"rows": 3}), required=False,
        max_length=LONGEST,
    )  # fmt: skip
    language = forms.ChoiceField(label=gettext_lazy("Language"), choices=settings.LANGUAGES)
    key = forms.CharField(widget=forms.HiddenInput, max_length=36, required=False)
    written_at = forms.CharField(widget=forms.HiddenInput, max_length=40, required=False)
    replaces = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def note(self) -> Note:
        """Of a valid form."""
        one = self.cleaned_data
        return Note(one["language"], one["seen"], one["works_because"], one["evidence"], one["for_home"])

    def moment(self) -> datetime | None:
        """By the phone's clock; None where it did not say, or said no moment."""
        try:
            read = parse_datetime(self.cleaned_data["written_at"])
        except ValueError:
            return None
        return read if read is not None and read.tzinfo is not None else None


def fresh_key() -> str:
    return str(uuid.uuid4())


def _scale(question: str, ends: Any) -> forms.TypedChoiceField:
    return forms.TypedChoiceField(
        label=cast(Any, QUESTIONS[question]),
        help_text=ends,
        coerce=int,
        choices=[(number, str(number)) for number in range(LOW, HIGH + 1)],
        widget=forms.RadioSelect,
    )


class AnswerForm(Form):
    content = _scale("content", gettext_lazy("1: of little worth. 5: of great worth."))
    pace = _scale("pace", gettext_lazy("1: badly chosen. 5: just right."))
    use = _scale("use", gettext_lazy("1: none. 5: at once."))
    remark = forms.CharField(
        label=gettext_lazy("A remark"), help_text=gettext_lazy("Name nobody; it is shown as you write it."),
        widget=forms.Textarea(attrs={"rows": 3}), required=False, max_length=LONGEST_REMARK,
    )  # fmt: skip

    def answer(self) -> Answer:
        """Of a valid form."""
        one = self.cleaned_data
        return Answer(one["content"], one["pace"], one["use"], one["remark"])
