"""Papers as files: the same bytes twice, tagged, made to be kept, readable by a machine, and honest about decisions."""

from __future__ import annotations

import hashlib
import io
import os
import subprocess
import sys
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some
from pypdf import PdfReader

from ortoo.documents.charts import ChartPaper
from ortoo.documents.setting import pdf
from ortoo.documents.statement import StatementPaper
from ortoo.documents.values import BriefPaper, Paper
from ortoo.multilingual.refusals import LANGUAGES, Refusal
from tests.documents.charted import chart_paper
from tests.documents.delegation import brief, invitation, order
from tests.documents.samples import AT, statement
from tests.house.sources import ROOT

Tried = Paper | StatementPaper | ChartPaper


def papers(language: str) -> list[tuple[Tried, bool]]:
    """Every kind of paper, and whether it is a draft."""
    return [
        (statement(language), False),
        (brief(language), True),
        (brief(language, "decided"), False),
        (order(language), True),
        (order(language, "decided"), False),
        (invitation(language), True),
        (invitation(language, "delegate"), False),
        (chart_paper(language), False),
    ]


def made(paper: Tried, language: str, *, draft: bool = False, example: bool = True) -> PdfReader:
    return PdfReader(io.BytesIO(pdf(paper, language=language, at=AT, example=example, draft=draft)))


def text_of(reader: PdfReader) -> str:
    return " ".join(" ".join(page.extract_text() for page in reader.pages).split())


def root_of(reader: PdfReader) -> Any:
    return reader.trailer["/Root"]


def nodes(element: Any) -> list[Any]:
    """An element of the structure tree and all below it."""
    element = element.get_object()
    if not hasattr(element, "get"):
        return []
    children = element.get("/K", [])
    below = children if isinstance(children, list) else [children]
    return [element, *(node for child in below for node in nodes(child) if hasattr(child, "get_object"))]


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_paper_claims_what_it_keeps(language: str) -> None:
    for paper, draft in papers(language):
        reader = made(paper, language, draft=draft)
        root = root_of(reader)
        claims = root["/Metadata"].get_object().get_data().decode("utf-8")
        assert "<pdfaid:part>2</pdfaid:part><pdfaid:conformance>A</pdfaid:conformance>" in claims
        assert "<pdfuaid:part>1</pdfuaid:part>" in claims
        assert (root["/Lang"], root["/MarkInfo"]["/Marked"]) == (language, True)
        assert [intent["/S"] for intent in root["/OutputIntents"]] == ["/GTS_PDFA1"]
        assert reader.metadata is not None
        assert reader.metadata.title == paper.title
        assert reader.metadata.creation_date == AT


@pytest.mark.parametrize("language", LANGUAGES)
def test_pictures_have_words_and_tables_have_heads(language: str) -> None:
    for paper, draft in papers(language):
        tree = nodes(root_of(made(paper, language, draft=draft))["/StructTreeRoot"])
        kinds = [str(node.get("/S")) for node in tree]
        assert "/H1" in kinds
        assert "/TH" in kinds
        assert kinds.count("/Table") == kinds.count("/THead")
        assert all(node.get("/Alt") for node in tree if node.get("/S") == "/Figure")


def test_the_picture_of_a_statement_says_the_finding() -> None:
    tree = nodes(root_of(made(statement("en"), "en"))["/StructTreeRoot"])
    said = [str(node["/Alt"]) for node in tree if node.get("/S") == "/Figure"]
    assert said == ["Your rank is 101, 0.207 short of the cut line"]


def test_each_drawing_says_its_name_and_finding_and_marks_of_a_key_say_nothing() -> None:
    paper = chart_paper("en")
    tree = nodes(root_of(made(paper, "en"))["/StructTreeRoot"])
    said = [str(node["/Alt"]) for node in tree if node.get("/S") == "/Figure"]
    assert said == [
        f"{paper.title}. {paper.lead}",
        "Region, percent. Ulaanbaatar",
        "Sex, percent. Women",
        "Organization, percent. Ministry",
    ]
    assert [str(node.get("/S")) for node in tree].count("/Table") == 6


