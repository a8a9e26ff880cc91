"""The list of terms is whole, and where a term is a message of its own the catalogues say it as the list does."""

from __future__ import annotations

import re
from collections import defaultdict

import pytest

from ortoo.multilingual.refusals import LANGUAGES
from tests.house.sources import PACKAGE, ROOT, expect_none
from tests.house.test_catalogues import catalogue, messages

PAGE = ROOT / "docs/reference/words.md"
HEAD = ["English", "Mongolian", "Korean", "mn", "ko", "source"]
BESIDE = re.compile(r"\([^)]*\)")


def rows() -> list[dict[str, str]]:
    lines = [line.strip("| \n").split("|") for line in PAGE.read_text("utf-8").splitlines() if line.startswith("|")]
    cells = [[cell.strip() for cell in line] for line in lines]
    wanted = [[*line, *[""] * (len(HEAD) - len(line))] for line in cells if line != HEAD and set(line[0]) != {"-"}]
    return [dict(zip(HEAD, line, strict=True)) for line in wanted]


def test_every_term_stands_in_three_languages_and_says_who_confirmed_it() -> None:
    wrong = []
    for row in rows():
        if not all(row[language] for language in HEAD[:3]):
            wrong.append(f"a language is missing: {row}")
        if not {row["mn"], row["ko"]} <= {"ours", "confirmed"}:
            wrong.append(f"neither ours nor confirmed: {row}")
        if "confirmed" in (row["mn"], row["ko"]) and not row["source"]:
            wrong.append(f"confirmed by which source? {row}")
    expect_none(wrong)
    assert len(rows()) > 200


def test_no_row_stands_twice() -> None:
    found = [row["English"] for row in rows()]
    expect_none(term for term in set(found) if found.count(term) > 1)


@pytest.mark.parametrize(("language", "column"), [("mn", "Mongolian"), ("ko", "Korean")])
def test_a_term_that_is_a_message_is_said_as_the_list_says(language: str, column: str) -> None:
    assert language in LANGUAGES
    words = known(column)
    wrong = []
    for message in messages(catalogue(PACKAGE, language)):
        said = message.string
        if not isinstance(message.id, str) or not isinstance(said, str) or not said:
            continue
        terms = words.get(message.id.lower(), set())
        if terms and not any(term in said.lower() or said.lower() in term for term in terms):
            wrong.append(f"{message.id!r}: the catalogue says {said!r}, the list {sorted(terms)}")
    expect_none(wrong)


def known(column: str) -> dict[str, set[str]]:
    """English term -> the ways to say it, of all its meanings; what stands in brackets only explains."""
    found: dict[str, set[str]] = defaultdict(set)
    for row in rows():
        for term in parts(row["English"]):
            found[term] |= set(parts(row[column]))
    return found


def parts(cell: str) -> list[str]:
    """With what stands in brackets and without it; a verb without its "to"."""
    both = (cell.lower(), BESIDE.sub(" ", cell).lower())
    found = [" ".join(part.split()).removeprefix("to ") for text in both for part in re.split(r"[,;]", text)]
    return [part for part in dict.fromkeys(found) if part]
