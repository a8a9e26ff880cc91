"""What a sealed form holds, as canonical bytes: their SHA-256 is the form's seal in the ledger."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256

from ortoo.ledger.rules.canonical import canonical
from ortoo.multilingual.refusals import LANGUAGES, Refusal


@dataclass(frozen=True)
class Placed:
    """One item as it is printed. texts: language -> everything of it that is printed, in that language; key: what is
    right, as kept in the bank; scored: False of an item that is tried out.
    """

    item: str
    version: int
    texts: Mapping[str, str]
    key: str
    scored: bool = True


def manifest(form: str, placed: Sequence[Placed], salt: str) -> bytes:
    """Canonical JSON: the form's code, and place by place item, version, whether scored, hashes of texts and key.

    A hash is SHA-256 of "salt|item|text" in UTF-8, texts as they are. Keys are short: without a salt that stays secret
    until the marks are out, anyone could try the five letters. Refuses an item placed twice, one without a text in each
    of the three languages, and an empty salt.
    """
    if not salt:
        raise Refusal("forms.salt_missing", form=form)
    seen: set[str] = set()
    for one in placed:
        if one.item in seen:
            raise Refusal("forms.item_twice", item=one.item)
        seen.add(one.item)
        for language in LANGUAGES:
            if not one.texts.get(language):
                raise Refusal("forms.text_missing", item=one.item, language=language)
    return canonical({"form": form, "items": [_entry(place, one, salt) for place, one in enumerate(placed, start=1)]})


def fingerprint(written: bytes) -> str:
    """SHA-256 of a manifest, in lower-case hexadecimal."""
    return sha256(written).hexdigest()


def _entry(place: int, one: Placed, salt: str) -> dict[str, object]:
    begun = f"{salt}|{one.item}|"
    return {
        "place": place,
        "item": one.item,
        "version": one.version,
        "scored": one.scored,
        "texts": {language: fingerprint((begun + one.texts[language]).encode()) for language in sorted(one.texts)},
        "key": fingerprint((begun + one.key).encode()),
    }
