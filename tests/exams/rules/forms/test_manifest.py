"""What a sealed form holds, written down."""

from __future__ import annotations

import json
from dataclasses import replace
from hashlib import sha256

import pytest

from ortoo.exams.rules.forms.manifest import Placed, fingerprint, manifest
from ortoo.multilingual.refusals import Refusal

FIRST = Placed("i1", 3, {"mn": "Асуулт", "en": "Question", "ko": "질문"}, "B")
SECOND = Placed("i2", 1, {"mn": "Хоёр", "en": "Two", "ko": "둘"}, "A", scored=False)


def test_the_bytes_by_hand() -> None:
    written = manifest("A", [FIRST, SECOND], "salt")
    assert written.startswith(b'{"form":"A","items":[{"item":"i1","key":"')
    entry = json.loads(written)["items"][0]
    assert entry == {
        "place": 1,
        "item": "i1",
        "version": 3,
        "scored": True,
        "texts": {
            language: sha256(f"salt|i1|{text}".encode()).hexdigest()
            for language, text in [("mn", "Асуулт"), ("en", "Question"), ("ko", "질문")]
        },
        "key": sha256(b"salt|i1|B").hexdigest(),
    }
    assert fingerprint(written) == sha256(written).hexdigest()


def test_every_change_changes_the_fingerprint() -> None:
    forms = [
        manifest("A", [FIRST, SECOND], "salt"),
        manifest("B", [FIRST, SECOND], "salt"),
        manifest("A", [SECOND, FIRST], "salt"),
        manifest("A", [FIRST, SECOND], "pepper"),
        manifest("A", [replace(FIRST, version=4), SECOND], "salt"),
        manifest("A", [replace(FIRST, key="C"), SECOND], "salt"),
        manifest("A", [replace(FIRST, texts={**FIRST.texts, "ko": "질문."}), SECOND], "salt"),
        manifest("A", [FIRST, replace(SECOND, scored=True)], "salt"),
    ]
    assert len({fingerprint(form) for form in forms}) == len(forms)


@pytest.mark.parametrize(
    ("placed", "salt", "code"),
    [
        ([FIRST, FIRST], "salt", "forms.item_twice"),
        ([replace(FIRST, texts={"mn": "А", "en": "A"})], "salt", "forms.text_missing"),
        ([FIRST], "", "forms.salt_missing"),
    ],
)
def test_refusals(placed: list[Placed], salt: str, code: str) -> None:
    with pytest.raises(Refusal) as refused:
        manifest("A", placed, salt)
    assert refused.value.code == code
