"""Answer sheets, essays, keys taken back and scoring, with real rows."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest

from ortoo.exams.models import AnswerSheet, EssayMark, FormItem, FormPlan, KeyCancellation, ScoredSheet, Scoring
from ortoo.exams.operations import cancel_key, enter_sheet, mark_essay, score_sheets, settle_sheet, take_sheets
from ortoo.exams.operations.scoring import as_found, differing_numbers, found_by_sql
from ortoo.exams.queries import Happened, hands_on, scorer_sql, sitting_log
from ortoo.exams.queries.cancelling import effects_of
from ortoo.exams.queries.essays import essays_for, waiting_essays
from ortoo.exams.queries.scoring import asked_on, is_current, latest_scoring, scored_by_python, scored_rows
from ortoo.exams.queries.sheets import (
    SheetState,
    counting_sheets,
    differences_between,
    readings_of,
    sheet_state,
    to_enter_again,
    to_settle,
)
from ortoo.exams.rules.scoring.forms import Way
from ortoo.ledger.models import Entry
from ortoo.multilingual.refusals import Refusal
from ortoo.people.models import Official
from ortoo.spreadsheets.kinds import ImportReport
from tests.cast import AT, outsider
from tests.exams.answering import FILE, drawn, entered_twice, marker, right_answer, rows_of, taken
from tests.exams.building import four_cells, of_each_kind, planned, reviewer, sealed, sealed_of, writer
from tests.factories.people import officials

pytestmark = pytest.mark.django_db

NUMBERS = [f"N{place:02d}" for place in range(8)]


def refused(code: str, call: Callable[..., Any], /, **arguments: Any) -> dict[str, object]:
    with pytest.raises(Refusal) as caught:
        call(**arguments, at=AT)
    assert caught.value.code == code
    assert all(caught.value.sentence(language) for language in ("en", "mn", "ko"))
    return caught.value.values


def said(kind: str) -> list[dict[str, Any]]:
    return [json.loads(bytes(entry.body)) for entry in Entry.objects.filter(kind=kind).order_by("seq")]


def official_named(number: str) -> Official:
    return Official.objects.everything(because="a test looks").get(number=number)


def item_of(plan: FormPlan, kind: str) -> FormItem:
    return FormItem.objects.select_related("form__plan__sitting", "version__item").get(
        form__plan=plan, version__kind=kind
    )


@pytest.fixture
def choices() -> FormPlan:
    """Two sealed forms of eight single choices, and eight officials."""
    four_cells()
    officials(*NUMBERS)
    return sealed(planned())


@pytest.fixture
def kinds() -> FormPlan:
    """One sealed form with an item of each kind."""
    officials(*NUMBERS)
    return sealed_of(of_each_kind())


def right_rows(plan: FormPlan) -> dict[str, tuple[str, list[str]]]:
    """Everybody knows everything, each in their language."""
    [asked] = asked_on(plan).values()
    told = {number: ("mn", "en", "ko")[place % 3] for place, number in enumerate(NUMBERS)}
    return {number: ("A", [right_answer(one, language) for one in asked]) for number, language in told.items()}


class TestFiles:
    def test_two_hands_bring_the_same_and_a_file_again_changes_nothing(self, choices: FormPlan) -> None:
        written = drawn(choices, NUMBERS)
        assert taken(choices, written, 1) == ImportReport(new=8)
        assert taken(choices, written, 1) == ImportReport(unchanged=8)
        assert sheet_state(choices) == SheetState(0, 8, 0, 0, 0)
        assert to_enter_again(choices, marker().pk).count() == 8
        assert to_enter_again(choices, writer().pk).count() == 0
        assert taken(choices, written, 2) == ImportReport(new=8)
        assert sheet_state(choices) == SheetState(0, 0, 8, 0, 0)
        assert sheet_state(choices).ready
        assert [(one["entry"], one["new"]) for one in said("sheets.entered")] == [(1, 8), (2, 8)]
        assert [one.number for one in counting_sheets(choices)] == NUMBERS
        assert counting_sheets(choices)[3].answers == tuple(written["N03"][1])

    def test_what_a_row_cannot_say_is_named_and_keeps_the_whole_file_out(self, choices: FormPlan) -> None:
        rows = rows_of(drawn(choices, NUMBERS))
        rows[0]["3"], rows[1]["form"], rows[2]["number"], rows[4]["number"] = "E", "Z", "X99", "N03"
        rows[5]["9"] = "A"
        report = taken_rows(choices, rows)
        assert [(one.row, one.column, one.code) for one in report.problems] == [
            (2, "3", "scoring.answer_in_file"),
            (3, "form", "scoring.form_unknown"),
            (4, "number", "exams.unknown_official"),
            (6, "number", "spreadsheets.repeated_value"),
            (7, "9", "scoring.place_beyond"),
        ]
        assert all(one.sentence(language) for one in report.problems for language in ("en", "mn", "ko"))
        assert not AnswerSheet.objects.everything(because="a test looks").exists()

    def test_readings_that_are_there_are_never_changed(self, choices: FormPlan) -> None:
        written = drawn(choices, NUMBERS)
        assert {one.code for one in taken(choices, written, 2).problems} == {"scoring.first_missing"}
        taken(choices, written, 1)
        assert {one.code for one in taken(choices, written, 2, by=writer()).problems} == {"scoring.second_hand"}
        assert {one.code for one in taken(choices, written, 0).problems} == {"scoring.other_way"}
        other = drawn(choices, NUMBERS, seed="other")
        assert {one.code for one in taken(choices, other, 1).problems} == {"scoring.sheet_is_there"}

    def test_before_the_seal_there_are_no_sheets(self) -> None:
        four_cells()
        plan = planned()
        values = refused("scoring.not_sealed", taken_rows_at, plan=plan)
        assert values["sitting"] == "F26"


class TestByHand:
    def test_one_sheet_by_two_hands_and_a_third(self, choices: FormPlan) -> None:
        form, answers = drawn(choices, NUMBERS)["N00"]
        sheet: dict[str, Any] = {
            "plan": choices,
            "number": "N00",
            "form": form.lower(),
            "centre": "UB",
            "language": "mn",
        }
        enter_sheet(**sheet, answers=answers, by=writer(), at=AT)
        refused("scoring.hand_of_first", enter_sheet, **sheet, answers=answers, by=writer())
        other = ["A" if answers[0] == "B" else "B", *answers[1:]]
        enter_sheet(**sheet, answers=other, by=marker(), at=AT)
        refused("scoring.entered_twice", enter_sheet, **sheet, answers=other, by=reviewer())
        there = readings_of(choices, official_named("N00").pk)
        assert [one.place for one in differences_between(there[1], there[2])] == [1]
        assert sheet_state(choices) == SheetState(0, 0, 0, 1, 0)
        assert to_settle(choices, marker().pk).count() == 0
        assert to_settle(choices, reviewer().pk).count() == 1
        settling: dict[str, Any] = {"plan": choices, "official": official_named("N00"), "form": form, "answers": other}
        refused("scoring.third_hand", settle_sheet, **settling, reason="the paper shows B", by=marker())
        refused("scoring.reason_missing", settle_sheet, **settling, reason="B", by=reviewer())
        settle_sheet(**settling, reason="the paper shows it", by=reviewer(), at=AT)
        refused("scoring.nothing_differs", settle_sheet, **settling, reason="the paper shows it", by=reviewer())
        assert sheet_state(choices) == SheetState(0, 0, 0, 0, 1)
        [counting] = counting_sheets(choices)
        assert (counting.entry, counting.answers) == (3, tuple(other))
        [entry] = said("sheets.settled")
        assert (entry["as_first"], entry["as_second"]) == (False, True)

    def test_what_cannot_be_a_sheet_is_refused_with_its_field(self, choices: FormPlan) -> None:
        sheet: dict[str, Any] = {
            "plan": choices, "number": "N00", "form": "A", "centre": "UB", "language": "mn", "answers": ["A"] * 8,
            "by": writer(),
        }  # fmt: skip
        for changed, code, field in (
            ({"number": "X"}, "scoring.official_unknown", "number"),
            ({"form": "Q"}, "scoring.letter_of_form", "form"),
            ({"centre": " "}, "scoring.centre_missing", "centre"),
            ({"language": "ru"}, "scoring.language_unknown", "language"),
            ({"answers": ["A"] * 7}, "scoring.how_many", None),
            ({"answers": ["A"] * 7 + ["K"]}, "scoring.answer_of_place", "line_1"),
        ):
            assert refused(code, enter_sheet, **{**sheet, **changed}).get("field") == field
        refused("access.role_needed", enter_sheet, **{**sheet, "by": outsider()})
        refused("scoring.official_unknown", enter_sheet, **{**sheet, "by": marker()})


class TestScoring:
    def test_both_scorers_agree_on_every_kind(self, kinds: FormPlan) -> None:
        taken(kinds, right_rows(kinds), 0)
        essay = item_of(kinds, "essay")
        refused("scoring.essays_wait", score_sheets, plan=kinds, by=writer())
        for hand, mark in ((marker(), 600), (reviewer(), 701)):
            for number in NUMBERS:
                mark_essay(item=essay, official=official_named(number), thousandths=mark, by=hand, at=AT)
        made = score_sheets(plan=kinds, by=writer(), at=AT)
        assert (made.sheets, made.differing, made.agrees) == (8, 0, True)
        assert {(one.points, one.most) for one in scored_rows(made)} == {(7651, 8000)}
        assert latest_scoring(kinds) == made
        assert is_current(made)
        [entry] = said("sheets.scored")
        assert (entry["by_python"], entry["by_sql"]) == (made.by_python, made.by_sql)

    def test_sheets_that_wait_are_not_scored(self, choices: FormPlan) -> None:
        refused("scoring.no_sheets", score_sheets, plan=choices, by=writer())
        written = drawn(choices, NUMBERS)
        taken(choices, written, 1)
        values = refused("scoring.sheets_wait", score_sheets, plan=choices, by=writer())
        assert (values["once"], values["differ"]) == (8, 0)
        refused("access.role_needed", score_sheets, plan=choices, by=marker())

    def test_a_fault_in_one_scorer_is_found_and_kept(self, choices: FormPlan, monkeypatch: pytest.MonkeyPatch) -> None:
        entered_twice(choices, NUMBERS)
        sound = scorer_sql.statement
        faulty = "CASE WHEN given.answer = '' THEN 1"
        monkeypatch.setattr(
            scorer_sql, "statement", lambda vendor: sound(vendor).replace("CASE WHEN given.answer = '' THEN 0", faulty)
        )
        blank = {sheet.number for sheet in counting_sheets(choices) if "" in sheet.answers}
        assert blank
        assert set(differing_numbers(as_found(scored_by_python(choices)), found_by_sql(choices))) == blank
        made = score_sheets(plan=choices, by=writer(), at=AT)
        assert (made.agrees, made.differing) == (False, len(blank))
        monkeypatch.undo()
        assert score_sheets(plan=choices, by=writer(), at=AT).agrees
        assert Scoring.objects.count() == 2

    def test_a_key_taken_back_for_everybody_puts_the_scoring_out_of_date(self, choices: FormPlan) -> None:
        entered_twice(choices, NUMBERS)
        first = score_sheets(plan=choices, by=writer(), at=AT)
        item = FormItem.objects.filter(form__plan=choices).order_by("pk")[0]
        effects = effects_of(item)
        assert effects[Way.FULL_MARK].fall == 0
        assert {one.rise + one.fall + one.stay for one in effects.values()} == {4}
        refused("scoring.reason_missing", cancel_key, item=item, way="dropped", reason="", by=writer())
        cancel_key(item=item, way="full-mark", reason="The key named another option.", by=writer(), at=AT)
        refused("scoring.cancelled_already", cancel_key, item=item, way="dropped", reason="Once more now", by=writer())
        assert not is_current(first)
        second = score_sheets(plan=choices, by=writer(), at=AT)
        assert second.agrees
        assert is_current(second)
        before, after = ({one.number: one.points for one in scored_rows(made)} for made in (first, second))
        rises = sum(after[number] > before[number] for number in before)
        assert (rises, sum(after[number] < before[number] for number in before)) == (effects[Way.FULL_MARK].rise, 0)
        [entry] = said("key.cancelled")
        assert (entry["way"], entry["places"]) == ("full-mark", [f"{item.form.letter}{item.place}"])
        assert KeyCancellation.objects.count() == 1
        assert ScoredSheet.objects.everything(because="a test looks").count() == 16


class TestEssays:
    def test_two_mark_blind_and_a_third_where_they_lie_apart(self, kinds: FormPlan) -> None:
        taken(kinds, right_rows(kinds), 0)
        essay, who = item_of(kinds, "essay"), official_named("N00")
        hands = [marker(), reviewer(), marker("third"), writer()]
        one: dict[str, Any] = {"item": essay, "official": who}
        assert len(essays_for(kinds, hands[0].pk, None)) == 8
        mark_essay(**one, thousandths=200, by=hands[0], at=AT)
        refused("scoring.marked_by_you", mark_essay, **one, thousandths=900, by=hands[0])
        assert len(essays_for(kinds, hands[0].pk, None)) == 7
        assert essays_for(kinds, hands[1].pk, None)[0].sheet.number == "N00"
        mark_essay(**one, thousandths=900, by=hands[1], at=AT)
        assert [found.needed for found in waiting_essays(kinds) if found.sheet.number == "N00"] == [1]
        mark_essay(**one, thousandths=800, by=hands[2], at=AT)
        refused("scoring.essay_done", mark_essay, **one, thousandths=800, by=hands[3])
        assert [found for found in waiting_essays(kinds) if found.sheet.number == "N00"] == []
        marks = EssayMark.objects.everything(because="a test looks").order_by("turn")
        assert list(marks.values_list("turn", "thousandths")) == [(1, 200), (2, 900), (3, 800)]
        assert all("thousandths" not in entry for entry in said("essay.marked"))

    def test_what_is_no_essay_and_off_the_scale_is_refused(self, kinds: FormPlan) -> None:
        taken(kinds, right_rows(kinds), 0)
        who = official_named("N00")
        refused(
            "scoring.no_essay", mark_essay, item=item_of(kinds, "short"), official=who, thousandths=1, by=marker()
        )  # fmt: skip
        essay = item_of(kinds, "essay")
        refused("scoring.essay_off_scale", mark_essay, item=essay, official=who, thousandths=1001, by=marker())
        refused("access.role_needed", mark_essay, item=essay, official=who, thousandths=1, by=outsider())


def taken_rows(plan: FormPlan, rows: Any) -> ImportReport:
    return take_sheets(plan=plan, rows=rows, entry=1, source=FILE, by=writer(), at=AT)


def taken_rows_at(*, plan: FormPlan, at: Any) -> ImportReport:
    return taken_rows(plan, [])


def test_the_log_of_one_official_tells_whose_hands_were_on_the_answers(kinds: FormPlan) -> None:
    taken(kinds, right_rows(kinds), 0)
    essay, who = item_of(kinds, "essay"), official_named("N00")
    for hand in (marker(), reviewer()):
        for number in NUMBERS:
            mark_essay(item=essay, official=official_named(number), thousandths=600, by=hand, at=AT)
    cancel_key(item=item_of(kinds, "single"), way="dropped", reason="The key named another.", by=writer(), at=AT)
    score_sheets(plan=kinds, by=writer(), at=AT)
    told = [(str(one.happened), one.hand) for one in sitting_log(who, ["F26"]) if one.happened is not Happened.OPENED]
    assert told == [
        ("sheet-read", writer().pk),
        ("essay-marked", marker().pk),
        ("essay-marked", reviewer().pk),
        ("key-taken-back", writer().pk),
        ("scored", writer().pk),
    ]
    assert hands_on(who, ["F26"]) == {writer().pk, marker().pk, reviewer().pk}
