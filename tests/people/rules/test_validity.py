from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from ortoo.multilingual.refusals import Refusal
from ortoo.people.rules.validity import Body, check_holds

CULTURE = Body("MOC", date(2020, 7, 8), date(2024, 7, 10), ("MCSTY",))


@pytest.mark.parametrize(
    ("day", "holds"),
    [
        (date(2020, 7, 7), False),
        (date(2020, 7, 8), True),
        (date(2024, 7, 9), True),
        (date(2024, 7, 10), False),
    ],
)
def test_the_first_day_is_included_and_the_last_is_not(day: date, holds: bool) -> None:
    assert CULTURE.holds_on(day) is holds


def test_a_body_without_dates_holds_always() -> None:
    assert Body("NAOG").holds_on(date(1900, 1, 1))
    check_holds(Body("NAOG"), date(2100, 1, 1))


@pytest.mark.parametrize(
    ("body", "day", "code", "values"),
    [
        (
            CULTURE,
            date(2020, 1, 1),
            "people.organization_not_yet",
            {"day": date(2020, 1, 1), "begins": date(2020, 7, 8)},
        ),
        (
            CULTURE,
            date(2025, 1, 1),
            "people.organization_succeeded",
            {"day": date(2025, 1, 1), "ended": date(2024, 7, 10), "successors": "MCSTY"},
        ),
        (
            Body("MET", None, date(2024, 7, 10), ("MECC", "MCSTY")),
            date(2024, 7, 10),
            "people.organization_succeeded",
            {"day": date(2024, 7, 10), "ended": date(2024, 7, 10), "successors": "MECC, MCSTY"},
        ),
        (
            Body("X", None, date(2024, 7, 10)),
            date(2025, 1, 1),
            "people.organization_ended",
            {"day": date(2025, 1, 1), "ended": date(2024, 7, 10)},
        ),
    ],
)
def test_whoever_is_not_there_is_refused_with_a_name_to_ask_instead(
    body: Body, day: date, code: str, values: dict[str, Any]
) -> None:
    with pytest.raises(Refusal) as refused:
        check_holds(body, day)
    assert (refused.value.code, refused.value.values) == (code, values)
