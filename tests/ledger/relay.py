"""The story of tests/ledger/story.py goes on: an appeal, a second seal, a final list, ten permitted (here: two)."""

from __future__ import annotations

from hashlib import sha256

from ortoo.ledger.rules.canonical import canonical
from ortoo.ledger.rules.sealing import leaves_text, rows_text, seal_root, sealed_leaf, sealed_line
from tests.ledger.story import PEOPLE, ROWS, SALTS, TUYA, Story, decided, honest, result_of, table_of

DORJ, NARAN, HEAD, PANEL, SECRETARY, MINISTER, OFFICER, KEEPER = (
    sha256(name.encode()).hexdigest()
    for name in ("Dorj", "Naran", "Head", "Panel", "Secretary", "Minister", "Officer", "Keeper")
)
UNTIL = "2026-02-10T10:00:00.000000Z"


def to_the_delegation() -> Story:
    """Number 0 appeals, and is chosen after the ruling; two are proposed, one is refused and the reserve follows."""
    story = honest()
    story.find("list.provisional")["objections_until"] = UNTIL
    story.say("appeal.filed", by=DORJ, round="2026", appeal="2026/1", origin="official", ground="mark", text_sha256="t")
    story.say(
        "appeal.ruled", by=NARAN, round="2026", appeal="2026/1", outcome="upheld", remedy="mark", drafted_by=PANEL
    )
    story.say("mark.corrected", by=KEEPER, official="o", sitting="2025", before=70_000, after=90_000, under="2026/1")
    _sealed_and_run_again(story)
    decided = story.said[-1]["decision_sha256"]
    chosen, reserve = [PEOPLE[0], PEOPLE[4]], [PEOPLE[3]]
    story.say("list.signed", by=HEAD, round="2026", decision_sha256=decided)
    story.say("list.final", by=TUYA, round="2026", decision_sha256=decided, chosen=chosen, kept=[], reserve=reserve)
    proposal = story.blob(canonical({"chosen": ["1", "2"]}))
    story.say(
        "panel.proposed", by=TUYA, round="2026", version=1, seats=2, chosen=chosen, reserve=reserve,
        decision_blob=proposal,
    )  # fmt: skip
    for step, signer in (("academy", HEAD), ("ministries", MINISTER), ("secretariat", SECRETARY)):
        story.say("proposal.signed", by=signer, round="2026", proposal=1, step=step, organization="")
    story.say(
        "permission.decided", by=OFFICER, round="2026", proposal=1, version=1, number="12", dated="2026-03-01",
        permitted=[PEOPLE[0], PEOPLE[3]], refused=[PEOPLE[4]],
    )  # fmt: skip
    story.say("delegation.closed", by=SECRETARY, round="2026", version=1, delegates=[PEOPLE[0], PEOPLE[3]])
    return story


def _sealed_and_run_again(story: Story) -> None:
    rows = [{**ROWS[0], "merit": "90.000"}, *ROWS[1:]]
    leaves = [sealed_leaf(salt=SALTS[row["pseudonym"]], row=row) for row in rows]
    first = story.find("records.sealed")
    story.said.append(
        {**first, "by": KEEPER, "seal": 8, "replaces": 7, "root": seal_root(leaves),
         "leaves_blob": story.blob(leaves_text(leaves))}
    )  # fmt: skip
    table = table_of(rows)
    run = story.find("selection.run")
    decision = canonical(decided(rows, run["rule_sha256"], table))
    name = story.blob(decision)
    story.said.append(
        {**run, "seal": 8, "decision_blob": name, "decision_sha256": name,
         "candidates_sha256": sha256(table).hexdigest()}
    )  # fmt: skip
    listed: dict[str, object] = {"chosen": [PEOPLE[0], PEOPLE[4]], "reserve": [PEOPLE[3]], "objections_until": UNTIL}
    listed |= {"seal": 8, "result": result_of(rows)}
    story.said.append({**story.find("list.provisional"), "decision_sha256": name, **listed})
    lines = [sealed_line(salt=SALTS[row["pseudonym"]], row=row) for row in rows]
    story.sealed = {"sealed/2026/rows.jsonl": rows_text(lines), "sealed/2026/candidates.csv": table}
