"""What of the way waits for somebody: a signature, the decision, the delegation to be closed, a proposal to be made."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext, gettext_lazy

from ortoo.access.models import User
from ortoo.access.rules.roles import Role
from ortoo.multilingual.refusals import Refusal
from ortoo.multilingual.texts import in_language
from ortoo.pages.components import WAITS_FOR_YOU, Task
from ortoo.permission.access import CLOSERS, DECIDERS
from ortoo.permission.models import Call, Proposal
from ortoo.permission.operations.signing import check_hands
from ortoo.permission.queries.acting import acting, is_called
from ortoo.permission.queries.calls import latest_proposal, state
from ortoo.permission.queries.sending import day_of, senders, within_reach
from ortoo.permission.rules.states import SIGNERS, STEP_OF, SignStep, State

SIGNING: dict[SignStep, Promise] = {
    SignStep.ACADEMY: gettext_lazy("Sign the proposal for the academy"),
    SignStep.MINISTRIES: gettext_lazy("Sign the proposal for your ministry"),
    SignStep.SECRETARIAT: gettext_lazy("Sign the proposal for the Cabinet Secretariat"),
}


@dataclass(frozen=True)
class Wanted:
    """What a call wants of one person now. `bodies`: for which to sign; one empty code where a step has none."""

    bodies: tuple[str, ...] = ()
    decides: bool = False
    closes: bool = False
    again: bool = False


NOTHING = Wanted()


def wanted_of(user: User, call: Call, at: datetime, there: State | None = None) -> Wanted:
    """Nothing for who may not act, is called themselves, or has acted at another step. `there` None: it is asked."""
    there, proposal = there or state(call), latest_proposal(call)
    if proposal is None:
        return NOTHING
    if there in (State.DECIDED, State.CLOSED):
        closes = there is State.DECIDED and _may(user, CLOSERS[0], at) and not is_called(user, call)
        return Wanted(closes=closes, again=_may(user, DECIDERS[0], at) and _clean(proposal, SignStep.OFFICE, user))
    step = STEP_OF.get(there)
    if step is None or not _may(user, SIGNERS[step], at) or not _clean(proposal, step, user):
        return NOTHING
    if step is SignStep.OFFICE:
        return Wanted(decides=True)
    return Wanted(bodies=_bodies(user, proposal, step, at))


def waiting_for(reader: int, roles: Collection[Role], standing: Sequence[tuple[Call, State]]) -> list[Task]:
    """For a start page: every call where something of the way waits for the reader (account).

    `roles`: of `roles_of`; `standing`: of `calls_standing`.
    """
    due = [(call, there) for call, there in standing if _turn(there) in roles]
    if not due:
        return []
    user = User.objects.get(pk=reader)
    return [task for call, there in due for task in _tasks(user, call, there)]


def _turn(there: State) -> Role | None:
    """Whose turn it is; None where it is nobody's of the way."""
    step = STEP_OF.get(there)
    return SIGNERS[step] if step else CLOSERS[0] if there is State.DECIDED else None


def _tasks(user: User, call: Call, there: State) -> list[Task]:
    wanted = wanted_of(user, call, timezone.now(), there)
    if wanted.decides:
        return [_decision(call)]
    if wanted.closes:
        return [_task(gettext_lazy("Close the delegation"), "way", call)]
    step = STEP_OF.get(there)
    return [_task(SIGNING[step], "way", call)] if wanted.bodies and step else []


def _task(what: Promise, page: str, call: Call) -> Task:
    address = reverse(f"permission:{page}", args=[call.round.code])
    return Task(what, address, WAITS_FOR_YOU, in_language(call.visit["title"]))


def _decision(call: Call) -> Task:
    """Named by the visit: an office may have several before it."""
    what = gettext("Decide on the proposed for “%(visit)s”") % {"visit": in_language(call.visit["title"])}
    address = reverse("permission:decision", args=[call.round.code])
    return Task(what, address, WAITS_FOR_YOU, call.round.name)


def _may(user: User, role: Role, at: datetime) -> bool:
    try:
        acting(user, role, at)
    except Refusal:
        return False
    return True


def _clean(proposal: Proposal, step: SignStep, user: User) -> bool:
    try:
        check_hands(proposal, step, user)
    except Refusal:
        return False
    return True


def _bodies(user: User, proposal: Proposal, step: SignStep, at: datetime) -> tuple[str, ...]:
    if step is not SignStep.MINISTRIES:
        return ("",)
    spoken = set(proposal.sign_offs.filter(step=step).values_list("organization", flat=True))
    missing = [body for body in senders(proposal) if body not in spoken]
    reach: set[str] = set()
    for way in acting(user, SIGNERS[step], at):
        reach |= within_reach(way.held, missing, day_of(proposal))
    return tuple(body for body in missing if body in reach)
