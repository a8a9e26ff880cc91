"""What the programme is: its name, its purpose, its legal basis, and the objective that it serves."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from ortoo.multilingual.refusals import LANGUAGES
from ortoo.pages.fields import NamesForm
from ortoo.plan.models import Objective


class ProgrammeForm(NamesForm):
    purpose_mn = forms.CharField(label=gettext_lazy("Purpose in Mongolian"), max_length=500)
    purpose_en = forms.CharField(label=gettext_lazy("Purpose in English"), max_length=500)
    purpose_ko = forms.CharField(label=gettext_lazy("Purpose in Korean"), max_length=500)
    legal_basis = forms.CharField(label=gettext_lazy("Legal basis"), max_length=300)
    objective = forms.ChoiceField(
        label=gettext_lazy("Objective of the plan that it serves"),
        help_text=gettext_lazy("Objectives come with the plan; import the plan first."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        named = [one for one in Objective.objects.order_by("goal__plan", "goal__number", "pk") if one.name]
        self.fields["objective"].choices = [(one.number, one.name.within(f"{one.number} ")) for one in named]  # type: ignore[attr-defined]

    def purposes(self) -> dict[str, str]:
        """Language -> purpose, of a form that is valid."""
        return {language: self.cleaned_data[f"purpose_{language}"] for language in LANGUAGES}
