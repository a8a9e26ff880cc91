"""JSON read strictly: each value is of its kind or refused with its path, such as `stops[3].windows[0].day`."""

from __future__ import annotations

import datetime
import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import get_close_matches

from ortoo.multilingual.refusals import Refusal

LARGEST = 10**9
"""Of any whole number: a billion minutes are nineteen centuries, and sums of values stay far inside 64 bits."""

_TIME = re.compile(r"([0-9]{1,8}):([0-5][0-9])", re.ASCII)


@dataclass(frozen=True)
class Node:
    """A JSON value and where it stands."""

    value: object
    path: str

    def record(self, needed: Sequence[str], optional: Sequence[str] = ()) -> dict[str, Node]:
        """An object with these keys and no others."""
        found = self.mapping()
        for key in found:
            if key not in needed and key not in optional:
                near = get_close_matches(key, [*needed, *optional], 1, 0.0)[0]
                raise Refusal("agenda.key_unknown", path=_joined(self.path, key), nearest=near)
        for key in needed:
            if key not in found:
                raise Refusal("agenda.key_missing", path=_joined(self.path, key))
        return found

    def mapping(self) -> dict[str, Node]:
        if not isinstance(self.value, dict):
            raise Refusal("agenda.not_an_object", path=self.path or "PROBLEM")
        return {key: Node(value, _joined(self.path, key)) for key, value in self.value.items()}

    def items(self) -> Iterator[Node]:
        if not isinstance(self.value, list):
            raise Refusal("agenda.not_a_list", path=self.path)
        return (Node(value, f"{self.path}[{number}]") for number, value in enumerate(self.value))

    def text(self) -> str:
        if not isinstance(self.value, str) or not self.value.strip():
            raise Refusal("agenda.not_text", path=self.path, value=shown(self.value))
        return self.value

    def names(self) -> tuple[str, ...]:
        """A list of texts, each once."""
        found = []
        for item in self.items():
            if item.text() in found:
                raise Refusal("agenda.name_twice", path=item.path, value=item.text())
            found.append(item.text())
        return tuple(found)

    def whole(self, least: int = 0) -> int:
        if not isinstance(self.value, int) or isinstance(self.value, bool) or not least <= self.value <= LARGEST:
            raise Refusal("agenda.not_whole", path=self.path, value=shown(self.value), least=least, most=LARGEST)
        return self.value

    def truth(self) -> bool:
        if not isinstance(self.value, bool):
            raise Refusal("agenda.not_a_truth_value", path=self.path, value=shown(self.value))
        return self.value

    def time(self) -> int:
        """ "HH:MM" or whole minutes after midnight."""
        if isinstance(self.value, str) and (parts := _TIME.fullmatch(self.value)):
            minutes = int(parts[1]) * 60 + int(parts[2])
        elif isinstance(self.value, int) and not isinstance(self.value, bool):
            minutes = self.value
        else:
            raise Refusal("agenda.not_a_time", path=self.path, value=shown(self.value), most=LARGEST)
        if not 0 <= minutes <= LARGEST:
            raise Refusal("agenda.not_a_time", path=self.path, value=shown(self.value), most=LARGEST)
        return minutes

    def date(self) -> datetime.date:
        try:
            if isinstance(self.value, str) and re.fullmatch(r"\d{4}-\d\d-\d\d", self.value, re.ASCII):
                return datetime.date.fromisoformat(self.value)
        except ValueError:
            pass  # such as 2022-02-30
        raise Refusal("agenda.not_a_date", path=self.path, value=shown(self.value))


def parsed(text: str) -> object:
    """The value of a JSON text; refused are keys given twice, NaN, and what cannot be written again as UTF-8."""
    try:
        body: object = json.loads(text.removeprefix("\ufeff"), object_pairs_hook=_once, parse_constant=_no_constant)
        json.dumps(body, ensure_ascii=False).encode()
    except json.JSONDecodeError as error:
        raise Refusal("agenda.not_json", line=error.lineno, column=error.colno) from None
    except (RecursionError, ValueError):  # too deep; a number of thousands of digits; half a surrogate pair
        raise Refusal("agenda.not_json_value") from None
    return body


def shown(value: object) -> str:
    """As JSON, cut short."""
    text = json.dumps(value, ensure_ascii=False)
    return text if len(text) <= 60 else f"{text[:57]}..."


def _once(pairs: list[tuple[str, object]]) -> dict[str, object]:
    found = dict(pairs)
    if len(found) < len(pairs):
        keys = [key for key, _ in pairs]
        twice = next(key for number, key in enumerate(keys) if key in keys[:number])
        raise Refusal("agenda.key_twice", key=twice.encode("utf-8", "replace").decode())
    return found


def _no_constant(name: str) -> object:
    raise Refusal("agenda.not_a_number", value=name)


def _joined(path: str, key: str) -> str:
    return f"{path}.{key}" if path else key
