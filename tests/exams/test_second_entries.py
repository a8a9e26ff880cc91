"""A sample is drawn, entered again by another hand, compared, and settled by a third."""

from __future__ import annotations

import json
from typing import Any

import pytest

from ortoo.access.models import User
from ortoo.access.rules.roles import Role, Scope
from ortoo.exams.models import Sample, SampledMark, SecondEntry, Sitting
from ortoo.exams.operations import compare_entries, correct_mark, draw_sample, import_second_entries, seal_marks
from ortoo.exams.queries import marks_for, standing
from ortoo.exams.queries.second_entries import SecondState, differences, not_entered_again, second_state
from ortoo.exams.rules.second_entry import Found, Rate, Stage, draw
from ortoo.ledger.models import Entry
from ortoo.people.models import Official
from ortoo.spreadsheets.kinds import ImportReport
from tests.cast import AT, outsider, person, selection_officer
from tests.exams.test_operations import refused
from tests.factories import exams
from tests.factories.people import officials
from tests.factories.second_entries import (
    SEED,
    Hands,
    drawn,
    entered,
    keys,
    marked,
    three_hands,
)

pytestmark = pytest.mark.django_db

MARKS = {"A1": 70_000, "A2": 60_000, "A3": 50_000, "A4": 40_000}


@pytest.fixture
def hands() -> Hands:
    return three_hands()


@pytest.fixture
def sitting(hands: Hands) -> Sitting:
    return marked(hands, MARKS)


def said(kind: str) -> list[dict[str, Any]]:
    bodies = [json.loads(bytes(entry.body)) for entry in Entry.objects.filter(kind=kind).order_by("seq")]
    return [{name: body[name] for name in body if name not in ("at", "by", "kind", "seq")} for body in bodies]


class TestDrawing:
    def test_what_is_drawn_can_be_drawn_again_from_the_ledger(self, sitting: Sitting, hands: Hands) -> None:
        sample = drawn(sitting, hands, share=50)
        [body] = said("marks.sample-drawn")
        assert body == {"sitting": "E25", "share": 50, "seed": SEED, "marks": 4, "drawn": 2}
        whole = SampledMark.objects.everything(because="a test looks").filter(sample=sample).order_by("place")
        numbers = tuple(whole.values_list("mark__official__number", flat=True))
        assert numbers == draw(list(MARKS), body["share"], body["seed"])
        assert second_state(sitting) == SecondState(Stage.DRAWN, sample, drawn=2)

    def test_what_cannot_be_drawn_is_refused(self, sitting: Sitting, hands: Hands) -> None:
        asked: dict[str, Any] = {"sitting": sitting, "share": 10, "seed": SEED, "by": hands.first, "at": AT}
        assert refused("exams.share_range", draw_sample, **{**asked, "share": 0}) == {"share": 0}
        assert refused("exams.share_range", draw_sample, **{**asked, "share": 101}) == {"share": 101}
        empty = exams.sitting("E26", hands.first)
        assert refused("exams.nothing_to_sample", draw_sample, **{**asked, "sitting": empty}) == {"sitting": "E26"}
        refused("access.role_needed", draw_sample, **{**asked, "by": hands.second})
        draw_sample(**asked)
        assert refused("exams.sample_drawn", draw_sample, **asked) == {"sitting": "E25", "day": "2026-03-02"}
        assert Sample.objects.count() == len(said("marks.sample-drawn")) == 1

    def test_behind_a_seal_none_is_drawn(self, sitting: Sitting, hands: Hands) -> None:
        seal_marks(codes=["E25"], seen=standing(["E25"]), at=AT)
        asked: dict[str, Any] = {"sitting": sitting, "share": 10, "seed": SEED, "by": hands.first, "at": AT}
        assert refused("exams.second_entry_sealed", draw_sample, **asked) == {"sitting": "E25", "day": "2026-03-02"}


