"""A decision held against the sealed rows, for those who may have them: order, quotas, total and bound, recounted."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from hashlib import sha256

from ortoo.ledger.rules.verifier.certificates import read_prices, shown, thousandths, tightest
from ortoo.ledger.rules.verifier.findings import Entry, must
from ortoo.ledger.rules.verifier.trees import People, filled, floors_of, tree_holds

NOTHING = "0.000"
"""What the table has for a mark that is missing; such people are not eligible."""

Rows = Mapping[str, Mapping[str, str]]


def decision_on_rows(rule: Entry, seed: str | None, decision: Entry, rows: Rows) -> None:
    """Failed where the sealed rows say otherwise than the decision. Nothing is solved."""
    rows = _levelled(rule, decision.get("borderline"), rows)
    eligible = {name: row for name, row in rows.items() if rule["eligible"] is None or row[rule["eligible"]] == "yes"}
    must(set(decision["chosen"] + decision["reserve"]) <= eligible.keys(), "somebody is listed who is not eligible")
    for part in ("chosen", "reserve"):
        places = [_place(rule, seed, name, eligible[name]) for name in decision[part]]
        must(places == sorted(places), f"the {part} are not in the order of the rule")
    chosen = [eligible[name] for name in decision["chosen"]]
    total = sum(_merit(rule, row) for row in chosen)
    must(total == thousandths(decision["total"]), f"the merits of the chosen add up to {shown(total)}")
    _quotas_hold(rule, chosen, eligible)
    if decision["certificate"] is not None:
        people = _people(rule, seed, decision, eligible)
        _bound_holds(decision["certificate"], people)
        tree_holds(decision["certificate"], people)


def _levelled(rule: Entry, band: Entry | None, rows: Rows) -> Rows:
    """Who is in a band with a lot counts with the figures of the last seat. Who is in it only a re-run finds."""
    if band is None or band["merit"] is None:
        return rows
    figures = {rule["merit"]: band["merit"], **dict(zip(rule["then"], band["ties"], strict=True))}
    inside = set(band["people"])
    return {name: {**row, **figures} if name in inside else row for name, row in rows.items()}


def counts_on_rows(counts: Mapping[str, Mapping[str, int]], chosen: Sequence[str], rows: Rows) -> None:
    """Failed where the published counts are not those of the chosen."""
    for attribute, said in counts.items():
        values = [rows[name][attribute] for name in chosen]
        must(said == {value: values.count(value) for value in values}, f"the counts of {attribute} are otherwise")


def _merit(rule: Entry, row: Mapping[str, str]) -> int:
    return thousandths(row[rule["merit"]] or NOTHING)


def _place(rule: Entry, seed: str | None, name: str, row: Mapping[str, str]) -> tuple[object, ...]:
    """What is sorted by: merit, the further columns, the lot."""
    further = [-thousandths(row[column] or NOTHING) for column in rule["then"]]
    return (-_merit(rule, row), *further, sha256(f"{seed}|{name}".encode()).hexdigest())


def _quotas_hold(rule: Entry, chosen: Sequence[Mapping[str, str]], eligible: Rows) -> None:
    for quota in rule["quota"]:
        attribute = quota["attribute"]
        held = [row[attribute] for row in chosen]
        values = {row[attribute] for row in eligible.values()} if quota.get("value") is None else {quota["value"]}
        for value in values:
            count, most = held.count(value), tightest(rule, "at_most", attribute, value)
            must(
                most is None or count <= most, f"{count} of {attribute}={value} are chosen, and the rule allows {most}"
            )
            least = tightest(rule, "at_least", attribute, value) if rule["floors"] == "each" else None
            must(least is None or count >= least, f"{count} of {attribute}={value} are chosen, {least} are asked for")


def _people(rule: Entry, seed: str | None, decision: Entry, eligible: Rows) -> People:
    """The eligible in the order of the rule, and what the chosen fill of floors where each counts for one."""
    order = sorted(eligible, key=lambda name: _place(rule, seed, name, eligible[name]))
    inside = set(decision["chosen"])
    chosen = [place for place, name in enumerate(order) if name in inside]
    rows = [eligible[name] for name in order]
    floors = floors_of(rule, rows) if rule["floors"] == "one" else {}
    places = filled([rows[place] for place in chosen], floors)
    return People(rule, order, rows, [_merit(rule, row) for row in rows], chosen, floors, places)


def _bound_holds(certificate: Entry, people: People) -> None:
    prices = read_prices(people.rule, certificate["adjustments"])
    base = people.least_added(prices)
    must(certificate["adjustments_times_bounds"] == base, f"the adjustments add {shown(base)} to any list")
    adjusted = people.adjusted(prices)
    seats = people.rule["seats"]
    cut = sorted(adjusted, reverse=True)[seats - 1]
    must(certificate["cut"] == cut, f"the adjusted merit in place {seats} is {shown(cut)}, not the cut line")
    above = sum(max(0, figure - cut) for figure in adjusted)
    must(certificate["positive_margins"] == above, f"all positive margins add up to {shown(above)}")
