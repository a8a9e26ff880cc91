"""Those who run the demonstration: invented names, real roles, and the ready sign-ins."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from ortoo.access import operations as access
from ortoo.access.models import User
from ortoo.access.operations import NewAccount
from ortoo.access.rules.grants import Held
from ortoo.access.rules.roles import Role, Scope

FOUNDERS = {
    Role.ACADEMY_MANAGER: NewAccount("manager", "Б.Сарантуяа"),
    Role.HEAD_OF_ACADEMY: NewAccount("head", "Д.Энхбат"),
    Role.OPERATOR: NewAccount("operator", "Г.Тэмүүлэн"),
}


def of_bodies(role: Role, *codes: str) -> tuple[Held, ...]:
    return tuple(Held(role, Scope.ORGANIZATION, code) for code in codes)


PLANNED_FOR = (
    "CS", "CSC", "NAOG", "NCME", "MED", "MOF", "MJHA", "MOH", "MLSP", "MFLSP", "MES", "MOED", "MRTD", "MRT", "MOEN",
    "MN-1",
)  # fmt: skip
"""Bodies without a planner of their own: one of two accounts gives for them, the other receives."""

OTHERS = (
    (NewAccount("exams", "Б.Оюунтуяа"), (Held(Role.EXAM_OFFICER),)),
    (NewAccount("selection", "Ц.Батболд"), (Held(Role.SELECTION_OFFICER),)),
    (NewAccount("secretariat", "Н.Солонго"), (Held(Role.CABINET_SECRETARIAT),)),
    (NewAccount("finance", "Ч.Ганбаатар"), of_bodies(Role.SENDING_MINISTRY, "MOF")),
    (NewAccount("auditor", "Х.Мөнхжаргал"), (Held(Role.AUDITOR),)),
    (NewAccount("appeals", "С.Алтанцэцэг"), (Held(Role.APPEALS_PANEL),)),
    (NewAccount("appeals-2", "Ж.Баттулга"), (Held(Role.APPEALS_PANEL),)),
    (NewAccount("office", "Л.Энхтуяа"), (Held(Role.PRIME_MINISTERS_OFFICE),)),
    (NewAccount("ministries", "М.Отгонбаяр"), (Held(Role.SENDING_MINISTRY),)),
    # Who plans for a ministry that ended in 2024 plans for the one that took over from it.
    (NewAccount("planner-digital", "Э.Баярмаа"), of_bodies(Role.MINISTRY_PLANNER, "MDDC", "MDDIC")),
    (NewAccount("planner-city", "Д.Ганзориг"), of_bodies(Role.MINISTRY_PLANNER, "MCUD", "MUDCH")),
    (NewAccount("planners", "П.Хишигээ"), of_bodies(Role.MINISTRY_PLANNER, *PLANNED_FOR)),
    (NewAccount("planners-2", "Т.Сүхбат"), of_bodies(Role.MINISTRY_PLANNER, *PLANNED_FOR)),
    (NewAccount("logodi", "Lim Ha-rin", "ko"), of_bodies(Role.HOST, "LOGODI")),
    (NewAccount("kipa", "Cho Joo-won", "ko"), of_bodies(Role.HOST, "KIPA")),
    (NewAccount("figures", "Б.Номин"), (Held(Role.DATA_OWNER),)),
    (NewAccount("superior", "Г.Цэрэндорж"), ()),
    (NewAccount("exams-2", "Н.Гантулга"), (Held(Role.EXAM_OFFICER),)),
    (NewAccount("marker", "Ш.Уранчимэг"), (Held(Role.MARKER),)),
)


@dataclass(frozen=True)
class Staff:
    """The accounts by what they do."""

    manager: User
    head: User
    operator: User
    exams: User
    selection: User
    secretariat: User
    finance: User
    auditor: User
    appeals: User
    second_appeals: User
    office: User
    ministries: User
    planner_digital: User
    planner_city: User
    planners: User
    second_planners: User
    logodi: User
    kipa: User
    figures: User
    superior: User
    second_exams: User
    marker: User

    def host(self, code: str) -> User:
        """Who acts for a host in the example."""
        return {"LOGODI": self.logodi, "KIPA": self.kipa}[code]

    def planner(self, code: str, *, receiving: bool = False) -> User:
        """Who plans for the body with this code; where it receives another person, for nobody confirms their own."""
        own = {"MDDC": self.planner_digital, "MDDIC": self.planner_digital,
               "MCUD": self.planner_city, "MUDCH": self.planner_city}  # fmt: skip
        return own.get(code) or (self.second_planners if receiving else self.planners)


def appoint(at: datetime) -> Staff:
    """Founds the programme with three, who appoint the others by two hands."""
    founders = access.found(accounts=FOUNDERS, at=at)
    manager, head, operator = founders.values()
    later = at + timedelta(hours=1)
    opened = access.open_accounts(accounts=[account for account, _ in OTHERS], by=manager, at=later)
    for user, (_, roles) in zip(opened, OTHERS, strict=True):
        for held in roles:
            grant(manager, head, user, held, later)
    return Staff(manager, head, operator, *opened)


def grant(manager: User, head: User, user: User, held: Held, at: datetime) -> None:
    """By two hands, an hour apart."""
    proposed = access.propose_grant(user=user, held=held, valid_from=at.date(), by=manager, at=at)
    access.approve_grant(grant=proposed, by=head, at=at + timedelta(hours=1))


@dataclass(frozen=True)
class Officials:
    """Accounts of officials, one of a kind each: who is above and below the line, who marks, and who travelled."""

    chosen: User
    below: User
    marker: User
    delegate: User


def offer_sign_ins(staff: Staff, officials: Officials, at: datetime) -> None:
    """In the order in which somebody new would try them."""
    ready = [
        (officials.below, "official-below"),
        (officials.chosen, "official-chosen"),
        (officials.delegate, "delegate"),
        (staff.selection, Role.SELECTION_OFFICER),
        (staff.exams, Role.EXAM_OFFICER),
        (staff.manager, Role.ACADEMY_MANAGER),
        (staff.head, Role.HEAD_OF_ACADEMY),
        (staff.secretariat, Role.CABINET_SECRETARIAT),
        (staff.finance, Role.SENDING_MINISTRY),
        (staff.appeals, Role.APPEALS_PANEL),
        (officials.marker, Role.PANEL_MEMBER),
        (staff.office, Role.PRIME_MINISTERS_OFFICE),
        (staff.logodi, "host-leading"),
        (staff.kipa, "host-further"),
        (staff.planner_city, "planner-leading"),
        (staff.planner_digital, Role.MINISTRY_PLANNER),
        (staff.superior, Role.SUPERIOR),
        (staff.figures, Role.DATA_OWNER),
        (staff.auditor, Role.AUDITOR),
        (staff.operator, Role.OPERATOR),
    ]
    access.make_ready(users=[(user, str(shows)) for user, shows in ready], by=staff.manager, at=at)
