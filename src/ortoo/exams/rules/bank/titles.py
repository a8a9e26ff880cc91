"""What a list calls a question in each language: its words without markup."""

from __future__ import annotations

import re
from html import unescape

from ortoo.exams.rules.bank.question import Form, Question, Text
from ortoo.multilingual.refusals import LANGUAGES

TAG = re.compile(r"<(script|style)\b.*?</\1\s*>|<[^>]*>", re.IGNORECASE | re.DOTALL)
LONGEST = 120


def titles_of(question: Question) -> dict[str, str]:
    """Language -> one line of its text, LONGEST characters at most; "" for a language in which it is not told."""
    return {language: _shortened(question.texts.get(language)) for language in LANGUAGES}


def _shortened(text: Text | None) -> str:
    line = bare_line(text) if text else ""
    return line if len(line) <= LONGEST else line[: LONGEST - 1] + "…"


def bare_line(text: Text) -> str:
    """Its words in one line, without tags; what is nothing but a picture is called by the picture's name."""
    words = text.words if text.form is Form.PLAIN else unescape(TAG.sub(" ", text.words))
    return " ".join(words.split()) or ", ".join(image.name for image in text.images)
