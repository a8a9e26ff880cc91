"""What a selection officer fills in to try a draft rule on earlier records."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from ortoo.pages.components import Text
from ortoo.selection.forms import RuleWords

OF_TRIAL = ("earlier", "file")
"""Fields that are no part of the rule."""


class TrialForm(RuleWords):
    """A draft in the words of a rule, and the records to try it on. `rounds` {code: name}, the latest first."""

    earlier = forms.ChoiceField(label=gettext_lazy("Sealed records of an earlier round"), required=False)
    file = forms.FileField(
        label=gettext_lazy("Or a file of candidates"), required=False, allow_empty_file=True,
        help_text=gettext_lazy(
            "CSV, XLSX or Parquet, with the columns pseudonym, merit and eligible, and one for each attribute that a "
            "quota is on. It is read once and forgotten; only counts are kept of it."
        ),
    )  # fmt: skip

    def __init__(self, *args: Any, rounds: Mapping[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        none: Text = gettext_lazy("None: I send a file") if rounds else gettext_lazy("There is no earlier round yet")
        choices: Sequence[tuple[str, Text]] = [*rounds.items(), ("", none)]
        self.fields["earlier"].choices = choices  # type: ignore[attr-defined]

    def rule_fields(self) -> list[forms.BoundField]:
        return [bound for bound in super().rule_fields() if bound.name not in OF_TRIAL]

    def source_fields(self) -> list[forms.BoundField]:
        return [self[name] for name in OF_TRIAL]

    def rule_answers(self) -> dict[str, Any]:
        """What was answered of the rule, so that the form can be filled in with it again."""
        return {name: value for name, value in self.cleaned_data.items() if name not in OF_TRIAL}

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if not cleaned.get("earlier") and not cleaned.get("file") and not self.errors.get("file"):
            self.add_error("earlier", gettext_lazy("Choose an earlier round, or send a file of candidates."))
        return cleaned
