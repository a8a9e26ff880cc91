"""Reading one value of a plan's document: what is missing, what is no number, which keys nobody knows."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from ortoo.plan.rules.document import Path
from ortoo.plan.rules.plan import Names

BASES = ("S", "I", "M")
NUMBER = re.compile(r"-?[0-9]{1,12}(\.[0-9]{1,9})?")
PRINTED = re.compile(r"(-?[0-9]{1,12}(?:\.[0-9]{1,9})?)(\+?)")


@dataclass(frozen=True)
class Fault:
    """Something in the document that cannot be taken: where, what stands there, and the code of the sentence."""

    path: Path
    value: str
    code: str
    values: dict[str, Any] = field(default_factory=dict)


@dataclass
class Reader:
    """One mapping of the document at `path`; what is wrong with it is added to `faults`."""

    at: Mapping[str, Any]
    path: Path
    faults: list[Fault]

    def fault(self, key: str, code: str, /, **values: Any) -> None:
        value = self.at.get(key)
        self.faults.append(Fault((*self.path, key), value if isinstance(value, str) else "", code, values))

    def only(self, known: Collection[str]) -> None:
        """A fault for each key that is not `known`: a misspelt key must not be lost in silence."""
        for key in self.at:
            if key not in known:
                self.fault(key, "plan.unknown_key", key=key, keys=", ".join(sorted(known)))

    def text(self, key: str, longest: int = 250, *, needed: bool = False) -> str:
        value = self.at.get(key)
        if value is None:
            if needed:
                self.fault(key, "plan.missing", key=key)
            return ""
        if not isinstance(value, str):
            self.fault(key, "plan.not_text", key=key)
            return ""
        text = " ".join(value.split())
        if len(text) > longest or not text.isprintable():
            self.fault(key, "plan.text_too_long", key=key, longest=longest)
            return ""
        return text

    def names(self) -> Names:
        return Names(self.text("mn"), self.text("en"), self.text("ko"))

    def basis(self, key: str = "basis", otherwise: str = "") -> str:
        value = self.text(key) or otherwise
        if value and value not in BASES:
            self.fault(key, "plan.not_a_basis")
            return ""
        if not value and key == "basis":
            self.fault(key, "plan.missing", key=key)
        return value

    def whole(self, key: str, low: int, high: int, *, needed: bool = False) -> int | None:
        text = self.text(key, needed=needed)
        if not text:
            return None
        if not re.fullmatch(r"[0-9]{1,6}", text) or not low <= int(text) <= high:
            self.fault(key, "plan.not_whole", low=low, high=high)
            return None
        return int(text)

    def number(self, key: str) -> str:
        """A figure as printed. Neither NaN nor infinity nor an exponent is one."""
        text = self.text(key)
        if text and not NUMBER.fullmatch(text):
            self.fault(key, "plan.not_a_number")
            return ""
        return text

    def day(self, key: str) -> date | None:
        text = self.text(key)
        if not text:
            return None
        try:
            return date.fromisoformat(text)
        except ValueError:
            self.fault(key, "plan.not_a_day")
            return None

    def inside(self, key: str) -> Reader:
        """The mapping below `key`, or an empty one."""
        value = self.at.get(key)
        if value is not None and not isinstance(value, dict):
            self.fault(key, "plan.not_keys", key=key)
        return Reader(value if isinstance(value, dict) else {}, (*self.path, key), self.faults)

    def each(self, key: str) -> Iterator[Reader]:
        """The mappings of the list below `key`."""
        value = self.at.get(key)
        if value is not None and not isinstance(value, list):
            self.fault(key, "plan.not_a_list", key=key)
            return
        for place, item in enumerate(value or ()):
            if isinstance(item, dict):
                yield Reader(item, (*self.path, key, place), self.faults)
            else:
                self.faults.append(Fault((*self.path, key, place), str(item or ""), "plan.not_keys", {"key": key}))
