"""What the owner decides."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from ortoo.lessons.rules.states import Outcome
from ortoo.lessons.words import OUTCOMES
from ortoo.pages.forms import Form


class DecisionForm(Form):
    outcome = forms.ChoiceField(label=gettext_lazy("What becomes of it"), widget=forms.RadioSelect)
    reason = forms.CharField(
        label=gettext_lazy("Reason"), max_length=2000, widget=forms.Textarea(attrs={"rows": 4}),
        help_text=gettext_lazy("It stands on the page of the lesson, for whoever wrote it and whoever asks later."),
    )  # fmt: skip

    def __init__(self, *args: Any, outcomes: Sequence[Outcome], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["outcome"].choices = [(one.value, OUTCOMES[one]) for one in outcomes]  # type: ignore[attr-defined]
