"""What a test expects of an operation: its refusal, and its entry in the ledger."""

from __future__ import annotations

from typing import Any

import pytest

from ortoo.ledger.models import Entry
from ortoo.multilingual.refusals import Refusal


def refused(expected: str, call: Any, /, **arguments: Any) -> dict[str, object]:
    """The values of the refusal, without the name of a form's field."""
    with pytest.raises(Refusal) as caught:
        call(**arguments)
    assert caught.value.code == expected
    return {name: value for name, value in caught.value.values.items() if name != "field"}


def entry(kind: str) -> dict[str, Any]:
    """What the last entry of a kind says, without what every entry has."""
    found = Entry.objects.filter(kind=kind).latest("seq")
    return {name: value for name, value in found.said.items() if name not in ("at", "kind", "seq")}
