"""Names of people: a patronymic and a given name, in two scripts, by rules that are data (`name_rules`)."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from ortoo.multilingual.languages import language_data

WORD = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True, eq=False)
class NameRules:
    """How one language writes, sorts, shortens and searches names. Letters are lower case unless said otherwise."""

    alphabet: str
    """The letters in their order."""

    ignored: frozenset[str]
    """Characters inside a name that count neither for order nor for search."""

    lookalikes: Mapping[str, str]
    """Foreign letters, both cases, that always stand for a letter of the alphabet."""

    lookalikes_in_words: Mapping[str, str]
    """Foreign letters, both cases, that do so only in a word with at least one letter of the alphabet."""

    latin: Mapping[str, str]
    """Letter -> Latin, by the standard."""

    latin_initials: tuple[str, ...]
    """Initials in Latin that keep two letters, such as "Ts"."""

    search_alike: Mapping[str, str]
    """Letter of either script -> every letter that a search takes for it, itself included."""

    latin_search: Mapping[str, str]
    """Latin letters that are searched as another one."""


@cache
def name_rules(language: str) -> NameRules:
    """The rules of a language whose data has a section `names`."""
    data = language_data(language)["names"]
    return NameRules(
        alphabet=data["alphabet"],
        ignored=frozenset(data["ignored"]),
        lookalikes=data["lookalikes"],
        lookalikes_in_words=data["lookalikes_in_words"],
        latin=data["latin"],
        latin_initials=tuple(data["latin_initials"]),
        search_alike=data["search_alike"],
        latin_search=data["latin_search"],
    )


def tidied(name: str) -> str:
    """A name in composed letters (NFC) with single spaces: what is stored."""
    return " ".join(unicodedata.normalize("NFC", name).split())


def initial(name: str, rules: NameRules) -> str:
    """The initial without its full stop: "Л", and "Ts" where Latin keeps two letters."""
    for kept in rules.latin_initials:
        if name[: len(kept)].casefold() == kept.casefold():
            return kept
    return name[:1].upper()


def short_form(patronymic: str, given: str, rules: NameRules) -> str:
    """Initial of the patronymic, full stop, no space, given name: "Л.Болд"; without a patronymic the given name."""
    return f"{initial(patronymic, rules)}.{given}" if patronymic else given


def full_form(patronymic: str, given: str) -> str:
    """Patronymic, as it was registered (usually in the genitive), then given name."""
    return f"{patronymic} {given}" if patronymic else given


def fold_lookalikes(text: str, rules: NameRules) -> tuple[str, tuple[str, ...]]:
    """The text with look-alike letters replaced, and the replaced letters, each once: ("Мөнх", ("Є",)) for "МЄнх".

    A replaced capital inside a word with small letters becomes small: "VVрийнтуяа" is Үүрийнтуяа.
    """
    changed: dict[str, None] = {}

    def fold(word: re.Match[str]) -> str:
        letters = word[0]
        at_home = any(letter in rules.alphabet or letter in rules.lookalikes for letter in letters.lower())
        if not at_home:
            return letters
        folded = []
        for place, letter in enumerate(letters):
            meant = rules.lookalikes.get(letter) or rules.lookalikes_in_words.get(letter)
            if meant:
                changed[letter] = None
                meant = meant.lower() if place and not letters.isupper() else meant
            folded.append(meant or letter)
        return "".join(folded)

    return WORD.sub(fold, unicodedata.normalize("NFC", text)), tuple(changed)


def strange_letters(text: str, rules: NameRules) -> tuple[str, ...]:
    """Letters and digits that are not of the alphabet, each once: what a person must look at."""
    known = {*rules.alphabet, *rules.alphabet.upper()}
    return tuple(dict.fromkeys(letter for letter in text if letter.isalnum() and letter not in known))


def search_key(text: str, rules: NameRules) -> str:
    """What is stored and what is typed, made equal: no case, no hyphens, look-alikes and Latin variants folded."""
    folded = fold_lookalikes(text, rules)[0].casefold()
    kept = (rules.latin_search.get(letter, letter) for letter in folded if letter not in rules.ignored)
    return " ".join("".join(kept).split())
