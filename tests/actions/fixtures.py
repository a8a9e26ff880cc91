"""Four bodies, a planner each, a measure of theirs, and four commitments in a chain with one beside it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime

import pytest
from django.utils import timezone
from django.utils.translation import override

from ortoo.access.models import User
from ortoo.access.rules.roles import Role, Scope
from ortoo.actions import operations
from ortoo.actions.models import Commitment, Measure
from ortoo.multilingual.refusals import Refusal
from ortoo.people.models import Organization, Succession
from tests.cast import AT, person
from tests.factories.people import organization
from tests.worlds import world

CODES = ("MCUD", "MDDC", "MOF", "CITY")
Planners = dict[str, User]


def at(day: int, month: int = 3) -> datetime:
    """Noon in Ulaanbaatar on a day of 2026."""
    return datetime(2026, month, day, 4, 0, tzinfo=AT.tzinfo)


@pytest.fixture
def standing_still(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """On pages it is 12 June 2026, in English."""
    monkeypatch.setattr(timezone, "now", lambda: at(12, 6))
    with override("en"):
        yield


@world()
def bodies() -> dict[str, Organization]:
    return {code: organization(code) for code in CODES}


@world(after="bodies")
def planners(bodies: dict[str, Organization]) -> Planners:
    """One for each body, by its code, and a second one for MDDC."""
    found = {code: person(f"of-{code.lower()}", Role.MINISTRY_PLANNER, scope=Scope.ORGANIZATION, code=code)
             for code in CODES}  # fmt: skip
    found["second"] = person("second", Role.MINISTRY_PLANNER, scope=Scope.ORGANIZATION, code="MDDC")
    return found


@world(after="planners")
def measure(planners: Planners) -> Measure:
    return operations.propose_measure(
        code="M-4", names={"en": "One address, one permit", "mn": "Нэг хаяг, нэг зөвшөөрөл", "ko": "하나의 주소"},
        about={"en": "One form for every permit."}, lead="MCUD",
        others=[("MDDC", "co-lead"), ("MOF", "consulted"), ("CITY", "contributor")],
        begins=date(2026, 3, 1), ends=date(2026, 12, 31), by=planners["MCUD"], at=at(2),
    )  # fmt: skip


@world(after="measure")
def planned(measure: Measure, planners: Planners) -> dict[str, Commitment]:
    """C-1 (CITY to MDDC, 9 June), C-2 after it (MDDC to MCUD, 10 July, 31 days), C-3 after C-2 (MCUD to CITY,
    15 September, final), and C-9 beside them (MOF to MDDC, 15 April); all accepted on 3 March.
    """
    rows = [
        ("C-1", "CITY", "MDDC", date(2026, 6, 9), 30, [], False),
        ("C-9", "MOF", "MDDC", date(2026, 4, 15), 20, [], False),
        ("C-2", "MDDC", "MCUD", date(2026, 7, 10), 31, ["C-1"], False),
        ("C-3", "MCUD", "CITY", date(2026, 9, 15), 60, ["C-2"], True),
    ]
    made = {}
    for code, giver, receiver, due, days, after, final in rows:
        made[code] = operations.propose_commitment(
            measure=measure, code=code, names={"en": f"What {code} is", "mn": f"{code} юу вэ", "ko": f"{code} 내용"},
            giver=giver, receiver=receiver, acceptance_test={"en": "It loads."}, due=due, duration_days=days,
            after=after, final=final, by=planners["MCUD"], at=at(2),
        )  # fmt: skip
        operations.accept(commitment=made[code], by=planners[giver], at=at(3))
    return made


def refused(act: object, *given: object, **named: object) -> Refusal:
    with pytest.raises(Refusal) as found:
        act(*given, **named)  # type: ignore[operator]
    return found.value


def end(code: str, successor: str) -> Organization:
    """`code` ended on 1 May 2026, and `successor` took over."""
    after = organization(successor)
    Organization.objects.filter(code=successor).update(
        name_en="Ministry of Digital Development", name_mn="Цахим хөгжлийн яам", valid_from=date(2026, 5, 1)
    )
    Organization.objects.filter(code=code).update(valid_to=date(2026, 5, 1))
    Succession.objects.create(organization=Organization.objects.get(code=code), successor=after, place=1)
    return Organization.objects.get(code=successor)
