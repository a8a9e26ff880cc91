"""The panel of the demonstration: a rubric, declared interests, sheets by harsh and lenient markers, a proposal.

Members, scores and conflicts are invented. Scores follow from numbers, so that the same building gives the same panel.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

import tomli_w

from ortoo.access import operations as access
from ortoo.access.models import User
from ortoo.access.operations import NewAccount
from ortoo.access.rules.grants import Held
from ortoo.access.rules.roles import Role
from ortoo.permission import operations as permission
from ortoo.permission.models import Call, Proposal, Rubric, Sheet
from ortoo.permission.queries.calls import visit_of
from ortoo.permission.queries.panel import before_the_panel, criteria_of
from ortoo.permission.rules.rubric import SCALE, Answers, Bound, Criterion, rule_mapping
from ortoo.site.demonstration.story import SEED, Story

LEGAL_BASIS = "Example: order on the panel of the second round"
WHY = "the building of the demonstration scores for its invented members"

HALF = 500
"""Scores are given in halves of a point."""


@dataclass(frozen=True)
class Invented:
    """One member: the account, and how the member marks (thousandths above what the others give)."""

    account: NewAccount
    severity: int


MEMBERS = (
    Invented(NewAccount("panel", "Т.Нарантуяа"), 0),
    Invented(NewAccount("panel-2", "О.Ганзориг"), -5_500),
    Invented(NewAccount("panel-3", "Э.Цэцэгмаа"), 4_500),
    Invented(NewAccount("panel-4", "Р.Дашдорж"), 1_000),
    Invented(NewAccount("panel-5", "Ш.Уранчимэг"), -1_000),
)
CRITERIA = (
    Criterion("problem", {"mn": "Тулгамдсан асуудал тодорхой, баримттай",
                          "en": "The problem at home is clear and documented",
                          "ko": "국내 문제가 분명하고 근거가 있음"}, 300),
    Criterion("learning", {"mn": "Юуг сурахаа мэдэж байгаа", "en": "What is to be learned is known",
                           "ko": "무엇을 배울지 알고 있음"}, 200),
    Criterion("plan", {"mn": "Эх орондоо хэрэгжүүлэх төлөвлөгөө", "en": "The plan for using it at home",
                       "ko": "귀국 후 활용 계획"}, 300),
    Criterion("together", {"mn": "Байгууллага хоорондын хамтын ажиллагаа", "en": "Work together across organizations",
                           "ko": "기관 간 협업"}, 200),
)  # fmt: skip
GAP = 12_000
CONFLICTS = ((1, 3, "Өмнө нь нэг байгууллагад хамт ажиллаж байсан."), (4, 8, "Хамтарсан төслийн санхүүжилт авдаг."))
"""(member, which of the dossiers before the panel, what it is), counted from 0."""

ODD = 6
"""Every sixth dossier divides the panel, so that some need a third sheet."""


def appoint_panel(story: Story, at: datetime) -> list[User]:
    """The five, once for all rounds: proposed by the manager, approved by the head."""
    manager, head = story.staff.manager, story.staff.head
    opened = access.open_accounts(accounts=[one.account for one in MEMBERS], by=manager, at=at)
    for user in opened:
        grant = access.propose_grant(
            user=user, held=Held(Role.PANEL_MEMBER), valid_from=at.date(), by=manager, at=at + timedelta(hours=1)
        )
        access.approve_grant(grant=grant, by=head, at=at + timedelta(hours=2))
    return list(opened)


def adopt(story: Story, call: Call, at: datetime) -> Rubric:
    """Ten seats and five in reserve, two of one ministry at most, and each goal of the visit's topics served."""
    visit = visit_of(call)
    answers = Answers(visit.title["en"], seats=10, reserve=5, each_goal=1, bounds=[Bound("ministry", "", None, 2)])
    return permission.adopt_rubric(
        call=call, criteria=CRITERIA, rule=tomli_w.dumps(rule_mapping(answers, visit)), gap=GAP,
        legal_basis=LEGAL_BASIS, by=story.staff.selection, at=at,
    )  # fmt: skip


def give(story: Story, call: Call, members: Sequence[User], at: datetime) -> None:
    """Everybody declares, two of them a conflict each; then the sheets are given."""
    numbers = list(before_the_panel(call).values_list("number", flat=True))
    for place, member in enumerate(members):
        conflicts = {numbers[which]: why for who, which, why in CONFLICTS if who == place and which < len(numbers)}
        permission.declare(call=call, conflicts=conflicts, by=member, at=at + timedelta(hours=place))
    permission.give_sheets(call=call, by=story.staff.selection, at=at + timedelta(days=1))


def score(call: Call, members: Sequence[User], at: datetime, *, leave: int = 0) -> None:
    """Every sheet, the third ones too; the last `leave` sheets stay open, the first of them saved unfinished."""
    severity = {member.pk: one.severity for member, one in zip(members, MEMBERS, strict=True)}
    codes = [one.code for one in criteria_of(call.rubric)]
    while len(still_open := _open(call)) > leave:
        for sheet in still_open[: len(still_open) - leave]:
            given = scores(sheet, codes, severity[sheet.member_id])
            permission.hand_in_sheet(sheet=sheet, scores=given, remark="", by=sheet.member, at=at)
    for sheet in still_open[:1]:
        begun = dict(list(scores(sheet, codes, severity[sheet.member_id]).items())[:2])
        permission.save_sheet(sheet=sheet, scores=begun, remark="", by=sheet.member, at=at)


def propose(story: Story, call: Call, at: datetime) -> Proposal:
    return permission.propose(call=call, by=story.staff.selection, at=at)


def panel(story: Story, call: Call, members: Sequence[User], at: datetime) -> Proposal:
    """From the dossiers that were handed in to the proposal, in three weeks. The rubric is adopted before (`adopt`)."""
    give(story, call, members, at)
    score(call, members, at + timedelta(days=10))
    return propose(story, call, at + timedelta(days=20))


def scores(sheet: Sheet, codes: Sequence[str], severity: int) -> dict[str, int]:
    """What the dossier is worth, how the member marks, and a little of both's own mind."""
    dossier = f"{sheet.dossier.call.round.code}|{sheet.dossier.number}"
    worth = random.Random(f"{SEED}|{dossier}")
    mind = random.Random(f"{SEED}|{dossier}|{sheet.turn}")
    level = worth.gauss(72_000, 8_000)
    apart = (13_000 if sheet.turn == 1 else -13_000) if sheet.dossier.number % ODD == 0 and sheet.turn < 3 else 0
    found = {}
    for code in codes:
        value = level + worth.gauss(0, 4_000) + severity + apart + mind.gauss(0, 2_000)
        found[code] = min(max(round(value / HALF) * HALF, 0), SCALE)
    return found


def _open(call: Call) -> list[Sheet]:
    rows = Sheet.objects.everything(because=WHY).filter(
        dossier__call=call, handed_in_at=None, dossier__withdrawn_at=None
    )
    return list(rows.select_related("dossier__call__round", "member").order_by("dossier__number", "turn"))
