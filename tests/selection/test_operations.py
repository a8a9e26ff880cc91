"""A round is opened, ruled, sealed and drawn, in this order and by its hands."""

from __future__ import annotations

import hashlib
import json

import pytest

from ortoo.access.models import User
from ortoo.exams.models import Sitting
from ortoo.jobs.progress import Cancelled
from ortoo.ledger import operations as ledger
from ortoo.ledger.models import Blob
from ortoo.record.models import Formula, Seal
from ortoo.selection.models import Lot, Round, Rule
from ortoo.selection.operations import draw_lot, open_round, seal_round
from ortoo.selection.queries import state
from ortoo.selection.rules.states import State
from tests.cast import AT, academy_manager, auditor, outsider
from tests.expecting import entry, refused
from tests.selection import forty

pytestmark = pytest.mark.django_db


def by(user: User) -> str:
    return ledger.subject(kind="user", key=user.pk)


class TestOpening:
    def test_a_round_is_open_over_one_formula(self, formula: Formula, officer: User) -> None:
        made = forty.opened(formula, officer)
        assert (made.code, made.name_mn, made.formula, made.seal, state(made)) == (
            "R1", "2026 оны найм", formula, None, State.OPEN,
        )  # fmt: skip
        assert entry("programme.round-opened") == {
            "by": by(officer), "round": "R1", "formula_sha256": formula.sha256,
        }  # fmt: skip

    def test_a_code_is_taken_once(self, opened: Round, officer: User) -> None:
        assert refused("selection.round_taken", forty.opened, formula=opened.formula, by=officer) == {"code": "R1"}

    @pytest.mark.parametrize("code", ["", "open", "mine", "../R1", "R 1", "R1\n", "Ү1", "-R1"])
    def test_a_code_may_stand_in_an_address_and_looks_like_no_page(
        self, formula: Formula, officer: User, code: str
    ) -> None:
        refused("selection.code_shape", forty.opened, formula=formula, by=officer, code=code)
        assert not Round.objects.exists()

    def test_only_a_selection_officer_opens(self, formula: Formula, keeper: User) -> None:
        asked = {"code": "R1", "names": forty.NAMES, "formula": formula, "at": AT}
        for user in (keeper, academy_manager(), auditor(), outsider()):
            refused("access.role_needed", open_round, **asked, by=user)


class TestAdopting:
    def test_the_rule_is_kept_as_written_and_its_canonical_form_is_a_blob(self, opened: Round, officer: User) -> None:
        round = forty.ruled(opened, officer)
        rule = round.rules.get()
        assert (rule.version, rule.text, rule.legal_basis, rule.adopted_by) == (1, forty.RULE, "Order 7", officer)
        assert state(round) == State.RULED
        assert entry("rule.adopted") == {
            "by": by(officer), "round": "R1", "rule_sha256": rule.sha256, "rule_blob": rule.sha256,
            "lot_source": "The state lottery of 3 March", "formula_sha256": opened.formula.sha256, "seats": 8,
            "objection_days": 10, "after_appeal": "add-seats",
        }  # fmt: skip
        content = bytes(Blob.objects.get(pk=rule.sha256).content)
        assert hashlib.sha256(content).hexdigest() == rule.sha256
        assert json.loads(content)["quota"] == [
            {"attribute": "sex", "value": "man", "at_least": 2, "may_be_absent": False},
            {"attribute": "region_group", "value": "Gobi", "at_most": 2, "may_be_absent": False},
        ]

    def test_a_better_one_may_follow_until_the_seal(self, opened: Round, officer: User, keeper: User) -> None:
        forty.ruled(opened, officer)
        round = forty.ruled(opened, officer, forty.RULE.replace("seats = 8", "seats = 7"))
        assert list(round.rules.order_by("version").values_list("version", flat=True)) == [1, 2]
        forty.sealed(round, keeper)
        refused("selection.not_now.adopt-rule", forty.ruled, round=opened, by=officer)
        assert Rule.objects.count() == 2

    @pytest.mark.parametrize(
        ("code", "change", "to", "values"),
        [
            ("selection.seed_too_early", 'title = "Eight"', 'lot_seed = "17"', {}),
            (
                "selection.column_fixed", 'merit = "merit"', 'merit = "exam:S25"',
                {"key": "merit", "column": "merit", "found": "exam:S25"},
            ),
            (
                "selection.column_fixed", 'eligible = "eligible"', "",
                {"key": "eligible", "column": "eligible", "found": "None"},
            ),
            (
                "selection.no_such_column", "exam:S25", "exam:S23",
                {"column": "exam:S23", "columns": "exam:S24, exam:S25"},
            ),
            (
                "selection.no_such_column", '"sex"', '"age"',
                {
                    "column": "age",
                    "columns": "ministry, organization, region, region_group, sex, level, rank_class",
                },
            ),
            (
                "selection.no_such_column", 'title = "Eight"', 'standard_error = "se"',
                {"column": "se", "columns": "merit"},
            ),
            ("select.not_toml", "seats = 8", "seats = eight", {"line": "3", "column": "9"}),
            ("select.not_a_count", "seats = 8", "seats = 0", {"key": '"seats"', "value": "0", "least": 1}),
        ],
    )  # fmt: skip
    def test_what_no_round_can_have_is_refused(
        self, opened: Round, officer: User, code: str, change: str, to: str, values: dict[str, object]
    ) -> None:
        assert change in forty.RULE
        text = forty.RULE.replace(change, to)
        assert refused(code, forty.ruled, round=opened, by=officer, text=text) == values
        assert not Rule.objects.exists()

    def test_it_rests_on_an_order_and_names_the_draw(self, opened: Round, officer: User) -> None:
        refused("selection.no_legal_basis", forty.ruled, round=opened, by=officer, legal_basis=" ")
        refused("selection.no_lot_source", forty.ruled, round=opened, by=officer, lot_source="\t")
        refused("selection.no_window", forty.ruled, round=opened, by=officer, objection_days=0)

    def test_only_a_selection_officer_adopts(self, opened: Round, keeper: User) -> None:
        for user in (keeper, auditor()):
            refused("access.role_needed", forty.ruled, round=opened, by=user)


