"""What the selection officer and the members of the panel fill in."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext, gettext_lazy

from ortoo.multilingual.refusals import LANGUAGES
from ortoo.pages.components import Text
from ortoo.pages.fields import ThousandthsField
from ortoo.pages.forms import Form
from ortoo.permission.models import Criterion as CriterionRow
from ortoo.permission.models import Dossier
from ortoo.permission.rules.rubric import CORRECTED, SCALE, Answers, Bound, Criterion
from ortoo.permission.words.panel import DECIDES
from ortoo.record.forms import WeightField

CRITERIA, QUOTAS = 6, 4
LANGUAGE_LABELS: dict[str, Text] = {
    "mn": gettext_lazy("Criterion %(line)s in Mongolian"),
    "en": gettext_lazy("Criterion %(line)s in English"),
    "ko": gettext_lazy("Criterion %(line)s in Korean"),
}


class RubricForm(Form):
    """Criteria as lines of three names and a weight; the rule of the proposal as numbers and lines of quotas."""

    seats = forms.IntegerField(label=gettext_lazy("Seats"), min_value=1, max_value=1000, initial=10)
    reserve = forms.IntegerField(label=gettext_lazy("Reserve places"), min_value=0, max_value=1000, initial=5)
    each_goal = forms.IntegerField(
        label=gettext_lazy("For each goal of the visit's topics, at least"), min_value=0, max_value=1000, initial=1,
        help_text=gettext_lazy("So many of the proposed whose topic serves the goal; 0 where it does not matter."),
    )  # fmt: skip
    decides = forms.ChoiceField(
        label=gettext_lazy("What decides"), choices=list(DECIDES.items()), widget=forms.RadioSelect, required=False,
        initial=CORRECTED, help_text=gettext_lazy(
            "It is said now, before anybody has scored. Both figures are shown with every dossier."
        ),
    )  # fmt: skip
    gap = ThousandthsField(
        label=gettext_lazy("A third member scores where two lie apart by more than"), low=1, high=SCALE,
        initial=15_000, help_text=gettext_lazy("In points of 0 to 100."),
    )  # fmt: skip
    legal_basis = forms.CharField(label=gettext_lazy("Legal basis"), max_length=300)

    def __init__(self, *args: Any, columns: Sequence[tuple[str, Text]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.columns = [("", gettext_lazy("No quota on this line")), *columns]
        for line in range(1, CRITERIA + 1):
            self._add_criterion(line)
        for line in range(1, QUOTAS + 1):
            self._add_quota(line)

    def _add_criterion(self, line: int) -> None:
        numbered = {"line": line}
        for language in LANGUAGES:
            self.fields[f"criterion_{language}_{line}"] = forms.CharField(
                label=LANGUAGE_LABELS[language] % numbered, max_length=250, required=False
            )
        self.fields[f"weight_{line}"] = WeightField(
            label=gettext_lazy("Criterion %(line)s: weight in per cent") % numbered, required=False
        )

    def _add_quota(self, line: int) -> None:
        numbered = {"line": line}
        self.fields[f"attribute_{line}"] = forms.ChoiceField(
            label=gettext_lazy("Quota %(line)s: on") % numbered, choices=self.columns, required=False
        )
        self.fields[f"value_{line}"] = forms.CharField(
            label=gettext_lazy("Quota %(line)s: value") % numbered, required=False, max_length=100
        )
        for part, label in (("least", gettext_lazy("Quota %(line)s: at least")),
                            ("most", gettext_lazy("Quota %(line)s: at most"))):  # fmt: skip
            self.fields[f"{part}_{line}"] = forms.IntegerField(label=label % numbered, required=False, min_value=0)

    def plain_fields(self) -> list[forms.BoundField]:
        return [bound for bound in self if not bound.name[-1].isdigit()]

    def criterion_lines(self) -> list[list[forms.BoundField]]:
        """The fields of each line, for a template that puts them side by side."""
        names = [f"criterion_{language}" for language in LANGUAGES]
        return [[self[f"{part}_{line}"] for part in (*names, "weight")] for line in range(1, CRITERIA + 1)]

    def quota_lines(self) -> list[list[forms.BoundField]]:
        parts = ("attribute", "value", "least", "most")
        return [[self[f"{part}_{line}"] for part in parts] for line in range(1, QUOTAS + 1)]

    def left_empty(self, name: str) -> bool:
        return name[-1].isdigit() and self.cleaned_data[name] in ("", None)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        for line in range(1, CRITERIA + 1):
            self._check_criterion(line, cleaned)
        for line in range(1, QUOTAS + 1):
            self._check_quota(line, cleaned)
        return cleaned

    def _check_criterion(self, line: int, cleaned: dict[str, Any]) -> None:
        names = {language: cleaned.get(f"criterion_{language}_{line}") for language in LANGUAGES}
        weight = cleaned.get(f"weight_{line}")
        if not any(names.values()) and weight is None:
            return
        for language, name in names.items():
            if not name:
                self.add_error(
                    f"criterion_{language}_{line}", gettext("Name criterion %(line)s in all three languages.")
                    % {"line": line},
                )  # fmt: skip
        if weight is None and not self.has_error(f"weight_{line}"):
            self.add_error(f"weight_{line}", gettext("Say how much criterion %(line)s weighs.") % {"line": line})

    def _check_quota(self, line: int, cleaned: dict[str, Any]) -> None:
        attribute, value = cleaned.get(f"attribute_{line}"), cleaned.get(f"value_{line}")
        least, most = cleaned.get(f"least_{line}"), cleaned.get(f"most_{line}")
        if attribute and least is None and most is None:
            self.add_error(f"least_{line}", gettext("Say how many at least, or at most, on this line."))
        if not attribute and (value or least is not None or most is not None):
            self.add_error(f"attribute_{line}", gettext("Say what the quota on this line is on."))
        if least is not None and most is not None and least > most:
            self.add_error(f"most_{line}", gettext("“At most” cannot be smaller than “at least” on one line."))

    @property
    def criteria(self) -> list[Criterion]:
        """The lines that are filled in, coded by their place."""
        filled = [line for line in range(1, CRITERIA + 1) if self.cleaned_data[f"weight_{line}"] is not None]
        return [
            Criterion(
                f"c{place}",
                {language: self.cleaned_data[f"criterion_{language}_{line}"] for language in LANGUAGES},
                self.cleaned_data[f"weight_{line}"],
            )
            for place, line in enumerate(filled, start=1)
        ]

    def answers(self, title: str) -> Answers:
        given = self.cleaned_data
        bounds = [
            Bound(given[f"attribute_{line}"], given[f"value_{line}"], given[f"least_{line}"], given[f"most_{line}"])
            for line in range(1, QUOTAS + 1)
            if given[f"attribute_{line}"]
        ]
        merit = given["decides"] or CORRECTED
        return Answers(title, given["seats"], given["reserve"], given["each_goal"], bounds, merit)


class InterestsForm(Form):
    """One line a dossier: a conflict or none, and what it is."""

    read = forms.BooleanField(
        label=gettext_lazy(
            "I have looked at every dossier here. Where I ticked nothing, no conflict of interest is there."
        )
    )

    def __init__(self, *args: Any, dossiers: Sequence[Dossier], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.dossiers = list(dossiers)
        for one in self.dossiers:
            numbered = {"number": one.number}
            self.fields[f"conflict_{one.number}"] = forms.BooleanField(
                label=gettext_lazy("Conflict of interest with dossier %(number)s") % numbered, required=False
            )
            self.fields[f"reason_{one.number}"] = forms.CharField(
                label=gettext_lazy("What it is, for dossier %(number)s") % numbered, max_length=500, required=False
            )

    def lines(self) -> list[dict[str, Any]]:
        return [
            {"dossier": one, "conflict": self[f"conflict_{one.number}"], "reason": self[f"reason_{one.number}"]}
            for one in self.dossiers
        ]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        for one in self.dossiers:
            if cleaned.get(f"reason_{one.number}") and not cleaned.get(f"conflict_{one.number}"):
                said = gettext(
                    "You wrote a reason for dossier %(number)s: tick the conflict too, or take the reason out."
                )
                self.add_error(f"conflict_{one.number}", said % {"number": one.number})
        return cleaned

    @property
    def conflicts(self) -> dict[int, str]:
        return {
            one.number: self.cleaned_data[f"reason_{one.number}"]
            for one in self.dossiers
            if self.cleaned_data[f"conflict_{one.number}"]
        }


class ReasonForm(Form):
    reason = forms.CharField(label=gettext_lazy("What the conflict of interest is"), max_length=500)


class ReportForm(ReasonForm):
    """A conflict that the officer learned of."""

    number = forms.ChoiceField(label=gettext_lazy("Number of the dossier"))
    member = forms.ChoiceField(label=gettext_lazy("Member of the panel"))

    field_order = ("number", "member", "reason")

    def __init__(
        self, *args: Any, numbers: Sequence[tuple[str, str]], members: Sequence[tuple[str, str]], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["number"].choices = numbers  # type: ignore[attr-defined]
        self.fields["member"].choices = members  # type: ignore[attr-defined]


class SheetForm(Form):
    """One score a criterion, 0 to 100; `hand_in` comes from the button that was pressed, and asks for all of them."""

    hand_in = forms.BooleanField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, criteria: Sequence[CriterionRow], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.criteria = list(criteria)
        whole = not self.is_bound or bool(self.data.get("hand_in"))
        for one in self.criteria:
            self.fields[f"score_{one.code}"] = ThousandthsField(
                label=one.name, low=0, high=SCALE, required=whole, help_text=_weighs(one.weight)
            )
        self.fields["remark"] = forms.CharField(
            label=gettext_lazy("Remark for your own memory"), required=False, max_length=2000,
            widget=forms.Textarea(attrs={"rows": 3}),
        )  # fmt: skip

    @property
    def scores(self) -> dict[str, int]:
        given = {one.code: self.cleaned_data[f"score_{one.code}"] for one in self.criteria}
        return {code: value for code, value in given.items() if value is not None}


def _weighs(weight: int) -> str:
    whole, part = divmod(weight, 10)
    shown = f"{whole}.{part}" if part else str(whole)
    return gettext("0 to 100; weighs %(weight)s %%") % {"weight": shown}
