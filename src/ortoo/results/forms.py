"""The forms of an edition."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy

from ortoo.pages.forms import Form


class ApproveForm(Form):
    """One button, no question."""


class TakeBackForm(Form):
    because = forms.CharField(
        label=gettext_lazy("Why"), widget=forms.Textarea, max_length=500,
        help_text=gettext_lazy("Recorded in the ledger; the figures can then be kept again."),
    )  # fmt: skip