class TestSealing:
    def test_the_records_of_the_round_are_sealed(self, opened: Round, officer: User, keeper: User) -> None:
        round = forty.sealed(forty.ruled(opened, officer), keeper)
        assert round.seal is not None
        assert (round.seal.count, round.seal.as_of, state(round)) == (39, forty.AS_OF, State.SEALED)
        said = entry("records.sealed")
        assert (said["round"], said["by"], said["count"], said["seal"]) == ("R1", by(keeper), 39, round.seal.pk)

    def test_not_before_a_rule(self, opened: Round, keeper: User) -> None:
        refused("selection.not_now.seal", forty.sealed, round=opened, keeper=keeper)
        assert not Seal.objects.exists()

    def test_once(self, opened: Round, officer: User, keeper: User) -> None:
        round = forty.sealed(forty.ruled(opened, officer), keeper)
        refused("selection.not_now.seal", forty.sealed, round=round, keeper=keeper)
        refused("selection.not_now.seal", forty.sealed, round=opened, keeper=keeper)  # a copy from before the seal
        assert Seal.objects.count() == 1

    def test_not_by_who_selects(self, opened: Round, officer: User) -> None:
        refused("access.role_needed", forty.sealed, round=forty.ruled(opened, officer), keeper=officer)

    def test_of_two_who_seal_at_once_one_has_the_round(self, opened: Round, officer: User, keeper: User) -> None:
        round = forty.ruled(opened, officer)

        def another_seals(done: int, total: int) -> None:
            if done == total:
                forty.sealed(round, keeper)

        refused(
            "selection.not_now.seal", seal_round, round=round, as_of=forty.AS_OF, by=keeper, at=AT,
            progress=another_seals,
        )  # fmt: skip
        assert Seal.objects.get() == Round.objects.get().seal

    def test_one_that_is_cancelled_leaves_the_marks_open(self, opened: Round, officer: User, keeper: User) -> None:
        def cancelled(done: int, total: int) -> None:
            raise Cancelled

        with pytest.raises(Cancelled):
            seal_round(round=forty.ruled(opened, officer), as_of=forty.AS_OF, by=keeper, at=AT, progress=cancelled)
        assert (Seal.objects.count(), Round.objects.get().seal) == (0, None)
        assert not Sitting.objects.exclude(sealed_at=None).exists()


class TestDrawing:
    def test_the_seed_follows_from_the_root_and_the_value(self, sealed: Round, officer: User) -> None:
        lot = draw_lot(round=sealed, value=f" {forty.VALUE}\n", by=officer, at=AT)
        assert sealed.seal is not None
        seed = hashlib.sha256(bytes.fromhex(sealed.seal.root) + b"07 12 23 31 36 40").hexdigest()
        assert (lot.value, lot.seed) == (forty.VALUE, seed)
        assert entry("lot.drawn") == {"by": by(officer), "round": "R1", "value": forty.VALUE, "seed": seed}

    def test_not_before_the_seal(self, opened: Round, officer: User) -> None:
        refused("selection.not_now.draw-lot", forty.drawn, round=opened, by=officer)
        refused("selection.not_now.draw-lot", forty.drawn, round=forty.ruled(opened, officer), by=officer)
        assert not Lot.objects.exists()

    def test_once(self, sealed: Round, officer: User) -> None:
        forty.drawn(sealed, officer)
        refused("selection.not_now.draw-lot", forty.drawn, round=sealed, by=officer)
        assert Lot.objects.count() == 1

    def test_an_empty_value_is_refused(self, sealed: Round, officer: User) -> None:
        refused("selection.lot_empty", draw_lot, round=sealed, value=" ", by=officer, at=AT)

    def test_not_by_who_sealed(self, sealed: Round, keeper: User) -> None:
        refused("access.role_needed", forty.drawn, round=sealed, by=keeper)
