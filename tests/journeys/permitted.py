"""A delegation of ten that may travel, made by operations: where the journey to the national indicator begins.

A program, run on an empty database. The round is that of `proposed`; the order permits all ten, the delegation is
closed, and the visit begins in sixty days. Beside the staff of `prepared` there are two hosts, planners of two
ministries, a data owner and an official who escorts. Everybody has the one password.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from tests.journeys import prepared, proposed

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ortoo.access.models import User
    from ortoo.permission.models import Call

CODE, VISIT = "2025", "KR-1"
PARTNERS: dict[str, tuple[str, str]] = {
    "lim": ("host", "LOGODI"),
    "cho": ("host", "KIPA"),
    "planner": ("ministry-planner", "MOF"),
    "receiver": ("ministry-planner", "MN-053"),
    "counts": ("data-owner", ""),
}
"""User name -> role, and the code of the organization that it is over."""
BEGINS_IN = timedelta(days=60)


def prepare(now: datetime) -> None:
    from ortoo.access.models import User

    day = now - timedelta(days=60)
    staff, formula = prepared.begin(day)
    call = proposed.called(CODE, staff, formula, day)
    proposed.panel(call, staff, day + timedelta(days=30))
    permit(call, staff, day + timedelta(days=35))
    appoint(staff, now - timedelta(days=20))
    for kind, by in (("venues", "manager"), ("legs", "manager"), ("series", "manager"), ("observations", "counts")):
        take_in(kind, User.objects.get(username=by), now - timedelta(days=19))


def permit(call: Call, staff: Mapping[str, User], at: datetime) -> None:
    from ortoo.permission import operations as permission
    from ortoo.permission.queries.calls import latest_proposal
    from ortoo.permission.queries.contest import places_of_proposal
    from ortoo.permission.rules.states import Outcome

    proposal = latest_proposal(call)
    assert proposal is not None
    chosen = [place for place in places_of_proposal(proposal) if place.status == "chosen"]
    permission.decide(
        proposal=proposal, decisions={place.dossier_id: (Outcome.PERMIT, "") for place in chosen}, number="118",
        dated=at.date(), by=staff["office"], at=at, confirmed_at=at,
    )  # fmt: skip
    permission.close_delegation(call=call, by=staff["cabinet"], at=at + timedelta(hours=1))


def appoint(staff: Mapping[str, User], at: datetime) -> None:
    from ortoo.access import operations as access
    from ortoo.access.models import User
    from ortoo.access.operations import NewAccount
    from ortoo.access.rules.grants import Held
    from ortoo.access.rules.roles import Role, Scope

    manager, head = staff["manager"], staff["head"]
    accounts = [NewAccount(name, name.capitalize(), "en") for name in PARTNERS]
    for user in access.open_accounts(accounts=accounts, by=manager, at=at):
        role, code = PARTNERS[user.username]
        held = Held(Role(role), Scope.ORGANIZATION, code) if code else Held(Role(role))
        grant = access.propose_grant(user=user, held=held, valid_from=at.date(), by=manager, at=at)
        access.approve_grant(grant=grant, by=head, at=at)
    User.objects.filter(username__in=PARTNERS).update(password=manager.password)


def take_in(kind: str, by: User, at: datetime) -> None:
    from ortoo.jobs.imports import kind_named, take_in
    from ortoo.jobs.progress import silent
    from ortoo.site.demonstration.offices import shipped

    report = take_in(
        kind=kind_named(kind), content=shipped(f"{kind}.csv"), filename=f"{kind}.csv", options={}, dry_run=False,
        by=by, at=at, progress=silent,
    )  # fmt: skip
    assert not report.problems, [problem.sentence("en") for problem in report.problems[:5]]


if __name__ == "__main__":
    import django

    django.setup()
    prepare(datetime.now(UTC))
