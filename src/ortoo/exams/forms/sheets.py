"""Forms of answer sheets, essays and keys that are taken back."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext, gettext_lazy

from ortoo.exams.rules.scoring.forms import Way
from ortoo.exams.rules.scoring.lines import IN_A_LINE, typed
from ortoo.multilingual.texts import LANGUAGE_NAMES
from ortoo.pages.components import Text
from ortoo.pages.fields import ThousandthsField
from ortoo.pages.forms import Form

WAYS: dict[Way, Text] = {
    Way.DROPPED: gettext_lazy("The item counts for nobody"),
    Way.FULL_MARK: gettext_lazy("Everybody has it right"),
}
WHY = gettext_lazy("What the paper shows, so that somebody who does not see it understands.")


class LinesForm(Form):
    """A line for ten answers each; `places` is how many the longest form has."""

    def __init__(self, *args: Any, places: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        hint = gettext(
            "A letter for each place, a hyphen for what was left out: ABDCA-BBDC. Other answers are parted by "
            "semicolons: B; AC; T; B A -; 1,5."
        )
        for begin in range(1, places + 1, IN_A_LINE):
            name = f"line_{(begin - 1) // IN_A_LINE + 1}"
            label = gettext("Answers %(first)s to %(last)s") % {"first": begin, "last": min(begin + 9, places)}
            field = forms.CharField(label=label, required=False, max_length=5000, help_text=hint if begin == 1 else "")
            field.widget.attrs |= {"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}
            self.fields[name] = field

    def answers(self) -> list[str]:
        """By place, as typed, of a form that is valid."""
        lines = (self.cleaned_data[name] for name in self.fields if name.startswith("line_"))
        return [answer for line in lines for answer in typed(line)]


class SheetForm(LinesForm):
    """One sheet. `letters` of the forms of the sitting."""

    number = forms.CharField(label=gettext_lazy("Personnel number"), max_length=30)
    form = forms.ChoiceField(label=gettext_lazy("Form"), widget=forms.RadioSelect)
    centre = forms.CharField(label=gettext_lazy("Centre"), max_length=60)
    language = forms.ChoiceField(label=gettext_lazy("Language of the booklet"), choices=list(LANGUAGE_NAMES.items()))

    def __init__(self, *args: Any, letters: Sequence[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["number"].widget.attrs |= {"autocomplete": "off"}
        self.fields["form"].choices = [(letter, letter) for letter in letters]  # type: ignore[attr-defined]


class SettleSheetForm(LinesForm):
    """What the paper says, begun with the first reading."""

    form = forms.ChoiceField(label=gettext_lazy("Form"), widget=forms.RadioSelect)
    centre = forms.CharField(label=gettext_lazy("Centre"), max_length=60)
    language = forms.ChoiceField(label=gettext_lazy("Language of the booklet"), choices=list(LANGUAGE_NAMES.items()))

    def __init__(self, *args: Any, letters: Sequence[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["form"].choices = [(letter, letter) for letter in letters]  # type: ignore[attr-defined]
        # Behind the lines.
        self.fields["reason"] = forms.CharField(
            label=gettext("Why"), widget=forms.Textarea, max_length=500, help_text=WHY
        )  # fmt: skip


class EssayForm(Form):
    mark = ThousandthsField(
        label=gettext_lazy("Mark from 0 to 1"), low=0, high=1000,
        help_text=gettext_lazy("The share of the item that the essay earns, with at most three decimals: 0.75."),
    )  # fmt: skip


class CancelForm(Form):
    way = forms.ChoiceField(
        label=gettext_lazy("How it counts"), widget=forms.RadioSelect, choices=[(str(way), WAYS[way]) for way in Way]
    )
    reason = forms.CharField(
        label=gettext_lazy("Why"), widget=forms.Textarea, max_length=500,
        help_text=gettext_lazy("It stays beside the item, and stands in the ledger."),
    )  # fmt: skip
