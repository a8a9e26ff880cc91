"""PROBLEM.json -> Problem."""

from __future__ import annotations

from ortoo.multilingual.refusals import Refusal
from ortoo.visits.rules.agenda.coherence import refuse_incoherent
from ortoo.visits.rules.agenda.problem import Day, Fixed, Limits, Lunch, Moment, Problem, Stop, Window
from ortoo.visits.rules.agenda.reading.shapes import Node, parsed

_OPTIONAL = ("travel_minutes", "groups", "limits", "fixed", "hotels", "now")
_LIMITS = ("content_minutes_a_day", "lunch", "interpreters", "grid_minutes")
_OF_A_STOP = (
    "kind",
    "value",
    "must",
    "windows",
    "people",
    "groups",
    "joint",
    "after",
    "requires",
    "interpreter",
)


def problem_from_json(text: str) -> Problem:
    """Read PROBLEM.json. Raises Refusal with the path of whatever is malformed or refers to nothing."""
    top = Node(parsed(text), "").record(("days", "stops"), _OPTIONAL)
    problem = Problem(
        days=tuple(_day(node) for node in top["days"].items()),
        stops=tuple(_stop(node) for node in top["stops"].items()),
        travel=_travel(top["travel_minutes"]) if "travel_minutes" in top else {},
        groups=top["groups"].names() if "groups" in top else ("all",),
        limits=_limits(top["limits"]) if _stated(top, "limits") else Limits(),
        fixed=tuple(_fixed(node) for node in top["fixed"].items()) if "fixed" in top else (),
        hotels=top["hotels"].names() if "hotels" in top else (),
        now=_moment(top["now"]) if _stated(top, "now") else None,
    )
    refuse_incoherent(problem)
    return problem


def _stated(keys: dict[str, Node], key: str) -> bool:
    """null is as good as no key, where a place, a limit or now is not given."""
    return key in keys and keys[key].value is not None


def _day(node: Node) -> Day:
    keys = node.record(("date", "from", "to"), ("start_place", "end_place"))
    return Day(
        date=keys["date"].date(),
        begin=keys["from"].time(),
        end=keys["to"].time(),
        start_place=keys["start_place"].text() if _stated(keys, "start_place") else None,
        end_place=keys["end_place"].text() if _stated(keys, "end_place") else None,
        clock=isinstance(keys["from"].value, str),
    )


def _travel(node: Node) -> dict[str, dict[str, int]]:
    return {
        here: {there: minutes.whole() for there, minutes in ways.mapping().items()}
        for here, ways in node.mapping().items()
    }


def _stop(node: Node) -> Stop:
    keys = node.record(("id", "minutes", "place"), _OF_A_STOP)
    names = {name: keys[name].names() for name in ("people", "groups", "after", "requires") if name in keys}
    return Stop(
        id=keys["id"].text(),
        minutes=keys["minutes"].whole(least=1),
        place=keys["place"].text(),
        kind=keys["kind"].text() if "kind" in keys else "",
        value=keys["value"].whole() if "value" in keys else 0,
        must=keys["must"].truth() if "must" in keys else False,
        windows=tuple(_window(window) for window in keys["windows"].items()) if "windows" in keys else (),
        joint=keys["joint"].truth() if "joint" in keys else False,
        interpreter=keys["interpreter"].truth() if "interpreter" in keys else True,
        **names,
    )


def _window(node: Node) -> Window:
    keys = node.record(("day", "from", "to"))
    return Window(keys["day"].whole(), keys["from"].time(), keys["to"].time())


def _limits(node: Node) -> Limits:
    keys = node.record((), _LIMITS)
    least = {"content_minutes_a_day": 0, "interpreters": 0, "grid_minutes": 1}
    counts = {name: keys[name].whole(lowest) for name, lowest in least.items() if _stated(keys, name)}
    return Limits(lunch=_lunch(keys["lunch"]) if _stated(keys, "lunch") else None, **counts)


def _lunch(node: Node) -> Lunch:
    keys = node.record(("minutes", "between"))
    between = [item.time() for item in keys["between"].items()]
    if len(between) != 2:
        raise Refusal("agenda.not_two_times", path=keys["between"].path)
    return Lunch(keys["minutes"].whole(least=1), *between)


def _fixed(node: Node) -> Fixed:
    keys = node.record(("stop", "group", "day", "start"))
    return Fixed(keys["stop"].text(), keys["group"].text(), keys["day"].whole(), keys["start"].time())


def _moment(node: Node) -> Moment:
    keys = node.record(("day", "time"))
    return Moment(keys["day"].whole(), keys["time"].time())
