"""Sittings, letters, marks and corrections, with real rows."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction

from ortoo.access.models import User
from ortoo.exams.models import LetterScale, Mark, MarkCorrection, Sitting
from ortoo.exams.operations import correct_mark, define_letter_scale, import_marks, seal_marks
from ortoo.exams.queries import marks_for, standing
from ortoo.ledger.models import Entry
from ortoo.multilingual.refusals import Refusal
from ortoo.spreadsheets.kinds import ImportReport
from ortoo.spreadsheets.rows import RowProblem
from tests.cast import AT, exam_officer, outsider, person, selection_officer
from tests.factories import exams
from tests.factories.people import appointed, official, officials, organization

pytestmark = pytest.mark.django_db


@pytest.fixture
def officer() -> User:
    return exam_officer()


def entries(kind: str) -> list[dict[str, Any]]:
    return [json.loads(bytes(entry.body)) for entry in Entry.objects.filter(kind=kind).order_by("seq")]


def all_marks() -> list[tuple[str, str, int]]:
    kept = Mark.objects.everything(because="a test looks").order_by("sitting__code", "official__number")
    return list(kept.values_list("sitting__code", "official__number", "thousandths"))


def refused(expected: str, call: Any, /, **arguments: Any) -> dict[str, object]:
    with pytest.raises(Refusal) as caught:
        call(**arguments)
    assert caught.value.code == expected
    return {name: value for name, value in caught.value.values.items() if name != "field"}


class TestSittings:
    def test_a_sitting_is_opened_with_its_entry(self, officer: User) -> None:
        opened = exams.sitting("E25", officer, scale_low=20_000, scale_high=80_000, letters="GPA")
        assert Sitting.objects.get() == opened
        [entry] = entries("programme.sitting-opened")
        assert {name: entry[name] for name in ("sitting", "held_on", "scale_low", "scale_high", "letters")} == {
            "sitting": "E25", "held_on": "2025-05-20", "scale_low": 20_000, "scale_high": 80_000, "letters": "GPA",
        }  # fmt: skip

    def test_what_cannot_be_a_sitting_is_refused(self, officer: User) -> None:
        exams.sitting("E25", officer)
        assert refused("exams.code_taken", exams.sitting, code="E25", by=officer) == {"code": "E25"}
        assert refused("exams.code_shape", exams.sitting, code="E 25", by=officer) == {"code": "E 25"}
        refused("exams.scale_without_room", exams.sitting, code="E26", by=officer, scale_high=0)
        refused("exams.name_missing", exams.sitting, code="E26", by=officer, names={"mn": " "})
        assert Sitting.objects.count() == len(entries("programme.sitting-opened")) == 1

    def test_only_an_exam_officer_opens_one(self) -> None:
        assert refused("access.role_needed", exams.sitting, code="E25", by=outsider()) == {"roles": "exam-officer"}


class TestLetters:
    def test_a_later_scale_ends_the_one_before(self, officer: User) -> None:
        for day, worth in ((date(2024, 1, 1), 90_000), (date(2025, 1, 1), 95_000)):
            define_letter_scale(
                code="GPA", letters={"A": worth}, valid_from=day, legal_basis="Order 1", by=officer, at=AT
            )
        kept = LetterScale.objects.order_by("valid_from")
        assert list(kept.values_list("thousandths", "valid_from", "valid_to")) == [
            (90_000, date(2024, 1, 1), date(2025, 1, 1)),
            (95_000, date(2025, 1, 1), None),
        ]
        assert len(entries("programme.letters-defined")) == 2

    def test_an_earlier_or_empty_scale_is_refused(self, officer: User) -> None:
        def define(letters: dict[str, int], day: date) -> None:
            define_letter_scale(code="GPA", letters=letters, valid_from=day, legal_basis="Order 1", by=officer, at=AT)

        define({"A": 90_000}, date(2024, 1, 1))
        again = {"letters": {"A": 95_000}, "day": date(2024, 1, 1)}
        assert refused("exams.letters_too_early", define, **again) == {"code": "GPA", "latest": "2024-01-01"}
        refused("exams.letters_missing", define, letters={}, day=date(2025, 1, 1))
        refused("exams.letter_shape", define, letters={"Excellent": 1}, day=date(2025, 1, 1))

    def test_letters_of_the_day_of_the_sitting_count(self, officer: User) -> None:
        officials("A1")
        for day, worth in ((date(2024, 1, 1), 90_000), (date(2025, 6, 1), 95_000)):
            define_letter_scale(
                code="GPA", letters={"A": worth}, valid_from=day, legal_basis="Order 1", by=officer, at=AT
            )
        exams.sitting("E25", officer, letters="GPA")
        exams.given("E25", {"A1": "A"}, officer)
        assert all_marks() == [("E25", "A1", 90_000)]


class TestImport:
    def test_marks_come_in_and_the_same_file_again_changes_nothing(self, officer: User) -> None:
        officials("A1", "A2")
        exams.sitting("E25", officer)
        assert exams.given("E25", {"A1": 70_500, "A2": 0}, officer) == ImportReport(new=2)
        assert exams.given("E25", {"A1": 70_500, "A2": 0}, officer) == ImportReport(unchanged=2)
        assert all_marks() == [("E25", "A1", 70_500), ("E25", "A2", 0)]
        [entry] = entries("programme.marks-imported")
        assert (entry["sitting"], entry["new"], entry["unchanged"]) == ("E25", 2, 0)
        assert entry["file_sha256"] == exams.FILE.sha256

    def test_one_refused_row_keeps_the_whole_file_out(self, officer: User) -> None:
        officials("A1", "A2")
        exams.sitting("E25", officer)
        exams.given("E25", {"A1": 70_000}, officer)
        file = exams.rows({"A1": 71_000, "A2": 60_000, "B9": 50_000})
        report = import_marks(sitting="E25", rows=file, source=exams.FILE, by=officer, at=AT)
        assert report == ImportReport(
            new=1,
            problems=(
                RowProblem("marks.csv", 2, "Mark", "71.000", "exams.mark_is_there", {"there": "70.000"}),
                RowProblem("marks.csv", 4, "Number", "B9", "exams.unknown_official"),
            ),
        )
        assert all_marks() == [("E25", "A1", 70_000)]

    def test_the_sentence_of_a_refused_row_names_place_and_remedy(self) -> None:
        problem = RowProblem("marks.csv", 2, "Mark", "71.000", "exams.mark_is_there", {"there": "70.000"})
        assert problem.sentence("en") == (
            'Sheet "marks.csv", row 2, column "Mark": the file says 71.000, but 70.000 is there already, and a file '
            "never changes a mark. Take the row out; if the mark is wrong, correct it beside, with a reason, on the "
            "page of the mark."
        )

    def test_a_dry_run_writes_nothing(self, officer: User) -> None:
        officials("A1")
        exams.sitting("E25", officer)
        rows = exams.rows({"A1": 70_000})
        report = import_marks(sitting="E25", rows=rows, source=exams.FILE, dry_run=True, by=officer, at=AT)
        assert (report, all_marks(), entries("programme.marks-imported")) == (ImportReport(new=1), [], [])

    def test_nobody_brings_their_own_mark(self, officer: User) -> None:
        appointed(official("A1", account=officer))
        exams.sitting("E25", officer)
        report = import_marks(sitting="E25", rows=exams.rows({"A1": 99_000}), source=exams.FILE, by=officer, at=AT)
        assert [problem.code for problem in report.problems] == ["exams.own_mark_in_file"]
        assert all_marks() == []

    def test_an_officer_of_one_organization_knows_nobody_of_another(self, officer: User) -> None:
        from ortoo.access.rules.roles import Role, Scope

        exams.sitting("E25", officer)
        appointed(official("A1"), organization("MOF"))
        appointed(official("A2"), organization("MOH"))
        local = person("local", Role.EXAM_OFFICER, scope=Scope.ORGANIZATION, code="MOH")
        rows = exams.rows({"A1": 70_000, "A2": 70_000})
        report = import_marks(sitting="E25", rows=rows, source=exams.FILE, by=local, at=AT)
        assert [(problem.value, problem.code) for problem in report.problems] == [("A1", "exams.unknown_official")]

    def test_an_unknown_sitting_is_refused_with_those_there_are(self, officer: User) -> None:
        exams.sitting("E25", officer)
        arguments = {"sitting": "E26", "rows": [], "source": exams.FILE, "by": officer, "at": AT}
        assert refused("exams.unknown_sitting", import_marks, **arguments) == {"code": "E26", "known": "E25"}

    def test_only_an_exam_officer_imports(self, officer: User) -> None:
        exams.sitting("E25", officer)
        refused(
            "access.role_needed", import_marks, sitting="E25", rows=[], source=exams.FILE, by=selection_officer(), at=AT
        )


class TestCorrections:
    @pytest.fixture(autouse=True)
    def marked(self, officer: User) -> None:
        officials("A1")
        exams.sitting("E25", officer)
        exams.given("E25", {"A1": 70_000}, officer)

    def correct(self, officer: User, thousandths: int, reason: str = "Page 3 was not counted") -> MarkCorrection:
        return correct_mark(mark=exams.mark("E25", "A1"), thousandths=thousandths, reason=reason, by=officer, at=AT)

    def test_a_correction_stands_beside_the_mark_and_counts(self, officer: User) -> None:
        self.correct(officer, 74_000)
        self.correct(officer, 73_000)
        assert all_marks() == [("E25", "A1", 70_000)]
        assert list(marks_for(["E25"]).values()) == [{"E25": 73_000}]
        assert [(entry["before"], entry["after"]) for entry in entries("mark.corrected")] == [
            (70_000, 74_000),
            (74_000, 73_000),
        ]

    def test_the_ledger_names_neither_the_official_nor_the_reason(self, officer: User) -> None:
        self.correct(officer, 74_000)
        [entry] = entries("mark.corrected")
        assert len(entry["official"]) == 64
        assert "A1" not in json.dumps(entry)
        assert "Page 3" not in json.dumps(entry)

    def test_what_is_no_correction_is_refused(self, officer: User) -> None:
        def correct(value: int, reason: str = "Page 3 was not counted") -> None:
            self.correct(officer, value, reason)

        assert refused("exams.correction_same", correct, value=70_000) == {"value": "70.000"}
        assert refused("exams.correction_off_scale", correct, value=100_001) == {
            "value": "100.001", "low": "0.000", "high": "100.000",
        }  # fmt: skip
        refused("exams.reason_missing", correct, value=71_000, reason=" typo ")
        assert not entries("mark.corrected")

    def test_nobody_corrects_their_own_mark(self) -> None:
        from ortoo.access.rules.roles import Role

        own = person("own", Role.EXAM_OFFICER)
        mark = exams.mark("E25", "A1")
        mark.official.account = own
        mark.official.save()
        refused("exams.own_mark", correct_mark, mark=mark, thousandths=99_000, reason="I know better", by=own, at=AT)

    def test_behind_a_seal_nothing_is_corrected_or_added_and_the_reason_is_said(self, officer: User) -> None:
        officials("A2")
        seal_marks(codes=["E25"], seen=standing(["E25"]), at=AT)
        mark = exams.mark("E25", "A1")
        arguments = {"mark": mark, "thousandths": 71_000, "reason": "Page 3 was lost", "by": officer, "at": AT}
        assert refused("exams.mark_sealed", correct_mark, **arguments) == {"sitting": "E25", "day": "2026-03-02"}
        late = {"sitting": "E25", "rows": exams.rows({"A2": 1_000}), "source": exams.FILE, "by": officer, "at": AT}
        assert refused("exams.sitting_sealed", import_marks, **late) == {"sitting": "E25", "day": "2026-03-02"}
        # What is there already is no change, sealed or not.
        assert exams.given("E25", {"A1": 70_000}, officer) == ImportReport(unchanged=1)

    def test_a_seal_refuses_marks_that_came_after_they_were_read(self, officer: User) -> None:
        seen = standing(["E25"])
        self.correct(officer, 74_000)
        refused("exams.marks_moved", seal_marks, codes=["E25"], seen=seen, at=AT)
        assert Sitting.objects.get().sealed_at is None


class TestPromisesOfTheDatabase:
    @pytest.fixture(autouse=True)
    def corrected(self, officer: User) -> None:
        officials("A1", "A2")
        exams.sitting("E25", officer)
        exams.given("E25", {"A1": 70_000}, officer)
        correct_mark(mark=exams.mark("E25", "A1"), thousandths=71_000, reason="Page 3 again", by=officer, at=AT)

    @pytest.mark.parametrize(
        "statement",
        [
            "UPDATE ortoo_mark SET thousandths = 99000",
            "DELETE FROM ortoo_mark",
            "UPDATE ortoo_markcorrection SET thousandths = 99000",
            "DELETE FROM ortoo_markcorrection",
            "UPDATE ortoo_sitting SET scale_high = 50000",
            "UPDATE ortoo_sitting SET held_on = '2024-01-01'",
        ],
    )
    def test_no_statement_changes_what_was_given(self, statement: str) -> None:
        with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)

    @pytest.mark.parametrize(
        "statement",
        [
            "UPDATE ortoo_sitting SET sealed_at = NULL",
            "DELETE FROM ortoo_sitting",
            "INSERT INTO ortoo_markcorrection (mark_id, thousandths, reason, under, corrected_by_id, corrected_at)"
            " SELECT mark_id, 72000, reason, '', corrected_by_id, corrected_at FROM ortoo_markcorrection",
            "INSERT INTO ortoo_mark"
            " (sitting_id, official_id, thousandths, entered_by_id, entered_at, source, under, reason)"
            " SELECT sitting_id, (SELECT max(id) FROM ortoo_official), 1, entered_by_id, entered_at, source, '', ''"
            " FROM ortoo_mark",
        ],
    )
    def test_behind_a_seal_no_statement_adds_or_unseals(self, statement: str) -> None:
        seal_marks(codes=["E25"], seen=standing(["E25"]), at=AT)
        with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)
