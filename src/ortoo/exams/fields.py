"""A mark in a form: on the scale of its sitting, as a number or as a letter of the day."""

from __future__ import annotations

from typing import Any

from ortoo.exams.rules.incoming import Scale
from ortoo.pages.fields import ThousandthsField


class MarkField(ThousandthsField):
    def __init__(self, scale: Scale, **kwargs: Any) -> None:
        super().__init__(low=scale.low, high=scale.high, **kwargs)
        self.letters = scale.letters or {}

    def to_python(self, value: Any) -> int | None:  # type: ignore[override]
        if isinstance(value, str) and value.strip().upper() in self.letters:
            return self.letters[value.strip().upper()]
        return super().to_python(value)
