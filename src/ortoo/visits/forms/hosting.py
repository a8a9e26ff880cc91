"""What those who keep visits fill in, what bodies at home wish for, and what a host answers."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from ortoo.multilingual.refusals import LANGUAGES
from ortoo.pages.forms import Form
from ortoo.visits.words.hosting import BASES, WAYS

MN, EN, KO = gettext_lazy("In Mongolian"), gettext_lazy("In English"), gettext_lazy("In Korean")
IN_LANGUAGES = {"mn": MN, "en": EN, "ko": KO}

Choices = list[tuple[str, str]]


def choose(form: forms.Form, **offered: Any) -> None:
    """Sets the choices of fields, by name."""
    for name, choices in offered.items():
        form.fields[name].choices = choices  # type: ignore[attr-defined]


class InLanguagesForm(Form):
    """`name_…` in three languages, none of them needed by itself: the operation asks for one at least."""

    name_mn = forms.CharField(label=gettext_lazy("Name in Mongolian"), max_length=250, required=False)
    name_en = forms.CharField(label=gettext_lazy("Name in English"), max_length=250, required=False)
    name_ko = forms.CharField(label=gettext_lazy("Name in Korean"), max_length=250, required=False)

    def names(self) -> dict[str, str]:
        return {language: self.cleaned_data[f"name_{language}"] for language in LANGUAGES}


class OpenForm(Form):
    round = forms.ChoiceField(
        label=gettext_lazy("Round"), help_text=gettext_lazy("Title, country, days and topics come from its call.")
    )
    code = forms.CharField(label=gettext_lazy("Code"), max_length=30, help_text=gettext_lazy("Such as KR-2022."))
    time_zone = forms.CharField(
        label=gettext_lazy("Time zone of the host"), max_length=40,
        help_text=gettext_lazy("Every time of the agenda is in it. Such as Asia/Seoul."),
    )  # fmt: skip

    def __init__(self, *args: Any, rounds: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose(self, round=rounds)


class HostForm(Form):
    organization = forms.ChoiceField(label=gettext_lazy("Institute"))
    leads = forms.BooleanField(
        label=gettext_lazy("It leads"), required=False,
        help_text=gettext_lazy("Exactly one host leads a visit; the first one does unless another takes over."),
    )  # fmt: skip

    def __init__(self, *args: Any, organizations: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose(self, organization=organizations)


class TieForm(Form):
    objectives = forms.MultipleChoiceField(
        label=gettext_lazy("Objectives of the plan that it serves"), widget=forms.CheckboxSelectMultiple, required=False
    )
    indicators = forms.MultipleChoiceField(
        label=gettext_lazy("Indicators that it may move"), widget=forms.CheckboxSelectMultiple, required=False
    )
    link_basis = forms.ChoiceField(
        label=gettext_lazy("How we know"), choices=list(BASES.items()), widget=forms.RadioSelect, initial="I"
    )

    def __init__(self, *args: Any, objectives: Choices, indicators: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose(self, objectives=objectives, indicators=indicators)


def _text(label: Any, rows: int = 3, **more: Any) -> forms.CharField:
    return forms.CharField(label=label, widget=forms.Textarea(attrs={"rows": rows}), max_length=2_000, **more)


class WishForm(Form):
    organization = forms.ChoiceField(label=gettext_lazy("Who wants to learn it"))
    text_mn = _text(MN, required=False)
    text_en = _text(EN, required=False)
    text_ko = _text(KO, required=False)

    def __init__(self, *args: Any, organizations: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose(self, organization=organizations)

    def texts(self) -> dict[str, str]:
        return {language: self.cleaned_data[f"text_{language}"] for language in LANGUAGES}


class RequestForm(Form):
    people = forms.IntegerField(
        label=gettext_lazy("How many people will travel"), min_value=1, max_value=500,
        help_text=gettext_lazy("Delegates and escorts together."),
    )  # fmt: skip
    letter = forms.CharField(
        label=gettext_lazy("Letter to the hosts"), widget=forms.Textarea(attrs={"rows": 10}), max_length=10_000,
        help_text=gettext_lazy("In a language that they read. Do not name travellers."),
    )  # fmt: skip


class AnswerForm(Form):
    accepted = forms.ChoiceField(
        label=gettext_lazy("Can your institute host?"), widget=forms.RadioSelect,
        choices=[
            ("yes", gettext_lazy("Yes, and our stops are complete")),
            ("no", gettext_lazy("No, we cannot host")),
        ],
    )  # fmt: skip
    remark = _text(gettext_lazy("Remark"), required=False, help_text=gettext_lazy("Needed where you cannot host."))


class AgreementForm(InLanguagesForm):
    partner = forms.ChoiceField(label=gettext_lazy("Partner"))
    number = forms.CharField(label=gettext_lazy("Number"), max_length=60, required=False)
    signed_on = forms.DateField(label=gettext_lazy("Signed on"))
    valid_from = forms.DateField(label=gettext_lazy("In force from"))
    valid_to = forms.DateField(
        label=gettext_lazy("In force until before"), required=False,
        help_text=gettext_lazy("The first day on which it holds no more; empty where no end was agreed."),
    )  # fmt: skip
    basis = forms.ChoiceField(
        label=gettext_lazy("How we know"), choices=list(BASES.items()), widget=forms.RadioSelect, initial="S"
    )
    source = forms.CharField(label=gettext_lazy("Source"), max_length=300, required=False)

    field_order = ("partner",)

    def __init__(self, *args: Any, partners: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose(self, partner=partners)


class EndForm(Form):
    valid_to = forms.DateField(label=gettext_lazy("The first day on which it holds no more"))


class ExchangeForm(InLanguagesForm):
    partner = forms.ChoiceField(label=gettext_lazy("Partner"))
    way = forms.ChoiceField(label=gettext_lazy("Which way"), choices=list(WAYS.items()), widget=forms.RadioSelect)
    began = forms.DateField(label=gettext_lazy("First day"))
    ended = forms.DateField(label=gettext_lazy("Last day"))
    people = forms.IntegerField(
        label=gettext_lazy("How many people"), min_value=0, max_value=100_000, required=False,
        help_text=gettext_lazy("Empty where it is not known."),
    )  # fmt: skip
    counted = forms.CharField(
        label=gettext_lazy("Who is counted"), max_length=200, required=False,
        help_text=gettext_lazy("Such as: officials, without interpreters. A number without it is not taken."),
    )  # fmt: skip
    basis = forms.ChoiceField(
        label=gettext_lazy("How we know"), choices=list(BASES.items()), widget=forms.RadioSelect, initial="S"
    )
    source = forms.CharField(label=gettext_lazy("Source"), max_length=300, required=False)

    field_order = ("partner", "way")

    def __init__(self, *args: Any, partners: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose(self, partner=partners)
