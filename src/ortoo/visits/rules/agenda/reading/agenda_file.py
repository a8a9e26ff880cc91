"""AGENDA.json -> Agenda, as it is kept by --keep and by pages."""

from __future__ import annotations

from ortoo.multilingual.refusals import Refusal
from ortoo.visits.rules.agenda.agenda import STATUSES, Agenda, Change, Clause, LeftOut, Night
from ortoo.visits.rules.agenda.problem import Placed
from ortoo.visits.rules.agenda.reading.shapes import Node, parsed, shown

_OPTIONAL = ("status", "value", "bound", "left_out", "hotels", "conflict", "conflict_minimal", "changed")
_KINDS = ("stop", "fixed", "window", "person", "limit")


def agenda_from_json(text: str) -> Agenda:
    """Read AGENDA.json, or any JSON with its key `stops`. Raises Refusal with the path of what is malformed."""
    top = Node(parsed(text), "").record(("stops",), _OPTIONAL)
    stated = {key: node for key, node in top.items() if node.value is not None}
    return Agenda(
        status=_status(stated["status"]) if "status" in stated else "feasible",
        value=stated["value"].whole() if "value" in stated else None,
        bound=stated["bound"].whole() if "bound" in stated else None,
        stops=_placed(top["stops"]),
        left_out=tuple(_left_out(node) for node in stated["left_out"].items()) if "left_out" in stated else (),
        nights=tuple(_night(node) for node in stated["hotels"].items()) if "hotels" in stated else (),
        conflict=tuple(_clause(node) for node in stated["conflict"].items()) if "conflict" in stated else None,
        conflict_minimal=stated["conflict_minimal"].truth() if "conflict_minimal" in stated else True,
        changed=tuple(_change(node) for node in stated["changed"].items()) if "changed" in stated else None,
    )


def _status(node: Node) -> str:
    if node.value not in STATUSES:
        raise Refusal("agenda.not_a_status", path=node.path, value=shown(node.value))
    return str(node.value)


def _placed(node: Node) -> tuple[Placed, ...]:
    found: dict[tuple[str, str], Placed] = {}
    for item in node.items():
        keys = item.record(("id", "group", "day", "start"), ("end", "place", "frozen"))
        frozen = keys["frozen"].truth() if "frozen" in keys else False
        one = Placed(keys["id"].text(), keys["group"].text(), keys["day"].whole(), keys["start"].time(), frozen)
        if (one.stop, one.group) in found:
            raise Refusal("agenda.name_twice", path=item.path, value=f"{one.stop}, {one.group}")
        found[one.stop, one.group] = one
    return tuple(found.values())


def _left_out(node: Node) -> LeftOut:
    keys = node.record(("id", "group", "reason"))
    return LeftOut(keys["id"].text(), keys["group"].text(), keys["reason"].text())


def _night(node: Node) -> Night:
    keys = node.record(("group", "day", "place"))
    return Night(keys["group"].text(), keys["day"].whole(), keys["place"].text())


def _change(node: Node) -> Change:
    keys = node.record(("id", "group"))
    return Change(keys["id"].text(), keys["group"].text())


def _clause(node: Node) -> Clause:
    (kind, name), *others = node.record((), _KINDS).items() or [("", node)]
    if others or not kind:
        raise Refusal("agenda.not_a_clause", path=node.path)
    return Clause(kind, name.text())
