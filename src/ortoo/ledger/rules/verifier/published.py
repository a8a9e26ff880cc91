"""What a list publishes of its decision: the same figures, and counts of categories that keep the quotas."""

from __future__ import annotations

from hashlib import sha256

from ortoo.ledger.rules.verifier.certificates import FIGURES, thousandths, tightest
from ortoo.ledger.rules.verifier.findings import Entry, must


def result_holds(rule: Entry, run: Entry, decision: Entry, said: Entry) -> None:
    """`said` is the entry of a list. Lists from before such results were published have none."""
    result = said.get("result")
    if result is None:
        return
    must(said["seal"] == run["seal"], "the list names another seal than its run")
    for name in ("objective", "floors", "seats", "merit", "eligible"):
        must(result[name] == rule[name], f"the {name} of the published result is not the rule's")
    must(result["proof"] == decision["proof"], "the published proof is not the decision's")
    for name in FIGURES:
        figure = None if decision[name] is None else thousandths(decision[name])
        must(result[name] == figure, f"the published {name} is not the decision's")
    certificate = decision["certificate"] or {"adjustments": []}
    must(result["adjustments"] == certificate["adjustments"], "the published adjustments are not the certificate's")
    _band_holds(result["borderline"], decision.get("borderline"))
    _counts_hold(rule, result, len(decision["chosen"]))


def _band_holds(said: Entry | None, band: Entry | None) -> None:
    if band is not None:
        people = "\n".join(band["people"]).encode()
        band = {
            "then": band["then"],
            "people": len(band["people"]),
            "people_sha256": sha256(people).hexdigest(),
            "merit": None if band["merit"] is None else thousandths(band["merit"]),
        }
    must(said == band, "the published borderline band is not the decision's")


def _counts_hold(rule: Entry, result: Entry, chosen: int) -> None:
    attributes = {quota["attribute"] for quota in rule["quota"]}
    must(result["counts"].keys() == attributes, "the categories that are counted are not those of the rule")
    for attribute, counts in result["counts"].items():
        must(sum(counts.values()) == chosen, f"the counts of {attribute} do not add up to the {chosen} chosen")
        for value, count in counts.items():
            least, most = (tightest(rule, bound, attribute, value) for bound in ("at_least", "at_most"))
            must(
                most is None or count <= most, f"{count} of {attribute}={value} are chosen, and the rule allows {most}"
            )
            met = rule["floors"] == "one" or least is None or count >= least
            must(met, f"{count} of {attribute}={value} are chosen, and the rule asks for {least}")
    for quota in rule["quota"]:
        if quota.get("at_least") and rule["floors"] == "each":
            there = quota["value"] in result["counts"][quota["attribute"]]
            must(there, f"nobody of {quota['attribute']}={quota['value']} is chosen, and the rule asks for some")
    if result["proof"] == "prices" and rule["floors"] == "each":
        for price in result["adjustments"]:
            held = result["counts"][price["attribute"]].get(price["value"], 0)
            must(held == price["count"], f"{price['attribute']}={price['value']} has a price and is not at its bound")