def test_charts_lie_sideways_and_numbers_alone_go_on_below() -> None:
    reader = made(chart_paper("mn"), "mn")
    assert {page.mediabox.width > page.mediabox.height for page in reader.pages} == {True}
    assert len(reader.pages) == 2


def test_only_the_fonts_of_the_house_are_used_and_they_are_inside() -> None:
    for language, families in (("mn", {"NotoSans"}), ("ko", {"NotoSans", "NotoSansKR"})):
        found = {}
        for page in made(statement(language), language).pages:
            fonts: Any = page["/Resources"]
            for font in fonts["/Font"].values():
                below = font.get_object()["/DescendantFonts"][0].get_object()
                found[str(below["/BaseFont"]).split("+")[1].split("-")[0]] = "/FontFile2" in below["/FontDescriptor"]
        assert found == dict.fromkeys(families, True)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_statement_is_one_page_and_its_letters_can_be_copied(language: str) -> None:
    paper = statement(language)
    reader = made(paper, language)
    assert len(reader.pages) == 1
    said = text_of(reader)
    for sentence in (paper.over, paper.finding, paper.enough_title, *paper.enough, *paper.now):
        assert sentence in said
    for figure in {"mn": ("712,193", "−0,207", "20 %"), "en": ("712.193", "−0.207"), "ko": ("712.193",)}[language]:
        assert figure.replace(" ", "\N{NO-BREAK SPACE}") in said.replace(" %", "\N{NO-BREAK SPACE}%")


def test_letters_of_all_three_languages_stand_in_one_paper() -> None:
    letters = "Өө Үү Ёё ЄєЇї ăŏŭ 가각힣 漢 № ₮ ₩ — “”«»"
    assert letters in text_of(made(replace(statement("mn"), lead=letters), "mn"))


def hashes() -> list[str]:
    return [
        hashlib.sha256(pdf(paper, language=language, at=AT, example=True, draft=draft)).hexdigest()
        for language in LANGUAGES
        for paper, draft in papers(language)
    ]


def test_the_same_values_give_the_same_bytes_here_and_in_another_process() -> None:
    program = "import django; django.setup(); from tests.documents.test_setting import hashes; print(*hashes())"
    elsewhere = {
        "PYTHONPATH": f"{ROOT}:{ROOT / 'src'}",
        "DJANGO_SETTINGS_MODULE": "tests.settings",
        "PYTHONHASHSEED": "2",
        "TZ": "Asia/Seoul",
    }
    done = subprocess.run(
        [sys.executable, "-c", program],
        cwd=ROOT,
        env=os.environ | elsewhere,
        capture_output=True,
        text=True,
        check=True,
    )
    here = hashes()
    assert len(set(here)) == 24
    assert done.stdout.split() == here == hashes()


def test_another_moment_or_value_is_another_file() -> None:
    paper = order("en")
    first = pdf(paper, language="en", at=AT, example=True, draft=True)
    assert first != pdf(paper, language="en", at=AT + timedelta(seconds=1), example=True, draft=True)
    assert first != pdf(replace(paper, bearer="The host bears all."), language="en", at=AT, example=True, draft=True)


@pytest.mark.parametrize(("language", "word"), [("mn", "Төсөл"), ("en", "Draft"), ("ko", "초안")])
def test_a_draft_says_so_on_every_page(language: str, word: str) -> None:
    for page in made(brief(language), language, draft=True).pages:
        assert word in page.extract_text()
    assert word not in text_of(made(order(language, "decided"), language))


def test_an_order_before_its_decision_has_empty_places_and_after_it_what_was_recorded() -> None:
    before, after = text_of(made(order("en"), "en", draft=True)), text_of(made(order("en", "decided"), "en"))
    assert "Place for signature and seal" in before
    assert "A/123" not in before.replace("А", "A")
    assert "Decided by Prime Minister Kh.Example on 22 November 2022, number А/123." in after
    assert "This print carries no signature" in after


