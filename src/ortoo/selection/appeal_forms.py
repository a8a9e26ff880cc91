"""What an official, a member of the appeals panel and those behind them fill in."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from ortoo.pages.fields import ThousandthsField
from ortoo.pages.forms import Form
from ortoo.selection.words import ATTRIBUTES, GROUNDS, OUTCOMES, REMEDIES

NONE = ("", gettext_lazy("Not about this"))


class OfExams(Form):
    """A form that asks for one of the exams of the round, {code: name}, and for one entry of the record."""

    def __init__(self, *args: Any, exams: Mapping[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["sitting"].choices = [NONE, *exams.items()]  # type: ignore[attr-defined]


class AppealForm(OfExams):
    ground = forms.ChoiceField(
        label=gettext_lazy("What is wrong"), choices=list(GROUNDS.items()), widget=forms.RadioSelect
    )
    sitting = forms.ChoiceField(label=gettext_lazy("Where it is a mark: of which exam"), required=False)
    attribute = forms.ChoiceField(
        label=gettext_lazy("Where it is an entry: which one"), choices=[NONE, *ATTRIBUTES.items()], required=False
    )
    text = forms.CharField(
        label=gettext_lazy("What is wrong, and how you know"), max_length=5000, widget=forms.Textarea,
        help_text=gettext_lazy("The appeals panel reads it; it is never published."),
    )  # fmt: skip


class OrderForm(AppealForm):
    reference = forms.CharField(
        label=gettext_lazy("Who issued the order, its number and day"), max_length=200,
    )  # fmt: skip

    field_order = ("reference",)


class RulingForm(OfExams):
    outcome = forms.ChoiceField(label=gettext_lazy("Ruling"), choices=list(OUTCOMES.items()), widget=forms.RadioSelect)
    reason = forms.CharField(
        label=gettext_lazy("Reason"), max_length=5000, widget=forms.Textarea,
        help_text=gettext_lazy("The official reads it."),
    )  # fmt: skip
    remedy = forms.ChoiceField(
        label=gettext_lazy("What an upheld appeal changes"), choices=list(REMEDIES.items()), widget=forms.RadioSelect,
        required=False,
    )  # fmt: skip
    sitting = forms.ChoiceField(label=gettext_lazy("Exam whose mark changes"), required=False)
    mark = ThousandthsField(label=gettext_lazy("The mark that counts from now on"), required=False)
    attribute = forms.ChoiceField(
        label=gettext_lazy("Entry that changes"), choices=[NONE, *ATTRIBUTES.items()], required=False
    )
    value = forms.CharField(
        label=gettext_lazy("What it is from now on"), max_length=60, required=False,
        help_text=gettext_lazy("The code as it stands in the records, such as MN-065."),
    )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        """Nothing is chosen beforehand; a rejection changes nothing without saying so."""
        cleaned = super().clean() or self.cleaned_data
        if not cleaned.get("remedy"):
            if cleaned.get("outcome") == "upheld":
                self.add_error("remedy", gettext_lazy("Say what the upheld appeal changes, even where it is nothing."))
            cleaned["remedy"] = "none"
        return cleaned


class EvidenceForm(Form):
    file = forms.FileField(
        label=gettext_lazy("File of evidence"), allow_empty_file=True,
        help_text=gettext_lazy(
            "CSV, XLSX or Parquet with the columns pseudonym, sitting, mark and reason. Where the mark is empty, the "
            "evidence bears out what stands. The reason names the source."
        ),
    )  # fmt: skip


class ReasonForm(Form):
    reason = forms.CharField(label=gettext_lazy("Reason"), max_length=500, widget=forms.Textarea)
