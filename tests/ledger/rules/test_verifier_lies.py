"""Forty lies of an insider who holds database and key and signs again: each is named by what the entries say."""

from __future__ import annotations

from collections.abc import Callable
from hashlib import sha256

import pytest

from ortoo.ledger.rules.canonical import canonical
from ortoo.ledger.rules.sealing import erased_line
from ortoo.ledger.rules.verifier.check import verify
from ortoo.ledger.rules.verifier.findings import Failed
from tests.ledger.story import BOLD, PEOPLE, RULE, TUYA, Story, honest, redecide, table_of


def _drop_person_from_table(story: Story) -> None:
    story.sealed["sealed/2026/candidates.csv"] = table_of(story_rows(story)[:-1])
    _rerun_on(story)


def _raise_merit_in_table(story: Story) -> None:
    rows = story_rows(story)
    rows[0] = rows[0] | {"merit": "99.000"}
    story.sealed["sealed/2026/candidates.csv"] = table_of(rows)
    _rerun_on(story)


def _add_column_to_table(story: Story) -> None:
    story.sealed["sealed/2026/candidates.csv"] = table_of([row | {"bonus": "9"} for row in story_rows(story)])
    _rerun_on(story)


def _rerun_on(story: Story) -> None:
    digest = sha256(story.sealed["sealed/2026/candidates.csv"]).hexdigest()
    redecide(story, inputs={"candidates.csv": digest})
    story.find("selection.run")["candidates_sha256"] = digest


def story_rows(story: Story) -> list[dict[str, str]]:
    lines = story.sealed["sealed/2026/candidates.csv"].decode().splitlines()
    head = lines[0].split(",")
    return [dict(zip(head, line.split(","), strict=True)) for line in lines[1:]]


def _move(story: Story, kind: str, place: int) -> None:
    entry = story.find(kind)
    story.said.remove(entry)
    story.said.insert(place, entry)


def _edit_row(story: Story) -> None:
    rows = story.sealed["sealed/2026/rows.jsonl"]
    story.sealed["sealed/2026/rows.jsonl"] = rows.replace(b"70.000", b"99.000")


def _edit_salt(story: Story) -> None:
    rows = story.sealed["sealed/2026/rows.jsonl"]
    at = rows.index(b'"salt":"') + 8
    story.sealed["sealed/2026/rows.jsonl"] = rows[:at] + (b"0" if rows[at : at + 1] != b"0" else b"1") + rows[at + 1 :]


def _erase_silently(story: Story) -> None:
    lines = story.sealed["sealed/2026/rows.jsonl"].split(b"\n")
    lines[0] = erased_line(PEOPLE[0])
    story.sealed["sealed/2026/rows.jsonl"] = b"\n".join(lines)


def _swap_rows(story: Story) -> None:
    first, second, *rest = story.sealed["sealed/2026/rows.jsonl"].split(b"\n")
    story.sealed["sealed/2026/rows.jsonl"] = b"\n".join([second, first, *rest])


def _set(kind: str, **changed: object) -> Callable[[Story], None]:
    return lambda story: story.find(kind).update(changed)


def _second_lot(story: Story) -> None:
    story.said.insert(5, dict(story.find("lot.drawn")))


def _favourite(story: Story) -> None:
    redecide(story, chosen=[PEOPLE[0], PEOPLE[3]])


def _third_seat(story: Story) -> None:
    redecide(story, chosen=[PEOPLE[4], PEOPLE[3], PEOPLE[0]])
    story.find("selection.run")["chosen_count"] = 3


def _looser_rule(story: Story) -> None:
    rule = story.find("rule.adopted")
    rule["rule_sha256"] = rule["rule_blob"] = story.blob(canonical(RULE | {"seats": 3}))


