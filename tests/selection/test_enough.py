"""What a statement says of the way to the list: by hand, from real answers, and the same on page and paper."""

from __future__ import annotations

import io
import json
import re
from dataclasses import replace

import pytest
from django.test import Client
from django.utils.translation import override
from pypdf import PdfReader

from ortoo.access.models import User
from ortoo.exams.operations import analyse, equate_forms, look_at_gate, release_marks
from ortoo.exams.queries.behind_marks import papers_of, released_marks
from ortoo.record.queries import components_of
from ortoo.record.rules.formula import compute
from ortoo.selection.models import Place, Run
from ortoo.selection.operations import run_selection
from ortoo.selection.queries import drawn_rule
from ortoo.selection.queries.smallest_change import change_of
from ortoo.selection.rules.candidates import columns_of
from ortoo.selection.rules.decide import decide
from ortoo.selection.rules.pool import pool_from_text
from ortoo.selection.views.places import statement_of
from tests.cast import AT, client_of
from tests.exams import scored
from tests.factories import records
from tests.selection import forty
from tests.selection.test_list_pages import account_of, key_of
from tests.selection.test_papers import address, place_of

pytestmark = pytest.mark.django_db


def told(run: Run, number: str) -> list[str]:
    with override("en"):
        return list(statement_of(place_of(run, number), own=True)["enough"].sentences)


def short(run: Run, number: str) -> str:
    return place_of(run, number).pseudonym[:5].upper()


def test_what_would_have_been_enough_and_who_would_then_not_be_chosen(run: Run) -> None:
    """N05 of Gobi lies on the line, but the ceiling holds until N03 is passed, who stays ahead by lot at 87 points."""
    first, other, against, *exams = told(run, "N05")
    assert first == "A record 2.001 points higher, all else equal, would have been enough; 0.001 less of it would not."
    assert other == f"Not chosen would then be: {short(run, 'N03')}."
    assert against.startswith("The difference to the cut line alone, 0.000, does not tell this:")
    assert exams == [
        "In Exam S24 alone: a mark of 90.002 instead of 85.000, 5.002 points more.",
        "In Exam S25 alone: a mark of 88.335 instead of 85.000, 3.335 points more.",
    ]


def test_how_much_less_would_still_be_enough(run: Run) -> None:
    """N20, one of two men, keeps the place down to N30, the next man, and wins the tie with 60 points by lot."""
    first, other, _, *exams = told(run, "N20")
    assert first == "A record 10.000 points lower, all else equal, would still be enough; 0.001 less again would not."
    assert other == f"Chosen in this place would then be: {short(run, 'N30')}."
    assert exams[1] == "In Exam S25 alone: a mark of 53.333 instead of 70.000, 16.667 points less."


def test_between_equals_the_figure_that_decided_and_the_pseudonym_on_the_other_side(run: Run) -> None:
    """N08 and N09 have the same marks, and one seat is left."""
    ahead, behind = sorted(("N08", "N09"), key=lambda number: place_of(run, number).rank or 0)
    tie = f"The order of ties decided, and in it the lot: it puts {short(run, ahead)} before {short(run, behind)}."
    lost, kept = told(run, behind), told(run, ahead)
    assert lost[0].startswith("A record 0.001 points higher")
    assert kept[0] == "A record lower by only 0.001 points, all else equal, would not be enough."
    assert (lost[2], kept[2]) == (tie, tie)
    assert lost[-1] == kept[-1] == "Rounding did not decide it: nothing in this record was rounded."


def test_what_makes_somebody_not_eligible(run: Run) -> None:
    assert told(run, "N38") == ["In Exam S25 at least 40.000 was needed: 1.000 points more than 39.000."]
    assert told(run, "N37") == ["In Exam S25 there is no mark."]
    assert told(run, "N39") == []


def test_each_category_with_its_own_adjustment(run: Run) -> None:
    with override("en"):
        own = statement_of(place_of(run, "N04"), own=True)["adjustments"]
    assert [(one.clause, one.thousandths) for one in own] == [
        ("Sex: Man, at least 2", 13_000), ("Region of planning: Gobi, at most 2", -2_000),
    ]  # fmt: skip


@pytest.mark.parametrize("number", ["N05", "N08", "N20", "N38"])
def test_page_and_paper_say_the_same_and_nothing_of_others_but_pseudonyms(run: Run, number: str) -> None:
    client = client_of(account_of(number))
    page = client.get(f"/en/selection/R1/place/{key_of(run, number)}/").content.decode()
    paper = words(PdfReader(io.BytesIO(client.get(address(run, number)).content)))
    for sentence in told(run, number):
        assert f"{sentence}</" in page
        assert sentence.replace(" ", "") in paper
    assert not re.search(rf"Bold(?!{number})|N(?!{number[1:]})\d\d", page[page.index("<main") :])


def words(reader: PdfReader) -> str:
    assert len(reader.pages) == 1
    return re.sub(r"\s", "", reader.pages[0].extract_text())


