"""What writes of this station have in common: names in columns, texts by language, the basis of a fact."""

from __future__ import annotations

from collections.abc import Mapping

from ortoo.multilingual.refusals import LANGUAGES, Refusal

BASES = ("S", "I", "M")
LONGEST_NAME = 250
LONGEST_TEXT = 2_000


def named(names: Mapping[str, str], field: str) -> dict[str, str]:
    """The columns of `NameInLanguages`. Refused without any name, and for one that is too long."""
    found = {f"name_{language}": names.get(language, "").strip() for language in LANGUAGES}
    if not any(found.values()):
        raise Refusal("visits.without_name", field=field)
    for column, name in found.items():
        if len(name) > LONGEST_NAME:
            raise Refusal("visits.name_too_long", field=column, longest=LONGEST_NAME)
    return found


def texts(given: Mapping[str, str], field: str) -> dict[str, str]:
    """By language, without the empty ones; none at all is allowed."""
    found = {language: given[language].strip() for language in LANGUAGES if given.get(language, "").strip()}
    for text in found.values():
        check_length(text, field)
    return found


def check_length(text: str, field: str, most: int = LONGEST_TEXT) -> None:
    if len(text) > most:
        raise Refusal("visits.text_too_long", field=field, most=most, length=len(text))


def check_basis(basis: str) -> None:
    if basis not in BASES:
        raise Refusal("visits.unknown_basis", field="basis", basis=basis)
