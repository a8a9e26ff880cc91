"""What somebody fills in to take an export."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.validators import RegexValidator
from django.utils.translation import gettext_lazy

from ortoo.pages.forms import Form


class ExportForm(Form):
    name = forms.CharField(
        label=gettext_lazy("Name of the file"),
        help_text=gettext_lazy("Letters a to z, digits and hyphens; .ortoolog is added."),
        max_length=60,
        validators=[
            RegexValidator(r"^[a-z0-9-]+\Z", gettext_lazy("Use only letters a to z, digits and hyphens in the name."))
        ],
    )
    because = forms.CharField(
        label=gettext_lazy("What it is for"),
        help_text=gettext_lazy("This is recorded in the ledger, and stays there. Name no person."),
        max_length=300,
    )
    with_sealed = forms.BooleanField(
        label=gettext_lazy("With the sealed records, so that selections can be solved again"),
        required=False,
    )

    def __init__(self, *args: Any, may_have_sealed: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not may_have_sealed:
            del self.fields["with_sealed"]
