"""What the entries say, and which of them may follow which."""

from __future__ import annotations

import json
from collections.abc import Callable
from hashlib import sha256

from ortoo.ledger.rules.verifier.appeals import (
    appeal_filed,
    appeal_ruled,
    appeal_withdrawn,
    carried_out,
    list_final,
    list_left,
    list_signed,
    mark_corrected,
)
from ortoo.ledger.rules.verifier.certificates import certificate_holds
from ortoo.ledger.rules.verifier.findings import Entry, Failed, must
from ortoo.ledger.rules.verifier.log import Log, not_before
from ortoo.ledger.rules.verifier.permitting import (
    delegation_closed,
    panel_proposed,
    permission_decided,
    proposal_sent_back,
    proposal_signed,
)
from ortoo.ledger.rules.verifier.published import result_holds
from ortoo.ledger.rules.verifier.roots import roots


def read(log: Log, said: Entry) -> None:
    """Takes in one entry. Failed, with the reason, where it contradicts an earlier one or its blobs."""
    for key, name in said.items():
        if key.endswith("_blob") and name is not None:
            if name not in log.blobs:
                raise Failed(f"{key}: the blob {name} is not in the file")
            log.named.add(name)
    if check := MEANINGS.get(said["kind"]):
        check(log, said)


def _rule_adopted(log: Log, said: Entry) -> None:
    its = log.round(said)
    must(not its.seals, "the rule was adopted after the records of its round were sealed")
    must(said["rule_sha256"] == said["rule_blob"], "the rule is not the blob that it names")
    seats = json.loads(log.blobs[said["rule_blob"]])["seats"]
    must(said["seats"] == seats >= 1, f"it speaks of {said['seats']} seats, and the rule of {seats}")
    if "formula_sha256" in said:
        must(said["formula_sha256"] in log.formulas, "a rule was adopted before the weights of its record")
    its.rule = said


def _records_sealed(log: Log, said: Entry) -> None:
    its = log.round(said)
    if its.rule is None:
        raise Failed("records were sealed before a rule was adopted")
    not_before(said, its.seals[-1] if its.seals else its.rule)
    weights = its.rule.get("formula_sha256", said["formula_sha256"])
    must(said["formula_sha256"] == weights, "records were sealed with other weights than the rule was adopted for")
    leaves = leaves_of(log.blobs[said["leaves_blob"]])
    must(len(leaves) == said["count"], f"it counts {said['count']} sealed records, and {len(leaves)} leaves are there")
    must(_root(leaves).hex() == said["root"], "the root is not the root over the leaves")
    replaced = its.seals[-1]["seal"] if its.seals else None
    must(said["replaces"] == replaced, f"it replaces {said['replaces']}, and the seal before it is {replaced}")
    if its.seals:
        carried_out(its)
    its.seals.append(said)


def _lot_drawn(log: Log, said: Entry) -> None:
    its = log.round(said)
    must(bool(its.seals), "the lot was drawn before the records were sealed")
    must(its.lot is None, "the lot was drawn a second time; re-runs keep the first seed")
    must(not its.runs, "the lot was drawn after a run")
    not_before(said, its.seals[-1])
    root = bytes.fromhex(its.seals[-1]["root"])
    seed = sha256(root + said["value"].encode()).hexdigest()
    must(seed == said["seed"], f"the seed is not SHA-256(root of the seal || value), which is {seed}")
    its.lot = said


