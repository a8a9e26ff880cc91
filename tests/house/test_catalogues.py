"""Every string of the sources is in both catalogues, translated, with its values."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po

from tests.house.catalogues import TRANSLATED, copy_of_package, write_messages
from tests.house.sources import PACKAGE, expect_none

SAME = Path(__file__).with_name("same_in_translation.txt")
"""msgids that may read the same in a translation: names, codes, numbers; one a line, # begins a comment."""
VALUES = re.compile(r"%\((\w+)\)[sd]|\{(\w*)\}|%([sd])")


@pytest.mark.parametrize("language", TRANSLATED)
def test_no_message_is_untranslated_or_doubtful(language: str) -> None:
    allowed = {line.split("#")[0].rstrip() for line in SAME.read_text("utf-8").splitlines()} - {""}
    wrong = []
    for message in messages(catalogue(PACKAGE, language)):
        for given, translated in forms(message):
            if not translated:
                wrong.append(f"untranslated: {given!r}")
            elif translated == given and given not in allowed:
                wrong.append(f"the same as in English, and not in {SAME.name}: {given!r}")
        if message.fuzzy:
            wrong.append(f"marked fuzzy: {message.id!r}")
    expect_none(wrong)


@pytest.mark.parametrize("language", TRANSLATED)
def test_a_translation_has_the_values_of_its_message(language: str) -> None:
    wrong = []
    for message in messages(catalogue(PACKAGE, language)):
        given = set().union(*(values(text) for text in ids(message)))
        for _, translated in forms(message):
            if translated and not values(translated) <= given:
                wrong.append(f"{message.id!r}: {translated!r} has {values(translated) - given} of its own")
            if translated and isinstance(message.id, str) and values(translated) != given:
                wrong.append(f"{message.id!r}: {translated!r} leaves out {given - values(translated)}")
    expect_none(wrong)


def test_the_catalogues_hold_the_strings_of_the_sources(tmp_path: Path) -> None:
    if not shutil.which("xgettext"):
        pytest.fail("xgettext is missing: apt-get install gettext")
    fresh = copy_of_package(tmp_path)
    write_messages(fresh)
    wrong = []
    for language in TRANSLATED:
        sources, kept = keys(catalogue(fresh, language)), keys(catalogue(PACKAGE, language))
        wrong += [f"{language}: not in the catalogue (make messages): {key}" for key in sorted(sources - kept)]
        wrong += [f"{language}: no longer in the sources (make messages): {key}" for key in sorted(kept - sources)]
    expect_none(wrong)


def catalogue(package: Path, language: str) -> Catalog:
    path = package / "locale" / language / "LC_MESSAGES/django.po"
    if not path.is_file():
        return Catalog(language)
    with path.open("rb") as file:
        return read_po(file, locale=language)


def messages(found: Catalog) -> Iterator[Message]:
    return (message for message in found if message.id)


def keys(found: Catalog) -> set[str]:
    return {f"{message.context or ''}|{message.id!r}" for message in messages(found)}


def ids(message: Message) -> tuple[str, ...]:
    return (message.id,) if isinstance(message.id, str) else tuple(message.id)


def forms(message: Message) -> list[tuple[str, str]]:
    """(English, translation) of each plural form; the English of further forms is the plural."""
    given = ids(message)
    said = message.string or ""
    translated = (said,) if isinstance(said, str) else tuple(said)
    return [(given[min(number, len(given) - 1)], text) for number, text in enumerate(translated)]


def values(text: str) -> set[str]:
    return {"".join(found) for found in VALUES.findall(text)}
