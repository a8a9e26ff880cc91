"""The drawing of an agenda, and what is said around it: how good it is, what is left out, what has changed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from django.utils.safestring import SafeString
from django.utils.translation import gettext, ngettext

from ortoo.charts.agenda import MOST_COLUMNS, Block, Column, Ride, wide
from ortoo.multilingual.basis import marked
from ortoo.multilingual.numbers import whole
from ortoo.visits.models import Agenda, Stop
from ortoo.visits.queries.agendas import counts_of
from ortoo.visits.rules.agenda import Problem
from ortoo.visits.rules.agenda_kept import Moved, answer_read, differences, problem_read
from ortoo.visits.showing.days import Line, ShownDay, Source, kind_and_host, studied_text
from ortoo.visits.words.days import (
    LEFT_OUT,
    SHORT_WEEKDAYS,
    clock,
    days_of,
    span,
    time_zone_sentence,
)


def drawings(source: Source, days: Sequence[ShownDay]) -> list[SafeString]:
    """Side by side as many days as fit, the rest below."""
    rows = -(-len(days) // MOST_COLUMNS)
    size = -(-len(days) // rows)
    found = []
    for place in range(rows):
        part = days[place * size : (place + 1) * size]
        title = gettext("Agenda, %(first)s to %(last)s") % {"first": part[0].date.day, "last": part[-1].date.day}
        found.append(wide([_column(source, day) for day in part], title, finding(part), f"agenda-{place + 1}"))
    return found


def finding(days: Sequence[ShownDay]) -> str:
    """Day by day how many stops there are and where: what the drawing shows at a glance."""
    said = []
    for day in days:
        count = len(day.stops)
        values = {"day": day.date.day, "place": day.place, "count": count}
        if day.place:
            words = ngettext("%(day)s: %(count)s stop, %(place)s.", "%(day)s: %(count)s stops, %(place)s.", count)
        else:
            stops = ngettext("%(count)s stop", "%(count)s stops", count)
            words = f"%(day)s: {stops}."
        said.append(words % values)
    return " ".join(said)


def _column(source: Source, day: ShownDay) -> Column:
    return Column(
        day=str(day.date.day),
        weekday=str(SHORT_WEEKDAYS[day.date.weekday()]),
        place=day.place,
        blocks=[_block(source, line, line.stop) for line in day.lines if line.stop is not None],
        rides=[_ride(line) for line in day.lines if line.kind == "ride"],
        night=gettext("Night: %(place)s") % {"place": day.night} if day.night else "",
    )


def _block(source: Source, line: Line, stop: Stop) -> Block:
    sub = studied_text(source, stop) or kind_and_host(stop)
    return Block(
        line.start,
        line.end,
        stop.kind,
        clock(line.start),
        span(line.start, line.end),
        marked(stop.name, stop.basis),
        sub,
    )


def _ride(line: Line) -> Ride:
    return Ride(
        line.start, line.end, marked(line.title, line.basis), marked(line.brief or line.title, line.basis), line.more
    )


# ---- sentences


def lead_of(source: Source, days: Sequence[ShownDay]) -> str:
    """Days, who is invited, the towns in their order, and whose time it is."""
    towns = list(dict.fromkeys(day.place for day in days if day.stops and day.place))
    parts = [
        f"{marked(days_of(source.visit), source.visit.basis)}.",
        invited(source),
        f"{', '.join(towns)}." if towns else "",
    ]
    return " ".join(part for part in (*parts, time_zone_sentence(source.visit)) if part)


def invited(source: Source) -> str:
    counts = counts_of(source.visit)
    people = counts.total()
    if not people:
        return ""
    values = {"people": people, "delegates": counts["delegate"], "escorts": counts["escort"]}
    if not counts["escort"]:
        return ngettext("Invited: %(people)s selected.", "Invited: %(people)s selected.", people) % values
    said = ngettext(
        "Invited: %(people)s (%(delegates)s selected, %(escorts)s escort).",
        "Invited: %(people)s (%(delegates)s selected, %(escorts)s escorts).",
        counts["escort"],
    )
    return said % values


def worth(agenda: Agenda, language: str) -> str:
    """How good this version is known to be."""
    answer = answer_read(agenda.answer)
    values = {"value": whole(answer.value or 0, language), "bound": whole(answer.bound or 0, language)}
    if agenda.by_hand:
        return gettext("Placed by hand and checked: worth %(value)s of the %(bound)s that all stops offer.") % values
    if answer.status == "optimal":
        return gettext("Proven: no agenda is worth more than this one (%(value)s).") % values
    return gettext("Worth %(value)s; the search ended before it could rule out %(bound)s.") % values


def left_out(agenda: Agenda, stops: Mapping[str, Stop]) -> list[tuple[str, str]]:
    """(stop, why), each stop once."""
    found: dict[str, str] = {}
    for one in answer_read(agenda.answer).left_out:
        if one.stop in stops and one.stop not in found:
            found[one.stop] = str(LEFT_OUT.get(one.reason, ""))
    return [(stops[code].name, why) for code, why in found.items()]


def withdrawn(agenda: Agenda, stops: Mapping[str, Stop]) -> list[str]:
    """Stops of this version that their hosts have withdrawn since."""
    codes = dict.fromkeys(one.stop for one in answer_read(agenda.answer).stops)
    return [stops[code].name for code in codes if stops[code].withdrawn_at is not None]


def changes(before: Agenda, after: Agenda, stops: Mapping[str, Stop]) -> list[str]:
    """What came in, fell out and moved from one version to the next, in sentences."""
    one, other = answer_read(before.answer), answer_read(after.answer)
    was, now = problem_read(before.problem), problem_read(after.problem)
    several = len(now.groups) > 1
    return [_change(moved, was, now, stops, several=several) for moved in differences(one.stops, other.stops)]


def _change(moved: Moved, was: Problem, now: Problem, stops: Mapping[str, Stop], *, several: bool) -> str:
    name = stops[moved.stop].name if moved.stop in stops else moved.stop
    if several:
        name = gettext("%(stop)s (group %(group)s)") % {"stop": name, "group": moved.group}
    values = {
        "stop": name,
        "was": _moment(was, moved.was) if moved.was else "",
        "now": _moment(now, moved.now) if moved.now else "",
    }
    if moved.kind == "in":
        return gettext("In: %(stop)s, %(now)s.") % values
    if moved.kind == "out":
        return gettext("Out: %(stop)s, which was on %(was)s.") % values
    return gettext("Moved: %(stop)s, from %(was)s to %(now)s.") % values


def _moment(problem: Problem, at: tuple[int, int]) -> str:
    day = problem.days[at[0]].date
    return f"{SHORT_WEEKDAYS[day.weekday()]} {day.day}, {clock(at[1])}"
