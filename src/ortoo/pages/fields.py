"""Fields that more than one station asks for."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext, gettext_lazy

from ortoo.multilingual.refusals import LANGUAGES, Refusal
from ortoo.pages.components import Text
from ortoo.pages.forms import Form
from ortoo.spreadsheets.cells import Thousandths


class CodeField(forms.RegexField):
    """One word that stands in addresses and headings of columns."""

    def __init__(self, **kwargs: Any) -> None:
        said = gettext_lazy("The code takes letters, digits, hyphens and underscores, no spaces.")
        super().__init__(r"^[\w-]+\Z", max_length=30, error_messages={"invalid": said}, **kwargs)


class NamesForm(Form):
    """What has a name in each language; a subclass adds its own fields behind them."""

    name_mn = forms.CharField(label=gettext_lazy("Name in Mongolian"), max_length=250)
    name_en = forms.CharField(label=gettext_lazy("Name in English"), max_length=250)
    name_ko = forms.CharField(label=gettext_lazy("Name in Korean"), max_length=250)

    def names(self) -> dict[str, str]:
        """Language -> name, of a form that is valid."""
        return {language: self.cleaned_data[f"name_{language}"] for language in LANGUAGES}


class NamedForm(NamesForm):
    """What has a code besides, which is asked for first."""

    code = CodeField(label=gettext_lazy("Code"))

    code_help: Text = ""

    field_order = ("code",)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"].help_text = str(self.code_help)


class ThousandthsField(forms.CharField):
    """A decimal as integer thousandths: "78.12" and "78,12" are 78120. A fourth decimal is refused, never rounded."""

    def __init__(self, *, low: int = -(10**12), high: int = 10**12, **kwargs: Any) -> None:
        super().__init__(max_length=20, **kwargs)
        self.parse = Thousandths(low=low, high=high)
        self.widget.attrs["inputmode"] = "decimal"

    def to_python(self, value: Any) -> int | None:  # type: ignore[override]
        if isinstance(value, int):
            return value
        text = super().to_python(value)
        if not text:
            return None
        try:
            return self.parse(text)
        except Refusal as refusal:
            raise ValidationError(self._sentence(refusal)) from None

    def prepare_value(self, value: Any) -> Any:
        return self.parse.show(value) if isinstance(value, int) else value

    def run_validators(self, value: Any) -> None:
        """The parser has checked everything; those of text would measure a number's length."""

    def _sentence(self, refusal: Refusal) -> str:
        if refusal.code == "spreadsheets.out_of_range":
            return gettext("“%(field)s” takes a number from %(low)s to %(high)s.") % {
                "field": self.label, "low": refusal.values["low"], "high": refusal.values["high"],
            }  # fmt: skip
        said = gettext("“%(field)s” takes a number with at most three decimals, such as 78.125.")
        return said % {"field": self.label}
