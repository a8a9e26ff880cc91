"""Who tries the walls: the seventeen roles, three plain officials, an account without grants, and the public."""

from __future__ import annotations

from dataclasses import dataclass

from django.test import Client

from ortoo.access.models import Grant, User
from ortoo.access.rules.roles import Role
from ortoo.people.models import Appointment, Official
from ortoo.permission.models import Dossier
from tests.walls.persons import LOOKS, appellant, delegate
from tests.walls.who import NOBODY, PUBLIC, REGION

ACCOUNTS = {
    NOBODY: "nobody", REGION: "of-a-region", Role.ACADEMY_MANAGER: "manager", Role.EXAM_OFFICER: "exams",
    Role.MARKER: "marker", Role.SELECTION_OFFICER: "selection", Role.PANEL_MEMBER: "panel",
    Role.APPEALS_PANEL: "appeals", Role.HEAD_OF_ACADEMY: "head", Role.CABINET_SECRETARIAT: "secretariat",
    Role.PRIME_MINISTERS_OFFICE: "office", Role.SENDING_MINISTRY: "finance", Role.SUPERIOR: "superior",
    Role.HOST: "logodi", Role.MINISTRY_PLANNER: "planner-city", Role.DATA_OWNER: "owner", Role.AUDITOR: "auditor",
    Role.OPERATOR: "operator",
}  # fmt: skip


def reach_of(username: str) -> frozenset[str]:
    """Codes of the bodies or regions that this account's grants are over."""
    return frozenset(Grant.objects.filter(user__username=username).exclude(code="").values_list("code", flat=True))


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
        return delegate().account
    if name == Role.OFFICIAL:
        return User.objects.get(ready__shows="official-below")
    if name == "appellant":
        return appellant().account
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
        codes = reach_of("finance")
        return Reader(name, account, at_work(organization__code__in=codes) | sent_by("organization", codes))
    if name == REGION:
        codes = reach_of("of-a-region")
        return Reader(name, account, at_work(region__code__in=codes) | sent_by("region", codes))
    own = Official.objects.everything(because=LOOKS).filter(account=account).values_list("number", flat=True)
    return Reader(name, account, frozenset(own if account else ()))


def sent_by(attribute: str, codes: frozenset[str]) -> frozenset[str]:
    """Personnel numbers of those who worked there when their dossier was called for, wherever they are today."""
    dossiers = Dossier.objects.everything(because=LOOKS).select_related("place", "official")
    return frozenset(one.official.number for one in dossiers if one.place.facts[attribute] in codes)


def at_work(**where: object) -> frozenset[str]:
    """Personnel numbers of those who work there today."""
    posts = Appointment.objects.everything(because=LOOKS).filter(valid_to=None, **where)
    return frozenset(posts.values_list("official__number", flat=True))
