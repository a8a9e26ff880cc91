"""Where the chosen come from: counts against the places themselves; who may see it; what it costs."""

from __future__ import annotations

import re
from collections import Counter
from typing import Any

import pytest
from django.utils.translation import override

from ortoo.access.models import User
from ortoo.documents.pictures import picture_of
from ortoo.multilingual.numbers import thousandths_text
from ortoo.selection.around import picture_around
from ortoo.selection.models import Round, Run
from ortoo.selection.origins import origins_of
from tests.cast import auditor, client_of, outsider
from tests.charts.drawings import texts
from tests.documents.reading import read, text_of, words_of_pictures
from tests.selection import forty
from tests.visiting import main_part, page

pytestmark = pytest.mark.django_db

ADDRESS, PAPER = "/en/selection/R1/origins/", "/en/selection/R1/origins.pdf"


def test_counts_are_those_of_the_places(run: Run) -> None:
    found = origins_of(run)
    everybody, chosen = Counter[str](), Counter[str]()
    for place in forty.places(run):
        everybody[place.facts["region"]] += 1
        chosen[place.facts["region"]] += place.status == "chosen"
    assert (found.everybody, found.chosen) == (everybody.total(), chosen.total())
    assert {row.code: (row.count, row.of) for row in found.map.rows} == {
        code if code.startswith("MN-") else "": (chosen[code], count) for code, count in everybody.items()
    }


def test_shares_are_drawn_and_written(run: Run, officer: User) -> None:
    shown = page(client_of(officer), ADDRESS)
    for part in origins_of(run).parts:
        drawn = {text for text in texts(part["wide"]) if not text.isdecimal()}
        assert drawn == {row.label for row in part["rows"]}
        assert all(f'<th scope="row">{row.label}</th>' in shown for row in part["rows"])


def test_auditors_may_see_it_and_outsiders_may_not(run: Run) -> None:
    shown = page(client_of(auditor()), ADDRESS)
    assert not re.search(r"BoldN\d\d|N\d\d", main_part(shown))
    assert client_of(outsider()).get(ADDRESS).status_code == 403
    assert client_of().get(ADDRESS)["Location"] == f"/en/access/sign-in/?next={ADDRESS}"


def test_the_paper_has_the_map_the_shares_and_the_line_with_their_numbers(run: Run) -> None:
    client = client_of(auditor())
    with override("en"):
        origins, around = origins_of(run), picture_around(run)
    assert around is not None
    assert f'href="{PAPER}"' in page(client, ADDRESS)
    reader = read(client, PAPER)
    said, told = words_of_pictures(reader), text_of(reader)
    findings = [origins.map.finding, *(picture_of(part["wide"]).alt for part in origins.parts), around.finding]
    assert [one for one in zip(said, findings[-len(said) :], strict=True) if not one[0].endswith(one[1])] == []
    assert all(f"{row.name} {row.count} {row.of}" in told for row in origins.map.rows)
    assert all(row.label in told for part in origins.parts for row in part["rows"])
    assert all(f"{one.place} {thousandths_text(one.merit, 'en')}" in told for one in around.around.people)
    assert client.get(PAPER).content == client.get(PAPER).content


@pytest.mark.parametrize("language", ["mn", "ko"])
def test_the_paper_speaks_other_languages(run: Run, language: str) -> None:
    assert len(read(client_of(auditor()), PAPER.replace("/en/", f"/{language}/")).pages) >= 2


def test_who_may_not_see_the_page_gets_no_paper(run: Run) -> None:
    assert client_of(outsider()).get(PAPER).status_code == 403


def test_before_a_list_there_is_none(opened: Round, officer: User) -> None:
    assert client_of(officer).get(ADDRESS).status_code == 404


def test_it_costs(run: Run, officer: User, django_assert_num_queries: Any) -> None:
    client = client_of(officer)
    client.get(ADDRESS)
    with django_assert_num_queries(9):
        client.get(ADDRESS)


def test_those_around_the_line_are_drawn_by_their_adjusted_merit(run: Run) -> None:
    found = picture_around(run)
    assert found is not None
    with_merit = [place for place in forty.places(run) if place.merit is not None and place.place <= 8 + 50]
    assert found.wide.count("<circle") == len(with_merit)
    assert found.wide.count('class="c-dot"') == sum(place.status == "chosen" for place in with_merit)
    assert "c-reach" not in found.wide
    assert "Cut line 83.000" in texts(found.wide)
    assert "no interval of ranks is drawn" in found.doubt
