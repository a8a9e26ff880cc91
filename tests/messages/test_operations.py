"""Telling: the words kept are the words told, once where it says so, in bulk."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext_lazy

from ortoo.messages import operations as messages
from ortoo.messages.telling import Telling
from ortoo.messages.wording import plain, shown_as
from ortoo.multilingual.refusals import Refusal
from tests.cast import AT, TODAY, academy_manager, exam_officer, outsider
from tests.messages.telling import KIND, accounts, every, told

pytestmark = pytest.mark.django_db


def test_everybody_is_told_in_their_own_language() -> None:
    people = accounts("mn", "en", "ko")
    by = outsider()
    with translation.override("en"):
        count = messages.tell(
            kind=KIND, to=[user.pk for user in people], values={"since": TODAY}, address="access/", by=by, at=AT
        )
    assert count == 3
    assert [(one.to_id, one.language, one.subject, one.text.split(",")[0]) for one in every()] == [
        (people[0].pk, "mn", "Санал болгосон үүрэг таны шийдвэрийг хүлээж байна",
         "2026 оны 3 дугаар сарын 2-нд үүрэг санал болгосон боловч хэн ч шийдээгүй байна. "
         "Батлах эсвэл татгалзана уу; шийдэх хүртэл тухайн хүн ажлаа эхэлж чадахгүй."),
        (people[1].pk, "en", "A proposed role waits for your decision", "A role was proposed on 2 March 2026"),
        (people[2].pk, "ko", "제안된 역할이 결정을 기다리고 있습니다",
         "2026년 3월 2일에 역할이 제안되었으나 아직 아무도 결정하지 않았습니다. 승인하거나 거절하십시오. "
         "결정되기 전에는 그 사람이 일을 시작할 수 없습니다."),
    ]  # fmt: skip
    one = every()[0]
    kept = (one.kind, one.values, one.address, one.once, one.by, one.at, one.mail_to, one.seen_at, one.tries)
    assert kept == (KIND, {"since": "2026-03-02"}, "access/", "", by, AT, "", None, 0)


def test_each_is_told_their_own_and_led_to_their_own_page() -> None:
    first, second = accounts("en", "en")
    own = [(first.pk, {"since": TODAY, "place": 7}), (second.pk, {"since": TODAY + timedelta(1), "place": "a/b"})]
    assert messages.tell_each(kind=KIND, to=own, address="access/grants/{place}/", by=None, at=AT) == 2
    assert [(one.to, one.text.split(",")[0], one.address, one.by) for one in every()] == [
        (first, "A role was proposed on 2 March 2026", "access/grants/7/", None),
        (second, "A role was proposed on 3 March 2026", "access/grants/a%2Fb/", None),
    ]


def test_what_is_told_once_is_not_told_again() -> None:
    first, second = accounts("en", "mn")
    said: dict[str, Any] = {"kind": KIND, "values": {"since": TODAY}, "by": None}
    assert messages.tell(**said, to=[first.pk], once="grant 1", at=AT) == 1
    assert messages.tell(**said, to=[first.pk, second.pk, second.pk], once="grant 1", at=AT + timedelta(1)) == 1
    assert messages.tell(**said, to=[first.pk], once="grant 2", at=AT) == 1
    assert messages.tell(**said, to=[first.pk], at=AT) == messages.tell(**said, to=[first.pk], at=AT) == 1
    assert [(one.to, one.once, one.at) for one in every()] == [
        (first, "grant 1", AT), (second, "grant 1", AT + timedelta(1)), (first, "grant 2", AT),
        (first, "", AT), (first, "", AT),
    ]  # fmt: skip


def test_reminders_of_several_kinds_are_told_at_once() -> None:
    first, second = accounts("en", "mn")
    found = [
        Telling(KIND, first.pk, {"since": TODAY}, "access/grants/1/", "grant 1"),
        Telling(KIND, second.pk, {"since": TODAY}, "access/grants/1/", "grant 1"),
        Telling(KIND, first.pk, {"since": TODAY}, "access/grants/2/", "grant 2"),
        Telling(KIND, first.pk, {"since": TODAY}, "access/grants/2/", "grant 2"),
    ]
    assert messages.remind(tellings=found, at=AT) == 3
    assert messages.remind(tellings=found, at=AT + timedelta(hours=1)) == 0


def test_an_unknown_kind_and_a_missing_value_are_bugs_of_ours() -> None:
    (one,) = accounts("en")
    no_values: dict[str, object] = {}
    for kind, values in (("access.nothing", no_values), (KIND, no_values)):
        with pytest.raises(KeyError):
            messages.tell(kind=kind, to=[one.pk], values=values, by=None, at=AT)
    assert every() == []


def test_what_is_undone_was_told_to_nobody() -> None:
    (one,) = accounts("en")
    with transaction.atomic():
        messages.tell(kind=KIND, to=[one.pk], values={"since": TODAY}, by=None, at=AT)
        transaction.set_rollback(True)
    assert every() == []


def test_telling_nobody_is_nothing() -> None:
    assert messages.tell(kind=KIND, to=[], values={"since": TODAY}, by=None, at=AT) == 0


def test_twelve_thousand_are_told_in_a_moment(django_assert_max_num_queries: Any) -> None:
    people = accounts(*(["mn", "en", "ko"] * 4000))
    keys = [user.pk for user in people]
    with django_assert_max_num_queries(240):
        assert messages.tell(kind=KIND, to=keys, values={"since": TODAY}, once="round 1", by=None, at=AT) == 12_000
    with django_assert_max_num_queries(5):
        assert messages.tell(kind=KIND, to=keys, values={"since": TODAY}, once="round 1", by=None, at=AT) == 0


class TestWording:
    def test_values_are_written_as_the_language_writes_them(self) -> None:
        at = datetime(2026, 3, 2, 15, 30, tzinfo=UTC)
        shown = {
            language: [
                shown_as(value, language) for value in (TODAY, at, 12_000, {"en": "Round", "mn": "Шат"}, "x\n y")
            ]
            for language in ("mn", "en", "ko")
        }
        assert shown == {
            "mn": [
                "2026 оны 3 дугаар сарын 2",
                "2026 оны 3 дугаар сарын 2, 23:30",
                "12\N{NO-BREAK SPACE}000",
                "Шат",
                "x y",
            ],
            "en": ["2 March 2026", "2 March 2026, 23:30", "12,000", "Round", "x y"],
            "ko": ["2026년 3월 2일", "2026년 3월 2일, 23:30", "12,000", "Round", "x y"],
        }

    def test_a_word_of_the_catalogue_is_kept_in_each_language(self) -> None:
        assert shown_as(gettext_lazy("Save"), "en") == "Save"
        assert plain({"what": gettext_lazy("Save"), "at": AT, "on": TODAY, "n": 3, "name": {"en": "x"}}) == {
            "what": {language: shown_as(gettext_lazy("Save"), language) for language in ("mn", "en", "ko")},
            "at": AT.isoformat(), "on": "2026-03-02", "n": 3, "name": {"en": "x"},
        }  # fmt: skip


class TestSeeing:
    def test_it_is_seen_once_by_the_person_alone(self) -> None:
        (person,) = accounts("en")
        (message,) = told(person)
        later = AT + timedelta(hours=2)
        assert not messages.see(message=message, by=outsider(), at=AT)
        assert messages.see(message=message, by=person, at=later)
        assert not messages.see(message=message, by=person, at=later + timedelta(1))
        assert [one.seen_at for one in every()] == [later]


class TestHandingOver:
    def test_letters_are_marked_with_day_and_hand(self) -> None:
        manager, people = academy_manager(), accounts("en", "mn")
        first, _ = told(*people)
        assert messages.hand_over(letters=[first.pk], on=TODAY, by=manager, at=AT) == 1
        assert [(one.handed_on, one.handed_at, one.handed_by) for one in every()] == [
            (TODAY, AT, manager), (None, None, None),
        ]  # fmt: skip

    @pytest.mark.parametrize(
        ("on", "sentence"),
        [
            (date(2026, 3, 3), "2026-03-03 is still to come"),
            (date(2026, 3, 1), "On 2026-03-01 these letters did not all exist yet"),
        ],
    )
    def test_a_day_that_cannot_be_is_refused(self, on: date, sentence: str) -> None:
        (message,) = told(*accounts("en"))
        with pytest.raises(Refusal, match=sentence):
            messages.hand_over(letters=[message.pk], on=on, by=academy_manager(), at=AT)

    def test_nothing_is_handed_over_twice_and_nothing_half(self) -> None:
        manager = academy_manager()
        first, second = told(*accounts("en", "mn"))
        messages.hand_over(letters=[first.pk], on=TODAY, by=manager, at=AT)
        with pytest.raises(Refusal, match="somebody has marked some as handed over"):
            messages.hand_over(letters=[first.pk, second.pk], on=TODAY, by=manager, at=AT)
        assert [one.handed_on for one in every()] == [TODAY, None]

    def test_only_the_academy_manager_does_it(self) -> None:
        (message,) = told(*accounts("en"))
        with pytest.raises(Refusal, match="This needs one of these roles: Academy manager"):
            messages.hand_over(letters=[message.pk], on=TODAY, by=exam_officer(), at=AT)
