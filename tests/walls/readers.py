"""Who tries the walls: the seventeen roles, three plain officials, an account without grants, and the public."""

from __future__ import annotations

from dataclasses import dataclass

from django.test import Client

from ortoo.access.models import User
from ortoo.access.rules.roles import Role
from ortoo.people.models import Appointment, Official
from ortoo.selection.models import Appeal, Round
from tests.walls.who import NOBODY, PUBLIC, REGION

LOOKS = "the walls are tried on everything"
ACCOUNTS = {
    NOBODY: "nobody", REGION: "of-a-region", Role.ACADEMY_MANAGER: "manager", Role.EXAM_OFFICER: "exams",
    Role.MARKER: "marker", Role.SELECTION_OFFICER: "selection", Role.PANEL_MEMBER: "panel",
    Role.APPEALS_PANEL: "appeals", Role.HEAD_OF_ACADEMY: "head", Role.CABINET_SECRETARIAT: "secretariat",
    Role.PRIME_MINISTERS_OFFICE: "office", Role.SENDING_MINISTRY: "finance", Role.SUPERIOR: "superior",
    Role.HOST: "logodi", Role.MINISTRY_PLANNER: "planner-city", Role.DATA_OWNER: "owner", Role.AUDITOR: "auditor",
    Role.OPERATOR: "operator",
}  # fmt: skip
BODY, AIMAG = "MOF", "MN-041"
"""What the sending ministry's grant and the region's grant are over."""


@dataclass(frozen=True)
class Reader:
    """`reach`: the personnel numbers of those whom this reader may see by name, None where it is everybody."""

    name: str
    account: User | None
    reach: frozenset[str] | None

    def client(self) -> Client:
        client = Client()
        if self.account is not None:
            client.force_login(self.account)
        return client


def account_of(name: str) -> User | None:
    if name == PUBLIC:
        return None
    if name == "delegate":
        return User.objects.get(ready__shows="delegate")
    if name == Role.OFFICIAL:
        return User.objects.get(ready__shows="official-below")
    if name == "appellant":
        last = Round.objects.order_by("-code")[0]
        return Appeal.objects.everything(because=LOOKS).get(round=last, number=2).official.account
    return User.objects.get(username=ACCOUNTS[name])


SEE_EVERYBODY = (
    Role.ACADEMY_MANAGER, Role.EXAM_OFFICER, Role.SELECTION_OFFICER, Role.HEAD_OF_ACADEMY, Role.APPEALS_PANEL,
    Role.CABINET_SECRETARIAT,
)  # fmt: skip
"""Written down here a second time on purpose: an auditor reads it beside `people.rules.readers`."""


def reader(name: str) -> Reader:
    account = account_of(name)
    if name in SEE_EVERYBODY:
        return Reader(name, account, None)
    if name == Role.SENDING_MINISTRY:
        return Reader(name, account, at_work(organization__code=BODY))
    if name == REGION:
        return Reader(name, account, at_work(region__code=AIMAG))
    own = Official.objects.everything(because=LOOKS).filter(account=account).values_list("number", flat=True)
    return Reader(name, account, frozenset(own if account else ()))


def at_work(**where: str) -> frozenset[str]:
    """Personnel numbers of those who work there today."""
    posts = Appointment.objects.everything(because=LOOKS).filter(valid_to=None, **where)
    return frozenset(posts.values_list("official__number", flat=True))
