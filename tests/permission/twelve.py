"""Twelve officials on a published final list, and the call to them; every later test of this station begins here.

    T01 96  T02 95  T03 94  T04 93  T05 92   at the Ministry of Finance (MOF)
    T06 91  T07 90  T08 89                   at the Ministry of Health (MOH)
    T09 88  T10 87                           at the Ministry of Economy and Development (MED)
    T11 86                                   at the governor's office of Khovd (MN-043)
    T12 85                                   at the Civil Service Council (CSC)

Even numbers are men. T13 84 and T14 83 are the reserve. Each has an account, named like the personnel number.
Dossiers are numbered by the lot, so a test that needs one asks `dossier("T03")`.
"""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

from ortoo.access import operations as access
from ortoo.access.models import User
from ortoo.access.operations import NewAccount
from ortoo.people.models import Official
from ortoo.permission.models import Call, Dossier
from ortoo.permission.operations import open_call
from ortoo.permission.rules.visit import CostLine, Topic, VisitPlan
from ortoo.selection.models import Round
from ortoo.selection.operations import (
    adopt_rule,
    draw_lot,
    open_round,
    publish_final,
    run_selection,
    seal_round,
    sign_list,
)
from tests.cast import AT, FOUNDED, hands
from tests.factories import exams, records
from tests.factories.people import appointed, official, organization, region

MEMBERS = tuple(f"T{number:02}" for number in range(1, 13))
RESERVE = ("T13", "T14")
MEN = tuple(number for number in (*MEMBERS, *RESERVE) if int(number[1:]) % 2 == 0)
BODIES = {
    "MOF": ("T01", "T02", "T03", "T04", "T05"),
    "MOH": ("T06", "T07", "T08"),
    "MED": ("T09", "T10"),
    "MN-043": ("T11",),
    "CSC": ("T12", "T13", "T14"),
}
PUBLISHED = datetime(2026, 3, 16, 4, 0, tzinfo=UTC)
"""After the ten days in which somebody may object."""
OPENED = datetime(2026, 3, 20, 4, 0, tzinfo=UTC)
UNTIL = datetime(2026, 4, 15, 9, 0, tzinfo=UTC)
BEFORE, AFTER = datetime(2026, 4, 1, 4, 0, tzinfo=UTC), datetime(2026, 4, 16, 4, 0, tzinfo=UTC)
"""A moment while dossiers are brought together, and one when they can no longer be handed in."""

RULE = """
title = "Twelve"
seats = 12
reserve = 2
id = "pseudonym"
merit = "merit"
eligible = "eligible"
"""


def names(word: str) -> dict[str, str]:
    return {"mn": f"{word} mn", "en": word, "ko": f"{word} ko"}


VISIT = VisitPlan(
    title=names("Study visit"),
    host=names("The host"),
    country="KR",
    begins=date(2026, 6, 8),
    ends=date(2026, 6, 12),
    topics=(
        Topic("V2", names("Digital government"), ("5",), "I"),
        Topic("V3", names("Smart city"), ("9", "5"), "I"),
        Topic("V4", names("Research"), ("2",), "I"),
    ),
    costs=(
        CostLine(names("Flight"), 900_000, "USD", "home"),
        CostLine(names("Stay"), 700_000, "USD", "host"),
    ),
)


def body_of(number: str) -> str:
    return next(code for code, people in BODIES.items() if number in people)


def register() -> None:
    """The fourteen, each in a post of their body and with an account."""
    manager, _ = hands()
    western = region("MN-043", "Western")
    numbers = (*MEMBERS, *RESERVE)
    accounts = access.open_accounts(
        accounts=[NewAccount(number, number, language="en") for number in numbers], by=manager, at=FOUNDED
    )
    for number, account in zip(numbers, accounts, strict=True):
        one = official(number, "man" if number in MEN else "woman", account)
        code = body_of(number)
        appointed(one, organization(code, "aimag" if code == "MN-043" else "ministry"), western)


def provisional_list(keeper: User, officer: User) -> Round:
    """The round of the twelve up to its run."""
    register()
    exams.sitting("S25", keeper)
    exams.given("S25", {f"T{at:02}": (97 - at) * 1000 for at in range(1, 15)}, keeper)
    formula = records.formula([records.part("S25", 1000)], officer)
    round = open_round(code="R1", names=names("The twelve"), formula=formula, by=officer, at=AT)
    adopt_rule(round=round, text=RULE, legal_basis="Order 7", lot_source="The state lottery", by=officer, at=AT)
    seal_round(round=round, as_of=date(2026, 1, 1), by=keeper, at=AT)
    draw_lot(round=Round.objects.get(pk=round.pk), value="07 12 23", by=officer, at=AT)
    run_selection(round=Round.objects.get(pk=round.pk), by=officer, at=AT)
    return Round.objects.get(pk=round.pk)


def final_list(keeper: User, officer: User) -> Round:
    """The round of the twelve with its list signed and published."""
    round = provisional_list(keeper, officer)
    _, head = hands()
    sign_list(round=round, by=head, at=PUBLISHED)
    publish_final(round=round, by=officer, at=PUBLISHED)
    return Round.objects.get(pk=round.pk)


def called(round: Round, officer: User, **changed: Any) -> Call:
    asked: dict[str, Any] = {"visit": VISIT, "dossiers_until": UNTIL, "at": OPENED, **changed}
    return open_call(round=round, by=officer, **asked)


def call(keeper: User, officer: User) -> Call:
    """The call, with twelve dossiers open and nothing in them."""
    return called(final_list(keeper, officer), officer)


def dossier(number: str) -> Dossier:
    """Of one official by personnel number."""
    whole = Dossier.objects.everything(because="a test looks")
    return whole.select_related("official__account", "call__round", "place").get(official__number=number)


def account(number: str) -> User:
    found = Official.objects.everything(because="a test signs in").get(number=number).account
    assert found is not None
    return found
