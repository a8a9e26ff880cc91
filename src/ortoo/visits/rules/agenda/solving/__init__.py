"""Finding the best agenda: CP-SAT searches, the independent checker judges whatever is returned."""

from __future__ import annotations

from dataclasses import replace

from ortoo.visits.rules.agenda.agenda import Agenda
from ortoo.visits.rules.agenda.checking import check, value_of
from ortoo.visits.rules.agenda.coherence import refuse_incoherent
from ortoo.visits.rules.agenda.problem import Problem
from ortoo.visits.rules.agenda.solving.best import best_agenda
from ortoo.visits.rules.agenda.solving.conflict import conflict
from ortoo.visits.rules.agenda.solving.days_first import DaysFirst
from ortoo.visits.rules.agenda.solving.keeping import ask_for_fewest_changes, changes, held_of, hint
from ortoo.visits.rules.agenda.solving.model import AgendaModel
from ortoo.visits.rules.agenda.solving.reasons import Reasons
from ortoo.visits.rules.agenda.solving.search import Budget, Found, Progress, search
from ortoo.visits.rules.agenda.solving.starts import Wishes


def solve(
    problem: Problem, *, seconds: float = 60, keep: Agenda | None = None, progress: Progress | None = None
) -> Agenda:
    """The agenda of the highest value, within so many seconds of search.

    keep: an agenda that was told already. Of the best agendas one with the fewest changes to it is taken; what is
    frozen in it or began before the problem's `now` stays. progress: called with (value, bound) on the way.
    Raises Refusal where the problem or the kept agenda refer to something that does not exist.
    """
    refuse_incoherent(problem)
    wishes = Wishes(held=held_of(problem, keep))
    budget = Budget(seconds)
    days = DaysFirst(problem, wishes)
    budget.take(3 * days.looked_at)
    found = best_agenda(problem, wishes, days, budget, progress)
    if found.status == "infeasible":
        clauses, minimal = conflict(problem, wishes, budget)
        changed = None if keep is None else ()
        return Agenda("infeasible", conflict=clauses, conflict_minimal=minimal, changed=changed)
    if not found.any:
        return Agenda("unknown", bound=found.bound, changed=None if keep is None else ())
    agenda = _told(found) if keep is None else _with_fewest_changes(problem, wishes, days, keep, found, budget)
    _stand_the_check(problem, agenda, keep)
    return replace(agenda, left_out=Reasons(problem, wishes, days, agenda, budget).every())


def _told(found: Found) -> Agenda:
    return Agenda(found.status, found.value, found.bound, found.stops, nights=found.nights)


def _with_fewest_changes(
    problem: Problem, wishes: Wishes, days: DaysFirst, keep: Agenda, found: Found, budget: Budget
) -> Agenda:
    """Among agendas of the value found; without the time to look for them, the one found."""
    frozen = {(one.stop, one.group) for one in keep.stops if one.frozen}
    model = AgendaModel(problem, wishes)
    ask_for_fewest_changes(model, keep, found.value)
    if days.usable:
        days.restrict(model.cp, {key: node.present for key, node in model.nodes.items()}, found.value)
    hint(model, keep.stops)
    nearest = search(model, budget)
    taken = nearest if nearest.any else found
    stops = tuple(replace(one, frozen=(one.stop, one.group) in frozen) for one in taken.stops)
    proven = found.status == nearest.status == "optimal"
    return Agenda(
        "optimal" if proven else "feasible",
        value_of(problem, stops),
        found.bound,
        stops,
        nights=taken.nights,
        changed=changes(keep, stops),
    )


def _stand_the_check(problem: Problem, agenda: Agenda, keep: Agenda | None) -> None:
    """An answer that breaks a rule is a fault of the model; nobody may see it as an agenda."""
    broken = check(problem, agenda.stops, keep or Agenda("feasible"))
    if broken or value_of(problem, agenda.stops) != agenda.value:
        raise AssertionError([violation.sentence() for violation in broken] or agenda)