def _selection_run(log: Log, said: Entry) -> None:
    its = log.round(said)
    if its.rule is None or not its.seals:
        raise Failed("a selection was run before its rule was adopted and its records were sealed")
    must(said["rule_sha256"] == its.rule["rule_sha256"], "it was run under another rule than the adopted one")
    must(said["seal"] == its.seals[-1]["seal"], f"it was run on the seal {said['seal']}, not on the one in force")
    must(not its.rule["lot_source"] or its.lot is not None, "it was run before the lot was drawn")
    not_before(said, its.lot if len(its.seals) == 1 and its.lot is not None else its.seals[-1])
    decision = log.decision_of(said)
    chosen = decision["chosen"]
    must(said["decision_blob"] == said["decision_sha256"], "the decision is not the blob that it names")
    must(decision["status"] == said["status"], f"the decision says {decision['status']}, the entry {said['status']}")
    must(decision["rule_sha256"] == said["rule_sha256"], "the decision was made under another rule")
    must(said["candidates_sha256"] in decision["inputs"].values(), "the decision was made on another table")
    must(len(chosen) == said["chosen_count"], f"it counts {said['chosen_count']} chosen, the decision {len(chosen)}")
    must(len(set(chosen)) == len(chosen), "somebody is chosen twice")
    must(len(chosen) <= its.rule["seats"], f"{len(chosen)} are chosen for {its.rule['seats']} seats")
    must(set(chosen).isdisjoint(decision["reserve"]), "somebody is both chosen and in reserve")
    if said["status"] == "decided":
        certificate_holds(log.rule_of(its), decision)
    its.runs.append(said)


def _list_provisional(log: Log, said: Entry) -> None:
    _list_of_the_last_run(log, said)
    its = log.round(said)
    result_holds(log.rule_of(its), its.runs[-1], log.decision_of(its.runs[-1]), said)
    its.provisional = said


def _list_final(log: Log, said: Entry) -> None:
    _list_of_the_last_run(log, said)
    list_final(log, said)


def _list_of_the_last_run(log: Log, said: Entry) -> None:
    its = log.round(said)
    must(bool(its.runs), "a list was published before a selection was run")
    run = its.runs[-1]
    must(said["decision_sha256"] == run["decision_sha256"], "the list names another decision than the last run")
    decision = log.decision_of(run)
    for part in ("chosen", "reserve"):
        must(said[part] == decision[part], f"the {part} of the list are not those of the decision")


def _grant_proposed(log: Log, said: Entry) -> None:
    must(said["by"] != said["holder"], "a role was proposed by the one who gets it")
    log.proposals[said["grant"]] = said


def _grant_approved(log: Log, said: Entry) -> None:
    proposal = log.proposals.get(said["grant"])
    if proposal is None:
        raise Failed("a role was approved that nobody proposed")
    must(said["by"] != proposal["by"], "a role was approved by the one who proposed it")
    must(said["by"] != said["holder"], "a role was approved by the one who gets it")
    for part in ("holder", "role", "scope", "code"):
        must(said[part] == proposal[part], f"another {part} was approved than proposed")


def _formula_adopted(log: Log, said: Entry) -> None:
    must(said["formula_sha256"] == said["formula_blob"], "the weights are not the blob that they name")
    log.formulas.add(said["formula_sha256"])


def _data_erased(log: Log, said: Entry) -> None:
    log.erased.add(said.get("subject"))


MEANINGS: dict[str, Callable[[Log, Entry], None]] = {
    "record.formula-adopted": _formula_adopted,
    "rule.adopted": _rule_adopted,
    "records.sealed": _records_sealed,
    "lot.drawn": _lot_drawn,
    "selection.run": _selection_run,
    "list.provisional": _list_provisional,
    "appeal.filed": appeal_filed,
    "appeal.withdrawn": appeal_withdrawn,
    "appeal.ruled": appeal_ruled,
    "mark.corrected": mark_corrected,
    "list.signed": list_signed,
    "list.final": _list_final,
    "list.left": list_left,
    "panel.proposed": panel_proposed,
    "proposal.signed": proposal_signed,
    "proposal.sent-back": proposal_sent_back,
    "permission.decided": permission_decided,
    "delegation.closed": delegation_closed,
    "grant.proposed": _grant_proposed,
    "grant.approved": _grant_approved,
    "data.erased": _data_erased,
}


def leaves_of(blob: bytes) -> list[bytes]:
    return [bytes.fromhex(line) for line in blob.decode("ascii").split("\n")[:-1]]


def _root(leaves: list[bytes]) -> bytes:
    return roots(leaves, {len(leaves)})[len(leaves)]
