"""The statement as a PDF: the answer of the page, for whoever may see the page."""

from __future__ import annotations

import io
from datetime import UTC, datetime

import pytest
from django.test import Client
from django.utils.translation import override
from pypdf import PdfReader

from ortoo.documents.statement import Neighbour, Sum
from ortoo.selection.models import Place, Run
from ortoo.selection.papers import statement_paper
from ortoo.selection.views.places import statement_of
from tests.cast import client_of, outsider
from tests.selection import forty
from tests.selection.test_list_pages import account_of, key_of

pytestmark = pytest.mark.django_db


def address(run: Run, number: str, language: str = "en") -> str:
    return f"/{language}/selection/R1/place/{key_of(run, number)}/statement.pdf"


def place_of(run: Run, number: str) -> Place:
    whole = Place.objects.everything(because="a test reads").select_related(
        "official", "record__seal__formula", "run__round__formula", "run__rule", "run__seal"
    )
    return whole.get(pk=key_of(run, number))


@pytest.mark.parametrize(("language", "title"), [("mn", "Таны"), ("en", "Your rank is"), ("ko", "귀하")])
def test_an_official_saves_the_own_statement_in_each_language(run: Run, language: str, title: str) -> None:
    client = client_of(account_of("N20"))
    answer = client.get(address(run, "N20", language))
    assert (answer.status_code, answer["Content-Type"], answer["Cache-Control"]) == (200, "application/pdf", "private")
    assert answer["Content-Disposition"] == f'attachment; filename="R1-{place_of(run, "N20").rank}.pdf"'
    reader = PdfReader(io.BytesIO(answer.content))
    assert len(reader.pages) == 1
    assert reader.metadata is not None
    assert reader.metadata.title is not None
    assert title.split()[0] in reader.metadata.title
    assert client.get(address(run, "N20", language)).content == answer.content


def test_the_page_leads_to_it(run: Run) -> None:
    shown = client_of(account_of("N20")).get(f"/en/selection/R1/place/{key_of(run, 'N20')}/").content.decode()
    assert f'href="{address(run, "N20")}">Save as a PDF</a>' in shown


def test_nobody_else_can_have_it(run: Run) -> None:
    assert Client().get(address(run, "N20")).status_code == 302
    assert client_of(outsider()).get(address(run, "N20")).status_code == 404
    other = client_of(account_of("N19"))
    assert other.get(address(run, "N20")).status_code == 404
    assert client_of(account_of("N20")).post(address(run, "N20")).status_code == 405


def test_it_says_what_the_page_says(run: Run) -> None:
    place = place_of(run, "N20")
    with override("en"):
        paper = statement_paper(place, statement_of(place, own=True))
    around = forty.places(run)
    nearby = around[around.index(place) - 2 : around.index(place) + 3]
    assert [(one.pseudonym, one.own) for one in paper.neighbours] == [
        (one.pseudonym[:5].upper(), one.pk == place.pk) for one in nearby
    ]
    assert isinstance(paper.neighbours[0], Neighbour)
    assert place.merit is not None
    assert paper.sums[0] == Sum("Record, rounded once", place.merit, "sum")
    assert [one.name for one in paper.sums[-3:]] == ["Held against the cut line", "Cut line", "Difference"]
    assert paper.sums[-3].points - paper.sums[-2].points == paper.sums[-1].points == place.margin
    assert sum(step.weight for step in paper.steps) == 1000
    assert (paper.seal.root, paper.seal.leaf) == (run.seal.root[:16], place.pseudonym[:16])
    assert paper.picture is not None
    assert paper.picture.alt == paper.finding


def test_who_is_not_eligible_gets_a_statement_too(run: Run) -> None:
    place = next(place for place in forty.places(run) if place.status == "ineligible")
    place = place_of(run, place.official.number)
    with override("en"):
        paper = statement_paper(place, statement_of(place, own=True))
    assert paper.finding == "You are not eligible in this round"
    assert paper.picture is None
    assert client_of(account_of(place.official.number)).get(address(run, place.official.number)).status_code == 200


def test_it_names_the_day_and_hour_until_which_objections_are_taken(run: Run) -> None:
    place = place_of(run, "N20")
    with override("en"):
        place.run.round.objections_until = datetime(2026, 4, 3, 10, 0, tzinfo=UTC)
        paper = statement_paper(place, statement_of(place, own=True))
        assert paper.now == (
            "Objections are taken until this day and hour: 3 April 2026, 18:00.",
            "Somebody who did not decide before will rule on it.",
        )
        place.run.round.objections_until = None
        assert statement_paper(place, statement_of(place, own=True)).now == ()
