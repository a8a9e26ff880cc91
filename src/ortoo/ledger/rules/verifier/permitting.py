"""From a final list to a delegation: proposal, signatures, the Prime Minister's order, who travels."""

from __future__ import annotations

from ortoo.ledger.rules.verifier.findings import Entry, Failed, must
from ortoo.ledger.rules.verifier.log import Log, Way, apart

STEPS = ("academy", "ministries", "secretariat")


def panel_proposed(log: Log, said: Entry) -> None:
    its = log.round(said)
    must(its.final is not None, "a delegation was proposed before the list was final")
    must(set(said["chosen"]) <= set(its.listed), "somebody is proposed who is not on the final list")
    must(set(said["chosen"]).isdisjoint(said["reserve"]), "somebody is both proposed and in reserve")
    must(len(said["chosen"]) <= said["seats"], f"{len(said['chosen'])} are proposed for {said['seats']} seats")
    its.way.proposal, its.way.signed = said, []


def proposal_signed(log: Log, said: Entry) -> None:
    way = log.round(said).way
    proposal = _proposal(way, said)
    before = STEPS.index(way.signed[-1]["step"]) if way.signed else 0
    step = STEPS.index(said["step"])
    must(before <= step <= before + 1, f"the step {said['step']} was signed out of turn")
    must(bool(way.signed) or step == 0, "the academy signs first")
    others = {each["by"] for each in way.signed if each["step"] != said["step"]}
    apart(said, {*others, proposal["by"]}, "proposed it or signed another step")
    way.signed.append(said)


def proposal_sent_back(log: Log, said: Entry) -> None:
    way = log.round(said).way
    _proposal(way, said)
    way.proposal, way.signed = None, []


def permission_decided(log: Log, said: Entry) -> None:
    its = log.round(said)
    way = its.way
    proposal = _proposal(way, said)
    must(its.final is not None and its.signed is not None, "a permission was decided without a signed final list")
    must(bool(way.signed) and way.signed[-1]["step"] == STEPS[-1], "it was decided before every step had signed")
    apart(said, {*(each["by"] for each in way.signed), proposal["by"]}, "proposed it or signed it")
    permitted = said["permitted"]
    must(len(set(permitted)) == len(permitted), "somebody is permitted twice")
    must(len(permitted) <= proposal["seats"], f"{len(permitted)} are permitted for {proposal['seats']} seats")
    known = {*proposal["chosen"], *proposal["reserve"]}
    must(set(permitted) <= known, "somebody is permitted who was not proposed")
    must(set(permitted).isdisjoint(said["refused"]), "somebody is both permitted and refused")
    due = way.order["version"] + 1 if way.order else 1
    must(said["version"] == due, f"it is version {said['version']} of the order, and {due} was due")
    way.order = said


def delegation_closed(log: Log, said: Entry) -> None:
    way = log.round(said).way
    if way.order is None:
        raise Failed("a delegation was closed before anybody was permitted")
    must(said["version"] == way.order["version"], "the delegation was closed under another version of the order")
    must(set(said["delegates"]) <= set(way.order["permitted"]), "somebody travels who was not permitted")
    must(len(set(said["delegates"])) == len(said["delegates"]), "somebody travels twice")


def _proposal(way: Way, said: Entry) -> Entry:
    if way.proposal is None:
        raise Failed("there is no proposal that it could be about")
    must(said["proposal"] == way.proposal["version"], "it is about another version of the proposal")
    return way.proposal
