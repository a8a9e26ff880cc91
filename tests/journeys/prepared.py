"""A programme up to its sealed records and the draw, made by its operations: where the journey to a permission begins.

Run as a program on an empty database. Sixty officials as in `given`, everybody with an account and the one password,
and a second and a third hand for each duty.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING

import tomli_w

from tests.journeys import given
from tests.journeys.founding import PASSWORD

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ortoo.access.models import User
    from ortoo.record.models import Formula
    from ortoo.selection.models import Round

STAFF: dict[str, tuple[str, str]] = {
    "oyun": ("exam-officer", ""),
    "batbold": ("selection-officer", ""),
    "khulan": ("auditor", ""),
    "tsend": ("appeals-panel", ""),
    "uyanga": ("appeals-panel", ""),
    "ariun": ("panel-member", ""),
    "boldoo": ("panel-member", ""),
    "chimeg": ("panel-member", ""),
    "finance": ("sending-ministry", "MOF"),
    "omnogovi": ("sending-ministry", "MN-053"),
    "cabinet": ("cabinet-secretariat", ""),
    "office": ("prime-ministers-office", ""),
}
"""User name -> role, and the code of an organization where the role is over one."""
FORMER = "nomin"
"""Was exam officer for a month, took in the marks of the written exam, and is in the appeals panel since."""
ROUND = "2025"
NAMES = {"mn": "Арав", "en": "The ten of 2025", "ko": "10인"}
RULE = {
    "title": "The ten of 2025", "reserve": given.RESERVE, "id": "pseudonym", "merit": "merit",
    "eligible": "eligible", "then": ["exam:2025"],
    "quota": [
        {"attribute": "region_group", "value": "Gobi", "at_least": 2},
        {"attribute": "sex", "value": "woman", "at_least": 4},
    ],
}  # fmt: skip


def prepare(now: datetime) -> None:
    """Everything lies twenty to two hundred days back, the draw an hour."""
    staff, formula = begin(now)
    draw(ROUND, given.SEATS, staff, formula, now)


def begin(now: datetime) -> tuple[dict[str, User], Formula]:
    """Up to the marks and the formula; everybody of the staff by user name."""
    long_ago = now - timedelta(days=200)
    manager, staff = appoint(long_ago)
    register(manager, long_ago)
    _mark(staff["oyun"], staff[FORMER], long_ago)
    return staff, _formula(manager, now - timedelta(days=150))


def appoint(at: datetime, further: Mapping[str, str] | None = None) -> tuple[User, dict[str, User]]:
    """The academy's manager, and everybody of the staff by user name; `further`: user name -> role over everything."""
    from ortoo.access import operations as access
    from ortoo.access.operations import NewAccount
    from ortoo.access.rules.roles import Role

    roles = {Role.ACADEMY_MANAGER: "manager", Role.HEAD_OF_ACADEMY: "head", Role.OPERATOR: "operator"}
    founders = {role: NewAccount(name, name.capitalize(), "en", PASSWORD) for role, name in roles.items()}
    manager, head, _ = access.found(accounts=founders, at=at).values()
    return manager, {**_appoint(manager, head, further or {}, at), "manager": manager, "head": head}


def _appoint(manager: User, head: User, further: Mapping[str, str], at: datetime) -> dict[str, User]:
    from ortoo.access import operations as access
    from ortoo.access.operations import NewAccount
    from ortoo.access.rules.grants import Held
    from ortoo.access.rules.roles import Role, Scope

    staff = {**STAFF, **{name: (role, "") for name, role in further.items()}}
    names = (*staff, FORMER)
    accounts = [NewAccount(name, name.capitalize(), "en") for name in names]
    opened = dict(zip(names, access.open_accounts(accounts=accounts, by=manager, at=at), strict=True))
    first, later = at.date(), at.date() + timedelta(days=30)
    grants = [(name, role, code, first, None) for name, (role, code) in staff.items()]
    for name, role, code, begin, end in (
        *grants, (FORMER, "exam-officer", "", first, later), (FORMER, "appeals-panel", "", later, None),
    ):  # fmt: skip
        held = Held(Role(role), Scope.ORGANIZATION, code) if code else Held(Role(role))
        grant = access.propose_grant(
            user=opened[name], held=held, valid_from=begin, valid_to=end, by=manager, at=at
        )  # fmt: skip
        access.approve_grant(grant=grant, by=head, at=at)
    return opened


def register(manager: User, at: datetime) -> None:
    """Places, the plan, sixty officials with their accounts, and the one password for everybody."""
    from ortoo.access.models import User
    from ortoo.people import operations as people
    from ortoo.site.demonstration.offices import shipped

    for kind, name in (("regions", "regions.csv"), ("organizations", "organizations.csv"), ("plan", "vision2050.yaml")):
        _take(kind, name, shipped(name), manager, at)
    _take("officials", "officials.csv", given.register(), manager, at)
    _take("documents", "documents.csv", given.documents(), manager, at)
    people.link_accounts(by=manager, at=at)
    # Everybody has the one password: it is made slowly, so it is made once.
    User.objects.exclude(pk=manager.pk).update(password=manager.password)


def _mark(keeper: User, former: User, at: datetime) -> None:
    from ortoo.exams import operations as exams

    for code, name, day, highest in given.SITTINGS:
        names = {"mn": f"{name} мн", "en": name, "ko": f"{name} 한"}
        exams.open_sitting(
            code=code, names=names, held_on=date.fromisoformat(day), scale_high=highest * 1000, marker="Exam board",
            by=keeper, at=at,
        )  # fmt: skip
    _take("marks", "marks.xlsx", given.workbook(), former, at, sitting="2024")
    _take("marks", "marks.csv", given.second_marks(), keeper, at, sitting="2025")


def _formula(manager: User, at: datetime) -> Formula:
    from ortoo.record import operations as record
    from ortoo.record.operations import NewComponent

    return record.adopt_formula(
        code="academic", names=NAMES, legal_basis="Order 7", by=manager, at=at,
        components=[NewComponent("2024", 400, at_least=40_000), NewComponent("2025", 600)],
    )  # fmt: skip


def draw(code: str, seats: int, staff: Mapping[str, User], formula: Formula, now: datetime) -> Round:
    """A round with its records sealed and its lot drawn an hour before `now`."""
    from ortoo.selection import operations as selection
    from ortoo.selection.models import Round

    chooser, at = staff["batbold"], now - timedelta(days=20)
    opened = selection.open_round(code=code, names=NAMES, formula=formula, by=chooser, at=at)
    text = tomli_w.dumps({**RULE, "seats": seats})
    selection.adopt_rule(
        round=opened, text=text, legal_basis="Order 8", lot_source="The state lottery", by=chooser, at=at
    )
    selection.seal_round(round=opened, as_of=at.date(), by=staff["oyun"], at=now - timedelta(hours=2))
    opened = Round.objects.get(pk=opened.pk)
    selection.draw_lot(round=opened, value="07 12 23 31 36 40", by=chooser, at=now - timedelta(hours=1))
    return Round.objects.get(pk=opened.pk)


def _take(kind: str, filename: str, content: bytes, by: User, at: datetime, **options: str) -> None:
    from ortoo.jobs.imports import kind_named, take_in
    from ortoo.jobs.progress import silent

    report = take_in(
        kind=kind_named(kind), content=content, filename=filename, options=options, dry_run=False, by=by, at=at,
        progress=silent,
    )  # fmt: skip
    assert not report.problems, [problem.sentence("en") for problem in report.problems[:5]]


if __name__ == "__main__":
    import django

    django.setup()
    prepare(datetime.now(UTC))