def test_nobody_else_is_told(run: Run) -> None:
    assert client_of(account_of("N19")).get(f"/en/selection/R1/place/{key_of(run, 'N20')}/").status_code == 404
    assert Client().get(f"/en/selection/R1/place/{key_of(run, 'N20')}/").status_code == 302


@pytest.mark.parametrize("objective", ["total", "lexicographic"])
def test_solved_again_with_those_near_the_line_it_is_what_the_whole_table_says(drawn_with: Run, objective: str) -> None:
    rule = drawn_rule(drawn_with.rule, drawn_with.round)
    assert rule.objective == objective
    whole = list(Place.objects.everything(because="a test reads").filter(run=drawn_with).select_related("record"))
    pool = pool_from_text(rule, columns_of((json.loads(one.record.row) for one in whole), rule.columns))
    tried = 0
    for place in whole:
        change = change_of(place)
        if change is None or change.merit is None:
            continue
        row = pool.ids.index(place.pseudonym)
        for merit, chosen in ((change.merit, True), (change.merit - 1, False)):
            merits = (*pool.merit[:row], merit, *pool.merit[row + 1 :])
            assert (place.pseudonym in decide(rule, replace(pool, merit=merits)).chosen) is chosen, place
        tried += 1
    assert tried == 36


@pytest.fixture
def drawn_with(opened: object, keeper: User, officer: User, objective: str) -> Run:
    text = forty.RULE.replace("seats = 8", f'seats = 8\nobjective = "{objective}"')
    round = forty.drawn(forty.sealed(forty.ruled(opened, officer, text), keeper), officer)  # type: ignore[arg-type]
    return run_selection(round=round, by=officer, at=AT)


def test_under_a_rule_that_goes_down_the_order_no_line_proves_the_list(
    opened: object, keeper: User, officer: User
) -> None:
    text = forty.RULE.replace("seats = 8", 'seats = 8\nobjective = "lexicographic"')
    round = forty.drawn(forty.sealed(forty.ruled(opened, officer, text), keeper), officer)  # type: ignore[arg-type]
    run = run_selection(round=round, by=officer, at=AT)
    page = client_of(account_of("N20")).get(f"/en/selection/R1/place/{key_of(run, 'N20')}/").content.decode()
    assert "This list has no cut line that proves it: it goes down the order of the rule." in page
    assert run.decision_sha256[:16] in page


SIMPLE = 'seats = 8\nreserve = 3\nid = "pseudonym"\nmerit = "merit"\neligible = "eligible"\n'


@pytest.fixture
def answered(keeper: User, officer: User) -> Run:
    """120 officials on two forms of 24 items: their one exam is the record, and eight are chosen."""
    plan = scored.sealed("E26", scored.items_for(2, 24), 2)
    scoring = scored.scored(plan, scored.Drawn(harder={"B": 0.6}))
    for step in (analyse, equate_forms, look_at_gate, release_marks):
        step(scoring=scoring, by=scored.officer(), at=AT)
    formula = records.formula([records.part("E26", 1000)], officer)
    round = forty.drawn(forty.sealed(forty.ruled(forty.opened(formula, officer), officer, SIMPLE), keeper), officer)
    return run_selection(round=round, by=officer, at=AT)


def test_raw_and_equated_marks_stand_beside_each_other(answered: Run) -> None:
    place = next(one for one in forty.places(answered) if papers_of(one.official_id, ["E26"])["E26"].form == "B")
    released = released_marks(place.official_id, ["E26"])["E26"]
    with override("en"):
        shown = statement_of(place_of(answered, place.official.number), own=True)
    assert (shown["equates"], shown["scales"], shown["before"]) == (True, False, 4)
    assert [(row["raw"], row["equated"]) for row in shown["rows"]] == [(released.raw, released.decides)]
    assert released.raw != released.equated


def test_an_item_that_is_said_to_be_enough_is_enough(answered: Run) -> None:
    """For everybody of whom it is said: with that item alone the record is the one that is enough, or no more is."""
    components = components_of(answered.seal.formula)
    said = 0
    for place in forty.places(answered):
        change, paper = change_of(place), papers_of(place.official_id, ["E26"])["E26"]
        assert change is not None
        assert paper.mark(paper.points) == place.merit, "one exam of weight one, on a scale to 100"
        sentences = told(answered, place.official.number)
        items = [one for one in sentences if one.startswith("One item")]
        for at in map(int, re.findall(r"(?:item |: )((?:\d+, )*\d+)", items[0])[-1].split(", ")) if items else ():
            reached = compute(components, {"E26": paper.with_item(at, 1000 if place.status != "chosen" else 0)}).merit
            assert reached is not None
            assert change.merit is not None
            assert (reached >= change.merit) is (place.status != "chosen"), (place, at)
            said += 1
        assert any("ounding" in one for one in sentences) is ((change.more or change.less or 0) <= 1_000)
    assert said > 20
