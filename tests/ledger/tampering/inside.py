"""An insider who holds the database and the academy's key: the past is told otherwise, computed and signed again."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from random import Random
from typing import Any

from ortoo.ledger.rules.verifier.archive import pack
from tests.ledger.story import TUYA, Story
from tests.ledger.tampering.houses import House, told
from tests.ledger.tampering.kinds import COUNTS, KEPT, MEANING, RECEIPT, ROOT, Forged, Kind
from tests.ledger.tampering.outside import holder

Said = dict[str, Any]


def signed(story: Story, told_by: str, against: bytes | None = None) -> Forged:
    """Packed with one new checkpoint and no older one: those that left the house are what he cannot take back."""
    story.checkpoints_at = ()
    return Forged(story.packed(), told_by, against)


def rolled_back(house: House, chance: Random) -> Forged:
    """The last entries never were: the ledger ends before the list."""
    story = told(house)
    kept = story.checkpoint(len(story.said))
    run = next(place for place, entry in enumerate(story.said) if entry["kind"] == "selection.run")
    story.said = story.said[: chance.randrange(1, run + 1)]
    named = {value for entry in story.said for key, value in entry.items() if key.endswith("_blob")}
    story.blobs = {name: content for name, content in story.blobs.items() if name in named}
    story.sealed = {}
    return signed(story, KEPT, kept)


def drawn_again(house: House, chance: Random) -> Forged:
    story = told(house)
    kept = story.checkpoint(chance.randrange(6, len(story.said)))
    return signed(told(replace(house, value=f"{chance.random()}")), KEPT, kept)


def rule_loosened(house: House, chance: Random) -> Forged:
    """Another rule was adopted, so to say, and all was decided under it."""
    story = told(house)
    kept = story.checkpoint(chance.randrange(4, len(story.said)))
    other = replace(house.rule, title=f"{chance.random()}", quotas=house.rule.quotas[1:])
    return signed(told(replace(house, rule=other)), KEPT, kept)


def merit_raised_before_the_seal(house: House, chance: Random) -> Forged:
    story = told(house)
    kept = story.receipt(holder(house, story, chance))
    favourite = chance.choice(house.people)
    return signed(told(house.with_merit(favourite, f"{chance.randrange(90, 99)}.500")), RECEIPT, kept)


def left_out_of_the_seal(house: House, chance: Random) -> Forged:
    """Somebody's row never was, and all others were decided on."""
    story = told(house)
    listed = story.last("list.provisional")
    others = [name for name in house.people if name not in listed["chosen"] and name not in house.erased]
    out = chance.choice(others)
    kept = story.receipt(out)
    return signed(told(replace(house, rows=tuple(row for row in house.rows if row["pseudonym"] != out))), RECEIPT, kept)


def moved(kind: str, before: str) -> Kind:
    """An entry stands before another that it must follow."""

    def forge(house: House, chance: Random) -> Forged:
        story = told(house)
        entry = story.find(kind)
        story.said.remove(entry)
        story.said.insert(story.said.index(story.find(before)), entry)
        return signed(story, MEANING)

    return forge


def rule_after_the_seal(house: House, chance: Random) -> Forged:
    """Beside the adopted one, another rule once the records are known."""
    story = told(house)
    late = dict(story.find("rule.adopted"))
    late["rule_sha256"] = late["rule_blob"] = story.blob(replace(house.rule, title=f"{chance.random()}").canonical())
    seal = story.said.index(story.find("records.sealed"))
    story.said.insert(seal + chance.randrange(1, 3), late)
    return signed(story, MEANING)


def set_in(kind: str, change: Callable[[Said, Random], object], told_by: str) -> Kind:
    def forge(house: House, chance: Random) -> Forged:
        story = told(house)
        change(story.last(kind), chance)
        return signed(story, told_by)

    return forge


def published_cut(listed: Said, chance: Random) -> None:
    cut = listed["result"]["cut"] or 70_000
    listed["result"]["cut"] = cut + chance.choice([-1, 1]) * chance.randrange(1, 5000)


def published_bound(listed: Said, chance: Random) -> None:
    name = chance.choice(["bound", "total"])
    listed["result"][name] += chance.choice([-1, 1]) * chance.randrange(1, 5000)


def published_count(listed: Said, chance: Random) -> None:
    """One of the chosen is counted in another category: the sum stays."""
    counts = listed["result"]["counts"]
    values = counts[chance.choice(sorted(counts))]
    values[chance.choice(sorted(values))] -= 1
    values["elsewhere"] = values.get("elsewhere", 0) + 1


def chosen_in_list(listed: Said, chance: Random) -> None:
    listed["chosen"][chance.randrange(len(listed["chosen"]))] = chance.randbytes(32).hex()


def seed_edited(lot: Said, chance: Random) -> None:
    lot["seed"] = chance.randbytes(32).hex()


def sealed_count(seal: Said, chance: Random) -> None:
    seal["count"] += chance.choice([-1, 1]) * chance.randrange(1, 5)


def time_edited(lot: Said, chance: Random) -> None:
    lot["at"] = f"2026-01-{chance.randrange(1, 32):02}T00:00:00.000000Z"


def earlier_checkpoint_forged(house: House, chance: Random) -> Forged:
    """The newest is of the forged past, and an older one that left the house is carried on as it was."""
    story = told(house)
    kept = story.checkpoint(chance.randrange(6, len(story.said)))
    forged = told(replace(house, value=f"{chance.random()}"))
    forged.checkpoints_at = ()
    return Forged(pack(forged.files() | {"checkpoints/0001": kept}), ROOT)


def one_hand(entry: Said, chance: Random) -> None:
    entry["by"] = chance.choice([TUYA, entry["by"]]) if entry["by"] == TUYA else TUYA


KINDS: dict[str, Kind] = {
    "rolled back": rolled_back,
    "forked: drawn again": drawn_again,
    "forked: the rule loosened": rule_loosened,
    "forked: a merit raised before the seal": merit_raised_before_the_seal,
    "forked: somebody left out of the seal": left_out_of_the_seal,
    "forked behind a checkpoint that it carries": earlier_checkpoint_forged,
    "a rule after the seal": rule_after_the_seal,
    "the weights after the rule": moved("rule.adopted", "record.formula-adopted"),
    "the draw before the seal": moved("lot.drawn", "records.sealed"),
    "the run before the draw": moved("selection.run", "lot.drawn"),
    "a published cut line": set_in("list.provisional", published_cut, MEANING),
    "a published bound": set_in("list.provisional", published_bound, MEANING),
    "a published count": set_in("list.provisional", published_count, COUNTS),
    "a chosen pseudonym": set_in("list.provisional", chosen_in_list, MEANING),
    "a seed": set_in("lot.drawn", seed_edited, MEANING),
    "a count of sealed records": set_in("records.sealed", sealed_count, MEANING),
    "a time": set_in("lot.drawn", time_edited, MEANING),
    "one hand for two": set_in("grant.approved", one_hand, MEANING),
}
