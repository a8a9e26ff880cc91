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
OTHERS = (
    (NewAccount("exams", "Б.Оюунтуяа"), Held(Role.EXAM_OFFICER)),
    (NewAccount("selection", "Ц.Батболд"), Held(Role.SELECTION_OFFICER)),
    (NewAccount("secretariat", "Н.Солонго"), Held(Role.CABINET_SECRETARIAT)),
    (NewAccount("finance", "Ч.Ганбаатар"), Held(Role.SENDING_MINISTRY, Scope.ORGANIZATION, "MOF")),
    (NewAccount("auditor", "Х.Мөнхжаргал"), Held(Role.AUDITOR)),
    (NewAccount("appeals", "С.Алтанцэцэг"), Held(Role.APPEALS_PANEL)),
    (NewAccount("appeals-2", "Ж.Баттулга"), Held(Role.APPEALS_PANEL)),
    (NewAccount("office", "Л.Энхтуяа"), Held(Role.PRIME_MINISTERS_OFFICE)),
    (NewAccount("ministries", "М.Отгонбаяр"), Held(Role.SENDING_MINISTRY)),
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


def appoint(at: datetime) -> Staff:
    """Founds the programme with three, who appoint the others by two hands."""
    founders = access.found(accounts=FOUNDERS, at=at)
    manager, head, operator = founders.values()
    later = at + timedelta(hours=1)
    opened = access.open_accounts(accounts=[account for account, _ in OTHERS], by=manager, at=later)
    for user, (_, held) in zip(opened, OTHERS, strict=True):
        grant = access.propose_grant(user=user, held=held, valid_from=later.date(), by=manager, at=later)
        access.approve_grant(grant=grant, by=head, at=later + timedelta(hours=1))
    return Staff(manager, head, operator, *opened)


def offer_sign_ins(staff: Staff, chosen: User, below: User, marker: User, at: datetime) -> None:
    """In the order in which somebody new would try them."""
    ready = [
        (below, "official-below"),
        (chosen, "official-chosen"),
        (staff.selection, Role.SELECTION_OFFICER),
        (staff.exams, Role.EXAM_OFFICER),
        (staff.manager, Role.ACADEMY_MANAGER),
        (staff.head, Role.HEAD_OF_ACADEMY),
        (staff.secretariat, Role.CABINET_SECRETARIAT),
        (staff.finance, Role.SENDING_MINISTRY),
        (staff.appeals, Role.APPEALS_PANEL),
        (marker, Role.PANEL_MEMBER),
        (staff.office, Role.PRIME_MINISTERS_OFFICE),
        (staff.auditor, Role.AUDITOR),
        (staff.operator, Role.OPERATOR),
    ]
    access.make_ready(users=[(user, str(shows)) for user, shows in ready], by=staff.manager, at=at)
