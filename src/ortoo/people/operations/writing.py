"""The short second half of an import: looks again at what it is about to change, and writes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date, datetime

from django.db import IntegrityError, transaction

from ortoo.access.models import User
from ortoo.ledger import operations as ledger
from ortoo.multilingual.refusals import Refusal
from ortoo.people.models import Appointment, Official, Organization, Region
from ortoo.people.operations.holding import IDENTITY, WHY, known_of
from ortoo.people.rules.posting import Post
from ortoo.people.rules.registering import Judged

BATCH = 2_000
"""Rows in memory as model instances at once."""

IDENTITY_COLUMNS = (*IDENTITY, "sort_key", "search_key")


def write_register(*, judged: Sequence[Judged], body: Mapping[str, object], by: User, at: datetime) -> None:
    """Writes what was judged, with one ledger entry of `body`. Refused where a row has changed since it was judged."""
    try:
        with transaction.atomic():
            _write(judged)
            ledger.record(kind="programme.register-imported", body=body, by=by, at=at)
    except IntegrityError as error:
        # Two imports at once: the other has put in the same number, or a post of the same official.
        raise Refusal("people.changed_meanwhile") from error


def _write(judged: Sequence[Judged]) -> None:
    organizations = dict(Organization.objects.values_list("code", "pk"))
    regions = dict(Region.objects.values_list("code", "pk"))
    for start in range(0, len(judged), BATCH):
        batch = judged[start : start + BATCH]
        _check_unchanged(batch)
        keys = _write_identities(batch)
        _close_posts(batch)
        posts = [(keys[one.number], one.post) for one in batch if one.post]
        Appointment.objects.everything(because=WHY).bulk_create(
            [appointment(official, post, organizations, regions) for official, post in posts]
        )


def appointment(official: int, post: Post, organizations: dict[str, int], regions: dict[str, int]) -> Appointment:
    return Appointment(
        official_id=official,
        organization_id=organizations[post.organization],
        region_id=regions[post.region],
        post=post.title,
        rank_class=post.rank_class,
        level=post.level,
        valid_from=post.since,
    )


def _check_unchanged(batch: Sequence[Judged]) -> None:
    now = known_of([one.number for one in batch], lock=True)
    if any(now.get(one.number) != one.known for one in batch):
        raise Refusal("people.changed_meanwhile")


def _write_identities(batch: Sequence[Judged]) -> dict[str, int]:
    """Inserts and overwrites in one statement a batch. Number -> key of every official in the batch."""
    keys = {one.number: one.known.key for one in batch if one.known}
    rows = [_official(one) for one in batch if one.identity]
    written = Official.objects.everything(because=WHY).bulk_create(
        rows, update_conflicts=True, unique_fields=["number"], update_fields=IDENTITY_COLUMNS
    )
    return keys | {official.number: official.pk for official in written}


def _official(one: Judged) -> Official:
    assert one.identity is not None
    sort_key, search_key = one.keys
    values = {name: getattr(one.identity, name) for name in IDENTITY}
    return Official(number=one.number, sort_key=sort_key, search_key=search_key, **values)


def _close_posts(batch: Sequence[Judged]) -> None:
    """The post before ends on the day on which the new one begins: open ones only, by day, few statements."""
    ending: dict[date, list[int]] = defaultdict(list)
    for one in batch:
        if one.post and one.known and one.known.post_key and one.known.left_on is None:
            ending[one.post.since].append(one.known.post_key)
    for day, keys in ending.items():
        Appointment.objects.everything(because=WHY).filter(pk__in=keys).update(valid_to=day)
