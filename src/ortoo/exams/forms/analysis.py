"""What an exam officer fills in between a scoring and released marks."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy

from ortoo.pages.fields import ThousandthsField
from ortoo.pages.forms import Form


class CutForm(Form):
    cut = ThousandthsField(
        label=gettext_lazy("The mark at which the error is told"),
        help_text=gettext_lazy("The mark of the last place where it is known, else the middle of the scale."),
    )


class AnswerForm(Form):
    reason = forms.CharField(
        label=gettext_lazy("Why the marks may leave all the same"), widget=forms.Textarea, max_length=500,
        help_text=gettext_lazy("What you looked at and what you found, for somebody who was not there."),
    )  # fmt: skip
