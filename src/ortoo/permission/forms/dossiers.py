"""What officials, sending ministries and the academy fill in about dossiers."""

from __future__ import annotations

import json
from datetime import datetime
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.translation import get_language, gettext, gettext_lazy

from ortoo.multilingual.refusals import Refusal
from ortoo.pages.forms import Form
from ortoo.permission.models import DocumentKind
from ortoo.permission.operations.dossiers import LONGEST
from ortoo.permission.rules.dossiers import Written, trips_of_lines
from ortoo.permission.rules.visit import VisitPlan, visit_from_json
from ortoo.permission.words.dossiers import TEXTS

LARGEST_VISIT = 200_000
REASON = 500


def _word(name: str) -> Any:
    return TEXTS[name]


def _long(name: str, hint: Any) -> forms.CharField:
    return forms.CharField(
        label=_word(name), help_text=hint, widget=forms.Textarea(attrs={"rows": 6}), required=False, max_length=LONGEST
    )


class TextsForm(Form):
    """Everything may stay empty: it is saved as it is."""

    topic = forms.ChoiceField(label=_word("topic"), required=False, widget=forms.RadioSelect)
    problem = _long("problem", gettext_lazy("What does not work today, and for whom? Do not name people."))
    learning = _long("learning", gettext_lazy("What do you want to see or ask there that would help?"))
    plan_at_home = _long(
        "plan_at_home", gettext_lazy("What will you do with it, by when, and with which other bodies?")
    )
    trips = forms.CharField(
        label=_word("trips"), required=False, max_length=LONGEST, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("One trip a line: year, country, subject. For example: 2019, Japan, tax administration"),
    )  # fmt: skip
    no_trips = forms.BooleanField(label=gettext_lazy("I have been on no study trip abroad"), required=False)
    seen = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, topics: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["topic"].choices = topics  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any] | None:
        given = super().clean()
        if given and given.get("trips") and given.get("no_trips"):
            self.add_error("no_trips", gettext("You name a trip above; remove it, or take this mark away."))
        return given

    def written(self) -> Written:
        given = self.cleaned_data
        trips = trips_of_lines(given["trips"])
        said = trips or given["no_trips"]
        return Written(
            given["topic"], given["problem"], given["learning"], given["plan_at_home"], trips if said else None
        )

    def seen_at(self) -> datetime | None:
        return parse_datetime(self.cleaned_data["seen"]) if self.cleaned_data["seen"] else None


class PaperForm(Form):
    file = forms.FileField(
        label=gettext_lazy("The paper"), max_length=200, allow_empty_file=True,
        help_text=gettext_lazy("A PDF, or a photo as JPEG or PNG, at most 5 MB."),
        widget=forms.FileInput(attrs={"accept": ".pdf,.jpg,.jpeg,.png,application/pdf,image/jpeg,image/png"}),
    )  # fmt: skip
    valid_until = forms.DateField(
        label=gettext_lazy("Last day of validity"), help_text=gettext_lazy("As it stands on the paper.")
    )
    against = forms.ChoiceField(
        label=gettext_lazy("What the paper says"), widget=forms.RadioSelect,
        choices=[
            ("no", gettext_lazy("Nothing stands against me")),
            ("yes", gettext_lazy("Something stands against me")),
        ],
    )  # fmt: skip

    def __init__(self, *args: Any, kind: DocumentKind, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not kind.expires:
            del self.fields["valid_until"]
        if not kind.clears:
            del self.fields["against"]


def _reason(label: Any, hint: Any = "") -> forms.CharField:
    return forms.CharField(label=label, help_text=hint, widget=forms.Textarea(attrs={"rows": 3}), max_length=REASON)


class WithdrawForm(Form):
    reason = _reason(gettext_lazy("Why you withdraw"), gettext_lazy("The academy and your ministry read it."))
    understood = forms.BooleanField(label=gettext_lazy("I know that a withdrawal is never taken back."))


class ConsentForm(Form):
    given = forms.ChoiceField(
        label=gettext_lazy("Does your ministry consent?"), widget=forms.RadioSelect,
        choices=[("yes", gettext_lazy("Yes, we consent")), ("no", gettext_lazy("No, we do not consent"))],
    )  # fmt: skip
    reason = _reason(gettext_lazy("Reason"), gettext_lazy("Needed where you do not consent; the official reads it."))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reason"].required = False


class WeighForm(Form):
    weight = forms.ChoiceField(
        label=gettext_lazy("What do you think of it?"), widget=forms.RadioSelect,
        choices=[
            ("does-not", gettext_lazy("It does not matter here")),
            ("matters", gettext_lazy("It matters for the decision")),
        ],
    )  # fmt: skip
    reason = _reason(gettext_lazy("Why"), gettext_lazy("Whoever decides reads it."))


class CallForm(Form):
    round = forms.ChoiceField(label=gettext_lazy("Round"))
    visit = forms.FileField(
        label=gettext_lazy("The visit"), max_length=200, allow_empty_file=True,
        help_text=gettext_lazy("A JSON file with title, host, country, days, topics and costs."),
    )  # fmt: skip
    day = forms.DateField(label=gettext_lazy("Dossiers are taken until"))
    time = forms.TimeField(
        label=gettext_lazy("At what time"), initial="17:00", help_text=gettext_lazy("Such as 17:00."),
        error_messages={"invalid": gettext_lazy("“At what time” takes a time of day, such as 17:00.")},
    )  # fmt: skip

    def __init__(self, *args: Any, rounds: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["round"].choices = rounds  # type: ignore[attr-defined]

    def clean_visit(self) -> VisitPlan:
        sent = self.cleaned_data["visit"]
        try:
            return visit_from_json(json.loads(sent.read(LARGEST_VISIT + 1)))
        except ValueError:
            raise forms.ValidationError(
                gettext("The file is no JSON of at most 200 kB; write it again as the example in the reference shows.")
            ) from None
        except Refusal as refusal:
            raise forms.ValidationError(refusal.sentence(get_language() or "en")) from None

    def until(self) -> datetime:
        return timezone.make_aware(datetime.combine(self.cleaned_data["day"], self.cleaned_data["time"]))


class AgeLimitForm(Form):
    valid_from = forms.DateField(label=gettext_lazy("Holds from"))
    women = forms.IntegerField(label=gettext_lazy("Age that ends the service of women"))
    men = forms.IntegerField(label=gettext_lazy("Age that ends the service of men"))
    years_left = forms.IntegerField(
        label=gettext_lazy("Years that should be left after a visit"), min_value=0, max_value=50
    )
    legal_basis = forms.CharField(label=gettext_lazy("Legal basis"), max_length=300)
