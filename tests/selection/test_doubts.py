"""Errors of records on the way through a round: they inform everybody around the cut line, and decide nothing."""

from __future__ import annotations

import json
import re

import numpy as np
import pytest
from django.utils.translation import override

from ortoo.access.models import User
from ortoo.cli.rerun import decide_again
from ortoo.jobs.progress import silent
from ortoo.ledger.rules.verifier.check import verify
from ortoo.record.models import Formula
from ortoo.selection.around import picture_around
from ortoo.selection.models import Place, Round, Run
from ortoo.selection.operations import run_selection
from ortoo.selection.queries.places import around_cut
from ortoo.site.exporting import sealed_files
from tests.cast import AT, auditor, client_of
from tests.charts.drawings import texts
from tests.factories import exams, records
from tests.factories.measured import Measured, released
from tests.factories.people import officials
from tests.selection import forty
from tests.selection.test_whole_way import exported
from tests.visiting import main_part, page

pytestmark = pytest.mark.django_db

RULE = """
title = "Eight"
seats = 8
reserve = 3
id = "pseudonym"
merit = "merit"
eligible = "eligible"
then = ["exam:S25"]
"""


def world(marks: dict[str, dict[str, Measured]], keeper: User, by: User, text: str = RULE) -> Round:
    """A round of one formula that waits for its run; the officials are registered."""
    for code, measured in marks.items():
        exams.sitting(code, keeper)
        released(code, measured, keeper)
    return ready(records.formula([records.part(code, 1000 // len(marks)) for code in marks], by), keeper, by, text)


def ready(formula: Formula, keeper: User, by: User, text: str = RULE) -> Round:
    return forty.drawn(forty.sealed(forty.ruled(forty.opened(formula, by), by, text), keeper), by)


def ladder(count: int, own: int) -> dict[str, dict[str, Measured]]:
    """One sitting: N01 has 90, each next one point less."""
    return {"S25": {f"N{place:02}": Measured((91 - place) * 1000, own) for place in range(1, count + 1)}}


@pytest.fixture
def measured(keeper: User, officer: User) -> Run:
    """Twenty, a point apart, each mark with an error of one point."""
    officials(*(f"N{place:02}" for place in range(1, 21)))
    return run_selection(round=world(ladder(20, 1_000), keeper, officer), by=officer, at=AT)


def test_the_list_is_the_same_as_without_errors(measured: Run) -> None:
    assert [place.official.number for place in forty.places(measured)][:8] == [f"N{place:02}" for place in range(1, 9)]
    assert measured.decision["chosen"] == [place.pseudonym for place in forty.places(measured)][:8]


def test_everybody_near_the_line_is_told_what_the_marks_cannot_tell(measured: Run, officer: User) -> None:
    place = at(measured, "N09")
    low, high, percent = said_of(place)
    assert low <= 8 < 9 <= high
    assert 0 < int(percent) < 50
    said = main_part(page(client_of(officer), f"/en/selection/R1/place/{place.pk}/"))
    assert f"The marks cannot tell ranks {low} to {high} apart; the rule fixed beforehand decided." in said
    assert f"By the marks alone, the chance to be truly among the 8 best is {percent} %." in said
    assert "Not chosen: adjusted merit 82.000 is 1.000 below the cut line 83.000." in said


def at(run: Run, number: str) -> Place:
    return next(place for place in forty.places(run) if place.official.number == number)


def said_of(place: Place) -> tuple[int, int, str]:
    kept = {reason["code"]: reason["values"] for reason in place.reasons}
    ranks = kept.get("ranks_together") or kept["rank_apart"]
    return ranks["low"], ranks["high"], kept["chance_of_top"]["percent"]


def test_the_picture_stands_on_ranks(measured: Run) -> None:
    found = picture_around(measured)
    assert found is not None
    assert found.around.known
    assert found.wide.count('class="c-reach"') == 20
    assert "Last seat, rank 8" in texts(found.wide)
    assert "Rank by merit" in texts(found.wide)
    assert re.match(r"Of places 1 to 20, the marks leave it open for \d+ on which side of the last seat", found.finding)
    assert "The bars decide nothing: the rule was fixed beforehand." in found.doubt


@pytest.mark.parametrize("language", ["mn", "ko"])
def test_pages_in_other_languages(measured: Run, officer: User, language: str) -> None:
    client = client_of(officer)
    page(client, f"/{language}/selection/R1/list/")
    page(client, f"/{language}/selection/R1/place/{at(measured, 'N09').pk}/")


def test_one_record_without_an_error_and_no_bar_is_drawn(keeper: User, officer: User) -> None:
    """Only N12 sat a second exam, of which no error is known."""
    officials(*(f"N{place:02}" for place in range(1, 21)))
    exams.sitting("S24", keeper)
    exams.given("S24", {"N12": 50_000}, keeper)
    exams.sitting("S25", keeper)
    released("S25", ladder(20, 1_000)["S25"], keeper)
    formula = records.formula([records.part("S25", 999), records.part("S24", 1, zero=True)], officer)
    run = run_selection(round=ready(formula, keeper, officer), by=officer, at=AT)
    with override("en"):
        found = picture_around(run)
    assert found is not None
    assert not found.around.known
    assert "Not every record carries a standard error" in found.doubt
    assert [one.place for one in around_cut(run, 50) if one.low is None] == [12]
    assert [reason["code"] for reason in at(run, "N09").reasons][-1] == "ranks_together", "and no chance"


def test_an_auditor_finds_errors_in_rows_and_the_selection_comes_out_the_same(measured: Run) -> None:
    files = sealed_files(silent)
    rows = [json.loads(line)["row"] for line in files["sealed/R1/rows.jsonl"].splitlines()]
    assert {row["standard_error"] for row in rows} == {"1.000"}
    assert files["sealed/R1/candidates.csv"].splitlines()[0] == b"pseudonym,merit,eligible,exam:S25"
    assert verify(exported(auditor()), rerun=decide_again).notes == ()


def test_records_without_errors_are_kept_as_before(run: Run) -> None:
    codes = {reason["code"] for place in forty.places(run) for reason in place.reasons}
    assert not codes & {"ranks_together", "rank_apart", "chance_of_top"}


def test_intervals_cover_the_true_ranks(keeper: User, officer: User) -> None:
    """300 officials with known true marks, of whom a hundred are chosen: 95 of 100 intervals hold the true rank."""
    chance, people = np.random.default_rng(23), 300
    numbers = [f"N{number:03}" for number in range(people)]
    officials(*numbers)
    exact = chance.normal(60_000, 9_000, people)
    given = np.rint(exact + 3_000 * chance.normal(size=people)).astype(int).tolist()
    marks = {"S25": {number: Measured(mark, 3_000) for number, mark in zip(numbers, given, strict=True)}}
    text = RULE.replace("seats = 8", "seats = 100")
    run = run_selection(round=world(marks, keeper, officer, text), by=officer, at=AT)
    true = dict(zip((numbers[place] for place in np.argsort(-exact)), range(1, people + 1), strict=True))
    places = [place for place in forty.places(run) if place.place <= 300]
    held = [low <= true[place.official.number] <= high for place in places for low, high, _ in [said_of(place)]]
    assert len(held) == people
    assert np.mean(held) >= 0.95
