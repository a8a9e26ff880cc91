"""What an exam officer fills in."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from django import forms
from django.utils.translation import get_language, gettext, gettext_lazy

from ortoo.exams.fields import MarkField
from ortoo.exams.files.gradebooks import Checked, likely
from ortoo.exams.queries import letter_codes, sittings
from ortoo.exams.rules.gradebook import GradebookColumn, identifier_of
from ortoo.exams.rules.incoming import Scale
from ortoo.exams.rules.letters import lines_of
from ortoo.multilingual.numbers import thousandths_text
from ortoo.multilingual.refusals import Refusal
from ortoo.pages.fields import CodeField, NamedForm, ThousandthsField
from ortoo.pages.forms import Form

TELLS_APART = ("person", "text", "not_said")
"""Columns that may hold personnel numbers: those on persons, and those whose heading says nothing."""

Check = Callable[[int, int], tuple[Checked, list[str]]]


class SittingForm(NamedForm):
    code_help = gettext_lazy("One word of letters, digits and hyphens, for example E2025.")
    held_on = forms.DateField(label=gettext_lazy("Held on"))
    scale_low = ThousandthsField(label=gettext_lazy("Lowest mark"), initial=0)
    scale_high = ThousandthsField(label=gettext_lazy("Highest mark"), initial=100_000)
    letters = forms.ChoiceField(
        label=gettext_lazy("Letter scale"), required=False,
        help_text=gettext_lazy("Only where marks may come as letters; the scale of the day of the sitting counts."),
    )  # fmt: skip
    marker = forms.CharField(label=gettext_lazy("Who marks"), max_length=120)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        none = ("", gettext_lazy("Marks are numbers"))
        self.fields["letters"].choices = [none, *((code, code) for code in letter_codes())]  # type: ignore[attr-defined]


class LettersForm(Form):
    code = CodeField(
        label=gettext_lazy("Code of the scale"),
        help_text=gettext_lazy("A scale that is there already gets a new version."),
    )
    letters = forms.CharField(
        label=gettext_lazy("Letters"), widget=forms.Textarea, max_length=1000,
        help_text=gettext_lazy("One letter and what it is worth on each line, for example “A 95”."),
    )  # fmt: skip
    valid_from = forms.DateField(label=gettext_lazy("For sittings held from"))
    legal_basis = forms.CharField(label=gettext_lazy("Legal basis"), max_length=300)

    def clean_letters(self) -> dict[str, int]:
        try:
            return lines_of(self.cleaned_data["letters"])
        except Refusal as refusal:
            raise forms.ValidationError(refusal.sentence(get_language() or "en")) from None


class CorrectionForm(Form):
    mark = ThousandthsField(label=gettext_lazy("The mark that counts from now on"))
    reason = forms.CharField(
        label=gettext_lazy("Why the mark is corrected"), widget=forms.Textarea, max_length=500,
        help_text=gettext_lazy("It stays beside the mark, and the official reads it. It does not enter the ledger."),
    )  # fmt: skip


class ReliabilityForm(Form):
    reliability = ThousandthsField(
        label=gettext_lazy("Reliability"), low=0, high=1000,
        help_text=gettext_lazy("From 0 to 1, for example 0.85: the share of the marks' variance that is no error."),
    )  # fmt: skip
    source = forms.CharField(
        label=gettext_lazy("Who found it, and how"), max_length=300,
        help_text=gettext_lazy("For example “two markers of 200 papers, report of 3 July”."),
    )  # fmt: skip


class SampleForm(Form):
    share = forms.IntegerField(
        label=gettext_lazy("Share of the marks, in per cent"), min_value=1, max_value=100, initial=10,
        help_text=gettext_lazy("Rounded up, and at least one mark. A larger sample finds the rate more exactly."),
    )  # fmt: skip


class SecondMarksForm(Form):
    """One field for each paper: `papers` are (sampled mark, personnel number)."""

    def __init__(self, *args: Any, papers: Sequence[tuple[int, str]], scale: Scale, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for sampled, number in papers:
            self.fields[f"paper_{sampled}"] = MarkField(scale, label=number, required=False)

    def marks(self) -> dict[int, int]:
        """Sampled mark -> thousandths, of the fields that are filled in."""
        filled = {name: value for name, value in self.cleaned_data.items() if value is not None}
        return {int(name.removeprefix("paper_")): value for name, value in filled.items()}


class SettleForm(Form):
    """`first` and `second` in thousandths, to choose from, or another value."""

    choice = forms.ChoiceField(label=gettext_lazy("What stands on the paper"), widget=forms.RadioSelect)
    other = ThousandthsField(
        label=gettext_lazy("The other value"), required=False,
        help_text=gettext_lazy("Only where the paper shows neither of the two."),
    )  # fmt: skip
    reason = forms.CharField(
        label=gettext_lazy("Why"), widget=forms.Textarea, max_length=500,
        help_text=gettext_lazy("What the paper shows, so that somebody who does not see it understands."),
    )  # fmt: skip

    def __init__(self, *args: Any, first: int, second: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.values = {"first": first, "second": second}
        language = get_language() or "en"
        said = {
            "first": gettext("The first entry, %(mark)s") % {"mark": thousandths_text(first, language)},
            "second": gettext("The second entry, %(mark)s") % {"mark": thousandths_text(second, language)},
            "other": gettext("Another value"),
        }
        self.fields["choice"].choices = list(said.items())  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any] | None:
        given = super().clean()
        if given and given.get("choice") == "other" and given.get("other") is None and "other" not in self.errors:
            self.add_error("other", gettext("Give the value that stands on the paper, or choose one of the entries."))
        return given

    def thousandths(self) -> int:
        """The chosen value of a form that is valid."""
        chosen: int = self.values.get(self.cleaned_data["choice"], self.cleaned_data["other"])
        return chosen


class GradebookForm(Form):
    sitting = forms.ChoiceField(label=gettext_lazy("Sitting"))
    file = forms.FileField(
        label=gettext_lazy("The export of the gradebook"), max_length=200, allow_empty_file=True,
        help_text=gettext_lazy("As Moodle writes it: CSV with a comma, semicolon or tab, or XLSX."),
    )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["sitting"].choices = sitting_choices()  # type: ignore[attr-defined]


class ColumnForm(Form):
    """Which column holds the marks and which tells people apart. `check(mark, identifier)` says what that would do."""

    mark = forms.TypedChoiceField(
        label=gettext_lazy("Column of the marks"), coerce=int, widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Choose the column that holds the marks of this sitting.")},
    )  # fmt: skip
    identifier = forms.TypedChoiceField(
        label=gettext_lazy("Column that tells people apart"), coerce=int, widget=forms.RadioSelect,
        help_text=gettext_lazy("It must hold personnel numbers as they stand on the register."),
        error_messages={"required": gettext_lazy("Choose the column that holds the personnel numbers.")},
    )  # fmt: skip

    def __init__(self, *args: Any, columns: Sequence[GradebookColumn], check: Check, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.check = check
        self.checked: Checked | None = None
        self.headings = {column.index: f"{column.place} · {column.heading}" for column in columns}
        marks = sorted((column for column in columns if column.left_out != "person"), key=lambda one: not one.chosen)
        self._offer("mark", marks, likely(list(columns)))
        proposed = identifier_of(list(columns))
        named = [column for column in columns if column.left_out in TELLS_APART]
        self._offer("identifier", named or columns, [proposed] if proposed else [])

    def _offer(self, name: str, columns: Sequence[GradebookColumn], likely: Sequence[GradebookColumn]) -> None:
        field = self.fields[name]
        field.choices = [(column.index, self.headings[column.index]) for column in columns]  # type: ignore[attr-defined]
        if len(likely) == 1:
            field.initial = likely[0].index

    def heading(self, name: str) -> str:
        """The chosen column as it stands in the file."""
        return self.headings[self.cleaned_data[name]]

    def clean(self) -> dict[str, Any] | None:
        given = super().clean()
        if given and "mark" in given and "identifier" in given:
            self.checked, sentences = self.check(given["mark"], given["identifier"])
            for sentence in sentences:
                self.add_error(None, sentence)
        return given


def sitting_choices() -> Sequence[tuple[str, str]]:
    """All of them: whoever chooses a sealed one is answered with the day of its seal."""
    return [(sitting.code, sitting.name.within(before=f"{sitting.code} · ")) for sitting in sittings()]


def sample_choices() -> Sequence[tuple[str, str]]:
    """Sittings whose sample is being entered a second time."""
    open_ones = sittings().filter(sample__compared_at=None, sample__isnull=False)
    return [(sitting.code, sitting.name.within(before=f"{sitting.code} · ")) for sitting in open_ones]
