"""The sentences of papers say the same in each language, and a drawing's classes are known on paper too."""

from __future__ import annotations

import re
from typing import Any

import pytest

from ortoo.documents.charts import Chart
from ortoo.documents.pictures import for_paper, on_paper, picture_of, styles
from ortoo.documents.setting import words
from ortoo.documents.values import Picture
from ortoo.documents.writing import KINDS, kind_of, written
from ortoo.multilingual.refusals import LANGUAGES
from tests.documents.samples import statement
from tests.house.sources import ROOT

PLACE = re.compile(r"\{\w+\}")
MARK = re.compile(r"^ *\.([\w-]+)(?:, [^{]*)? \{ [^}]*(?:stroke|fill): ", re.MULTILINE)


def flat(table: dict[str, Any], above: str = "") -> dict[str, Any]:
    found: dict[str, Any] = {}
    for key, value in table.items():
        if isinstance(value, dict):
            found |= flat(value, f"{above}{key}.")
        else:
            found[f"{above}{key}"] = value
    return found


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_language_has_the_same_sentences_with_the_same_places(language: str) -> None:
    def places(code: str) -> dict[str, list[str]]:
        return {key: sorted(set(PLACE.findall(str(text)))) for key, text in flat(words(code)).items()}

    ours, english = places(language), places("en")
    # A letter to the host need not name the host to itself.
    for table in (ours, english):
        table.pop("invitation.host.opening")
    assert ours == english
    assert [key for key, text in flat(words(language)).items() if not str(text).strip()] == []


def test_every_class_of_the_charts_has_a_style_on_paper() -> None:
    known = {name for name, _ in styles()}
    for sheet in ("charts", "maps", "results", "actions"):
        page = (ROOT / f"src/ortoo/pages/styles/_{sheet}.scss").read_text("utf-8")
        assert set(MARK.findall(page)) - known == set()


def test_a_drawing_gets_its_name_space_and_attributes_for_its_classes() -> None:
    drawn = '<svg class="a" viewBox="0 0 9 9"><path d="M0 0" class="c-axis"/><text class="c-n c-n--gold">9</text></svg>'
    assert for_paper(drawn) == (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9" font-family="Noto Sans, Noto Sans KR">'
        '<path d="M0 0" stroke="#666f8a" stroke-width="1"/>'
        '<text font-size="22" fill="#6a4600" font-weight="700">9</text></svg>'
    )


def test_a_drawing_brings_its_words_and_the_rope_keeps_its_first_ring() -> None:
    drawn = (
        '<svg class="rope" viewBox="0 0 90 9" role="img"><title id="a">A &amp; b</title><desc id="d">C.</desc></svg>'
    )
    assert picture_of(drawn).alt == "A & b. C."
    assert 'viewBox="-8 0 98 9"' in for_paper(drawn)


@pytest.mark.parametrize(
    ("across", "sideways", "size"), [(1056, False, "15.5"), (1056, True, "13"), (288, False, "13")]
)
def test_letters_are_as_large_as_their_page_needs_however_deep_a_drawing_lies(
    across: int, sideways: bool, size: str
) -> None:
    svg = f'<svg viewBox="0 0 {across} 9"><text class="c-t">9</text></svg>'
    chart = Chart("A", (Picture(svg, "B"),), ())
    assert f'font-size="{size}"' in on_paper(chart, sideways=sideways).pictures[0].svg


def test_letters_are_enlarged_on_an_upright_page_only() -> None:
    drawn = '<svg viewBox="0 0 9 9"><text class="c-t">9</text></svg>'
    assert ('font-size="15.5"' in for_paper(drawn), 'font-size="13"' in for_paper(drawn, enlarged=False)) == (
        True,
        True,
    )


@pytest.mark.parametrize(
    ("kind", "value", "mn", "en"),
    [
        ("points", 712_193, "712,193", "712.193"),
        ("points", -207, "−0,207", "−0.207"),
        ("score", 88_250, "88,3", "88.3"),
        ("share", 410, "41 %", "41 %"),
        ("share", 125, "12,5 %", "12.5 %"),
        ("share", 0, "0 %", "0 %"),
        ("share", 1000, "100 %", "100 %"),
        ("money", 6_400_000, "6 400", "6,400"),
        ("money", 6_400_500, "6 400,50", "6,400.50"),
        ("whole", 12_000, "12 000", "12,000"),
    ],
)
def test_numbers_are_written_by_their_kind(kind: str, value: int, mn: str, en: str) -> None:
    said = [KINDS[kind](value, language).replace("\N{NO-BREAK SPACE}", " ") for language in ("mn", "en")]
    assert said == [mn, en]


def test_the_kind_is_read_from_the_annotation() -> None:
    steps = written(statement("en"), "en")["steps"]
    assert steps[0] == {
        "name": "Examination of 2020",
        "mark": {"value": 71_000, "text": "71.000"},
        "scaled": {"value": 68_150, "text": "68.150"},
        "weight": {"value": 200, "text": "20\N{NO-BREAK SPACE}%"},
        "points": {"value": 136_300, "text": "136.300"},
        "equated": None,
    }
    assert (kind_of(int), kind_of(int | None)) == ("whole", "whole")