class TestEntering:
    @pytest.fixture
    def sample(self, sitting: Sitting, hands: Hands) -> Sample:
        return drawn(sitting, hands)

    def test_the_last_entry_compares(self, sample: Sample, hands: Hands) -> None:
        assert entered(sample, hands.second, {"A1": 70_000, "A2": 61_000}) is None
        assert second_state(sample.sitting) == SecondState(Stage.DRAWN, sample, drawn=4, entered=2)
        assert list(differences()) == []
        found = entered(sample, hands.second, {"A3": 50_000, "A4": 40_000})
        assert found == Found(3, 1, 0, Rate(25_000, 4_559, 69_936))
        assert said("marks.entered-again") == [{"sitting": "E25", "new": 2, "file_sha256": None}] * 2
        assert said("marks.compared") == [{"sitting": "E25", "agree": 3, "differ": 1, "missing": 0}]
        state = second_state(sample.sitting)
        assert (state.stage, state.unsettled, state.found) == (Stage.DIFFERING, 1, found)
        [one] = differences(sample.sitting)
        assert (one.first, one.thousandths, one.sampled.mark.official.number) == (60_000, 61_000, "A2")

    @pytest.mark.parametrize(("second", "expected"), [(0, Stage.DONE), (1, Stage.DIFFERING)])
    def test_none_or_all_differ(self, sample: Sample, hands: Hands, second: int, expected: Stage) -> None:
        found = entered(sample, hands.second, {number: value + second for number, value in MARKS.items()})
        assert found is not None
        assert (found.agree, found.differ) == ((0, 4) if second else (4, 0))
        assert second_state(sample.sitting).stage is expected

    def test_a_sample_of_one(self, hands: Hands) -> None:
        sample = drawn(marked(hands, {"B1": 1_000}, "E26"), hands, share=1)
        assert entered(sample, hands.second, {"B1": 1_000}) == Found(1, 0, 0, Rate(0, 0, 79_345))

    def test_what_counts_when_it_is_entered_is_what_is_compared(self, sample: Sample, hands: Hands) -> None:
        mark = exams.mark("E25", "A1")
        correct_mark(mark=mark, thousandths=71_000, reason="Page 3 was lost", by=hands.first, at=AT)
        entered(sample, hands.second, {"A1": 71_000})
        kept = SecondEntry.objects.everything(because="a test looks").get()
        assert (kept.first, kept.thousandths) == (71_000, 71_000)

    def test_a_first_hand_makes_no_second_entry(self, sample: Sample, hands: Hands) -> None:
        corrects = person("corrects", Role.EXAM_OFFICER)
        correct_mark(
            mark=exams.mark("E25", "A1"), thousandths=71_000, reason="Page 3 was lost", by=corrects, at=AT
        )  # fmt: skip
        for hand in (hands.first, corrects):
            arguments = {"sample": sample, "by": hand, "marks": {"A2": 60_000}}
            assert refused("exams.second_hand_needed", entered, **arguments) == {"sitting": "E25"}
            file = {"sitting": "E25", "rows": exams.rows({"A2": 1}), "source": exams.FILE, "by": hand, "at": AT}
            refused("exams.second_hand_needed", import_second_entries, **file)
            refused("exams.second_hand_needed", compare_entries, sitting=sample.sitting, by=hand, at=AT)

    @pytest.mark.parametrize("make", [outsider, selection_officer])
    def test_who_neither_marks_nor_keeps_marks_enters_none(self, sample: Sample, make: Any) -> None:
        refused("access.role_needed", entered, sample=sample, by=make(), marks={"A2": 60_000})

    def test_a_grant_over_a_part_is_too_little(self, sample: Sample) -> None:
        local = person("local", Role.MARKER, scope=Scope.ORGANIZATION, code="MOF")
        refused("exams.sample_beyond_scope", entered, sample=sample, by=local, marks={"A2": 60_000})

    def test_nobody_enters_their_own(self, sample: Sample, hands: Hands) -> None:
        Official.objects.everything(because="a test").filter(number="A2").update(account=hands.second)
        refused("exams.own_mark", entered, sample=sample, by=hands.second, marks={"A2": 99_000})
        assert [number for _, number in not_entered_again(sample, hands.second.pk)] == ["A1", "A3", "A4"]

    def test_what_cannot_be_entered_is_refused_whole(self, sample: Sample, hands: Hands) -> None:
        refused("exams.nothing_entered", entered, sample=sample, by=hands.second, marks={})
        off = {"sample": sample, "by": hands.second, "marks": {"A1": 70_000, "A2": 100_001}}
        assert refused("exams.correction_off_scale", entered, **off) == {
            "value": "100.001", "low": "0.000", "high": "100.000",
        }  # fmt: skip
        assert not said("marks.entered-again")

    def test_two_at_once_enter_one_mark_once(self, sample: Sample, hands: Hands) -> None:
        entered(sample, hands.third, {"A1": 70_000})
        refused("exams.entered_meanwhile", entered, sample=sample, by=hands.second, marks={"A1": 1, "A2": 60_000})
        assert SecondEntry.objects.everything(because="a test looks").count() == 1

    def test_after_the_comparison_nothing_is_entered(self, sample: Sample, hands: Hands) -> None:
        refused("exams.nothing_to_compare", compare_entries, sitting=sample.sitting, by=hands.second, at=AT)
        entered(sample, hands.second, {"A1": 70_000})
        found = compare_entries(sitting=sample.sitting, by=hands.second, at=AT)
        assert (found.agree, found.differ, found.missing) == (1, 0, 3)
        again = {"sitting": sample.sitting, "by": hands.second, "at": AT}
        assert refused("exams.compared_already", compare_entries, **again) == {"sitting": "E25", "day": "2026-03-02"}
        refused("exams.compared_already", entered, sample=sample, by=hands.second, marks={"A2": 60_000})

    def test_without_a_sample_nothing_is_entered(self, hands: Hands) -> None:
        other = exams.sitting("E26", hands.first)
        assert refused("exams.no_sample", compare_entries, sitting=other, by=hands.second, at=AT) == {"sitting": "E26"}


