"""What is asked about travellers, their consents, papers and costs."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from ortoo.multilingual.refusals import LANGUAGES
from ortoo.pages.forms import Form
from ortoo.permission.words.dossiers import PAYERS
from ortoo.visits.rules.consents import LONGEST
from ortoo.visits.rules.costs import HEADS, Line
from ortoo.visits.words.travelling import COVERS, PARTS

AFTER = timedelta(days=90)
"""What the form of a consent offers at first: as long after the visit as a report and a certificate take."""


class TravellerForm(Form):
    number = forms.CharField(
        label=gettext_lazy("Personnel number"), max_length=30,
        help_text=gettext_lazy("Of an official on the register. A delegate needs the Prime Minister’s permission."),
    )  # fmt: skip
    part = forms.ChoiceField(
        label=gettext_lazy("Travels as"), choices=[(code, label) for code, label in PARTS.items()],
        widget=forms.RadioSelect,
    )  # fmt: skip


class ConsentForm(Form):
    covers = forms.MultipleChoiceField(
        label=gettext_lazy("What the host may see"), choices=[(code, label) for code, label in COVERS.items()],
        widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy("Without the first the host sees nothing of you but a number."),
    )  # fmt: skip
    until = forms.DateField(
        label=gettext_lazy("Until"),
        help_text=gettext_lazy("The last day on which it holds. You can take it back at any time before."),
    )

    def __init__(self, *args: Any, last_day: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        bounds = {"min": last_day.isoformat(), "max": (last_day + LONGEST).isoformat()}
        self.fields["until"].widget.attrs.update(bounds)


class PaperForm(Form):
    dated = forms.DateField(label=gettext_lazy("Dated"), help_text=gettext_lazy("The day that stands on the paper."))
    number = forms.CharField(
        label=gettext_lazy("Number of the paper"), max_length=60, required=False,
        help_text=gettext_lazy("Or “not needed”, where this visit does not need it."),
    )  # fmt: skip

    def __init__(self, *args: Any, hidden: bool, **kwargs: Any) -> None:
        """`hidden`: of a sensitive paper no number is kept."""
        super().__init__(*args, **kwargs)
        if hidden:
            del self.fields["number"]


class Money(forms.DecimalField):
    """An amount as it is written, as thousandths."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            min_value=0, decimal_places=3, max_digits=15,
            error_messages={
                "invalid": gettext_lazy("Write the amount in digits, such as 1500 or 12.50."),
                "max_decimal_places": gettext_lazy("An amount has at most three digits behind the point."),
            },
            **kwargs,
        )  # fmt: skip

    def clean(self, value: Any) -> int | None:
        found = super().clean(value)
        return None if found is None else int(found * 1000)


class CostForm(Form):
    name_mn = forms.CharField(label=gettext_lazy("Name in Mongolian"), max_length=250)
    name_en = forms.CharField(label=gettext_lazy("Name in English"), max_length=250)
    name_ko = forms.CharField(label=gettext_lazy("Name in Korean"), max_length=250)
    planned = Money(label=gettext_lazy("Planned for one head"))
    currency = forms.CharField(
        label=gettext_lazy("Currency"), max_length=3, help_text=gettext_lazy("Three capital letters, such as USD.")
    )
    heads = forms.IntegerField(label=gettext_lazy("For how many heads"), min_value=1, max_value=HEADS)
    payer = forms.ChoiceField(
        label=gettext_lazy("Who pays"), choices=[(code, label) for code, label in PAYERS.items()],
        widget=forms.RadioSelect,
    )  # fmt: skip

    def line(self) -> Line:
        given: Mapping[str, Any] = self.cleaned_data
        names = {language: given[f"name_{language}"] for language in LANGUAGES}
        return Line(names, given["currency"].upper(), given["payer"], given["planned"], given["heads"])


class SettleForm(Form):
    actual = Money(label=gettext_lazy("What it came to for one head"))


def as_written(thousandths: int) -> Decimal:
    """What a field of money shows of a sum that is kept."""
    return (Decimal(thousandths) / 1000).normalize() if thousandths % 1000 else Decimal(thousandths // 1000)


class HostForm(Form):
    host = forms.ChoiceField(label=gettext_lazy("Host"), widget=forms.RadioSelect)

    def __init__(self, *args: Any, hosts: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["host"].choices = hosts  # type: ignore[attr-defined]
