"""Canonical bytes: the rules of RFC 8785 that concern us, and what is refused."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as some

from ortoo.ledger.rules.canonical import LARGEST, NotCanonical, canonical

plain = some.recursive(
    some.none() | some.booleans() | some.integers(-LARGEST, LARGEST) | some.text(),
    lambda inner: some.lists(inner, max_size=4) | some.dictionaries(some.text(), inner, max_size=4),
    max_leaves=20,
)


def test_keys_are_sorted_by_utf16_code_units_as_in_the_example_of_rfc_8785() -> None:
    keys = ["\u20ac", "\r", "\ufb33", "1", "\U0001f600", "\u0080", "\u00f6"]
    order = list(json.loads(canonical(dict.fromkeys(keys, 0))))
    assert order == ["\r", "1", "\u0080", "\u00f6", "\u20ac", "\U0001f600", "\ufb33"]


def test_strings_are_escaped_as_in_the_example_of_rfc_8785() -> None:
    text = "\u20ac$\u000f\u000aA'\u0042\u0022\u005c\\\"/"
    assert canonical(text) == '"€$\\u000f\\nA\'B\\"\\\\\\\\\\"/"'.encode()


def test_one_whole_entry() -> None:
    body = {"seats": 100, "kind": "rule.adopted", "by": None, "Өртөө": [True, False, -1]}
    assert canonical(body) == '{"by":null,"kind":"rule.adopted","seats":100,"Өртөө":[true,false,-1]}'.encode()


@pytest.mark.parametrize(
    ("value", "message"),
    [
        ({"merit": 78.12}, "$.merit: float has no canonical form (marks are integer thousandths)"),
        ({"a": [1, 2**53]}, "$.a[1]: 9007199254740992 lies beyond 2^53 - 1"),
        ({1: "a"}, "$: the key 1 is not a string"),
        ({"a": "\ud800"}, "$.a: a lone surrogate is not text"),
        ({"a": b"x"}, "$.a: bytes has no canonical form (marks are integer thousandths)"),
    ],
)
def test_what_has_no_canonical_form_is_refused_with_its_place(value: object, message: str) -> None:
    with pytest.raises(NotCanonical) as refused:
        canonical(value)
    assert str(refused.value) == message


@given(plain)
def test_reading_and_writing_again_changes_no_byte(value: object) -> None:
    written = canonical(value)
    assert canonical(json.loads(written)) == written
    assert b"\n" not in written
