"""The steps of a round as a list of tasks: which are done, which is next, and for whom."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext_lazy, pgettext_lazy

from ortoo.access.rules.grants import Grants
from ortoo.access.words import ROLES
from ortoo.pages.components import WAITS_FOR_YOU, Tag, Task, Text
from ortoo.selection.access import SEALERS, SELECTORS
from ortoo.selection.models import Round
from ortoo.selection.queries import rounds, state
from ortoo.selection.rules.states import Act, next_act

ORDER = (Act.ADOPT_RULE, Act.SEAL, Act.DRAW_LOT, Act.RUN)
PAGES = {Act.ADOPT_RULE: "rule", Act.SEAL: "seal", Act.DRAW_LOT: "lot", Act.RUN: "run"}
DOERS = {Act.ADOPT_RULE: SELECTORS, Act.SEAL: SEALERS, Act.DRAW_LOT: SELECTORS, Act.RUN: SELECTORS}
NAMES: dict[Act, Text] = {
    Act.ADOPT_RULE: gettext_lazy("Adopt the rule"),
    Act.SEAL: gettext_lazy("Seal the records"),
    Act.DRAW_LOT: gettext_lazy("Record the public draw"),
    Act.RUN: gettext_lazy("Run the selection"),
}
DONE = Tag("done", pgettext_lazy("step", "Done"))
FOR_ANOTHER = Tag("half", pgettext_lazy("step", "Waits for somebody else"))
LATER = Tag("none", pgettext_lazy("step", "Not started"))


def steps_of(round: Round, grants: Grants) -> list[Task]:
    """The four acts in order; only the one that comes next and is the reader's own leads anywhere."""
    coming = next_act(state(round))
    return [_step(round, act, coming, grants) for act in ORDER]


def waiting_for(grants: Grants) -> list[Task]:
    """For a start page: the next act of every round that is still under way, where it is the reader's."""
    found = []
    for round in rounds().filter(runs=None):
        act = next_act(state(round))
        if act is not None and grants.has(*DOERS[act]):
            page = reverse(f"selection:{PAGES[act]}", args=[round.code])
            found.append(Task(NAMES[act], page, WAITS_FOR_YOU, round.name))
    return found


def _step(round: Round, act: Act, coming: Act | None, grants: Grants) -> Task:
    mine = grants.has(*DOERS[act])
    return Task(
        what=NAMES[act],
        address=reverse(f"selection:{PAGES[act]}", args=[round.code]) if act == coming and mine else "",
        tag=_tag(round, act, coming, mine),
        origin=ROLES[DOERS[act][0]],
    )


def _tag(round: Round, act: Act, coming: Act | None, mine: bool) -> Tag:
    if act == coming:
        return WAITS_FOR_YOU if mine else FOR_ANOTHER
    if coming is None or ORDER.index(act) < ORDER.index(coming):
        return DONE
    return LATER
