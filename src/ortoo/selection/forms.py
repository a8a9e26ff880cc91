"""What a selection officer and an exam officer fill in for a round."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext, gettext_lazy

from ortoo.pages.fields import NamedForm
from ortoo.pages.forms import Form
from ortoo.record.queries import formulas
from ortoo.selection.rules.rule import EVIDENCE, INTERVIEW, LOT
from ortoo.selection.rules.words import Answers, Bound
from ortoo.selection.words import AFTER_APPEAL, ATTRIBUTES, BORDERLINE, FLOORS, OBJECTIVES

QUOTA_LINES = 10


class FormulaField(forms.ModelChoiceField):
    """Versions of one formula have one name."""

    def label_from_instance(self, obj: Any) -> str:
        return gettext("%(formula)s, version %(version)s") % {"formula": obj.name, "version": obj.version}


class RoundForm(NamedForm):
    code_help = gettext_lazy("Letters, digits and hyphens, for example 2024.")
    formula = FormulaField(formulas(), label=gettext_lazy("Formula of the record"))


class RuleWords(Form):
    """A rule in the words of `ortoo select`; each quota line is an attribute, a value, a floor and a ceiling."""

    seats = forms.IntegerField(label=gettext_lazy("Seats"), min_value=1, max_value=100_000, initial=100)
    reserve = forms.IntegerField(label=gettext_lazy("Reserve places"), min_value=0, max_value=100_000, initial=20)
    objective = forms.ChoiceField(
        label=gettext_lazy("Which list is the best"), choices=list(OBJECTIVES.items()), widget=forms.RadioSelect
    )
    floors = forms.ChoiceField(
        label=gettext_lazy("How floors are counted"), choices=list(FLOORS.items()), widget=forms.RadioSelect
    )
    first_tie = forms.ChoiceField(label=gettext_lazy("Equal merit: first by the mark of"), required=False)
    second_tie = forms.ChoiceField(label=gettext_lazy("Still equal: then by the mark of"), required=False)

    def __init__(self, *args: Any, exams: dict[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        ties = [("", gettext_lazy("Nothing: the lot decides")), *exams.items()]
        self.fields["first_tie"].choices = self.fields["second_tie"].choices = ties  # type: ignore[attr-defined]
        for line in range(1, QUOTA_LINES + 1):
            self._add_quota_line(line)

    def _add_quota_line(self, line: int) -> None:
        numbered = {"line": line}
        attributes = [("", gettext_lazy("No quota on this line")), *ATTRIBUTES.items()]
        self.fields[f"attribute_{line}"] = forms.ChoiceField(
            label=gettext_lazy("Quota %(line)s: on") % numbered, choices=attributes, required=False
        )
        self.fields[f"value_{line}"] = forms.CharField(
            label=gettext_lazy("Quota %(line)s: value") % numbered, required=False, max_length=100,
        )  # fmt: skip
        self.fields[f"least_{line}"] = forms.IntegerField(
            label=gettext_lazy("Quota %(line)s: at least") % numbered, required=False, min_value=0
        )
        self.fields[f"most_{line}"] = forms.IntegerField(
            label=gettext_lazy("Quota %(line)s: at most") % numbered, required=False, min_value=0
        )

    def quota_lines(self) -> list[list[forms.BoundField]]:
        """The fields of each line, for a template that puts them side by side."""
        return [
            [self[f"{part}_{line}"] for part in ("attribute", "value", "least", "most")]
            for line in range(1, QUOTA_LINES + 1)
        ]

    def rule_fields(self) -> list[forms.BoundField]:
        return [bound for bound in self if not bound.name[-1].isdigit()]

    def left_empty(self, name: str) -> bool:
        """Whether the field is one of a line of quotas and has no answer."""
        return name[-1].isdigit() and self.cleaned_data[name] in ("", None)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        for line in range(1, QUOTA_LINES + 1):
            self._check_quota_line(line, cleaned)
        return cleaned

    def _check_quota_line(self, line: int, cleaned: dict[str, Any]) -> None:
        attribute, value = cleaned.get(f"attribute_{line}"), cleaned.get(f"value_{line}")
        least, most = cleaned.get(f"least_{line}"), cleaned.get(f"most_{line}")
        said = value or least is not None or most is not None
        if attribute and least is None and most is None:
            self.add_error(f"least_{line}", gettext_lazy("Say how many at least, or at most, on this line."))
        if said and not attribute:
            self.add_error(f"attribute_{line}", gettext_lazy("Say what the quota on this line is on."))
        if least is not None and most is not None and least > most:
            self.add_error(f"most_{line}", gettext_lazy("“At most” cannot be smaller than “at least” on one line."))

    def answers(self, title: str) -> Answers:
        given = self.cleaned_data
        bounds = [
            Bound(given[f"attribute_{line}"], given[f"value_{line}"], given[f"least_{line}"], given[f"most_{line}"])
            for line in range(1, QUOTA_LINES + 1)
            if given[f"attribute_{line}"]
        ]
        ties = dict.fromkeys(tie for tie in (given["first_tie"], given["second_tie"]) if tie)
        return Answers(
            title, given["seats"], given["reserve"], given["objective"], given["floors"], tuple(ties), bounds
        )


class RuleForm(RuleWords):
    """A rule with what it declares of the borderline, and what its adoption needs besides."""

    borderline = forms.ChoiceField(
        label=gettext_lazy("Where the marks cannot say who is truly among the best"),
        choices=list(BORDERLINE.items()), widget=forms.RadioSelect, required=False, initial="",
        help_text=gettext_lazy("It needs a standard error of every record: records without one cannot be sealed then."),
    )  # fmt: skip
    rubric = forms.CharField(
        label=gettext_lazy("For an interview: where its rubric is laid down"), max_length=300, required=False,
    )  # fmt: skip
    legal_basis = forms.CharField(label=gettext_lazy("Legal basis"), max_length=300)
    lot_source = forms.CharField(
        label=gettext_lazy("Where the public draw will come from"), max_length=300,
        help_text=gettext_lazy("It breaks the last ties, is named now and drawn after the records are sealed."),
    )  # fmt: skip
    objection_days = forms.IntegerField(
        label=gettext_lazy("Days on which appeals are taken"), min_value=1, max_value=365, initial=10,
        help_text=gettext_lazy("They begin on the day after the provisional list is published."),
    )  # fmt: skip
    after_appeal = forms.ChoiceField(
        label=gettext_lazy("Where an order reopens a published list"), choices=list(AFTER_APPEAL.items()),
        widget=forms.RadioSelect, initial="add-seats",
    )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        chosen, rubric = cleaned.get("borderline"), cleaned.get("rubric")
        if chosen == INTERVIEW and not rubric:
            self.add_error("rubric", gettext_lazy("Say where the rubric of the interview is laid down."))
        if rubric and chosen != INTERVIEW:
            self.add_error("rubric", gettext_lazy("A rubric belongs to an interview: choose that, or leave it empty."))
        return cleaned

    def left_empty(self, name: str) -> bool:
        return (name == "rubric" and not self.cleaned_data[name]) or super().left_empty(name)

    def answers(self, title: str) -> Answers:
        return replace(super().answers(title), borderline=self._declared())

    def _declared(self) -> dict[str, str]:
        chosen, rubric = self.cleaned_data["borderline"], self.cleaned_data["rubric"]
        if not chosen:
            return {}
        if chosen == LOT:
            return {"then": LOT}
        return {"then": EVIDENCE, "kind": chosen, **({"rubric": rubric} if rubric else {})}


class SealForm(Form):
    as_of = forms.DateField(
        label=gettext_lazy("Posts as of"),
        help_text=gettext_lazy("Region, organization and level of each official are taken as of this day."),
    )
    understood = forms.BooleanField(label=gettext_lazy("I know that the marks behind the seal can no longer change."))

    def clean_as_of(self) -> date:
        day: date = self.cleaned_data["as_of"]
        if day > timezone.localdate():
            raise forms.ValidationError(
                gettext_lazy("Choose today or an earlier day: the posts of a day to come are not known.")
            )
        return day


class LotForm(Form):
    value = forms.CharField(
        label=gettext_lazy("The value drawn"), max_length=200,
        help_text=gettext_lazy("Exactly as it was announced; one changed letter gives another seed."),
    )  # fmt: skip