class TestFiles:
    @pytest.fixture
    def sample(self, sitting: Sitting, hands: Hands) -> Sample:
        return drawn(sitting, hands)

    def taken(self, by: User, marks: dict[str, int | str], **changed: Any) -> ImportReport:
        return import_second_entries(
            sitting="E25", rows=exams.rows(marks), source=exams.FILE, by=by, at=AT, **changed
        )  # fmt: skip

    def test_a_file_is_taken_and_the_same_again_changes_nothing(self, sample: Sample, hands: Hands) -> None:
        file: dict[str, int | str] = {"A1": 70_000, "A2": 61_000}
        assert self.taken(hands.second, file, dry_run=True) == ImportReport(new=2)
        assert said("marks.entered-again") == []
        assert self.taken(hands.second, file) == ImportReport(new=2)
        assert self.taken(hands.second, file) == ImportReport(unchanged=2)
        assert said("marks.entered-again") == [{"sitting": "E25", "new": 2, "file_sha256": exams.FILE.sha256}]
        kept = SecondEntry.objects.everything(because="a test looks").filter(sampled=keys(sample)["A2"]).get()
        assert (kept.first, kept.thousandths, kept.source) == (60_000, 61_000, "marks.csv")

    def test_a_whole_file_compares(self, sample: Sample, hands: Hands) -> None:
        self.taken(hands.second, dict(MARKS))
        assert second_state(sample.sitting).stage is Stage.DONE

    def test_one_refused_row_keeps_the_whole_file_out(self, sample: Sample, hands: Hands) -> None:
        report = self.taken(hands.second, {"A1": 70_000, "B9": 1, "A2": 100_001, "A3": "A"})
        assert [(problem.row, problem.code) for problem in report.problems] == [
            (3, "exams.not_in_sample"),
            (4, "exams.off_scale"),
            (5, "exams.no_letters_here"),
        ]
        assert second_state(sample.sitting).entered == 0

    def test_the_answer_to_a_file_tells_no_first_mark(self, sample: Sample, hands: Hands) -> None:
        right = self.taken(hands.second, {"A1": 70_000}, dry_run=True)
        assert right == self.taken(hands.second, {"A1": 1}, dry_run=True) == ImportReport(new=1)


class TestSealing:
    def seal(self) -> None:
        seal_marks(codes=["E25"], seen=standing(["E25"]), at=AT)

    def test_without_a_sample_a_sitting_is_sealed(self, sitting: Sitting) -> None:
        assert second_state(sitting).stage is Stage.NONE
        self.seal()

    def test_a_sample_that_nobody_compared_keeps_the_seal_off(self, sitting: Sitting, hands: Hands) -> None:
        sample = drawn(sitting, hands)
        assert refused("exams.sample_not_compared", self.seal) == {"sitting": "E25"}
        entered(sample, hands.second, {"A1": 70_000})
        refused("exams.sample_not_compared", self.seal)
        compare_entries(sitting=sitting, by=hands.second, at=AT)
        self.seal()

    def test_a_difference_that_nobody_settled_keeps_the_seal_off(self, sitting: Sitting, hands: Hands) -> None:
        entered(drawn(sitting, hands), hands.second, {**MARKS, "A1": 71_000})
        assert refused("exams.differences_unsettled", self.seal) == {"sitting": "E25"}
        assert marks_for(["E25"])[exams.mark("E25", "A1").official_id] == {"E25": 70_000}

    def test_marks_that_come_after_the_draw_are_no_part_of_it(self, sitting: Sitting, hands: Hands) -> None:
        sample = drawn(sitting, hands)
        officials("A9")
        exams.given("E25", {"A9": 1_000}, hands.first)
        entered(sample, hands.second, MARKS)
        state = second_state(sitting)
        assert (state.stage, state.drawn, sample.marks) == (Stage.DONE, 4, 4)
