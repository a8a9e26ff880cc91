"""A formula, filled in: each sitting is one line with its weight, its least mark and what a missing mark means."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext, gettext_lazy

from ortoo.exams.queries import sittings
from ortoo.pages.fields import NamedForm, ThousandthsField
from ortoo.record.operations import NewComponent
from ortoo.record.rules.adoption import percent
from ortoo.record.rules.formula import WHOLE, WhenMissing
from ortoo.record.words import WHEN_MISSING

FINEST = 100
"""Thousandths of a per cent in a thousandth of the whole."""


class WeightField(ThousandthsField):
    """Per cent with at most one decimal, as thousandths of the whole: "33.3" is 333."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(low=FINEST, high=WHOLE * FINEST, **kwargs)

    def to_python(self, value: Any) -> int | None:  # type: ignore[override]
        thousandths = super().to_python(value)
        if thousandths is None:
            return None
        if thousandths % FINEST:
            raise forms.ValidationError(gettext("“%(field)s” takes at most one decimal.") % {"field": self.label})
        return thousandths // FINEST

    def prepare_value(self, value: Any) -> Any:
        return percent(value) if isinstance(value, int) else value


class FormulaForm(NamedForm):
    code_help = gettext_lazy("A formula that is there already gets its next version.")
    legal_basis = forms.CharField(label=gettext_lazy("Legal basis"), max_length=300)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.sittings = list(sittings())
        for line, sitting in enumerate(self.sittings):
            self._add_line(line, sitting.name)

    def _add_line(self, line: int, name: str) -> None:
        values = {"sitting": name}
        self.fields[f"weight_{line}"] = WeightField(
            label=gettext_lazy("Weight of “%(sitting)s” in per cent") % values, required=False,
            help_text=gettext_lazy("Leave it empty where this sitting does not count."),
        )  # fmt: skip
        self.fields[f"at_least_{line}"] = ThousandthsField(
            label=gettext_lazy("Least mark at “%(sitting)s”") % values, required=False
        )
        self.fields[f"missing_{line}"] = forms.ChoiceField(
            label=gettext_lazy("A missing mark at “%(sitting)s” means") % values,
            choices=list(WHEN_MISSING.items()), initial=WhenMissing.INELIGIBLE.value,
        )  # fmt: skip

    def lines(self) -> list[dict[str, Any]]:
        """What the template draws: a sitting and its three fields."""
        return [
            {
                "sitting": sitting,
                "weight": self[f"weight_{line}"],
                "at_least": self[f"at_least_{line}"],
                "missing": self[f"missing_{line}"],
            }
            for line, sitting in enumerate(self.sittings)
        ]

    @property
    def components(self) -> list[NewComponent]:
        """The lines with a weight, the earliest sitting first."""
        found = []
        for line, sitting in reversed(list(enumerate(self.sittings))):
            weight = self.cleaned_data[f"weight_{line}"]
            if weight:
                missing = WhenMissing(self.cleaned_data[f"missing_{line}"])
                found.append(NewComponent(sitting.code, weight, missing, self.cleaned_data[f"at_least_{line}"]))
        return found
