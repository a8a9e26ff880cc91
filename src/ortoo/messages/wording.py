"""The one registry of messages: a kind, and its subject and text in each language.

Every folder of the house may hold a `messages.toml`: `["selection.list_provisional"]` with `subject.en`, `text.en`
and so on, whole sentences with `{named}` places for values. No place is for a person's name or for a mark: a message
goes by mail as it stands.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from importlib import resources
from string import Formatter
from urllib.parse import quote

from django.utils import timezone, translation
from django.utils.functional import Promise

from ortoo.multilingual.dates import date_text
from ortoo.multilingual.numbers import whole
from ortoo.multilingual.refusals import LANGUAGES, LONGEST

Values = Mapping[str, object]
Plain = str | int | bool | dict[str, str]


@dataclass(frozen=True)
class Wording:
    """A message in one language, with places for values."""

    subject: str
    text: str


@cache
def registry() -> dict[str, dict[str, Wording]]:
    """Every kind of the house -> language -> wording."""
    found: dict[str, dict[str, Wording]] = {}
    for folder in resources.files("ortoo").iterdir():
        source = folder / "messages.toml"
        if source.is_file():
            for kind, parts in tomllib.loads(source.read_text("utf-8")).items():
                found[kind] = {
                    language: Wording(parts["subject"][language], parts["text"][language].strip())
                    for language in LANGUAGES
                }
    return found


def worded(kind: str, language: str, values: Values) -> Wording:
    """`kind` in `language` with `values` put in. KeyError for an unknown kind or a missing value: a bug of ours."""
    wording = registry()[kind][language]
    shown = {name: shown_as(value, language) for name, value in values.items()}
    return Wording(_one_line(wording.subject.format_map(shown)), wording.text.format_map(shown))


def shown_as(value: object, language: str) -> str:
    """A value as a sentence of `language` carries it.

    Days and moments are written out, whole numbers grouped; a mapping holds the value in each language, such as a name
    in "mn", "en" and "ko", and falls back to whichever there is.
    """
    if isinstance(value, datetime):
        there = timezone.localtime(value)
        return f"{date_text(there.date(), language)}, {there:%H:%M}"
    if isinstance(value, date):
        return date_text(value, language)
    if isinstance(value, Mapping):
        return _one_line(str(value.get(language) or value.get("en") or next(filter(None, value.values()), "")))
    if isinstance(value, Promise):
        with translation.override(language):
            return str(value)
    return whole(value, language) if isinstance(value, int) else _one_line(str(value))


def _one_line(text: str) -> str:
    """A value never lays a line of its own: a subject must not become two headers of a mail."""
    line = " ".join(text.split())
    return line if len(line) <= LONGEST else f"{line[: LONGEST - 3]}..."


def plain(values: Values) -> dict[str, Plain]:
    """`values` as they are kept: days and moments in ISO form, what depends on the language in each."""
    return {name: _plain(value) for name, value in values.items()}


def _plain(value: object) -> Plain:
    if isinstance(value, date):  # a moment is one, too
        return value.isoformat()
    if isinstance(value, Mapping):
        return {str(key): str(part) for key, part in value.items()}
    if isinstance(value, Promise):
        return {language: shown_as(value, language) for language in LANGUAGES}
    return value if isinstance(value, int) else str(value)


def address_with(address: str, values: Values) -> str:
    """`address` with values in its places, such as "selection/places/{place}/"; quoted, for a value is no path."""
    if not any(name for _, name, _, _ in Formatter().parse(address)):
        return address
    return address.format_map({name: quote(str(value), safe="") for name, value in values.items()})
