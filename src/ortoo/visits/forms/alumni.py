"""What is asked after a visit."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext, gettext_lazy

from ortoo.pages.forms import Form
from ortoo.visits.rules.follow_up import HINDERED, Used
from ortoo.visits.words.after import USED


class AskedForm(Form):
    may_be_asked = forms.ChoiceField(
        label=gettext_lazy("May others ask you about what you saw?"), widget=forms.RadioSelect,
        choices=(("yes", gettext_lazy("Yes")), ("no", gettext_lazy("No"))),
        help_text=gettext_lazy(
            "Officials and planners then see your name, your posts since the visit, the topics and how to reach you. "
            "You can take it back at any time."
        ),
    )  # fmt: skip
    topics = forms.MultipleChoiceField(
        label=gettext_lazy("About which topics"), widget=forms.CheckboxSelectMultiple, required=False
    )
    how = forms.CharField(
        label=gettext_lazy("How they reach you"), max_length=200, required=False,
        help_text=gettext_lazy("In your own words: a number, an address, through your office."),
    )  # fmt: skip
    until = forms.DateField(
        label=gettext_lazy("Until which day"), required=False,
        help_text=gettext_lazy("The last day on which you are shown; at most three years from now."),
    )  # fmt: skip

    def __init__(self, *args: Any, topics: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["topics"].choices = topics  # type: ignore[attr-defined]


class FollowUpForm(Form):
    used = forms.ChoiceField(
        label=gettext_lazy("How far is what was learned being used?"), widget=forms.RadioSelect,
        choices=tuple(USED.items()),
    )  # fmt: skip
    what = forms.CharField(
        label=gettext_lazy("What was done with it"), max_length=2000, widget=forms.Textarea(attrs={"rows": 4})
    )
    hindered_by = forms.CharField(
        label=gettext_lazy("What stands in the way"), max_length=2000, required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("Needed where it is not used, or not yet."),
    )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("used") in list(HINDERED) and not cleaned.get("hindered_by"):
            self.add_error("hindered_by", gettext("Where little is used, say what stands in the way."))
        return cleaned

    @property
    def answer(self) -> Used:
        return Used(self.cleaned_data["used"])
