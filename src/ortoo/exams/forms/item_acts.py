"""What an exam officer fills in to review, retire and part items, and to bring files of them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext, gettext_lazy

from ortoo.multilingual.texts import LANGUAGE_NAMES
from ortoo.pages import forms as pages


class ReviewForm(pages.Form):
    decision = forms.ChoiceField(
        label=gettext_lazy("What you find"), widget=forms.RadioSelect,
        choices=[
            ("approve", gettext_lazy("Approve it: forms may take it")),
            ("return", gettext_lazy("Return it to be written anew")),
        ],
    )  # fmt: skip
    reason = forms.CharField(
        label=gettext_lazy("Why"), widget=forms.Textarea, max_length=500, required=False,
        help_text=gettext_lazy("Needed where you return it; who writes the next version reads it."),
    )  # fmt: skip


class ReviewManyForm(pages.Form):
    """A box for each version: (key, what it is called)."""

    def __init__(self, *args: Any, versions: Sequence[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for key, name in versions:
            label = gettext("Approve %(item)s") % {"item": name}
            self.fields[f"version_{key}"] = forms.BooleanField(label=label, required=False)


class RetireForm(pages.Form):
    reason = forms.CharField(
        label=gettext_lazy("Why the item is retired"), widget=forms.Textarea, max_length=500,
        help_text=gettext_lazy("For example that it was seen outside, or that what it asks is no longer so."),
    )  # fmt: skip


class EnemyForm(pages.Form):
    other = forms.CharField(label=gettext_lazy("Code of the other item"), max_length=60)
    reason = forms.CharField(
        label=gettext_lazy("Why no form may hold both"), widget=forms.Textarea, max_length=500,
        help_text=gettext_lazy("One gives away the other, or both ask the same."),
    )  # fmt: skip


class ItemFilesForm(pages.Form):
    """One file for each language; they are joined by the codes of their questions."""

    def __init__(self, *args: Any, encodings: tuple[str, ...], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for language, name in LANGUAGE_NAMES.items():
            label = gettext("File (%(language)s)") % {"language": name}
            self.fields[f"file_{language}"] = forms.FileField(label=label, required=False, allow_empty_file=True)
        self.fields["encoding"] = forms.ChoiceField(
            label=gettext("Letters of the files"), required=False,
            choices=[("", gettext("As the files say")), *((one, one) for one in encodings)],
            help_text=gettext("Only where a file was refused because its letters may be of two code pages."),
        )  # fmt: skip
