"""The independent checker: every broken rule of any list of placed stops, whoever placed them. It shares no logic with
the solver.
"""

from __future__ import annotations

from collections.abc import Sequence

from ortoo.visits.rules.agenda.agenda import Agenda
from ortoo.visits.rules.agenda.checking.driving import on_the_road
from ortoo.visits.rules.agenda.checking.placing import known, misplaced
from ortoo.visits.rules.agenda.checking.sharing import shared
from ortoo.visits.rules.agenda.checking.violation import Violation
from ortoo.visits.rules.agenda.checking.wishes import kept, unmoved, wished, with_joint
from ortoo.visits.rules.agenda.coherence import refuse_incoherent
from ortoo.visits.rules.agenda.problem import Placed, Problem


def check(problem: Problem, placed: Sequence[Placed], keep: Agenda | None = None) -> tuple[Violation, ...]:
    """All broken rules of `placed`; none for a good agenda.

    keep: where it is given, also what the kept agenda and the problem's `now` ask for; without it a stop may lie
    before now. Raises Refusal where the problem refers to something that does not exist; a way without minutes is
    a violation, and only where it is driven.
    """
    refuse_incoherent(problem, ways=False)
    visits, wrong = known(problem, placed)
    still = with_joint(problem, unmoved(problem, keep))
    wrong += misplaced(problem, visits, still)
    wrong += on_the_road(problem, visits)
    wrong += shared(problem, visits)
    wrong += wished(problem, visits)
    if keep is not None:
        wrong += kept(problem, visits, keep)
    return tuple(wrong)


def value_of(problem: Problem, placed: Sequence[Placed]) -> int:
    """The value of the stops that all their groups attend, each counted once."""
    attended = {(one.stop, one.group) for one in placed}
    return sum(
        stop.value for stop in problem.stops if all((stop.id, group) in attended for group in problem.groups_of(stop))
    )
