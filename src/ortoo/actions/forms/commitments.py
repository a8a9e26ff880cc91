"""Forms of a commitment: what is promised, and each act on it."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from ortoo.actions.forms.measures import inside_choices, text_field
from ortoo.actions.models import Measure
from ortoo.multilingual.refusals import LANGUAGES
from ortoo.pages.fields import NamedForm
from ortoo.pages.forms import Form


class CommitmentForm(NamedForm):
    code_help = gettext_lazy("One word of letters, digits and hyphens, for example C-21.")
    giver = forms.ChoiceField(label=gettext_lazy("Who delivers"))
    receiver = forms.ChoiceField(label=gettext_lazy("Who receives and confirms"))
    test_mn = text_field(gettext_lazy("How the receiver tells that it is done, in Mongolian"), rows=2, needed=True)
    test_en = text_field(gettext_lazy("How the receiver tells that it is done, in English"), rows=2, needed=True)
    test_ko = text_field(gettext_lazy("How the receiver tells that it is done, in Korean"), rows=2, needed=True)
    after = forms.MultipleChoiceField(
        label=gettext_lazy("It can begin only when these are confirmed"), required=False,
        widget=forms.CheckboxSelectMultiple,
    )  # fmt: skip
    duration_days = forms.IntegerField(
        label=gettext_lazy("Days that it takes once it can begin"), min_value=0, max_value=3650, initial=30
    )
    due = forms.DateField(
        label=gettext_lazy("Due on"),
        help_text=gettext_lazy("It stays as it is proposed. Later another day can be named beside it."),
    )
    final = forms.BooleanField(label=gettext_lazy("It is an end of the measure"), required=False)

    def __init__(self, *args: Any, measure: Measure, on: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        bodies = [("", ""), *inside_choices(measure, on)]
        self.fields["giver"].choices = bodies  # type: ignore[attr-defined]
        self.fields["receiver"].choices = bodies  # type: ignore[attr-defined]
        rows = measure.commitments.exclude(acts__act="refuse").order_by("due", "code")
        self.fields["after"].choices = [(row.code, f"{row.code} · {row.name}") for row in rows]  # type: ignore[attr-defined]

    def test(self) -> dict[str, str]:
        return {language: self.cleaned_data[f"test_{language}"] for language in LANGUAGES}


class NothingForm(Form):
    """One button, no question."""


class ReasonForm(Form):
    reason = forms.CharField(
        label=gettext_lazy("Why"), widget=forms.Textarea(attrs={"rows": 3}), max_length=1000,
        help_text=gettext_lazy("The other side reads it. It does not enter the ledger."),
    )  # fmt: skip


class DeliverForm(Form):
    evidence = forms.CharField(
        label=gettext_lazy("What shows it"), widget=forms.Textarea(attrs={"rows": 3}), max_length=1000,
        help_text=gettext_lazy("An address, or number and date of a paper."),
    )  # fmt: skip
    on = forms.DateField(label=gettext_lazy("Handed over on"))


class ExpectForm(Form):
    day = forms.DateField(
        label=gettext_lazy("Expected on"), help_text=gettext_lazy("The due date stays; this day stands beside it.")
    )
    reason = forms.CharField(label=gettext_lazy("Why"), widget=forms.Textarea(attrs={"rows": 3}), max_length=1000)


class WaitForm(Form):
    upstream = forms.ChoiceField(label=gettext_lazy("It also waits for"))

    def __init__(self, *args: Any, offered: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["upstream"].choices = offered  # type: ignore[attr-defined]
