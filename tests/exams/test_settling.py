"""A third hand settles what differs; nothing of it is ever changed."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction

from ortoo.access.models import User
from ortoo.access.rules.roles import Role
from ortoo.exams.models import MarkCorrection, SecondEntry, Settlement, Sitting
from ortoo.exams.operations import correct_mark, seal_marks, settle_difference
from ortoo.exams.queries import Happened, hands_on, marks_for, sitting_log, standing
from ortoo.exams.queries.second_entries import second_state
from ortoo.exams.rules.second_entry import Stage
from ortoo.ledger.models import Entry
from ortoo.people.models import Official
from tests.cast import AT, outsider, person
from tests.exams.test_operations import refused
from tests.factories import exams
from tests.factories.second_entries import Hands, difference, drawn, entered, keys, marked, three_hands

pytestmark = pytest.mark.django_db

LATER = AT + timedelta(days=1)
WHY = "The paper says so, page 3"


@pytest.fixture
def hands() -> Hands:
    return three_hands()


@pytest.fixture
def sitting(hands: Hands) -> Sitting:
    """A1 and A2 differ, A3 agrees."""
    made = marked(hands, {"A1": 70_000, "A2": 60_000, "A3": 50_000})
    entered(drawn(made, hands), hands.second, {"A1": 71_000, "A2": 61_000, "A3": 50_000})
    return made


def settled(sitting: Sitting, number: str, thousandths: int, by: User, **changed: Any) -> Settlement:
    asked = {"entry": difference(sitting, number), "reason": WHY, "at": LATER, **changed}
    return settle_difference(thousandths=thousandths, by=by, **asked)


def counts(sitting: Sitting) -> dict[str, int]:
    numbers = dict(Official.objects.everything(because="a test looks").values_list("pk", "number"))
    return {numbers[pk]: marks[sitting.code] for pk, marks in marks_for([sitting.code]).items()}


def test_the_second_value_becomes_a_correction_beside_the_mark(sitting: Sitting, hands: Hands) -> None:
    made = settled(sitting, "A1", 71_000, hands.third)
    correction = MarkCorrection.objects.everything(because="a test looks").get()
    assert (made.correction, correction.thousandths, correction.reason, correction.under) == (
        correction, 71_000, WHY, "",
    )  # fmt: skip
    assert counts(sitting) == {"A1": 71_000, "A2": 60_000, "A3": 50_000}
    body = json.loads(bytes(Entry.objects.get(kind="marks.settled").body))
    assert {name: body[name] for name in ("sitting", "first", "second", "settled", "correction")} == {
        "sitting": "E25", "first": 70_000, "second": 71_000, "settled": 71_000, "correction": correction.pk,
    }  # fmt: skip
    assert (len(body["official"]), WHY in json.dumps(body)) == (64, False)


def test_the_first_value_stays_and_nothing_is_corrected(sitting: Sitting, hands: Hands) -> None:
    assert settled(sitting, "A1", 70_000, hands.third).correction is None
    assert not Entry.objects.filter(kind="mark.corrected").exists()


def test_a_third_value_may_stand_on_the_paper(sitting: Sitting, hands: Hands) -> None:
    settled(sitting, "A1", 72_500, hands.third)
    assert counts(sitting)["A1"] == 72_500


def test_the_sitting_is_sealed_once_every_difference_is_settled(sitting: Sitting, hands: Hands) -> None:
    settled(sitting, "A1", 71_000, hands.third)
    refused("exams.differences_unsettled", seal_marks, codes=["E25"], seen=standing(["E25"]), at=LATER)
    settled(sitting, "A2", 60_000, hands.third)
    assert second_state(sitting).stage is Stage.DONE
    seal_marks(codes=["E25"], seen=standing(["E25"]), at=LATER)


def test_neither_hand_before_settles_and_nobody_their_own(sitting: Sitting, hands: Hands) -> None:
    corrects = person("corrects", Role.EXAM_OFFICER)
    correct_mark(mark=exams.mark("E25", "A1"), thousandths=70_500, reason=WHY, by=corrects, at=AT)
    for hand in (hands.first, hands.second, corrects):
        refused("exams.third_hand_needed", settled, sitting=sitting, number="A1", thousandths=71_000, by=hand)
    settled(sitting, "A2", 61_000, corrects)  # another mark, on which that hand was not
    Official.objects.everything(because="a test").filter(number="A1").update(account=hands.third)
    refused("exams.own_mark", settled, sitting=sitting, number="A1", thousandths=99_000, by=hands.third)
    refused("access.role_needed", settled, sitting=sitting, number="A1", thousandths=71_000, by=outsider())


def test_what_cannot_be_settled_is_refused(sitting: Sitting, hands: Hands) -> None:
    asked = {"sitting": sitting, "number": "A1", "by": hands.third}
    assert refused("exams.correction_off_scale", settled, thousandths=-1, **asked) == {
        "value": "-0.001", "low": "0.000", "high": "100.000",
    }  # fmt: skip
    refused("exams.reason_missing", settled, thousandths=71_000, reason=" typo ", **asked)
    same = SecondEntry.objects.everything(because="a test looks").get(sampled__mark__official__number="A3")
    refused("exams.entries_agree", settled, thousandths=71_000, entry=same, **asked)
    assert Settlement.objects.everything(because="a test looks").count() == 0


def test_two_at_once_settle_once(sitting: Sitting, hands: Hands) -> None:
    entry = difference(sitting, "A1")
    settled(sitting, "A1", 71_000, hands.third)
    another = person("another", Role.MARKER)
    asked = {"sitting": sitting, "number": "A1", "thousandths": 70_000, "by": another, "entry": entry}
    assert refused("exams.settled_already", settled, **asked) == {"day": "2026-03-03"}
    assert counts(sitting)["A1"] == 71_000


def test_nothing_is_settled_before_the_comparison(hands: Hands) -> None:
    other = marked(hands, {"B1": 1_000, "B2": 2_000}, "E26")
    entered(drawn(other, hands), hands.second, {"B1": 1_001})
    entry = SecondEntry.objects.everything(because="a test looks").get()
    asked = {"entry": entry, "thousandths": 1_001, "reason": WHY, "by": hands.third, "at": LATER}
    refused("exams.not_compared_yet", settle_difference, **asked)


def test_the_log_of_a_mark_tells_the_second_entry_and_who_settled_it(sitting: Sitting, hands: Hands) -> None:
    settled(sitting, "A1", 71_000, hands.third)
    who = exams.mark("E25", "A1").official
    told = [(one.happened, one.hand, one.before, one.value) for one in sitting_log(who, ["E25"])]
    assert told == [
        (Happened.OPENED, hands.first.pk, None, None),
        (Happened.ENTERED, hands.first.pk, None, 70_000),
        (Happened.ENTERED_AGAIN, hands.second.pk, 70_000, 71_000),
        (Happened.SETTLED, hands.third.pk, 70_000, 71_000),
        (Happened.CORRECTED, hands.third.pk, 70_000, 71_000),
    ]
    assert hands_on(who, ["E25"]) == {hands.first.pk, hands.second.pk, hands.third.pk}


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE ortoo_secondentry SET thousandths = 1",
        "DELETE FROM ortoo_secondentry WHERE id NOT IN (SELECT entry_id FROM ortoo_settlement)",
        "UPDATE ortoo_settlement SET thousandths = 1",
        "DELETE FROM ortoo_settlement",
        "UPDATE ortoo_sample SET seed = 'chosen'",
        "UPDATE ortoo_sample SET compared_at = NULL",
        "UPDATE ortoo_sampledmark SET place = place + 100",
        "DELETE FROM ortoo_sampledmark WHERE id NOT IN (SELECT sampled_id FROM ortoo_secondentry)",
        "UPDATE ortoo_sitting SET sealed_at = '2026-03-02'",
    ],
)
def test_no_statement_changes_what_was_entered_or_settled(sitting: Sitting, hands: Hands, statement: str) -> None:
    settled(sitting, "A1", 71_000, hands.third)
    sample = drawn(marked(hands, {"B1": 1_000, "B2": 1_000}, "E26"), hands)
    entered(sample, hands.second, {"B1": 1_000})
    with pytest.raises(IntegrityError, match=r"stays|sealed once"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)


def test_the_database_keeps_the_hands_apart(sitting: Sitting, hands: Hands) -> None:
    sample = drawn(marked(hands, {"B1": 1_000}, "E26"), hands)
    again = SecondEntry(
        sampled_id=keys(sample)["B1"], first=1, thousandths=1, entered_by=hands.first, entered_at=AT, source=""
    )  # fmt: skip
    entry = difference(sitting, "A1")
    rulings = [
        Settlement(entry=entry, thousandths=1, reason=WHY, settled_by=hand, settled_at=AT)
        for hand in (hands.first, hands.second)
    ]
    for table, row in ((SecondEntry, again), *((Settlement, one) for one in rulings)):
        with pytest.raises(IntegrityError, match="hand"), transaction.atomic():
            table.objects.everything(because="a test tries").bulk_create([row])  # type: ignore[attr-defined]
