"""From a scoring to released marks, by the operations."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest

from ortoo.exams.models import Equating, ItemAnalysis, ItemEstimate, Mark, Measurement, Scoring
from ortoo.exams.operations import analyse, answer_finding, equate_forms, look_at_gate, release_marks
from ortoo.exams.queries.analyses import told
from ortoo.exams.queries.forms import form_items
from ortoo.exams.queries.gates import gate_of
from ortoo.ledger.models import Entry
from ortoo.multilingual.refusals import Refusal
from tests.exams.building import CELLS, bank, single
from tests.exams.scored import AT, HELD, Drawn, items_for, officer, scored, sealed

pytestmark = pytest.mark.django_db


@pytest.fixture
def scoring() -> Scoring:
    return scored(sealed("E26", items_for(2, 12), 2), Drawn(persons=240))


def said(kind: str) -> list[dict[str, object]]:
    kept = [json.loads(bytes(one.body)) for one in Entry.objects.filter(kind=kind).order_by("seq")]
    return [{key: value for key, value in one.items() if key not in ("at", "by", "kind", "seq")} for one in kept]


def refused(call: object, **given: object) -> str:
    with pytest.raises(Refusal) as found:
        call(**given)  # type: ignore[operator]
    assert found.value.sentence("mn") != found.value.sentence("ko")
    return found.value.code


class TestAnalysing:
    def test_each_form_has_its_figures_and_each_item_an_estimate(self, scoring: Scoring) -> None:
        found = analyse(scoring=scoring, by=officer(), at=AT)
        assert [one.form.letter for one in found] == ["A", "B"]
        body = told(found[0])
        assert (body["sheets"], body["model"], len(body["items"])) == (120, "1pl", 12)
        assert sum(body["distribution"]) == 120
        assert body["cut"]["points"] == 6
        first = body["items"][0]
        assert [one["option"] for one in first["options"]] == ["A", "B", "C", "D"]
        assert sum(one["share"] for one in first["options"]) == pytest.approx(1, abs=1e-5)  # each is told to six places
        assert ItemEstimate.objects.count() == 24
        estimate = ItemEstimate.objects.filter(analysis=found[0]).order_by("pk")[0]
        assert estimate.facility == first["facility"]
        assert [one["sitting"] for one in said("items.analysed")] == ["E26"]

    def test_a_second_time_is_refused_and_so_is_who_keeps_no_marks(self, scoring: Scoring) -> None:
        analyse(scoring=scoring, by=officer(), at=AT)
        assert refused(analyse, scoring=scoring, by=officer(), at=AT) == "items.analysed_already"
        assert ItemAnalysis.objects.count() == 2

    def test_a_cut_lies_on_the_scale(self, scoring: Scoring) -> None:
        assert refused(analyse, scoring=scoring, cut=100_001, by=officer(), at=AT) == "items.cut_beyond"
        (body, _) = (told(one) for one in analyse(scoring=scoring, cut=75_000, by=officer(), at=AT))
        assert body["cut"]["points"] == 9


class TestEquating:
    def test_the_second_form_is_equated_to_the_first(self) -> None:
        scoring = scored(sealed("E26", items_for(2, 12), 2), Drawn(persons=400, harder={"B": 0.8}))
        analyse(scoring=scoring, by=officer(), at=AT)
        (found,) = equate_forms(scoring=scoring, by=officer(), at=AT)
        body = json.loads(found.body)
        assert (found.form.letter, found.reference.letter, len(body["worth"])) == ("B", "A", 13)
        assert body["worth"][6] > 6_500_000  # harder: the same points are worth more
        assert 0 < body["error"][6] < 1_000_000
        assert refused(equate_forms, scoring=scoring, by=officer(), at=AT) == "equating.equated_already"

    def test_a_group_of_five_is_refused_with_its_form(self) -> None:
        scoring = scored(sealed("E26", items_for(2, 12), 2), Drawn(persons=10))
        analyse(scoring=scoring, by=officer(), at=AT)
        with pytest.raises(Refusal) as found:
            equate_forms(scoring=scoring, by=officer(), at=AT)
        assert found.value.sentence("en") == (
            "This group has 5 people; equating asks for 10 at least. Wait for more, or leave the marks unequated. So "
            "form B is not equated to form A."
        )
        assert Equating.objects.count() == 0

    def test_before_the_analysis_and_where_raw_decides_it_is_refused(self, scoring: Scoring) -> None:
        assert refused(equate_forms, scoring=scoring, by=officer(), at=AT) == "equating.not_analysed"


class TestByAnAnchor:
    """A form of 15 items with one of an earlier sitting, of which it holds nine."""

    def later(self, moved: dict[tuple[str, int], float]) -> Scoring:
        first = sealed("E25", items_for(1, 15), 1, decides="raw", method="")
        before = scored(first, Drawn(persons=400))
        analyse(scoring=before, by=officer(), at=AT)
        reference = first.forms.get()
        old = [one.version for one in form_items(reference)][:9]
        new = bank([single(f"N{place:03d}", CELLS[place % 3]) for place in range(6)])
        plan = sealed("E26", [*old, *new], 1, method="tucker", reference=reference, held=HELD + timedelta(days=1))
        at = {one.version.item.code: one.place for one in form_items(plan.forms.get())}
        shifts = {("A", at[old[place - 1].item.code]): by for (_, place), by in moved.items()}
        return scored(plan, Drawn(persons=400, seed=2, moved=shifts))

    def test_the_later_form_is_read_in_points_of_the_earlier_one(self) -> None:
        scoring = self.later({})
        (analysis,) = analyse(scoring=scoring, by=officer(), at=AT)
        assert sum(bool(item["drift"]) for item in told(analysis)["items"]) == 9
        (found,) = equate_forms(scoring=scoring, by=officer(), at=AT)
        body = json.loads(found.body)
        assert (found.reference.plan.sitting.code, len(body["anchor"]["items"])) == ("E25", 9)
        assert (body["anchor"]["looked_at"], body["anchor"]["without"]) == (True, None)
        assert len(body["by_model"]) == 16
        near = [abs(one - model) < 1_000_000 for one, model in zip(body["worth"], body["by_model"], strict=True)]
        assert sum(near) > 10
        look_at_gate(scoring=scoring, by=officer(), at=AT)
        release_marks(scoring=scoring, by=officer(), at=AT)
        measured = Measurement.objects.everything(because="a test looks").filter(table="E26/A")
        assert measured.count() == 400

    def test_an_item_that_moved_is_shown_and_the_table_without_it_stands_beside(self) -> None:
        scoring = self.later({("A", 4): 2.5})
        (analysis,) = analyse(scoring=scoring, by=officer(), at=AT)
        moved = told(analysis)["items"][3]
        assert moved["place"] == 4
        flags = [flag for flag in moved["flags"] if flag["flag"] == "drift"]
        assert [(flag["sitting"], flag["harder"]) for flag in flags] == [("E25", True)]
        (found,) = equate_forms(scoring=scoring, by=officer(), at=AT)
        body = json.loads(found.body)
        assert any(item["shown"] for item in body["anchor"]["items"])
        assert body["anchor"]["without"][8] != body["worth"][8]


class TestGate:
    def test_sound_answers_pass(self, scoring: Scoring) -> None:
        gate = look_at_gate(scoring=scoring, by=officer(), at=AT)
        assert gate.findings == 0
        assert refused(look_at_gate, scoring=scoring, by=officer(), at=AT) == "gate.looked_already"

    def test_a_wrong_key_is_found_and_answered_by_another_person(self) -> None:
        plan = sealed("E26", items_for(1, 24), 1, decides="raw", method="")
        scoring = scored(plan, Drawn(persons=900, wrong_key=("A", 5)))
        gate = look_at_gate(scoring=scoring, by=officer(), at=AT)
        state = gate_of(scoring)
        assert state is not None
        assert [one.finding["kind"] for one in state.findings] == ["direction"]
        answer = {"gate": gate, "place": 1, "reason": "The key was looked at and is right."}
        assert refused(answer_finding, **answer, by=officer(), at=AT) == "gate.second_person"
        other = officer("second")
        assert refused(answer_finding, **{**answer, "place": 2}, by=other, at=AT) == "gate.no_such_finding"
        assert refused(answer_finding, **{**answer, "reason": "no"}, by=other, at=AT) == "exams.reason_missing"
        analyse(scoring=scoring, by=officer(), at=AT)
        assert refused(release_marks, scoring=scoring, by=officer(), at=AT) == "exams.findings_open"
        answer_finding(gate=gate, place=1, reason="The key was looked at and is right.", by=other, at=AT)
        assert refused(answer_finding, **answer, by=other, at=AT) == "gate.answered_already"
        release_marks(scoring=scoring, by=officer(), at=AT)
        measured = Measurement.objects.everything(because="a test looks")
        assert (measured.count(), measured.filter(equated=None, table="").count()) == (900, 900)


class TestRelease:
    def test_what_is_missing_is_said_in_order(self, scoring: Scoring) -> None:
        assert refused(release_marks, scoring=scoring, by=officer(), at=AT) == "exams.not_analysed"
        analyse(scoring=scoring, by=officer(), at=AT)
        assert refused(release_marks, scoring=scoring, by=officer(), at=AT) == "exams.not_equated"
        equate_forms(scoring=scoring, by=officer(), at=AT)
        assert refused(release_marks, scoring=scoring, by=officer(), at=AT) == "exams.gate_not_looked"
        look_at_gate(scoring=scoring, by=officer(), at=AT)
        release_marks(scoring=scoring, by=officer(), at=AT)
        assert refused(release_marks, scoring=scoring, by=officer(), at=AT) == "exams.released_already"

    def test_raw_and_equated_stand_beside_each_other(self, scoring: Scoring) -> None:
        for step in (analyse, equate_forms, look_at_gate, release_marks):
            step(scoring=scoring, by=officer(), at=AT)
        found = Measurement.objects.everything(because="a test looks").select_related("mark")
        assert found.count() == Mark.objects.everything(because="a test looks").count() == 240
        on_a = [one for one in found if not one.table]
        assert {one.table for one in found} == {"", "E26/B"}
        assert all(one.raw == one.equated == one.mark.thousandths and one.table_error == 0 for one in on_a)
        on_b = [one for one in found if one.table]
        assert all(one.equated == one.mark.thousandths and one.table_error > 0 for one in on_b)
        assert all(0 <= one.mark.thousandths <= 100_000 and one.own > 0 for one in found)
        (entry,) = said("marks.released")
        assert (entry["marks"], entry["decides"], entry["method"]) == (240, "equated", "linear")
