"""A template drawn with texts held by language."""

from __future__ import annotations

from collections.abc import Mapping

from django.template import engines
from django.utils.translation import override

from ortoo.multilingual.texts import in_language


def drawn(template: str, language: str, **texts: Mapping[str, str]) -> str:
    with override(language):
        values = {name: in_language(text) for name, text in texts.items()}
        return engines["django"].from_string(template).render(values)
