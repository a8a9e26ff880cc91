"""A text held by language, as a page in one language shows it."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.translation import get_language


def in_language(texts: Mapping[str, str]) -> str:
    """In the language of the page, else English, else whichever there is; empty where there is none."""
    own = texts.get(get_language() or "en") or texts.get("en")
    return own or next((text for text in texts.values() if text), "")
