"""Appeals and rulings, corrections behind a seal, and how a list becomes final."""

from __future__ import annotations

from ortoo.ledger.rules.verifier.findings import Entry, Failed, must
from ortoo.ledger.rules.verifier.log import Log, Round, apart

DECIDED = "decided before in this round"


def appeal_filed(log: Log, said: Entry) -> None:
    its = log.round(said)
    must(its.provisional is not None, "an appeal was filed before there was a list")
    must(said["appeal"] not in its.appeals, "the same appeal was filed twice")
    if said["origin"] == "order":
        must(its.final is not None, "an order reopened a list that was not final")
    elif its.provisional is not None:
        until = its.provisional["objections_until"]
        must(said["at"] <= until, f"the appeal was filed after its window, which closed at {until}")
    its.appeals[said["appeal"]] = said


def appeal_ruled(log: Log, said: Entry) -> None:
    its, code = log.round(said), said["appeal"]
    must(code in its.appeals, "an appeal was ruled on that nobody filed")
    must(code not in its.ruled, "an appeal was ruled on twice")
    must(said["by"] != said["drafted_by"], "a ruling was confirmed by the one who drafted it")
    for member in (said["by"], said["drafted_by"]):
        must(member not in its.hands(), f"it was ruled on by somebody who {DECIDED}")
    must(said["by"] != its.appeals[code]["by"], "an appeal was ruled on by the one who filed it")
    its.ruled[code] = said
    if said["outcome"] == "upheld" and said["remedy"] != "none":
        its.due.add(code)


def mark_corrected(log: Log, said: Entry) -> None:
    """Behind a seal a correction names the ruling that orders it."""
    under = said.get("under")
    if not under:
        return
    ruling = next((its.ruled[under] for its in log.rounds.values() if under in its.ruled), None)
    must(ruling is not None, f"a mark behind a seal was corrected under {under}, on which nobody ruled")
    if ruling is not None:
        must(ruling["outcome"] == "upheld", f"a mark was corrected under {under}, which was rejected")


def carried_out(its: Round) -> None:
    """A seal that replaces another comes of an upheld appeal."""
    must(bool(its.due), "records were sealed anew without an upheld appeal")
    its.due.clear()


def list_signed(log: Log, said: Entry) -> None:
    its = log.round(said)
    run = _last_run(its)
    must(not its.due, "a list was signed before an upheld appeal was carried out")
    must(its.appeals.keys() <= its.ruled.keys(), "a list was signed before every appeal was ruled on")
    must(run["seal"] == its.seals[-1]["seal"], "a list was signed that was not run on the seal in force")
    must(said["decision_sha256"] == run["decision_sha256"], "the list names another decision than the last run")
    apart(said, {run["by"], its.seals[-1]["by"]}, "sealed its records or ran its selection")
    its.signed = said


def list_final(log: Log, said: Entry) -> None:
    its = log.round(said)
    if its.signed is None or its.signed["decision_sha256"] != said["decision_sha256"]:
        raise Failed("a list became final that was not signed")
    must(said["by"] != its.signed["by"], "a list was published by the one who signed it")
    kept = set(said.get("kept", []))
    now = {*said["chosen"], *kept}
    must(kept <= its.named, "somebody is kept on a list who was not named before")
    if its.rule is not None and its.rule.get("after_appeal") == "add-seats":
        must(its.named <= now, "somebody who was named before is on the new list no more")
    its.named = now
    its.final = said
    its.listed = [*said["chosen"], *said.get("kept", []), *said["reserve"]]


def list_left(log: Log, said: Entry) -> None:
    """Whoever leaves was named; whoever moves up stands in reserve on the same list."""
    its = log.round(said)
    if its.final is None:
        raise Failed("somebody left a list that was not final")
    must(said["left"] in its.named, "somebody left a list who was not on it")
    its.named.discard(said["left"])
    if said["moved_up"] is not None:
        must(said["moved_up"] in its.final["reserve"], "somebody moved up who was not in reserve")
        must(said["moved_up"] not in its.named, "somebody moved up who was on the list already")
        its.named.add(said["moved_up"])


def appeal_withdrawn(log: Log, said: Entry) -> None:
    its = log.round(said)
    must(said["appeal"] in its.appeals, "an appeal was withdrawn that nobody filed")
    its.appeals.pop(said["appeal"])


def _last_run(its: Round) -> Entry:
    if not its.runs:
        raise Failed("a list was published before a selection was run")
    return its.runs[-1]
