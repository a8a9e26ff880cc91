"""Formulas adopted and records sealed, with real rows."""

from __future__ import annotations

import json
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction

from ortoo.access.models import User
from ortoo.exams.models import Sitting
from ortoo.exams.operations import correct_mark, draw_sample
from ortoo.ledger.models import Blob, Entry
from ortoo.ledger.rules.sealing import leaves_text, seal_root, sealed_leaf
from ortoo.multilingual.refusals import Refusal
from ortoo.people.models import Official
from ortoo.record.models import Formula, Record, Seal
from ortoo.record.operations import adopt_formula, seal
from ortoo.record.queries import candidates, components_of, outcome_of, preview, sealed_lines
from tests.cast import AT, exam_officer, outsider, selection_officer
from tests.factories import exams, records
from tests.factories.people import appointed, official, officials, organization, region
from tests.factories.records import part

pytestmark = pytest.mark.django_db


@pytest.fixture
def keeper() -> User:
    return exam_officer()


@pytest.fixture
def selector() -> User:
    return selection_officer()


@pytest.fixture
def formula(keeper: User, selector: User) -> Formula:
    """An exam of 60 %, with a least mark of 50; an essay on a scale to 40, which counts as zero where it is missing."""
    exams.sitting("E25", keeper)
    exams.sitting("W25", keeper, scale_high=40_000)
    return records.formula([part("E25", 600, 50_000), part("W25", 400, zero=True)], selector)


def entry(kind: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(bytes(Entry.objects.filter(kind=kind).latest("seq").body))
    return found


def refused(expected: str, call: Any, /, **arguments: Any) -> dict[str, object]:
    with pytest.raises(Refusal) as caught:
        call(**arguments)
    assert caught.value.code == expected
    return {name: value for name, value in caught.value.values.items() if name != "field"}


class TestFormulas:
    def test_a_formula_is_adopted_and_named_by_its_bytes(self, formula: Formula) -> None:
        said = entry("record.formula-adopted")
        assert (said["code"], said["version"], said["formula_sha256"]) == ("F", 1, formula.sha256)
        blob = Blob.objects.get(pk=said["formula_blob"])
        assert blob.sha256 == formula.sha256
        assert json.loads(bytes(blob.content))["components"][1] == {
            "sitting": "W25", "weight": 400, "low": 0, "high": 40_000, "when_missing": "zero", "at_least": None,
        }  # fmt: skip

    def test_the_next_version_follows(self, formula: Formula, selector: User) -> None:
        second = records.formula([part("E25", 1000)], selector)
        assert (second.version, second.code) == (2, "F")
        assert second.sha256 != formula.sha256
        assert [component.weight for component in components_of(formula)] == [600, 400]

    def test_weights_that_do_not_make_a_whole_are_refused(self, formula: Formula, selector: User) -> None:
        arguments = {"components": [part("E25", 600), part("W25", 300)], "by": selector}
        assert refused("record.weights_off", records.formula, **arguments) == {"total": "90", "difference": "10"}
        unknown = {"components": [part("E99", 1000)], "by": selector}
        assert refused("record.unknown_sitting", records.formula, **unknown) == {"sitting": "E99"}
        assert Formula.objects.count() == 1

    def test_a_formula_has_a_legal_basis_and_a_code_of_one_word(self, formula: Formula, selector: User) -> None:
        asked = {"names": {}, "components": [part("E25", 1000)], "by": selector, "at": AT}
        refused("record.no_legal_basis", adopt_formula, code="G", legal_basis=" ", **asked)
        refused("record.code_shape", adopt_formula, code="G 1", legal_basis="Order 7", **asked)

    def test_who_keeps_the_marks_does_not_weigh_them(self, formula: Formula, keeper: User) -> None:
        refused("access.role_needed", records.formula, components=[part("E25", 1000)], by=keeper)

    @pytest.mark.parametrize(
        "statement",
        [
            "UPDATE ortoo_formula SET legal_basis = 'another'",
            "DELETE FROM ortoo_formulacomponent",
            "UPDATE ortoo_formulacomponent SET weight = 1",
            "INSERT INTO ortoo_formulacomponent (formula_id, sitting_id, place, weight, when_missing)"
            " SELECT formula_id, sitting_id, 9, 1, 'zero' FROM ortoo_formulacomponent WHERE place = 1",
        ],
    )
    def test_no_statement_changes_an_adopted_formula(self, formula: Formula, statement: str) -> None:
        with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)


