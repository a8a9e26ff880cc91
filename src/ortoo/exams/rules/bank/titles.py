"""What a list calls a question: its words without markup."""

from __future__ import annotations

import re
from html import unescape

from ortoo.exams.rules.bank.question import Form, Question, Text
from ortoo.multilingual.refusals import LANGUAGES

TAG = re.compile(r"<(script|style)\b.*?</\1\s*>|<[^>]*>", re.IGNORECASE | re.DOTALL)
LONGEST = 120


def title_of(question: Question) -> str:
    """Of its text in the first language of the house in which it is told: one line, LONGEST characters at most."""
    told = next(question.texts[language] for language in LANGUAGES if language in question.texts)
    line = bare_line(told)
    return line if len(line) <= LONGEST else line[: LONGEST - 1] + "…"


def bare_line(text: Text) -> str:
    """Its words in one line, without tags; what is nothing but a picture is called by the picture's name."""
    words = text.words if text.form is Form.PLAIN else unescape(TAG.sub(" ", text.words))
    return " ".join(words.split()) or ", ".join(image.name for image in text.images)
