"""What the tests of exam forms share: entries, refusals, and forms that somebody chose."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import Any

import pytest

from ortoo.exams.rules.forms.values import Form
from ortoo.ledger.models import Entry
from ortoo.multilingual.refusals import LANGUAGES, Refusal
from tests.cast import AT

AFTER = AT + timedelta(days=31)
"""The day after the sitting of `planned`."""


def entries(kind: str) -> list[dict[str, Any]]:
    return [json.loads(bytes(entry.body)) for entry in Entry.objects.filter(kind=kind).order_by("seq")]


def refused(expected: str, call: Any, /, **arguments: Any) -> dict[str, object]:
    with pytest.raises(Refusal) as caught:
        call(**arguments)
    assert caught.value.code == expected, caught.value
    assert all(caught.value.sentence(language) for language in LANGUAGES)
    return {name: value for name, value in caught.value.values.items() if name != "field"}


def halves(codes: list[str]) -> list[Form]:
    """Every second group of four to each of two forms: each gets two of each cell."""
    return [Form(tuple(code for place, code in enumerate(codes) if place // 4 % 2 == form)) for form in (0, 1)]


CODES = [f"J{place:02d}" for place in range(1, 17)]
