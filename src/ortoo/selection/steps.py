"""The steps of a round as a list of tasks: which are done, which is next, and for whom."""

from __future__ import annotations

from datetime import datetime

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext, gettext_lazy, ngettext, pgettext_lazy

from ortoo.access.rules.grants import Grants
from ortoo.access.rules.roles import Role
from ortoo.access.words import ROLES
from ortoo.pages.components import WAITS_FOR_YOU, Tag, Task, Text
from ortoo.selection.access import RULERS, SEALERS, SELECTORS, SIGNERS, can_rule
from ortoo.selection.models import Appeal, Round
from ortoo.selection.queries import appeals_of, open_appeals, own_place, rounds_standing, state, with_rulings
from ortoo.selection.rules.states import Act, State, next_act
from ortoo.selection.rules.window import is_open

STEPS: tuple[tuple[Act, str, tuple[Role, ...], Text], ...] = (
    (Act.ADOPT_RULE, "rule", SELECTORS, gettext_lazy("Adopt the rule")),
    (Act.SEAL, "seal", SEALERS, gettext_lazy("Seal the records")),
    (Act.DRAW_LOT, "lot", SELECTORS, gettext_lazy("Record the public draw")),
    (Act.RUN, "run", SELECTORS, gettext_lazy("Run the selection")),
    (Act.RULE_ON, "appeals", RULERS, gettext_lazy("Rule on appeals")),
    (Act.CARRY_OUT, "carry-out", SEALERS, gettext_lazy("Carry out upheld appeals")),
    (Act.RERUN, "rerun", SELECTORS, gettext_lazy("Run the selection again")),
    (Act.SIGN, "sign", SIGNERS, gettext_lazy("Sign the list")),
    (Act.PUBLISH, "publish", SELECTORS, gettext_lazy("Publish the final list")),
)
"""Act, its page, who does it, its name; in the order of the road."""

ORDER = tuple(step[0] for step in STEPS)
REACHED: dict[State, int] = {
    State.OPEN: 0, State.RULED: 1, State.SEALED: 2, State.DRAWN: 3, State.PROVISIONAL: 4, State.JUDGING: 4,
    State.UPHELD: 5, State.RESEALED: 6, State.SETTLED: 7, State.SIGNED: 8, State.FINAL: 9,
}  # fmt: skip
"""How many steps lie behind a round."""

ONLY_AFTER_AN_UPHELD_ONE = (Act.CARRY_OUT, Act.RERUN)
MANY = 5
"""So many appeals stand on a start page one by one."""

DONE = Tag("done", pgettext_lazy("step", "Done"))
FOR_ANOTHER = Tag("waits", pgettext_lazy("step", "Waits for somebody else"))
WINDOW_OPEN = Tag("half", pgettext_lazy("step", "Open to appeals"))
NOT_NEEDED = Tag("none", pgettext_lazy("step", "Not needed"))
LATER = Tag("none", pgettext_lazy("step", "Not started"))


def steps_of(round: Round, grants: Grants, at: datetime | None = None) -> list[Task]:
    """The acts in order; only the one that comes next and is the reader's own leads anywhere. `at` None: now."""
    where = state(round, at)
    behind = _behind(round, where)
    return [_step(round, place, where, behind, grants) for place in range(len(STEPS))]


def waiting_for(grants: Grants, at: datetime | None = None) -> list[Task]:
    """For a start page: the next act of every round that is still under way, where it is the reader's; an appeal that
    one may rule on, and the window that is open to oneself. `at` None: now.
    """
    now = at or timezone.now()
    if not grants.has(*SELECTORS, *SEALERS, *RULERS, *SIGNERS):
        return _of_an_official(grants, now)
    found = []
    for round, where in rounds_standing(now):
        if where in (State.PROVISIONAL, State.JUDGING) and can_rule(grants):
            found += _rulings(round, grants)
        elif (act := next_act(where)) is not None and act is not Act.RULE_ON:
            _, page, doers, name = STEPS[ORDER.index(act)]
            if grants.has(*doers):
                found.append(Task(name, reverse(f"selection:{page}", args=[round.code]), WAITS_FOR_YOU, round.name))
    return [*found, *_of_an_official(grants, now)]


def _behind(round: Round, where: State) -> int:
    if where is State.INFEASIBLE:
        return REACHED[State.SETTLED if round.objections_until else State.PROVISIONAL]
    return REACHED[where]


def _step(round: Round, place: int, where: State, behind: int, grants: Grants) -> Task:
    act, page, doers, name = STEPS[place]
    mine, coming = grants.has(*doers), place == behind and where is not State.INFEASIBLE
    return Task(
        what=name,
        address=reverse(f"selection:{page}", args=[round.code]) if coming and mine else "",
        tag=_tag(round, act, where, mine) if coming else _away(round, act, place < behind),
        origin=ROLES[doers[0]],
    )


def _tag(round: Round, act: Act, where: State, mine: bool) -> Tag:
    if where is State.PROVISIONAL and not (mine and open_appeals(round).exists()):
        return WINDOW_OPEN
    return WAITS_FOR_YOU if mine else FOR_ANOTHER


def _away(round: Round, act: Act, behind: bool) -> Tag:
    if not behind:
        return LATER
    unneeded = act in ONLY_AFTER_AN_UPHELD_ONE and (round.seal is None or round.seal.replaces_id is None)
    return NOT_NEEDED if unneeded else DONE


def _rulings(round: Round, grants: Grants) -> list[Task]:
    """Each open appeal that lacks a first hand, or another than the reader's; their list where they are many."""
    waiting = open_appeals(round).values_list("pk", flat=True)
    appeals = with_rulings(appeals_of(round, grants).filter(pk__in=list(waiting))).order_by("number")
    found = [task for appeal in appeals if (task := _ruling(round, appeal, grants)) is not None]
    if len(found) <= MANY:
        return found
    said = ngettext("Rule on %(count)s appeal", "Rule on %(count)s appeals", len(found)) % {"count": len(found)}
    return [Task(said, reverse("selection:appeals", args=[round.code]), WAITS_FOR_YOU, round.name)]


def _ruling(round: Round, appeal: Appeal, grants: Grants) -> Task | None:
    draft = next(iter(appeal.in_force), None)  # type: ignore[attr-defined]
    if draft is not None and draft.ruled_by_id == grants.user_id:
        return None
    first, second = gettext("Rule on appeal %(appeal)s"), gettext("Confirm or return: appeal %(appeal)s")
    said = (first if draft is None else second) % {"appeal": appeal.code}
    return Task(said, reverse("selection:appeal", args=[round.code, appeal.number]), WAITS_FOR_YOU, round.name)


def _of_an_official(grants: Grants, now: datetime) -> list[Task]:
    if grants.user_id is None:
        return []
    place = own_place(grants)
    if place is None or not is_open(place.run.round.objections_until, now):
        return []
    until = place.run.round.objections_until
    assert until is not None
    said, last = gettext_lazy("See your place, and appeal where something is wrong"), timezone.localdate(until)
    return [Task(said, reverse("selection:mine"), WAITS_FOR_YOU, place.run.round.name, due=last)]
