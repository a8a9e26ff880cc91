"""Nobody meets another language than the page's: a walk over the whole demonstration, by everybody who can sign in."""

from __future__ import annotations

import csv
import re
from pathlib import Path

import pytest

from tests.accessibility.foreign import foreign
from tests.crawling import crawl, ready_sign_ins
from tests.house.sources import expect_none
from tests.journeys.founding import House

NAMES = Path(__file__).parent.parent / "multilingual/data/names.csv"
with NAMES.open(encoding="utf-8") as lines:
    GIVEN = "|".join(sorted((row["given_latin"] for row in csv.DictReader(lines)), key=len, reverse=True))

KNOWN = re.compile(
    rf"""
    https?://\S+ | \S+@\S+                                      # addresses of pages and of mail
    | \b[\w-]+\.(?:csv|xlsx|pdf|py|toml|json|xml|ortoolog)(?![A-Za-z]) | \.ortoolog | \b(?:\S+/)+\S+   # files
    | \b(?:utf-(?:8|16)|windows-125\d)\b                       # letters of files
    | \b\d\.[a-z][a-z-]*\b                                      # codes of indicators
    | \b[0-9a-f]*\d[0-9a-f]*\b | \b[0-9a-f]{{8,}}\b | \b[0-9A-F]{{5,}}\b   # hashes and pseudonyms
    | (?<![A-Za-z])[A-Z][A-Z0-9]+(?:[-.][A-Z0-9]+)*(?![A-Za-z])  # codes, abbreviations
    | (?<![a-z])(?:academic|cooperation|leading|planning)(?![a-z])   # codes of formula, competencies
    | (?:repository\ snapshot|retrieved)\ \d{{4}}-\d\d-\d\d   # editions, quoted as their sources name them
    | Жишээ-\d+                                                 # numbers of its orders
    | \b(?:Монгол|English|한국어)\b                             # languages, each by its own name
    | (?<![A-Za-z])(?:Python|Moodle|Chrome|Linux|Ed25519)(?![A-Za-z]) | \bortoo\ \w+\b        # products and commands
    | \b(?:km|MB|kB)\b                                      # units
    | \[[a-z]+\]                                            # where a script puts a value
    | \b(?:Asia|Europe)/\w+                                     # zones
    | \b[A-Z][a-z]+-(?:ro|daero|gil)\ \d+(?:,\ [A-Z][a-z]+(?:-\w+)*)*   # Korean addresses in Latin letters
    | \b[A-Z][a-z]+\ [A-Z][a-z]+-[a-z]+\b                       # Korean persons: Seo Ji-an
    | \b(?:[A-Z][a-z]?\.)?(?:{GIVEN})(?![A-Za-z])  # officials, in Latin letters
    | \b[А-ЯЁӨҮ]\.[А-ЯЁӨҮ][а-яёөү]+(?:-[А-ЯЁӨҮ][а-яёөү]+)*  # the staff, as they write themselves
    """,
    re.VERBOSE,
)
"""What is the same in every language. Whatever else is in another script is marked with its `lang`, or is a mistake."""


@pytest.mark.parametrize("language", ["mn", "ko"])
def test_no_page_says_anything_in_another_language(untouched: House, language: str) -> None:
    names = ready_sign_ins(untouched.address)
    user_names = re.compile("|".join([KNOWN.pattern, *(rf"(?<![\w-]){name}(?![\w-])" for name in names)]), re.VERBOSE)
    pages = 0
    found: dict[str, str] = {}
    for page in crawl(untouched.address, ["", *names], each=1, language=language):
        pages += 1
        for where, text in foreign(page.text, language, user_names):
            found.setdefault(text, f"{page.username} {page.path} <{where}>: {text}")
    assert pages > 500
    expect_none(found.values())
