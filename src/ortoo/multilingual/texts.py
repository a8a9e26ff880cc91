"""A text held by language, as a page in one language shows it: in another one where it lacks, and then it says so."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property

from django.utils.functional import Promise
from django.utils.html import conditional_escape, format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import get_language, gettext_lazy

from ortoo.multilingual.refusals import LANGUAGES

LANGUAGE_NAMES: dict[str, Promise] = {
    "mn": gettext_lazy("Mongolian"),
    "en": gettext_lazy("English"),
    "ko": gettext_lazy("Korean"),
}
IN_LANGUAGE: dict[str, Promise] = {
    "mn": gettext_lazy("in Mongolian"),
    "en": gettext_lazy("in English"),
    "ko": gettext_lazy("in Korean"),
}
SCRIPTS = {"ko": re.compile(r"[\uac00-\ud7a3]"), "mn": re.compile(r"[А-яЁёӨөҮү]"), "en": re.compile(r"[A-Za-z]")}
LATIN_WORD = re.compile(r"[A-Za-z]{2,}")
ADDRESSES = re.compile(r"\S*[/@]\S*|\w+\.\w\S*")
"""Of pages, mail and files: of no language."""

ORDER = ("en", "mn", "ko")
"""Which language stands in for one that is missing."""


class TextIn(str):
    """A text and the language that it is in.

    A template that shows it on a page of another language draws it with that `lang` and a small mark; wherever it is
    made part of something else (a sentence, a file, a drawing, an attribute) it is plain text.
    """

    language: str

    def __new__(cls, text: str, language: str = "") -> TextIn:
        made = super().__new__(cls, text)
        made.language = language
        return made

    @property
    def elsewhere(self) -> Promise | str:
        """ "in English"; empty where it is in the language of the page."""
        here = not self or self.language == (get_language() or "en")
        return "" if here else IN_LANGUAGE.get(self.language, "")

    def within(self, before: str = "", after: str = "") -> TextIn:
        """The same between words that belong to no language: a number, a code, a mark."""
        return TextIn(f"{before}{self}{after}", self.language)

    def __html__(self) -> SafeString:
        if not self or self.language in ("", get_language() or "en"):
            return format_html("{}", str(self))
        if not self.elsewhere:  # such as "mn-Latn", a Mongolian name in Latin letters
            return format_html('<span lang="{}">{}</span>', self.language, str(self))
        return format_html(
            '<span lang="{}">{}</span> <span class="tongue">({})</span>', self.language, str(self), self.elsewhere
        )


def in_language(texts: Mapping[str, str]) -> TextIn:
    """In the language of the page, else English, else whichever there is; empty where there is none."""
    for language in (get_language() or "en", *ORDER, *texts):
        if texts.get(language):
            return TextIn(texts[language], language)
    return TextIn("")


def plain(text: object) -> str:
    """A text where no markup may stand (the title of a page, an option, an attribute): its mark in words."""
    elsewhere = text.elsewhere if isinstance(text, TextIn) else ""
    return f"{text} ({elsewhere})" if elsewhere else str(text)


class _Written(TextIn):
    """A `TextIn` whose language is found where somebody asks: most texts that are read with a row are never shown."""

    def __new__(cls, text: str) -> _Written:
        return str.__new__(cls, text)

    @cached_property
    def language(self) -> str:  # type: ignore[override]
        return _language_of(self)


def written(text: str) -> TextIn:
    """A text that somebody wrote in one language only, which its letters tell; a code or a number is of none."""
    return _Written(text)


def _language_of(text: str) -> str:
    said = ADDRESSES.sub(" ", text)
    counts = {language: len(letters.findall(said)) for language, letters in SCRIPTS.items()}
    language = max(counts, key=lambda one: counts[one])
    is_text = counts[language] and (language != "en" or _is_english(LATIN_WORD.findall(said)))
    return language if is_text else ""


def _is_english(words: Sequence[str]) -> bool:
    """Several, not all in capitals: one alone may be a code, a name or a file."""
    return len(words) > 1 and any(word[1:].islower() for word in words)


def joined(texts: Iterable[str], between: str = ", ") -> SafeString:
    """Several as one line of a page, each with its own mark; what is empty is left out."""
    return format_html_join(between, "{}", ((text,) for text in texts if text))


def filled(sentence: str, values: Mapping[str, object]) -> SafeString:
    """A translated sentence with its %(named)s values, each with its own mark."""
    return SafeString(
        conditional_escape(sentence)
        % {name: conditional_escape(one if isinstance(one, str) else str(one)) for name, one in values.items()}
    )


def missing_languages(texts: Iterable[Mapping[str, str]]) -> list[str]:
    """Languages in which one of the texts is not written that is written in another."""
    begun = [text for text in texts if any(text.values())]
    return [language for language in LANGUAGES if not all(text.get(language) for text in begun)]


def missing_text(texts: Iterable[Mapping[str, str]]) -> str:
    """The same in words: "Mongolian, Korean"."""
    return ", ".join(str(LANGUAGE_NAMES[language]) for language in missing_languages(texts))
