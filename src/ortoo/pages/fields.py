"""Fields that more than one station asks for."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext

from ortoo.multilingual.refusals import Refusal
from ortoo.spreadsheets.cells import Thousandths


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
