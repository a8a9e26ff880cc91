"""What a host fills in about a stop and a speaker, and those at home about its worth."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import get_language, gettext_lazy

from ortoo.multilingual.refusals import LANGUAGES, Refusal
from ortoo.pages.forms import Form
from ortoo.visits.forms.hosting import Choices, InLanguagesForm, choose
from ortoo.visits.rules.offering import Offer, Window, lines_of_windows, windows_of_lines
from ortoo.visits.words.days import KINDS

MOST_LINES = 4_000


def _about(label: Any) -> forms.CharField:
    return forms.CharField(label=label, widget=forms.Textarea(attrs={"rows": 2}), max_length=2_000, required=False)


def _several(label: Any, help_text: Any = "") -> forms.MultipleChoiceField:
    return forms.MultipleChoiceField(
        label=label, widget=forms.CheckboxSelectMultiple, required=False, help_text=help_text
    )


class StopForm(InLanguagesForm):
    """`code` is asked for a new stop only."""

    code = forms.CharField(
        label=gettext_lazy("Code"), max_length=10,
        help_text=gettext_lazy("Unique within the visit, such as K1. It stays."),
    )  # fmt: skip
    kind = forms.ChoiceField(label=gettext_lazy("Kind"), choices=list(KINDS.items()))
    topic = forms.ChoiceField(label=gettext_lazy("Topic"), required=False)
    minutes = forms.IntegerField(label=gettext_lazy("How long it takes, in minutes"), min_value=1, max_value=1440)
    venue = forms.ChoiceField(label=gettext_lazy("Venue"))
    windows = forms.CharField(
        label=gettext_lazy("When it may begin"), required=False, max_length=MOST_LINES,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=gettext_lazy(
            "One line for each: day, earliest and latest beginning, in your time. For example: 2022-12-12 09:00 11:30. "
            "Empty where any time will do."
        ),
    )  # fmt: skip
    about_mn = _about(gettext_lazy("A few words about it, in Mongolian"))
    about_en = _about(gettext_lazy("A few words about it, in English"))
    about_ko = _about(gettext_lazy("A few words about it, in Korean"))
    joint = forms.BooleanField(label=gettext_lazy("All groups attend it together"), required=False)
    interpreter = forms.BooleanField(label=gettext_lazy("It needs an interpreter"), required=False)
    speakers = _several(gettext_lazy("Speakers"), gettext_lazy("Those of your institute; name them first."))
    packs = _several(gettext_lazy("Pre-study that must be finished before it is seen"))
    before = _several(gettext_lazy("Stops that come before it"), gettext_lazy("Where both are in the agenda."))
    needs = _several(gettext_lazy("Stops without which it makes no sense"))

    field_order = ("code",)

    def __init__(self, *args: Any, new: bool, offered: dict[str, Choices], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose(self, **offered)
        for name in ("speakers", "packs", "before", "needs"):
            if not offered[name]:
                del self.fields[name]
        if not new:
            del self.fields["code"]

    def clean_windows(self) -> tuple[Window, ...]:
        try:
            return windows_of_lines(self.cleaned_data["windows"])
        except Refusal as refusal:
            raise forms.ValidationError(refusal.sentence(get_language() or "en")) from None

    def offer(self) -> Offer:
        given = self.cleaned_data
        return Offer(
            names=self.names(),
            kind=given["kind"],
            minutes=given["minutes"],
            venue=given["venue"],
            windows=given["windows"],
            topic=given["topic"],
            about={language: given[f"about_{language}"] for language in LANGUAGES if given[f"about_{language}"]},
            joint=given["joint"],
            interpreter=given["interpreter"],
            speakers=tuple(given.get("speakers", ())),
            packs=tuple(given.get("packs", ())),
            before=tuple(given.get("before", ())),
            needs=tuple(given.get("needs", ())),
        )


def filled_in(offer: Offer) -> dict[str, Any]:
    """An offer as the form shows it."""
    return {
        **{f"name_{language}": name for language, name in offer.names.items()},
        **{f"about_{language}": text for language, text in offer.about.items()},
        "kind": offer.kind, "topic": offer.topic, "minutes": offer.minutes, "venue": offer.venue,
        "windows": lines_of_windows(offer.windows), "joint": offer.joint, "interpreter": offer.interpreter,
        "speakers": list(offer.speakers), "packs": list(offer.packs), "before": list(offer.before),
        "needs": list(offer.needs),
    }  # fmt: skip


class SpeakerForm(Form):
    name = forms.CharField(label=gettext_lazy("Name"), max_length=120)
    post = forms.CharField(label=gettext_lazy("Post"), max_length=200, required=False)


class WeighForm(Form):
    value = forms.IntegerField(
        label=gettext_lazy("What it is worth to us"), min_value=0, max_value=1_000,
        help_text=gettext_lazy("0 to 1,000, against the other stops; a new one has 10."),
    )  # fmt: skip
    must = forms.BooleanField(label=gettext_lazy("No agenda is without it"), required=False)
