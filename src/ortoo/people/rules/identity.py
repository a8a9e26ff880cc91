"""Who somebody is, apart from any post: names in two scripts, sex, birth, and the trace of the register number."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from ortoo.multilingual.latin import to_latin
from ortoo.multilingual.names import fold_lookalikes, search_key, strange_letters
from ortoo.multilingual.refusals import Refusal
from ortoo.multilingual.sorting import sort_key
from ortoo.people.rules.conventions import conventions, is_synthetic

UNKNOWN_TAIL = ""


@dataclass(frozen=True, slots=True)
class Stated:
    """One row of a register as its file states it. None: the file says nothing of it, which is not "it is empty"."""

    number: str
    patronymic: str
    given_name: str
    patronymic_latin: str | None
    given_name_latin: str | None
    sex: str
    born_on: date | None
    register_number: str | None
    organization: str
    region: str
    post: str
    rank_class: str | None
    level: str
    appointed_on: date


@dataclass(frozen=True, slots=True)
class Identity:
    """As it is stored. Of the register number there is a keyed hash, which tells equal from different, and the last
    two digits, which a clerk can compare with a paper; never the number.
    """

    patronymic: str
    given_name: str
    patronymic_latin: str
    given_name_latin: str
    latin_from_passport: bool
    sex: str
    born_on: date | None = None
    register_hmac: str | None = None
    register_tail: str = UNKNOWN_TAIL
    synthetic: bool = False


@dataclass(frozen=True, slots=True)
class Spelling:
    """One name as it is stored. `replaced`: look-alike letters were; `strange`: letters outside the alphabet."""

    name: str
    latin: str
    replaced: bool
    strange: str


@lru_cache(maxsize=100_000)
def spelling(name: str) -> Spelling:
    """A name of the register's own script, look-alikes folded, with its Latin by the standard."""
    rules = conventions().names
    folded, replaced = fold_lookalikes(name, rules)
    return Spelling(folded, to_latin(folded, rules.latin), bool(replaced), "".join(strange_letters(folded, rules)))


@lru_cache(maxsize=100_000)
def _searched(name: str) -> str:
    return search_key(name, conventions().names)


@lru_cache(maxsize=100_000)
def _sorted(given_name: str, patronymic: str) -> str:
    return sort_key(given_name, patronymic, conventions().names)


def keys_of(identity: Identity, number: str) -> tuple[str, str]:
    """The sort key, and the text in which a search looks: both names in both scripts and the number."""
    names = (identity.given_name, identity.patronymic, identity.given_name_latin, identity.patronymic_latin)
    searched = (*map(_searched, names), search_key(number, conventions().names))
    return _sorted(identity.given_name, identity.patronymic), " ".join(searched)


def identity_of(stated: Stated, known: Identity | None, hashed: Callable[[str], str]) -> Identity:
    """The identity that the row states, what it leaves out taken from `known`. A refusal names its `column`.

    Latin: the passport's spelling wins once it is given, as long as the name stays the same; else the standard's.
    """
    patronymic, given_name = spelling(stated.patronymic), spelling(stated.given_name)
    for column, spelt in (("patronymic", patronymic), ("given_name", given_name)):
        if any(letter.isascii() for letter in spelt.strange):
            raise Refusal("people.latin_in_the_name", column=column)
    latin_patronymic, latin_given, from_passport = _latin(stated, patronymic, given_name, known)
    register_hmac, tail, synthetic = _register(stated.register_number, known, hashed)
    return Identity(
        patronymic=patronymic.name,
        given_name=given_name.name,
        patronymic_latin=latin_patronymic,
        given_name_latin=latin_given,
        latin_from_passport=from_passport,
        sex=stated.sex,
        born_on=stated.born_on or (known.born_on if known else None),
        register_hmac=register_hmac,
        register_tail=tail,
        synthetic=synthetic,
    )


def _latin(stated: Stated, patronymic: Spelling, given_name: Spelling, known: Identity | None) -> tuple[str, str, bool]:
    if stated.patronymic_latin and stated.given_name_latin:
        return stated.patronymic_latin, stated.given_name_latin, True
    if stated.patronymic_latin or stated.given_name_latin:
        missing = "given_name_latin" if stated.patronymic_latin else "patronymic_latin"
        raise Refusal("people.latin_by_halves", column=missing)
    names = (patronymic.name, given_name.name)
    if known and known.latin_from_passport and (known.patronymic, known.given_name) == names:
        return known.patronymic_latin, known.given_name_latin, True
    return patronymic.latin, given_name.latin, False


def _register(number: str | None, known: Identity | None, hashed: Callable[[str], str]) -> tuple[str | None, str, bool]:
    if number is not None:
        return hashed(number), number[-2:], is_synthetic(number)
    if known is not None:
        return known.register_hmac, known.register_tail, known.synthetic
    return None, UNKNOWN_TAIL, False
