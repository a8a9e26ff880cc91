"""What is asked about pre-study packs and their parts."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from ortoo.multilingual.refusals import LANGUAGES
from ortoo.pages.forms import Form
from ortoo.visits.operations.packs import LONGEST_CODE, MOST_MINUTES, NewPart


class PartForm(Form):
    part_mn = forms.CharField(label=gettext_lazy("What is read, in Mongolian"), max_length=250)
    part_en = forms.CharField(label=gettext_lazy("What is read, in English"), max_length=250)
    part_ko = forms.CharField(label=gettext_lazy("What is read, in Korean"), max_length=250)
    address = forms.URLField(
        label=gettext_lazy("Its address"), max_length=300, required=False, assume_scheme="https",
        help_text=gettext_lazy("Where it is on the web; leave it empty and write the text beneath."),
    )  # fmt: skip
    text_mn = forms.CharField(label=gettext_lazy("Text in Mongolian"), required=False, widget=forms.Textarea)
    text_en = forms.CharField(label=gettext_lazy("Text in English"), required=False, widget=forms.Textarea)
    text_ko = forms.CharField(label=gettext_lazy("Text in Korean"), required=False, widget=forms.Textarea)
    minutes = forms.IntegerField(
        label=gettext_lazy("About how many minutes it takes"), min_value=1, max_value=MOST_MINUTES
    )

    def part(self) -> NewPart:
        given = self.cleaned_data
        return NewPart(
            names={language: given[f"part_{language}"] for language in LANGUAGES},
            minutes=given["minutes"],
            address=given["address"],
            text={language: given[f"text_{language}"] for language in LANGUAGES},
        )


class PackForm(PartForm):
    """A pack with its first part; further ones are added on its page."""

    code = forms.CharField(label=gettext_lazy("Code"), max_length=LONGEST_CODE, help_text=gettext_lazy("Such as P1."))
    name_mn = forms.CharField(label=gettext_lazy("Name in Mongolian"), max_length=250)
    name_en = forms.CharField(label=gettext_lazy("Name in English"), max_length=250)
    name_ko = forms.CharField(label=gettext_lazy("Name in Korean"), max_length=250)
    topic = forms.ChoiceField(label=gettext_lazy("Topic"))
    due_on = forms.DateField(
        label=gettext_lazy("To be finished by"), help_text=gettext_lazy("Before the visit begins.")
    )
    stops = forms.MultipleChoiceField(
        label=gettext_lazy("Site visits that it stands before"), required=False, widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy("Who has not finished the pack is not marked as present there."),
    )  # fmt: skip
    field_order = ("code", "name_mn", "name_en", "name_ko", "topic", "due_on", "stops")

    def __init__(self, *args: Any, topics: list[tuple[str, str]], stops: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["topic"].choices = topics  # type: ignore[attr-defined]
        self.fields["stops"].choices = stops  # type: ignore[attr-defined]
        if not stops:
            del self.fields["stops"]

    def names(self) -> dict[str, str]:
        return {language: self.cleaned_data[f"name_{language}"] for language in LANGUAGES}


class GatesForm(Form):
    stops = forms.MultipleChoiceField(
        label=gettext_lazy("Site visits that it stands before"), required=False, widget=forms.CheckboxSelectMultiple,
    )  # fmt: skip

    def __init__(self, *args: Any, stops: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["stops"].choices = stops  # type: ignore[attr-defined]