AN_INSIDER_WHO_SIGNS_AGAIN: list[tuple[Callable[[Story], object], str]] = [
    (_set("grant.approved", by=BOLD), "entry 2 (grant.approved): a role was approved by the one who proposed it"),
    (_set("grant.approved", by=TUYA), "entry 2 (grant.approved): a role was approved by the one who gets it"),
    (_set("grant.proposed", by=TUYA), "entry 1 (grant.proposed): a role was proposed by the one who gets it"),
    (_set("grant.approved", role="auditor"), "entry 2 (grant.approved): another role was approved than proposed"),
    (_set("grant.approved", grant=2), "entry 2 (grant.approved): a role was approved that nobody proposed"),
    (lambda story: _move(story, "rule.adopted", 3), "entry 3 (records.sealed): records were sealed before a rule was"),
    (lambda story: _move(story, "lot.drawn", 3), "entry 4 (lot.drawn): the lot was drawn before the records were seal"),
    (lambda story: _move(story, "lot.drawn", 5), "entry 5 (selection.run): it was run before the lot was drawn"),
    (
        lambda story: _move(story, "list.provisional", 5),
        "entry 6 (list.provisional): a list was published before a sel",
    ),
    (lambda story: story.said.append(story.find("rule.adopted")), "entry 8 (rule.adopted): the rule was adopted after"),
    (_second_lot, "entry 6 (lot.drawn): the lot was drawn a second time; re-runs keep the first seed"),
    (_set("lot.drawn", value="17 4 22"), "entry 5 (lot.drawn): the seed is not SHA-256(root of the seal || value)"),
    (_set("records.sealed", count=4), "entry 4 (records.sealed): it counts 4 sealed records, and 5 leaves are there"),
    (_set("records.sealed", root="00" * 32), "entry 4 (records.sealed): the root is not the root over the leaves"),
    (_set("records.sealed", replaces=6), "entry 4 (records.sealed): it replaces 6, and the seal before it is None"),
    (_set("records.sealed", leaves_blob=None), "entry 4 (records.sealed): it has not the shape of its kind"),
    (_set("selection.run", seal=6), "entry 6 (selection.run): it was run on the seal 6, not on the one in force"),
    (_set("selection.run", status="infeasible"), "entry 6 (selection.run): the decision says decided, the entry infea"),
    (_set("selection.run", chosen_count=1), "entry 6 (selection.run): it counts 1 chosen, the decision 2"),
    (_set("selection.run", candidates_sha256="00"), "entry 6 (selection.run): the decision was made on another table"),
    (_set("selection.run", decision_blob="00"), "entry 6 (selection.run): decision_blob: the blob 00 is not in the fi"),
    (_looser_rule, "entry 3 (rule.adopted): it speaks of 2 seats, and the rule of 3"),
    (_favourite, "entry 7 (list.provisional): the chosen of the list are not those of the decision"),
    (_third_seat, "entry 6 (selection.run): 3 are chosen for 2 seats"),
    (lambda story: redecide(story, chosen=[PEOPLE[4]] * 2), "entry 6 (selection.run): somebody is chosen twice"),
    (lambda story: redecide(story, reserve=[PEOPLE[4]]), "entry 6 (selection.run): somebody is both chosen and in res"),
    (lambda story: redecide(story, rule_sha256="00"), "entry 6 (selection.run): the decision was made under another"),
    (_set("list.provisional", chosen=7), "entry 7 (list.provisional): the chosen of the list are not those of the dec"),
    (_set("list.provisional", seq=8), "entry 7 (list.provisional): it is number 8, and number 7 was due"),
    (_set("rule.adopted", at="yesterday"), "entry 3 (rule.adopted): its time is not UTC"),
    (_set("rule.adopted", by="Bold"), "entry 3 (rule.adopted): `by` is not a pseudonym"),
    (_set("rule.adopted", note="x" * 65536), "entry 3 (rule.adopted): it is longer than an entry may be"),
    (lambda story: story.find("rule.adopted").pop("seats"), "entry 3 (rule.adopted): it has not the shape of its kind"),
    (lambda story: story.blob(b"more"), "no entry names the blob"),
    (_edit_row, "sealed/2026: rows.jsonl, row 1"),
    (_edit_salt, "sealed/2026: rows.jsonl, row 1"),
    (_swap_rows, "sealed/2026: rows.jsonl, row 1"),
    (_erase_silently, f"sealed/2026: rows.jsonl, row 1: no entry says that {PEOPLE[0]} was erased"),
    (_raise_merit_in_table, "sealed/2026: candidates.csv, line 2, merit: '99.000', and sealed was '70.000'"),
    (_add_column_to_table, "sealed/2026: candidates.csv, line 2, bonus: '9', and sealed was None"),
    (_drop_person_from_table, "sealed/2026: candidates.csv has 4 rows, and 5 were sealed"),
    (lambda story: story.sealed.pop("sealed/2026/candidates.csv"), "sealed/2026: candidates.csv is missing"),
    (
        lambda story: story.sealed.update({"sealed/2027/rows.jsonl": b""}),
        "sealed/2027: no entry seals records for this round",
    ),
]


@pytest.mark.parametrize(
    ("lie", "found"), AN_INSIDER_WHO_SIGNS_AGAIN, ids=[each[1] for each in AN_INSIDER_WHO_SIGNS_AGAIN]
)
def test_an_insider_who_signs_again_is_caught_by_what_the_entries_say(
    lie: Callable[[Story], object], found: str
) -> None:
    story = honest()
    story.checkpoints_at = ()
    lie(story)
    with pytest.raises(Failed) as failed:
        verify(story.packed())
    assert str(failed.value).startswith(found)