class TestSealing:
    @pytest.fixture(autouse=True)
    def marked(self, formula: Formula, keeper: User) -> None:
        """Five with marks, one without any, one without a post."""
        officials("A1", "A2", "A3", "A4", "A6")
        appointed(official("A5", sex="man"), since=date(2021, 1, 1), until=date(2025, 1, 1))
        exams.given("E25", {"A1": 80_000, "A2": 60_000, "A3": 49_000, "A5": 90_000}, keeper)
        exams.given("W25", {"A1": 30_000, "A4": 40_000}, keeper)

    def test_every_official_with_a_mark_is_sealed_and_nobody_else(self, formula: Formula, keeper: User) -> None:
        made = records.sealed(formula, keeper)
        rows = Record.objects.everything(because="a test looks").filter(seal=made).order_by("place")
        found = [(row.official.number, row.merit, row.eligible, row.reason) for row in rows]
        assert found[:1] == [("A1", 78_000, True, "")]  # 80 x 0.6 + 75 x 0.4
        assert found[1:2] == [("A5", 54_000, False, "record.no_post")]
        assert found[2:] == [
            ("A2", 36_000, True, ""),
            ("A3", 29_400, False, "record.below_least"),
            ("A4", None, False, "record.missing"),
        ]
        assert made.count == 5

    def test_the_row_is_what_a_selection_reads(self, formula: Formula, keeper: User) -> None:
        made = records.sealed(formula, keeper, facts={"earlier_trips": {1: "never looked at"}})
        row = json.loads(records.record(made, "A2").row)
        row.pop("pseudonym")
        assert row == {
            "merit": "36.000", "eligible": "yes", "reason": "", "reason_sitting": "", "missing": "W25",
            "exam:E25": "60.000", "exam:W25": "0.000",
            "ministry": "MOF", "organization": "MOF", "region": "MN-065", "region_group": "Gobi",
            "sex": "woman", "level": "executive", "rank_class": "des", "earlier_trips": "none",
        }  # fmt: skip

    def test_root_and_leaves_are_those_of_the_rows_in_the_order_of_pseudonyms(
        self, formula: Formula, keeper: User
    ) -> None:
        made = records.sealed(formula, keeper)
        lines = [json.loads(line) for line in sealed_lines(made)]
        assert [line["row"]["pseudonym"] for line in lines] == sorted(line["row"]["pseudonym"] for line in lines)
        leaves = [sealed_leaf(salt=line["salt"], row=line["row"]) for line in lines]
        assert made.root == seal_root(leaves)
        assert bytes(Blob.objects.get(pk=made.leaves_blob).content) == leaves_text(leaves)
        assert len({line["salt"] for line in lines}) == 5

    def test_the_ledger_says_what_was_sealed_and_names_nobody(self, formula: Formula, keeper: User) -> None:
        made = records.sealed(formula, keeper)
        said = entry("records.sealed")
        assert {name: said[name] for name in said if name not in ("at", "by", "kind", "seq")} == {
            "round": "R1", "seal": made.pk, "formula_sha256": formula.sha256, "sittings": ["E25", "W25"],
            "as_of": "2026-01-01", "count": 5, "root": made.root, "leaves_blob": made.leaves_blob, "replaces": None,
        }  # fmt: skip

    def test_the_marks_go_behind_the_seal(self, formula: Formula, keeper: User) -> None:
        records.sealed(formula, keeper)
        assert set(Sitting.objects.values_list("sealed_at", flat=True)) == {AT}
        arguments = {"mark": exams.mark("E25", "A1"), "thousandths": 81_000, "reason": "Page 3 was lost"}
        assert refused("exams.mark_sealed", correct_mark, **arguments, by=keeper, at=AT) == {
            "sitting": "E25", "day": "2026-03-02",
        }  # fmt: skip

    def test_a_correction_made_before_the_seal_counts(self, formula: Formula, keeper: User) -> None:
        correct_mark(mark=exams.mark("E25", "A3"), thousandths=50_000, reason="Page 3 was lost", by=keeper, at=AT)
        found = records.record(records.sealed(formula, keeper), "A3")
        assert (found.merit, found.eligible) == (30_000, True)

    def test_lists_of_two_rounds_cannot_be_joined_and_a_new_seal_of_one_round_keeps_its_pseudonyms(
        self, formula: Formula, keeper: User
    ) -> None:
        first = records.sealed(formula, keeper)
        again = records.sealed(formula, keeper, replaces=first, at=AT + timedelta(hours=1))
        other = records.sealed(formula, keeper, round_code="R2")
        names = [{row.pseudonym for row in candidates(made)} for made in (first, again, other)]
        assert names[0] == names[1]
        assert names[0].isdisjoint(names[2])
        assert (again.replaces, entry("records.sealed")["round"]) == (first, "R2")
        salts = {records.record(made, "A1").salt for made in (first, again, other)}
        assert len(salts) == 3
        assert Sitting.objects.get(code="E25").sealed_at == AT

    def test_a_seal_is_replaced_once(self, formula: Formula, keeper: User) -> None:
        first = records.sealed(formula, keeper)
        records.sealed(formula, keeper, replaces=first)
        refused("record.replaced_already", records.sealed, formula=formula, by=keeper, replaces=first)

    def test_only_an_exam_officer_seals(self, formula: Formula, selector: User) -> None:
        refused("access.role_needed", records.sealed, formula=formula, by=selector)
        refused("access.role_needed", records.sealed, formula=formula, by=outsider())

    def test_a_mark_that_comes_in_meanwhile_stops_the_seal(self, formula: Formula, keeper: User) -> None:
        def somebody_corrects(done: int, total: int) -> None:
            if done == total:
                correct_mark(
                    mark=exams.mark("E25", "A1"), thousandths=81_000, reason="Page 3 was lost", by=keeper, at=AT
                )

        refused("exams.marks_moved", records.sealed, formula=formula, by=keeper, progress=somebody_corrects)
        assert (Seal.objects.count(), Sitting.objects.filter(sealed_at__isnull=False).count()) == (0, 0)

    def test_whoever_asked_for_the_seal_may_refuse_it_and_nothing_is_left(self, formula: Formula, keeper: User) -> None:
        def taken(made: Seal) -> None:
            raise Refusal("record.replaced_already")

        refused("record.replaced_already", records.sealed, formula=formula, by=keeper, then=taken)
        assert (Seal.objects.count(), Sitting.objects.filter(sealed_at__isnull=False).count()) == (0, 0)

    def test_a_sample_that_is_not_settled_is_said_before_anything_is_computed(
        self, formula: Formula, keeper: User
    ) -> None:
        sitting = Sitting.objects.get(code="W25")
        draw_sample(sitting=sitting, share=50, seed="0f", by=keeper, at=AT)

        def computing(done: int, total: int) -> None:
            raise AssertionError

        asked = {"formula": formula, "by": keeper, "progress": computing}
        assert refused("exams.sample_not_compared", records.sealed, **asked) == {"sitting": "W25"}
        assert Seal.objects.count() == 0

    def test_nothing_to_seal_is_refused(self, keeper: User, selector: User) -> None:
        exams.sitting("E26", keeper)
        empty = records.formula([part("E26", 1000)], selector, code="G")
        refused("record.nothing_to_seal", records.sealed, formula=empty, by=keeper)

    def test_an_official_who_moved_is_sealed_in_the_post_of_the_day(self, formula: Formula, keeper: User) -> None:
        mover = Official.objects.everything(because="a test looks").get(number="A1")
        before = mover.appointments.everything(because="a test looks").get()
        before.valid_to = date(2025, 7, 1)
        before.save()
        appointed(mover, organization("IPO", "agency", organization("MOH")), region("MN-049", ""), date(2025, 7, 1))
        rows = [
            json.loads(records.record(records.sealed(formula, keeper, code, as_of=day), "A1").row)
            for code, day in (("R1", date(2025, 6, 30)), ("R2", date(2025, 7, 1)))
        ]
        assert [(row["ministry"], row["organization"], row["region"], row["region_group"]) for row in rows] == [
            ("MOF", "MOF", "MN-065", "Gobi"),
            ("MOH", "IPO", "MN-049", "none"),
        ]

    def test_a_record_computed_again_from_its_row_is_the_same(self, formula: Formula, keeper: User) -> None:
        made = records.sealed(formula, keeper)
        for number in ("A1", "A2", "A3", "A4"):
            record = records.record(made, number)
            again = outcome_of(record)
            assert (again.merit, again.reason) == (record.merit, record.reason)

    def test_a_preview_counts_and_keeps_nothing(self, formula: Formula) -> None:
        found = preview(components_of(formula))
        assert (found.officials, found.eligible) == (5, 3)
        assert dict(found.reasons) == {"record.below_least": 1, "record.missing": 1}
        assert (found.best, found.middle) == (78_000, 36_000)
        assert Seal.objects.count() == 0

    @pytest.mark.parametrize(
        "statement",
        [
            "UPDATE ortoo_record SET merit = 99000",
            "DELETE FROM ortoo_record",
            "UPDATE ortoo_seal SET root = 'ab'",
            "DELETE FROM ortoo_seal",
        ],
    )
    def test_no_statement_changes_what_is_sealed(self, formula: Formula, keeper: User, statement: str) -> None:
        records.sealed(formula, keeper)
        with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)

    def test_no_record_is_added_to_a_seal(self, formula: Formula, keeper: User) -> None:
        made = records.sealed(formula, keeper)
        late = official("A9")
        extra = Record(seal=made, official=late, pseudonym="ab", place=6, eligible=False, salt="", row="{}")
        with pytest.raises(IntegrityError), transaction.atomic():
            Record.objects.everything(because="a test tries").bulk_create([extra])


def test_a_seal_of_many_officials_makes_few_queries(
    keeper: User, formula: Formula, django_assert_max_num_queries: Any
) -> None:
    numbers = [f"N{count}" for count in range(60)]
    officials(*numbers)
    exams.given("E25", dict.fromkeys(numbers, 70_000), keeper)
    at: datetime = AT
    with django_assert_max_num_queries(45):
        made = seal(formula=formula, round_code="R1", as_of=records.AS_OF, by=keeper, at=at)
    assert made.count == 60