def test_no_paper_looks_decided_before_it_is() -> None:
    for paper in (order("en"), invitation("en")):
        with pytest.raises(Refusal) as refused:
            pdf(paper, language="en", at=AT, example=True)
        assert (refused.value.code, refused.value.values) == ("documents.undecided", {"title": paper.title})
    with pytest.raises(Refusal) as refused:
        pdf(order("en", "decided"), language="en", at=AT, example=True, draft=True)
    assert refused.value.code == "documents.decided"


def test_invented_people_are_said_to_be_invented() -> None:
    paper = invitation("en", "delegate")
    said = "Example data: persons and figures are invented"
    assert said in text_of(made(paper, "en"))
    assert said not in text_of(made(paper, "en", example=False))


def test_a_letter_to_a_delegate_spells_the_name_as_the_passport_does() -> None:
    assert "ARIUNAA BOLD" in text_of(made(invitation("mn", "delegate"), "mn"))


def test_the_brief_has_its_ten_on_one_page_and_leads_to_a_page_for_each() -> None:
    reader = made(brief("en"), "en", draft=True)
    assert [entry.title for entry in reader.outline if not isinstance(entry, list)][:3] == [
        "On one page",
        "1. Б.Ариунаа",
        "2. Д.Батсүх",
    ]
    overview = reader.pages[1].extract_text()
    assert all(person.name in overview for person in brief("en").persons)
    assert len(reader.pages) == 14
    assert "5" in reader.pages[0].extract_text().split("3. Ц.Болормаа")[1].split("\n")[0]


def test_the_overview_stays_on_one_page_with_long_names_and_many_flags() -> None:
    whole = brief("mn")
    crowded = tuple(
        replace(person, organization=f"{person.organization}, {person.organization}", flags=whole.persons[2].flags * 2)
        for person in whole.persons
    )
    reader = made(replace(whole, persons=crowded), "mn", draft=True)
    assert "Нөөц, энэ дарааллаар" in reader.pages[1].extract_text()
    assert "1. Б.Ариунаа" in reader.pages[2].extract_text()


def test_a_long_statement_stays_on_one_page() -> None:
    paper = statement("mn")
    steps = tuple(replace(step, name=f"{step.name}, хоёрдугаар шат") for step in paper.steps) * 2
    assert len(made(replace(paper, steps=steps, lead=paper.lead * 2), "mn").pages) == 1


def test_a_brief_without_reserve_flags_or_shares_is_set_too() -> None:
    whole = brief("ko")
    person = replace(whole.persons[0], flags=(), documents=(), facts=(), outcome="refuse", reason="이유")
    bare = replace(
        whole, persons=(person,), reserve=(), shares=(), sign_offs=(), alternatives=(), prices=(), closeness=""
    )
    assert isinstance(bare, BriefPaper)
    assert "살펴볼 사항이 없습니다." in text_of(made(bare, "ko"))


def test_a_character_that_no_font_has_is_refused_by_name() -> None:
    with pytest.raises(Refusal) as refused:
        pdf(replace(statement("en"), lead="well 😀"), language="en", at=AT, example=True)
    assert (refused.value.code, refused.value.values) == ("documents.no_glyph", {"character": "😀"})


@pytest.mark.parametrize("character", ["\x00", "\x07", "\ue000", "\ufffe", "ᠮ"])
def test_what_may_not_stand_in_a_file_that_is_kept_is_refused(character: str) -> None:
    with pytest.raises(Refusal) as refused:
        pdf(replace(statement("en"), lead=f"a{character}b"), language="en", at=AT, example=True)
    assert refused.value.code == "documents.no_glyph"


@settings(deadline=None)
@given(some.text(some.sampled_from("аөүёӨҮЁӣabzßé가힣漢 \n\t-–.,:;()«»\"'#$*_@\\{}[]<>/№₮%0189")))
def test_any_text_of_our_languages_can_be_set(lead: str) -> None:
    assert pdf(replace(statement("ko"), lead=lead), language="ko", at=AT, example=True).startswith(b"%PDF-1.7")


def test_text_is_never_read_as_markup() -> None:
    lead = '#panic("x") *not bold* $x$ <label> \\ {root} @somebody https://example'
    assert lead in text_of(made(replace(statement("en"), lead=lead), "en"))
