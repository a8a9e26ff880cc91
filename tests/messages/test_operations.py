"""Telling: the words kept are the words told, once where it says so, in bulk."""

from __future__ import annotations

from datetime import timedelta
from time import perf_counter
from typing import Any

import pytest
from django.utils import translation

from ortoo.access import operations as access
from ortoo.access.models import User
from ortoo.access.operations import NewAccount
from ortoo.messages import operations as messages
from ortoo.messages.models import Message
from ortoo.messages.telling import Telling
from tests.cast import AT, TODAY, hands, outsider

pytestmark = pytest.mark.django_db

KIND = "access.grant_waits"


def accounts(*languages: str, email: str = "") -> list[User]:
    """Accounts named by their language and a number."""
    new = [NewAccount(f"{language}-{n}", f"Х{n}", language) for n, language in enumerate(languages)]
    opened = access.open_accounts(accounts=new, by=hands()[0], at=AT)
    if email:
        User.objects.filter(pk__in=[user.pk for user in opened]).update(email=email)
    return opened


def every() -> list[Message]:
    return list(Message.objects.everything(because="a test looks").order_by("pk"))


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


def test_telling_nobody_is_nothing() -> None:
    assert messages.tell(kind=KIND, to=[], values={"since": TODAY}, by=None, at=AT) == 0


def test_twelve_thousand_are_told_in_a_moment(django_assert_max_num_queries: Any) -> None:
    people = accounts(*(["mn", "en", "ko"] * 4000))
    keys = [user.pk for user in people]
    began = perf_counter()
    with django_assert_max_num_queries(240):
        assert messages.tell(kind=KIND, to=keys, values={"since": TODAY}, once="round 1", by=None, at=AT) == 12_000
    assert perf_counter() - began < 5  # two in a quiet machine; the limit is for a busy one
    with django_assert_max_num_queries(5):
        assert messages.tell(kind=KIND, to=keys, values={"since": TODAY}, once="round 1", by=None, at=AT) == 0
