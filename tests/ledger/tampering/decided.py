"""An insider with database and key who decides otherwise than the rule, or shows other rows than were sealed."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from hashlib import sha256
from random import Random

from ortoo.ledger.rules.canonical import canonical
from ortoo.ledger.rules.sealing import erased_line, sealed_line
from tests.ledger.story import Story
from tests.ledger.tampering.houses import House, crossed, told
from tests.ledger.tampering.inside import Said, signed
from tests.ledger.tampering.kinds import CERTIFICATE, RECEIPT, RERUN, ROWS, Forged, Kind, holds
from tests.ledger.tampering.outside import SEALED, TABLE


def decided_again(story: Story, change: Callable[[Said], object]) -> None:
    """The last decision altered, stored under its new hash, and named by all that named the old one."""
    run = story.last("selection.run")
    before, decision = run["decision_blob"], json.loads(story.blobs[run["decision_blob"]])
    change(decision)
    del story.blobs[before]
    name = story.blob(canonical(decision))
    run["decision_blob"] = name
    for entry in story.said:
        if entry.get("decision_sha256") == before:
            entry["decision_sha256"] = name
            for part in {"chosen", "reserve"} & entry.keys():
                entry[part] = decision[part]


def favourite(story: Story, house: House, chance: Random) -> tuple[str, str]:
    """Who was chosen above the line gives way to somebody who was not; figures, counts and table stay."""
    listed = story.last("list.provisional")
    rows = {row["pseudonym"]: row for row in house.rows}
    above = listed["chosen"][0]
    others = [n for n in house.people if n not in listed["chosen"] + listed["reserve"] and rows[n]["eligible"] == "yes"]
    instead = chance.choice(others)

    def swap(decision: Said) -> None:
        decision["chosen"] = [*decision["chosen"][1:], instead]

    decided_again(story, swap)
    return above, instead


def favourite_chosen(house: House, chance: Random) -> Forged:
    story = told(house)
    favourite(story, house, chance)
    return signed(story, ROWS)


def favourite_chosen_without_rows(house: House, chance: Random) -> Forged:
    """The export shows no rows, and holds: who was put out holds the receipt that does not."""
    story = told(house)
    above, _ = favourite(story, house, chance)
    kept = story.receipt(above)
    story.sealed = {}
    assert not holds(signed(story, RECEIPT).data)
    return Forged(kept, RECEIPT, alone=True)


def reserve_edited(house: House, chance: Random) -> Forged:
    """Somebody of the reserve is not there: only whoever solves again can know."""
    story = told(house)
    decided_again(story, lambda decision: decision["reserve"].pop(chance.randrange(len(decision["reserve"]))))
    return signed(story, RERUN)


def price_edited(house: House, chance: Random) -> Forged:
    """In decision, certificate and list; the bound is added up again."""
    story = told(house)
    by = chance.randrange(1, 4000)

    def change(decision: Said) -> None:
        certificate = decision["certificate"]
        price = certificate["adjustments"][0]
        by_sign = by if price["adjustment"] > 0 else -by
        price["adjustment"] += by_sign
        certificate["adjustments_times_bounds"] += by_sign * price["count"]
        certificate["price_bound"] -= by_sign * price["count"]
        decision["price_bound"] = f"{certificate['price_bound'] / 1000:.3f}"
        decision["adjustments"][f"{price['attribute']}={price['value']}"] = f"{price['adjustment'] / 1000:.3f}"
        listed = story.last("list.provisional")["result"]
        listed["adjustments"], listed["price_bound"] = certificate["adjustments"], certificate["price_bound"]

    decided_again(story, change)
    return signed(story, CERTIFICATE)


def cut_made_to_fit(house: House, chance: Random) -> Forged:
    """A lower cut line everywhere, and positive margins with which the bound is the total again."""
    story = told(house)
    by = chance.randrange(1, 4000)

    def change(decision: Said) -> None:
        certificate = decision["certificate"]
        certificate["cut"] -= by
        certificate["positive_margins"] += by * certificate["seats"]
        decision["cut"] = f"{certificate['cut'] / 1000:.3f}"
        story.last("list.provisional")["result"]["cut"] = certificate["cut"]

    decided_again(story, change)
    return signed(story, ROWS)


def leaf_edited(house: House, chance: Random) -> Forged:
    """Of a tree that closes the gap between prices and total."""
    story = told(crossed(chance.randrange(1000)))

    def change(decision: Said) -> None:
        leaf = chance.choice([node for node in decision["certificate"]["tree"] if "cut" in node])
        leaf["bound"] += chance.choice([-1, 1]) * chance.randrange(1, 10**6)

    decided_again(story, change)
    return signed(story, ROWS)


def branch_cut_off(house: House, chance: Random) -> Forged:
    story = told(crossed(chance.randrange(1000)))
    decided_again(story, lambda decision: decision["certificate"]["tree"].pop(chance.randrange(1, 3)))
    return signed(story, ROWS)


def erased_without_an_entry(house: House, chance: Random) -> Forged:
    story = told(house)
    lines = story.sealed[SEALED].split(b"\n")[:-1]
    at = chance.randrange(len(lines))
    lines[at] = erased_line(house.people[at])
    story.sealed = {SEALED: b"".join(line + b"\n" for line in lines)}
    return signed(story, ROWS)


def erased_salt_forged(house: House, chance: Random) -> Forged:
    """Who was erased comes back, with a salt that was made up."""
    made = replace(house, erased=frozenset({chance.choice(house.people)}), appealed=False)
    story, (name,) = told(made), made.erased
    row = next(row for row in made.rows if row["pseudonym"] == name)
    forged = sealed_line(salt=chance.randbytes(32).hex(), row=row)
    story.sealed[SEALED] = story.sealed[SEALED].replace(erased_line(name), forged)
    return signed(story, ROWS)


def table_edited(house: House, chance: Random) -> Forged:
    """A merit in the table of the run, whose hash is recorded again everywhere."""
    story = told(house)
    head, *lines = story.sealed[TABLE].split(b"\n")[:-1]
    at = chance.randrange(len(lines))
    cells = lines[at].split(b",")
    cells[1] = b"99.999"
    lines[at] = b",".join(cells)
    story.sealed[TABLE] = b"".join(line + b"\n" for line in [head, *lines])
    digest = sha256(story.sealed[TABLE]).hexdigest()
    decided_again(story, lambda decision: decision.update(inputs={"candidates.csv": digest}))
    story.last("selection.run")["candidates_sha256"] = digest
    return signed(story, ROWS)


KINDS: dict[str, Kind] = {
    "a price": price_edited,
    "a cut line made to fit": cut_made_to_fit,
    "a leaf of a certificate": leaf_edited,
    "a branch of a certificate": branch_cut_off,
    "a favourite chosen": favourite_chosen,
    "a favourite chosen, and no rows shown": favourite_chosen_without_rows,
    "a reserve": reserve_edited,
    "a row erased without an entry": erased_without_an_entry,
    "an erased salt forged": erased_salt_forged,
    "a cell of the table": table_edited,
}
