"""A second person reviews what somebody wrote: without it no form takes an item."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.utils.timezone import localdate

from ortoo.access.models import User
from ortoo.access.queries import grants_at
from ortoo.exams.access import check_may_keep_items
from ortoo.exams.models import Item, ItemReview, ItemVersion
from ortoo.exams.operations.correcting import check_reason
from ortoo.exams.operations.items import BATCH, commitment
from ortoo.exams.queries.items import latest_numbers, question_of
from ortoo.exams.rules.bank.incoming import refuse_unready
from ortoo.ledger import operations as ledger
from ortoo.multilingual.refusals import Refusal


@transaction.atomic
def review_item(*, version: ItemVersion, approved: bool, reason: str, by: User, at: datetime) -> ItemReview:
    """Approves a version, or returns it with a reason; an approval needs none.

    Refused: the writer's own hand, a version that was reviewed or that another one follows, an item that is retired;
    and to approve what is not told in every language, stands in no cell or asks nothing.
    """
    check_may_keep_items(grants_at(by, at))
    (held,) = _held([version])
    check_may_review(held, latest_numbers([held])[held.item_id], by)
    if approved:
        refuse_unready(question_of(held))
    else:
        check_reason(reason.strip())
    review = ItemReview.objects.create(
        version=held, approved=approved, reason=reason.strip(), reviewed_by=by, reviewed_at=at
    )
    kind = "item.approved" if approved else "item.returned"
    ledger.record(kind=kind, body={"item": commitment(held.item.code), "version": held.number}, by=by, at=at)
    return review


@transaction.atomic
def review_items(*, versions: Sequence[ItemVersion], reason: str = "", by: User, at: datetime) -> list[ItemReview]:
    """Approves many, all or none, with one entry. Refused: the first that `review_item` would not approve."""
    check_may_keep_items(grants_at(by, at))
    held = _held(versions)
    latest = latest_numbers(held)
    for one in held:
        check_may_review(one, latest[one.item_id], by)
        refuse_unready(question_of(one))
    reviews = ItemReview.objects.bulk_create(
        (ItemReview(version=one, approved=True, reason=reason.strip(), reviewed_by=by, reviewed_at=at) for one in held),
        batch_size=BATCH,
    )
    if reviews:
        names = "\n".join(sorted(f"{one.item.code} {one.number} {one.sha256}" for one in held))
        body = {"versions": len(reviews), "content": commitment(names)}
        ledger.record(kind="items.approved", body=body, by=by, at=at)
    return reviews


def _held(versions: Sequence[ItemVersion]) -> list[ItemVersion]:
    """They as they stand, with their items held: whoever writes or reviews one of them now waits."""
    keys = [one.pk for one in versions]
    items = ItemVersion.objects.filter(pk__in=keys).values("item")
    list(Item.objects.select_for_update().filter(pk__in=items).order_by("pk").values_list("pk"))
    found = ItemVersion.objects.filter(pk__in=keys).select_related("item", "review").order_by("item__code", "number")
    return list(found)


def check_may_review(version: ItemVersion, latest: int, by: User) -> None:
    """Refuses what `review_item` does, whichever way it would be decided; `latest` is the item's latest version."""
    code = version.item.code
    if version.item.retired_at:
        raise Refusal("bank.item_retired", item=code)
    if hasattr(version, "review"):
        raise Refusal("bank.reviewed_already", item=code, day=localdate(version.review.reviewed_at).isoformat())
    if latest > version.number:
        raise Refusal("bank.version_followed", item=code, number=version.number, latest=latest)
    if version.written_by_id == by.pk:
        raise Refusal("bank.second_person_needed", item=code)
