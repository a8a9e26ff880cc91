"""The questionnaire of a day: who answered and what was answered have nothing in common but the visit and the day."""

from __future__ import annotations

from datetime import date

import pytest

from ortoo.ledger.models import Entry
from ortoo.multilingual.refusals import Refusal
from ortoo.visits.models import DayAnswer, DayAnswered, Visit
from ortoo.visits.operations import answer_day
from ortoo.visits.queries.questionnaires import has_answered, summary_of
from ortoo.visits.rules.questionnaire import Answer, Summary
from tests.cast import client_of
from tests.visits.programme import DAY_1, speaker_of
from tests.visits.test_days import in_seoul, sent
from tests.visits.travelling import BEGINS, account, traveller

__all__ = ["in_seoul"]
DAYS = "/en/visits/kr-2026/days"


def answer(by: str, answer: Answer = Answer(5, 4, 3), day: date = BEGINS) -> DayAnswer:  # noqa: B008 - frozen
    return answer_day(traveller=traveller(by), day=day, answer=answer, by=account(by), at=DAY_1)


def test_an_answer_has_no_name_and_no_time(agreed: Visit) -> None:
    entries = Entry.objects.count()
    made = answer("T01", Answer(5, 4, 3, " Good "))
    assert {field.name for field in DayAnswer._meta.get_fields()} == {
        "id", "visit", "day", "content", "pace", "use", "remark",
    }  # fmt: skip
    assert {field.name for field in DayAnswered._meta.get_fields()} == {"id", "traveller", "day"}
    assert (made.content, made.pace, made.use, made.remark) == (5, 4, 3, "Good")
    assert Entry.objects.count() == entries
    assert has_answered(traveller("T01"), BEGINS)


def test_keys_of_answers_do_not_follow_who_answered(agreed: Visit) -> None:
    keys = [answer(by).pk for by in ("T01", "T02", "T03", "T04", "T06", "T07", "T08", "T09")]
    assert len(set(keys)) == 8
    assert keys != sorted(keys)


@pytest.mark.parametrize(
    ("value", "day", "code"),
    [
        (Answer(0, 3, 3), BEGINS, "visits.answer_off_scale"),
        (Answer(3, 6, 3), BEGINS, "visits.answer_off_scale"),
        (Answer(3, 3, 3), date(2026, 6, 9), "visits.no_such_day"),
        (Answer(3, 3, 3), date(2026, 6, 7), "visits.no_such_day"),
    ],
)
def test_what_is_no_answer(agreed: Visit, value: Answer, day: date, code: str) -> None:
    with pytest.raises(Refusal) as refused:
        answer("T01", value, day)
    assert refused.value.code == code


def test_once_a_day_and_only_for_oneself(agreed: Visit) -> None:
    answer("T01")
    with pytest.raises(Refusal) as refused:
        answer("T01")
    assert refused.value.code == "visits.day_answered_already"
    with pytest.raises(Refusal):
        answer_day(traveller=traveller("T02"), day=BEGINS, answer=Answer(1, 1, 1), by=account("T01"), at=DAY_1)


def test_nothing_is_shown_below_five(agreed: Visit) -> None:
    for by in ("T01", "T02", "T03", "T04"):
        answer(by, Answer(5, 4, 3, f"Remark {by}"))
    assert summary_of(agreed, BEGINS) == Summary(4)
    page = client_of(speaker_of("KIPA")).get(f"{DAYS}/{BEGINS}/").content.decode()
    assert "4 have answered" in page
    assert "Remark" not in page
    answer("T06", Answer(1, 1, 1))
    assert summary_of(agreed, BEGINS) == Summary(
        5, (("content", 4200), ("pace", 3400), ("use", 2600)), ("Remark T01", "Remark T02", "Remark T03", "Remark T04")
    )
    page = client_of(speaker_of("KIPA")).get(f"{DAYS}/{BEGINS}/").content.decode()
    assert "<dd>4.2<small>mean of 5" in page
    assert "Remark T03" in page


def test_by_the_form(agreed: Visit, in_seoul: None) -> None:
    mine = client_of(account("T01"))
    page = sent(mine, f"{DAYS}/{BEGINS}/answer/", content="5", pace="4", use="2", remark="")
    assert "Thank you." in page
    assert "/answer/" not in page
    page = sent(mine, f"{DAYS}/{BEGINS}/answer/", content="5", pace="4", use="2", remark="")
    assert "already" in page
    assert client_of(speaker_of("KIPA")).get(f"{DAYS}/{BEGINS}/answer/").status_code == 404
    page = sent(client_of(account("T02")), f"{DAYS}/2026-06-09/answer/", content="9", pace="4", remark="")
    assert "Choose one of the answers" in page
    assert "Fill in" in page
