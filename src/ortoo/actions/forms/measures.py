"""Forms of a measure: what it is, its parts, its reports and costs."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext, gettext_lazy, pgettext_lazy

from ortoo.actions.models import Measure
from ortoo.actions.queries.bodies import bodies_in
from ortoo.actions.rules.roles import Part
from ortoo.actions.words import PARTS
from ortoo.lessons.queries.lessons import lesson_choices
from ortoo.multilingual.refusals import LANGUAGES
from ortoo.multilingual.sorting import by_name
from ortoo.pages.fields import NamedForm, NamesForm, ThousandthsField
from ortoo.pages.forms import Form
from ortoo.people.queries import organizations_on
from ortoo.plan.queries import indicators, objectives

Choices = Sequence[tuple[str, str]]
ABROAD = ("country", "host")
SEVERAL = forms.SelectMultiple(attrs={"size": 6})
LINES = range(1, 4)
"""Of further bodies in the form that proposes a measure; the page of parts takes the others."""

FURTHER_PARTS = tuple((code, word) for code, word in PARTS.items() if code != Part.LEAD)


def body_choices(on: date) -> Choices:
    rows = organizations_on(on).exclude(kind__in=ABROAD)
    choices = ((row.code, row.name.within(after=f" ({row.code})")) for row in rows)
    return sorted(choices, key=lambda one: by_name(one[1]))


def inside_choices(measure: Measure, on: date) -> Choices:
    """Bodies that have a part today, as who acts for them."""
    inside = bodies_in(measure, on)
    return [(code, name) for code, name in body_choices(on) if code in inside]


class TextsForm(Form):
    """A text in three languages, of which one is needed."""

    def texts(self, prefix: str) -> dict[str, str]:
        return {language: self.cleaned_data[f"{prefix}_{language}"] for language in LANGUAGES}


def text_field(label: Any, rows: int = 3, needed: bool = False) -> forms.CharField:
    """`needed`: in one of the three languages, which the operation asks."""
    made = forms.CharField(
        label=label, required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": rows})
    )  # fmt: skip
    made.needed_in_one = needed  # type: ignore[attr-defined]
    return made


class MeasureForm(NamedForm):
    code_help = gettext_lazy("One word of letters, digits and hyphens, for example M-4.")
    about_mn = text_field(gettext_lazy("What it changes, in Mongolian"))
    about_en = text_field(gettext_lazy("What it changes, in English"))
    about_ko = text_field(gettext_lazy("What it changes, in Korean"))
    begins = forms.DateField(label=gettext_lazy("First day"))
    ends = forms.DateField(label=gettext_lazy("Last day"))
    lead = forms.ChoiceField(
        label=gettext_lazy("Lead"), help_text=gettext_lazy("Exactly one body leads; the lead can be handed over later.")
    )
    objective = forms.ChoiceField(label=gettext_lazy("Objective of the plan that it serves"), required=False)
    indicators = forms.MultipleChoiceField(
        label=gettext_lazy("Indicators that it is to move"), required=False, widget=SEVERAL
    )
    lessons = forms.MultipleChoiceField(
        label=gettext_lazy("Lessons that it comes from"), required=False, widget=SEVERAL,
        help_text=gettext_lazy("Lessons that their owners have adopted or try out."),
    )  # fmt: skip

    def __init__(self, *args: Any, on: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        bodies = body_choices(on)
        self._add_lines(bodies)
        named = [(one.number, one.name.within(f"{one.number} ")) for one in objectives()]
        choices: dict[str, Choices] = {
            "lead": [("", ""), *bodies],
            "objective": [("", ""), *named],
            "indicators": [(one.code, one.name) for one in indicators()],
            "lessons": [(code, f"{code} · {name}") for code, name in lesson_choices()],
        }  # fmt: skip
        for name, offered in choices.items():
            if offered:
                self.fields[name].choices = offered  # type: ignore[attr-defined]
            else:
                del self.fields[name]

    def _add_lines(self, bodies: Choices) -> None:
        """Behind the lead, lines of a further body and its part."""
        for number in LINES:
            named = {"number": number}
            self.fields[f"body_{number}"] = forms.ChoiceField(
                label=gettext("Further body %(number)s") % named, required=False, choices=[("", ""), *bodies]
            )
            self.fields[f"part_{number}"] = forms.ChoiceField(
                label=gettext("Part of the further body %(number)s") % named, required=False,
                choices=[("", ""), *FURTHER_PARTS],
            )  # fmt: skip
        self.fields["body_1"].help_text = gettext("More bodies get their part on the page of the measure.")
        names = list(self.fields)
        behind = names.index("lead") + 1
        lines = [f"{name}_{number}" for number in LINES for name in ("body", "part")]
        self.order_fields([*names[:behind], *lines])

    def clean(self) -> dict[str, Any]:
        """A line is whole or empty."""
        given = super().clean() or {}
        for number in LINES:
            line = [f"body_{number}", f"part_{number}"]
            missing = [name for name in line if not given.get(name) and name not in self.errors]
            if len(missing) == 1:
                said = gettext("Fill in “%(field)s”.") % {"field": self.fields[missing[0]].label}
                self.add_error(missing[0], said)
        return given

    def others(self) -> list[tuple[str, str]]:
        given = self.cleaned_data
        return [(given[f"body_{one}"], given[f"part_{one}"]) for one in LINES if given[f"body_{one}"]]

    def about(self) -> dict[str, str]:
        return {language: self.cleaned_data[f"about_{language}"] for language in LANGUAGES}


class PartForm(Form):
    organization = forms.ChoiceField(label=gettext_lazy("Body"))
    part = forms.ChoiceField(
        label=pgettext_lazy("measure", "Part"), widget=forms.RadioSelect, choices=FURTHER_PARTS,
    )  # fmt: skip

    def __init__(self, *args: Any, on: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["organization"].choices = body_choices(on)  # type: ignore[attr-defined]


class EndPartForm(Form):
    organization = forms.ChoiceField(label=gettext_lazy("Body"))

    def __init__(self, *args: Any, measure: Measure, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rows = measure.roles.filter(valid_to=None).exclude(part=Part.LEAD).select_related("organization")
        offered = [(row.organization.code, f"{row.organization.name} · {PARTS[row.part]}") for row in rows]
        self.fields["organization"].choices = offered  # type: ignore[attr-defined]


class HandOverForm(Form):
    organization = forms.ChoiceField(label=gettext_lazy("Who leads from today"))
    stays_as = forms.ChoiceField(
        label=gettext_lazy("The body that led so far"), widget=forms.RadioSelect, required=False, initial="co-lead",
    )  # fmt: skip

    def __init__(self, *args: Any, on: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["organization"].choices = body_choices(on)  # type: ignore[attr-defined]
        none = ("", gettext_lazy("has no part any more"))
        self.fields["stays_as"].choices = [*FURTHER_PARTS, none]  # type: ignore[attr-defined]


class ReportForm(TextsForm):
    organization = forms.ChoiceField(label=gettext_lazy("For which body"))
    period_end = forms.DateField(label=gettext_lazy("Last day of the period"))
    percent = ThousandthsField(label=gettext_lazy("Done, in percent"), low=0, high=100_000)
    text_mn = text_field(gettext_lazy("What was done, in Mongolian"), needed=True)
    text_en = text_field(gettext_lazy("What was done, in English"), needed=True)
    text_ko = text_field(gettext_lazy("What was done, in Korean"), needed=True)
    evidence = forms.CharField(
        label=gettext_lazy("Evidence"), max_length=300,
        help_text=gettext_lazy("An address, or number and date of a paper."),
    )  # fmt: skip

    def __init__(self, *args: Any, bodies: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["organization"].choices = bodies  # type: ignore[attr-defined]


class CostForm(NamesForm):
    payer = forms.ChoiceField(label=gettext_lazy("Who pays"))
    currency = forms.CharField(label=gettext_lazy("Currency"), max_length=3, initial="MNT")
    planned = ThousandthsField(label=gettext_lazy("Planned sum"), low=0, high=10**15)

    def __init__(self, *args: Any, bodies: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["payer"].choices = bodies  # type: ignore[attr-defined]


class SettleForm(Form):
    actual = ThousandthsField(label=gettext_lazy("What it came to"), low=0, high=10**15)
