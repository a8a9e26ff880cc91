"""Items are written, one or a file of them, and retired."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from ortoo.access.models import User
from ortoo.access.queries import grants_at
from ortoo.exams.access import check_may_keep_items
from ortoo.exams.models import Item, ItemVersion
from ortoo.exams.operations.correcting import check_reason
from ortoo.exams.queries.items import latest_versions, standing_items
from ortoo.exams.rules.bank.body import body_of, hash_of
from ortoo.exams.rules.bank.incoming import Incoming, refuse_retired, refuse_unfit, sort_out
from ortoo.exams.rules.bank.question import Question
from ortoo.exams.rules.bank.titles import titles_of
from ortoo.ledger import operations as ledger
from ortoo.multilingual.refusals import LANGUAGES, Refusal
from ortoo.plan.queries import goal_names

BATCH = 2_000
"""Rows in one insertion: SQLite takes 32,766 values in a statement."""


@dataclass(frozen=True)
class Taken:
    """What a file brought: items that are new, new versions of items, and what stood there already."""

    new: int
    changed: int
    unchanged: int


@transaction.atomic
def write_item(
    *,
    question: Question,
    expert_facility: int | None = None,
    source: str = "",
    follows: int | None = None,
    by: User,
    at: datetime,
) -> ItemVersion:
    """Writes `question` as a new item or the next version of that with its code. The same again changes nothing.

    `expert_facility` in thousandths, None for that of the version before; `follows`: the version that was seen, 0 for
    none, None for whichever stands. Refused: what is unsound, without a code, of a goal that the plan does not have,
    an item that is retired or of which another version was written meanwhile, a facility off 1 to 999.
    """
    check_may_keep_items(grants_at(by, at))
    _refuse_facility(expert_facility)
    refuse_unfit(question, goal_names().keys())
    item = _held([question])[question.code]
    refuse_retired(question, standing_items([question.code]).get(question.code))
    before = item.versions.order_by("-number").first()
    _refuse_unseen(item, before.number if before else 0, follows)
    version = _next(item, before, question, expert_facility, source, by, at)
    if before and (before.sha256, before.expert_facility) == (version.sha256, version.expert_facility):
        return before
    version.save(force_insert=True)
    body = {"item": commitment(item.code), "version": version.number, "content": commitment(version.sha256)}
    ledger.record(kind="item.written", body=body, by=by, at=at)
    return version


@transaction.atomic
def take_items(
    *,
    questions: Sequence[Question],
    source: str,
    facilities: Mapping[str, int] | None = None,
    seen: Mapping[str, int] | None = None,
    by: User,
    at: datetime,
) -> Taken:
    """Takes in the questions of files, all or none, with one entry; what stands there already changes nothing.

    `facilities`: code -> what an expert expects, in thousandths; `seen`: code -> the version that a question was joined
    with, 0 for none. Refused: the first that `write_item` would refuse, and a code twice.
    """
    check_may_keep_items(grants_at(by, at))
    goals, expected = goal_names().keys(), facilities or {}
    for question in questions:
        refuse_unfit(question, goals)
        _refuse_facility(expected.get(question.code))
    held = _held(questions)
    standing = standing_items()
    for code, number in (seen or {}).items():
        if code in held and number != (standing[code].number if code in standing else 0):
            raise Refusal("bank.written_meanwhile", item=code, number=standing[code].number)
    found = sort_out(questions, standing, goals)
    for _, refusal in found.refused:
        raise refusal
    before = latest_versions([one.code for one in found.changed])
    versions = [
        _next(held[one.code], before.get(one.code), one, expected.get(one.code), source, by, at) for one in found.taken
    ]
    ItemVersion.objects.bulk_create(versions, batch_size=BATCH)
    if versions:
        _record_taken(found, versions, by, at)
    return Taken(len(found.new), len(found.changed), len(found.unchanged))


def _held(questions: Sequence[Question]) -> dict[str, Item]:
    """Their items by code, made where they are new: who writes one of them now waits, or has written and is seen."""
    codes = [question.code for question in questions]
    Item.objects.bulk_create([Item(code=code) for code in codes], batch_size=BATCH, ignore_conflicts=True)
    return {item.code: item for item in Item.objects.select_for_update().filter(code__in=codes).order_by("pk")}


def _refuse_unseen(item: Item, standing: int, follows: int | None) -> None:
    if follows == 0 and standing:
        raise Refusal("bank.code_taken", item=item.code, field="code")
    if follows is not None and follows != standing:
        raise Refusal("bank.written_meanwhile", item=item.code, number=standing)


def _refuse_facility(facility: int | None) -> None:
    if facility is not None and not 0 < facility < 1000:
        raise Refusal("bank.facility_range", field="facility")


def _next(
    item: Item,
    before: ItemVersion | None,
    question: Question,
    facility: int | None,
    source: str,
    by: User,
    at: datetime,
) -> ItemVersion:
    if facility is None and before:
        facility = before.expert_facility
    body = body_of(question)
    return ItemVersion(
        item=item,
        number=before.number + 1 if before else 1,
        kind=question.kind.value,
        goal=question.cell.goal if question.cell else "",
        level=question.cell.level.value if question.cell else "",
        languages=",".join(language for language in LANGUAGES if language in question.texts),
        **{f"name_{language}": title for language, title in titles_of(question).items()},
        body=body,
        sha256=hash_of(body),
        expert_facility=facility,
        written_by=by,
        written_at=at,
        source=source[-200:],
    )


def _record_taken(found: Incoming, versions: Sequence[ItemVersion], by: User, at: datetime) -> None:
    written = sorted(f"{one.item.code} {one.number} {one.sha256}" for one in versions)
    body = {
        "new": len(found.new),
        "changed": len(found.changed),
        "unchanged": len(found.unchanged),
        "content": commitment("\n".join(written)),
    }
    ledger.record(kind="items.taken", body=body, by=by, at=at)


def commitment(content: str) -> str:
    """What the ledger gets of a code or a hash: by the hash alone, whoever has a question could try its few keys."""
    return ledger.row_salts(kind="item", keys=["bank"], seal=content)["bank"]


@transaction.atomic
def retire_item(*, item: Item, reason: str, by: User, at: datetime) -> Item:
    """From now on no new form takes it; those it stands on keep it. Refused: one that is retired, no reason."""
    check_may_keep_items(grants_at(by, at))
    held = Item.objects.select_for_update().get(pk=item.pk)
    if held.retired_at:
        raise Refusal("bank.item_retired", item=held.code)
    check_reason(reason.strip())
    held.retired_by, held.retired_at, held.retired_because = by, at, reason.strip()
    held.save(update_fields=["retired_by", "retired_at", "retired_because"])
    ledger.record(kind="item.retired", body={"item": commitment(held.code)}, by=by, at=at)
    return held
