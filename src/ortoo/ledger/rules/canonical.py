"""JSON as one sequence of bytes, in the manner of RFC 8785, without floats.

Object keys are sorted by UTF-16 code units; integers lie within 2^53 - 1 (as JavaScript holds them exactly); anything
that decides something is an integer (thousandths) or a string, never a float.
"""

from __future__ import annotations

import json

LARGEST = 2**53 - 1


class NotCanonical(ValueError):
    """A value that has no canonical bytes; the message names its place."""


def canonical(value: object) -> bytes:
    """The canonical UTF-8 bytes of `value`, without a final newline.

    Raises NotCanonical for floats, integers beyond 2^53 - 1, keys that are no strings, lone surrogates, other types.
    """
    text = json.dumps(_sorted(value, "$"), ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    return text.encode("utf-8")


def _sorted(value: object, place: str) -> object:
    if value is None or isinstance(value, bool):
        return value
    if isinstance(value, int):
        if abs(value) > LARGEST:
            raise NotCanonical(f"{place}: {value} lies beyond 2^53 - 1")
        return int(value)
    if isinstance(value, str):
        return _well_formed(value, place)
    if isinstance(value, dict):
        return {key: _sorted(value[key], f"{place}.{key}") for key in sorted(value, key=lambda key: _units(key, place))}
    if isinstance(value, list | tuple):
        return [_sorted(each, f"{place}[{index}]") for index, each in enumerate(value)]
    raise NotCanonical(f"{place}: {type(value).__name__} has no canonical form (marks are integer thousandths)")


def _units(key: object, place: str) -> bytes:
    if not isinstance(key, str):
        raise NotCanonical(f"{place}: the key {key!r} is not a string")
    return _well_formed(key, place).encode("utf-16-be")


def _well_formed(text: str, place: str) -> str:
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        raise NotCanonical(f"{place}: a lone surrogate is not text") from None
    return str(text)
