"""What somebody fills in who hands letters over."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from ortoo.pages.forms import Form


def is_key(value: str) -> bool:
    """Whether it can be the key of a row; both engines keep keys of at most 63 bits."""
    return value.isascii() and value.isdigit() and int(value) < 2**63


class Letters(forms.MultipleChoiceField):
    """Takes keys that are listed no longer, too: a form sent twice is to find out that it was sent, and the operation
    refuses what was handed over in the meantime. None is as good as some: the form asks for these or for all.
    """

    widget = forms.CheckboxSelectMultiple

    def validate(self, value: Any) -> None:
        if value and not all(self.valid_value(key) for key in value):
            raise forms.ValidationError(self.error_messages["invalid_choice"], "invalid_choice", {"value": "…"})

    def valid_value(self, value: str) -> bool:
        return is_key(value)


class HandOverForm(Form):
    """`all_shown` counts for the letters that the page showed (`shown`), never for one that came in since."""

    letters = Letters(label=gettext_lazy("Letters that were handed over"))
    all_shown = forms.BooleanField(label=gettext_lazy("All letters that are listed here"), required=False)
    on = forms.DateField(label=gettext_lazy("Handed over on"))
    shown = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, letters: list[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["letters"].choices = letters  # type: ignore[attr-defined]
        self.fields["shown"].initial = ",".join(str(key) for key, _ in letters)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("all_shown"):
            cleaned["letters"] = [key for key in cleaned.get("shown", "").split(",") if is_key(key)]
        if not cleaned.get("letters"):
            self.add_error("letters", gettext_lazy("Choose the letters that were handed over, or all of them."))
        return cleaned
