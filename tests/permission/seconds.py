"""The second round of the twelve up to a proposal: a panel of five, a rubric of two criteria, sheets.

Everybody but T12 hands in, with the consent of the body that sends them. What a dossier is worth is 90 for T01, 88 for
T02 and so on, two less each; the five mark exactly so, but Ariun (panel-1) gives 6 less to all and Bold (panel-2) 6
more. With a gap of ten the two of them together ask for a third.

    topics   V2 T01 T02 T03 T04 T05   V3 T06 T07 T08 T09   V4 T10 T11
    goals    5 by V2 and V3, 9 by V3, 2 by V4

The rule: four seats, two of one ministry at most, each goal of the visit's topics once at least. By hand: T01 and T02
are the best of MOF, which is full with them; goal 2 needs T10 (72), goal 9 needs T06 (80).
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta

from ortoo.access.models import User
from ortoo.access.rules.roles import Role
from ortoo.pages.components import Task
from ortoo.permission import operations
from ortoo.permission.models import Call, Dossier, Proposal, Rubric, SendingConsent, Sheet
from ortoo.permission.queries.calls import calls_standing
from ortoo.permission.rules.rubric import Criterion
from ortoo.permission.waiting.panel import waiting_for_members, waiting_for_officer
from tests.cast import grants, hands, person
from tests.permission.twelve import AFTER, BEFORE, MEMBERS, OPENED, body_of, dossier, names

PANEL = ("panel-1", "panel-2", "panel-3", "panel-4", "panel-5")
SEVERITY = {"panel-1": -6_000, "panel-2": 6_000}
HANDED_IN = MEMBERS[:-1]
TOPICS = {**dict.fromkeys(MEMBERS[:5], "V2"), **dict.fromkeys(MEMBERS[5:9], "V3"), **dict.fromkeys(MEMBERS[9:], "V4")}
CRITERIA = (Criterion("problem", names("The problem at home"), 400), Criterion("plan", names("The plan at home"), 600))
GAP = 10_000
RULE = """
title = "Four"
seats = 4
reserve = 3
id = "id"
merit = "score"
eligible = "eligible"
then = ["merit"]

[[quota]]
attribute = "ministry"
each_at_most = 2
""" + "".join(
    f'\n[[quota]]\nattribute = "goal:{goal}"\nvalue = "yes"\nat_least = 1\nmay_be_absent = true\n' for goal in "592"
)


def panel() -> list[User]:
    return [person(name, Role.PANEL_MEMBER) for name in PANEL]


def ruled(call: Call, officer: User, rule: str = RULE, gap: int = GAP) -> Rubric:
    return operations.adopt_rubric(
        call=call, criteria=CRITERIA, rule=rule, gap=gap, legal_basis="Order 9", by=officer, at=OPENED
    )


def handed_in(who: Iterable[str] = HANDED_IN) -> None:
    """As the officials would have done it, and with their bodies' consent."""
    _, head = hands()
    for number in who:
        one = dossier(number)
        one.topic = TOPICS[number]
        one.problem, one.learning, one.plan_at_home = f"Problem {one.number}", "Learning", "Plan"
        one.saved_at = one.handed_in_at = BEFORE
        one.save()
        SendingConsent.objects.everything(because="a test makes it").create(
            dossier=one, given=True, organization=body_of(number), by=head, at=BEFORE
        )


def declared(call: Call, members: Iterable[User], conflicts: dict[str, dict[int, str]] | None = None) -> None:
    for one in members:
        operations.declare(call=call, conflicts=(conflicts or {}).get(one.username, {}), by=one, at=AFTER)


def given(call: Call, officer: User, conflicts: dict[str, dict[int, str]] | None = None) -> list[User]:
    """The rubric, dossiers, declarations and the first two sheets of each; the panel."""
    members = panel()
    ruled(call, officer)
    handed_in()
    declared(call, members, conflicts)
    operations.give_sheets(call=call, by=officer, at=AFTER)
    return members


def sheets(call: Call) -> list[Sheet]:
    rows = Sheet.objects.everything(because="a test looks").filter(dossier__call=call)
    return list(rows.select_related("dossier__official", "member").order_by("dossier__number", "turn"))


def worth(one: Dossier) -> int:
    return 92_000 - 2_000 * int(one.official.number[1:])


def scores(sheet: Sheet, more: int = 0) -> dict[str, int]:
    """Both criteria alike, so that the weights are no matter."""
    value = worth(sheet.dossier) + SEVERITY.get(sheet.member.username, 0) + more
    return {"problem": value, "plan": value}


def score(sheet: Sheet, more: int = 0, at: datetime = AFTER) -> None:
    operations.hand_in_sheet(sheet=sheet, scores=scores(sheet, more), remark="", by=sheet.member, at=at)


def score_all(call: Call) -> None:
    """Every sheet handed in, the thirds that gaps asked for too."""
    while still_open := [sheet for sheet in sheets(call) if sheet.handed_in_at is None]:
        for sheet in still_open:
            score(sheet)


def proposed(call: Call, officer: User) -> Proposal:
    """After the last sheet."""
    return operations.propose(call=call, by=officer, at=AFTER + timedelta(days=1))


def tasks_of_member(user: User) -> list[Task]:
    return waiting_for_members(grants(user), list(calls_standing()))


def tasks_of_officer(user: User) -> list[Task]:
    return waiting_for_officer(grants(user), list(calls_standing()))
