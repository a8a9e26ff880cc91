"""The reliability of a sitting whose marks came without answers: stated once, with its source, before the seal."""

from __future__ import annotations

import json
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction

from ortoo.exams.models import Sitting, StatedReliability
from ortoo.exams.operations import seal_marks, state_reliability
from ortoo.exams.queries import standing
from ortoo.ledger.models import Entry
from tests.cast import AT, client_of
from tests.exams.test_operations import refused
from tests.exams.test_pages import address, send, text
from tests.factories.second_entries import Hands, marked, three_hands

pytestmark = pytest.mark.django_db

SOURCE = "Two markers of 200 papers, report of 3 July"


@pytest.fixture
def hands() -> Hands:
    return three_hands()


@pytest.fixture
def sitting(hands: Hands) -> Sitting:
    return marked(hands, {"A1": 70_000, "A2": 60_000})


def stated(sitting: Sitting, hands: Hands, **changed: Any) -> StatedReliability:
    asked = {"sitting": sitting, "thousandths": 850, "source": SOURCE, "by": hands.first, "at": AT}
    return state_reliability(**{**asked, **changed})


def test_it_stands_with_its_source_and_in_the_ledger(sitting: Sitting, hands: Hands) -> None:
    assert stated(sitting, hands).thousandths == 850
    body = json.loads(bytes(Entry.objects.get(kind="marks.reliability-stated").body))
    assert (body["sitting"], body["reliability"], body["source"]) == (sitting.code, 850, SOURCE)


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"thousandths": -1}, "exams.reliability_range"),
        ({"thousandths": 1001}, "exams.reliability_range"),
        ({"source": "  "}, "exams.reliability_source"),
    ],
)
def test_what_it_cannot_be(sitting: Sitting, hands: Hands, changed: dict[str, Any], code: str) -> None:
    refused(code, stated, sitting=sitting, hands=hands, **changed)
    assert not StatedReliability.objects.exists()


def test_once_and_before_the_seal(sitting: Sitting, hands: Hands) -> None:
    stated(sitting, hands)
    refused("exams.reliability_stated", stated, sitting=sitting, hands=hands, thousandths=900)
    other = marked(hands, {"B1": 50_000}, code="E26")
    seal_marks(codes=["E26"], seen=standing(["E26"]), at=AT)
    refused("exams.sitting_sealed", stated, sitting=other, hands=hands)


@pytest.mark.parametrize(
    "statement", ["UPDATE ortoo_statedreliability SET thousandths = 1", "DELETE FROM ortoo_statedreliability"]
)
def test_the_database_keeps_it(sitting: Sitting, hands: Hands, statement: str) -> None:
    stated(sitting, hands)
    with pytest.raises(IntegrityError, match="stays as it was stated"), transaction.atomic():
        connection.cursor().execute(statement)


def test_it_is_stated_in_the_browser_and_stands_on_the_page_of_the_sitting(sitting: Sitting, hands: Hands) -> None:
    office = client_of(hands.first)
    place = address("reliability", sitting.code)
    answer = send(office, place, reliability="0,85", source=SOURCE)
    assert answer.status_code == 302
    said = text(office.get(address("sitting", sitting.code)))
    assert ("0.850" in said, SOURCE in said, "State the reliability" in said) == (True, True, False)
