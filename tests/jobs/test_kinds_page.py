"""The page of kinds says what the layouts say, and names every kind."""

from __future__ import annotations

from django.utils import translation

from ortoo.multilingual.refusals import LANGUAGES
from ortoo.site.kinds import KINDS
from tests.jobs.kinds_page import PAGE, with_tables


def test_the_tables_are_those_of_the_layouts() -> None:
    page = PAGE.read_text("utf-8")
    assert with_tables(page, KINDS) == page, "python -m tests.jobs.kinds_page"


def test_every_kind_has_its_section_and_a_table_where_it_is_one() -> None:
    page = PAGE.read_text("utf-8")
    for kind in KINDS.values():
        assert f"## {kind.name}\n" in page
        assert (f"<!-- columns of {kind.name} -->" in page) is (kind.layout is not None)


def test_every_column_is_explained_in_every_language() -> None:
    for kind in KINDS.values():
        for column in kind.layout.columns if kind.layout else ():
            assert all(column.help.get(language) for language in LANGUAGES), (kind.name, column.name)
            assert all(column.title(language) for language in LANGUAGES), (kind.name, column.name)


def test_every_kind_has_a_title() -> None:
    with translation.override("en"):
        assert all(str(kind.title) for kind in KINDS.values())
