"""What a ruling orders of marks that stand behind a seal."""

from __future__ import annotations

import json
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction

from ortoo.access.models import User
from ortoo.access.rules.roles import Role
from ortoo.exams.models import Mark, MarkCorrection, Sitting
from ortoo.exams.operations import put_under_order, seal_marks
from ortoo.exams.queries import marks_for, standing
from ortoo.ledger.models import Entry
from ortoo.multilingual.refusals import Refusal
from ortoo.people.models import Official
from tests.cast import AT, exam_officer, outsider, person
from tests.factories import exams
from tests.factories.orders import any_text_is_a_ruling
from tests.factories.people import appointed, official, officials

pytestmark = pytest.mark.django_db

RULING = "R1/2026-1"
WHY = "Page 3 was never counted"


@pytest.fixture
def officer() -> User:
    return exam_officer()


@pytest.fixture
def people(officer: User) -> dict[str, Official]:
    """A1 has a mark at E25, A2 has none; E25 is sealed and E26 is not."""
    found = {one.number: one for one in officials("A1", "A2")}
    for code in ("E25", "E26"):
        exams.sitting(code, officer)
    exams.given("E25", {"A1": 70_000}, officer)
    seal_marks(codes=["E25"], seen=standing(["E25"]), at=AT)
    any_text_is_a_ruling()
    return found


def ordered(by: User, who: Official, thousandths: int, **changed: Any) -> MarkCorrection | Mark:
    asked = {"sitting": Sitting.objects.get(code="E25"), "reason": WHY, "under": RULING, "at": AT}
    return put_under_order(official=who, thousandths=thousandths, by=by, **{**asked, **changed})


def said() -> list[dict[str, Any]]:
    bodies = [json.loads(bytes(entry.body)) for entry in Entry.objects.filter(kind="mark.corrected").order_by("seq")]
    assert all(len(body["official"]) == 64 for body in bodies)
    return [{name: body[name] for name in ("sitting", "before", "after", "correction", "under")} for body in bodies]


def refused(expected: str, by: User, who: Official, thousandths: int, **changed: Any) -> dict[str, object]:
    with pytest.raises(Refusal) as caught:
        ordered(by, who, thousandths, **changed)
    assert caught.value.code == expected
    assert said() == []
    return {name: value for name, value in caught.value.values.items() if name != "field"}


def test_a_ruling_puts_a_correction_beside_a_sealed_mark(people: dict[str, Official], officer: User) -> None:
    made = ordered(officer, people["A1"], 74_000)
    assert isinstance(made, MarkCorrection)
    assert (made.thousandths, made.reason, made.under, made.corrected_by) == (74_000, WHY, RULING, officer)
    assert dict(marks_for(["E25"])) == {people["A1"].pk: {"E25": 74_000}}
    body = {"sitting": "E25", "before": 70_000, "after": 74_000, "correction": made.pk, "under": RULING}
    assert said() == [body]


def test_a_ruling_puts_the_mark_that_is_missing_and_a_later_one_goes_beside_it(
    people: dict[str, Official], officer: User
) -> None:
    made = ordered(officer, people["A2"], 0)
    assert isinstance(made, Mark)
    assert (made.thousandths, made.reason, made.under, made.source) == (0, WHY, RULING, "")
    later = ordered(officer, people["A2"], 1_000, under="R1/2026-2")
    assert isinstance(later, MarkCorrection)
    assert dict(marks_for(["E25"], [people["A2"].pk])) == {people["A2"].pk: {"E25": 1_000}}
    assert said() == [
        {"sitting": "E25", "before": None, "after": 0, "correction": None, "under": RULING},
        {"sitting": "E25", "before": 0, "after": 1_000, "correction": later.pk, "under": "R1/2026-2"},
    ]


def test_a_sitting_that_is_not_sealed_needs_no_ruling(people: dict[str, Official], officer: User) -> None:
    open_one = Sitting.objects.get(code="E26")
    assert refused("exams.not_sealed_yet", officer, people["A1"], 74_000, sitting=open_one) == {"sitting": "E26"}


def test_what_no_ruling_could_order_is_refused(people: dict[str, Official], officer: User) -> None:
    assert refused("exams.ruling_missing", officer, people["A1"], 74_000, under=" ") == {"sitting": "E25"}
    assert refused("exams.correction_same", officer, people["A1"], 70_000) == {"value": "70.000"}
    assert refused("exams.correction_off_scale", officer, people["A2"], -1) == {
        "value": "-0.001", "low": "0.000", "high": "100.000",
    }  # fmt: skip
    refused("exams.reason_missing", officer, people["A1"], 74_000, reason=" typo ")


def test_nobody_carries_out_a_ruling_on_their_own_mark(people: dict[str, Official]) -> None:
    own = person("own", Role.EXAM_OFFICER)
    refused("exams.own_mark", own, appointed(official("A9", account=own)).official, 74_000)


def test_no_role_is_asked_for_the_station_that_rules_asks_it(people: dict[str, Official]) -> None:
    ordered(outsider(), people["A1"], 74_000)


@pytest.mark.parametrize("under", ["", RULING])
def test_the_database_takes_behind_a_seal_what_a_ruling_orders_and_nothing_else(
    people: dict[str, Official], officer: User, under: str
) -> None:
    ordered(officer, people["A1"], 74_000)
    statements = [
        "INSERT INTO ortoo_markcorrection (mark_id, thousandths, reason, under, corrected_by_id, corrected_at)"
        " SELECT mark_id, 72000, reason, %s, corrected_by_id, corrected_at FROM ortoo_markcorrection",
        "INSERT INTO ortoo_mark"
        " (sitting_id, official_id, thousandths, entered_by_id, entered_at, source, under, reason)"
        " SELECT sitting_id, (SELECT max(id) FROM ortoo_official), 1, entered_by_id, entered_at, '', %s, ''"
        " FROM ortoo_mark",
    ]
    for statement in statements:
        with transaction.atomic(), connection.cursor() as cursor:
            if under:
                cursor.execute(statement, [under])
            else:
                with pytest.raises(IntegrityError, match="sealed"):
                    cursor.execute(statement, [under])
                transaction.set_rollback(True)
