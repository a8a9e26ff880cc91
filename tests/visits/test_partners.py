"""Agreements and programmes with partners, and the balance with the visits of this database in it."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.translation import override

from ortoo.multilingual.refusals import Refusal
from ortoo.visits.models import Visit
from ortoo.visits.operations import end_agreement, keep_agreement, keep_exchange
from ortoo.visits.queries.partners import OUR_TRAVELLERS, partner_coded, partners
from ortoo.visits.rules.balance import Programme, Side
from tests.cast import outsider
from tests.factories.people import organization
from tests.visits.travelling import AT, BEGINS, keeper

pytestmark = pytest.mark.django_db

SIGNED = date(2021, 3, 1)


def agreement(**changed: Any) -> Any:
    given: dict[str, Any] = {
        "partner": "LOGODI", "names": {"en": "Memorandum"}, "number": "7", "signed_on": SIGNED, "valid_from": SIGNED,
        "by": keeper(), "at": AT, **changed,
    }  # fmt: skip
    return keep_agreement(**given)


def exchange(**changed: Any) -> Any:
    given: dict[str, Any] = {
        "partner": "LOGODI", "names": {"en": "Course"}, "way": "in", "began": date(2024, 5, 29),
        "ended": date(2024, 6, 5), "people": 17, "counted": "officials", "by": keeper(), "at": AT, **changed,
    }  # fmt: skip
    return keep_exchange(**given)


def test_before_its_first_day_a_visit_is_no_programme_and_from_it_on_it_is_one_of_every_host(named: Visit) -> None:
    assert partners(BEGINS - timedelta(days=1)) == []
    held = Programme("out", BEGINS, BEGINS + timedelta(days=4), 9, OUR_TRAVELLERS, "Study visit mn", "kr-2026", "S")
    with override("mn"):
        found = partners(BEGINS)
    assert [(one.organization.code, one.programmes) for one in found] == [("KIPA", (held,)), ("LOGODI", (held,))]
    assert found[0].balance.sent == Side(1, 9, 0, 0, (OUR_TRAVELLERS,))
    assert found[0].balance.difference == 9


def test_a_visit_that_nobody_is_named_for_is_not_known(opened: Visit) -> None:
    found = partner_coded("LOGODI", BEGINS)
    assert found is not None
    assert (found.balance.sent, found.balance.difference) == (Side(1, 0, 1, 0, ()), None)


def test_what_counts_differently_is_not_held_against_each_other(named: Visit) -> None:
    exchange()
    exchange(way="out", people=None, counted="", began=date(2023, 1, 1), ended=date(2023, 1, 2))
    found = partner_coded("LOGODI", BEGINS)
    assert found is not None
    assert [one.began.year for one in found.programmes] == [2026, 2024, 2023]
    assert (found.balance.sent, found.balance.received, found.balance.difference) == (
        Side(2, 9, 1, 0, (OUR_TRAVELLERS,)), Side(1, 17, 0, 0, ("officials",)), None,
    )  # fmt: skip


def test_an_agreement_is_in_force_from_its_day_to_before_its_end(opened: Visit) -> None:
    kept = agreement()
    ended = end_agreement(agreement=kept, valid_to=date(2026, 3, 1), by=keeper(), at=AT)
    found = partner_coded("LOGODI", date(2026, 3, 1))
    assert found is not None
    days = (SIGNED - timedelta(days=1), SIGNED, date(2026, 2, 28), date(2026, 3, 1))
    assert [found.in_force(on) for on in days] == [(), (ended,), (ended,), ()]


@pytest.mark.parametrize(
    ("act", "changed", "code"),
    [
        (agreement, {"names": {"en": ""}, "number": ""}, "visits.without_name"),
        (agreement, {"partner": "NONE"}, "visits.unknown_partner"),
        (agreement, {"partner": "NEW"}, "visits.unknown_partner"),
        (agreement, {"valid_to": SIGNED}, "visits.agreement_ends_early"),
        (agreement, {}, "visits.agreement_kept_already"),
        (agreement, {"basis": "X"}, "visits.unknown_basis"),
        (exchange, {"way": "both"}, "visits.unknown_way"),
        (exchange, {"ended": date(2024, 5, 28)}, "visits.exchange_ends_early"),
        (exchange, {"counted": " "}, "visits.count_without_definition"),
        (exchange, {"partner": "NONE"}, "visits.unknown_partner"),
    ],
)
def test_half_an_agreement_and_a_number_of_nobody_are_refused(
    opened: Visit, act: Any, changed: dict[str, Any], code: str
) -> None:
    body = organization("NEW")
    type(body).objects.filter(pk=body.pk).update(valid_from=SIGNED + timedelta(days=1))
    agreement()
    with pytest.raises(Refusal) as refused:
        act(**changed)
    assert refused.value.code == code


def test_an_end_is_given_once_and_after_the_beginning(opened: Visit) -> None:
    kept = agreement()
    for valid_to, code in ((SIGNED, "visits.agreement_ends_early"), (date(2026, 1, 1), "")):
        if code:
            with pytest.raises(Refusal) as refused:
                end_agreement(agreement=kept, valid_to=valid_to, by=keeper(), at=AT)
            assert refused.value.code == code
        else:
            end_agreement(agreement=kept, valid_to=valid_to, by=keeper(), at=AT)
    with pytest.raises(Refusal) as refused:
        end_agreement(agreement=kept, valid_to=date(2027, 1, 1), by=keeper(), at=AT)
    assert refused.value.code == "visits.agreement_ended_already"


def test_who_does_not_keep_visits_keeps_none_of_it(opened: Visit) -> None:
    by = outsider()
    for act in (agreement, exchange):
        with pytest.raises(Refusal) as refused:
            act(by=by)
        assert refused.value.code == "access.role_needed"


@pytest.mark.parametrize("many", [1, 3])
def test_partners_are_four_questions_however_many(opened: Visit, many: int) -> None:
    for number in range(many):
        organization(f"P{number}")
        agreement(partner=f"P{number}")
        exchange(partner=f"P{number}")
    with CaptureQueriesContext(
        connection,
    ) as asked:
        assert len(partners(date(2026, 4, 1))) == many
    assert len(asked) == 4
