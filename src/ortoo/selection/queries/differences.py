"""What a re-run changed, read for the rule that tells it (`rules/difference.py`)."""

from __future__ import annotations

import json
from collections.abc import Collection

from django.db.models import Q

from ortoo.selection.models import FinalList, Place, Round, Run
from ortoo.selection.rules.difference import Change, Kind, Stand, difference
from ortoo.selection.rules.rule import rule_from_toml

WHY = "holds two lists against each other; the caller shows pseudonyms, or asks who may see names"


def run_before(run: Run) -> Run | None:
    """The list that `run` took the place of, in the same round."""
    earlier = run.round.runs.filter(status="decided", pk__lt=run.pk)
    return earlier.select_related("rule", "seal").order_by("-pk").first()


def run_compared(run: Run) -> Run | None:
    """What `run` is held against: the published list that an order reopened, else the provisional one before it."""
    published = FinalList.objects.filter(round=run.round_id, published_at__isnull=False).exclude(run=run)
    latest = published.filter(run__lt=run.pk).select_related("run__rule", "run__seal").order_by("-version").first()
    return latest.run if latest else run_before(run)


def changes_of(run: Run, also: Collection[int] = ()) -> tuple[Change, ...]:
    """Changes of everybody chosen or in reserve on either list, of who was corrected, and of the officials `also`.

    Who only moved by rank elsewhere is counted (`how_many_moved`), not named. Empty for a first list.
    """
    before = run_compared(run)
    if before is None:
        return ()
    signed = FinalList.objects.filter(run=run).first()
    officials = _told(before, run) | set(also)
    return difference(
        _stands(before, officials), _stands(run, officials), rule_from_toml(run.rule.text).quotas,
        signed.kept if signed else (),
    )  # fmt: skip


def own_change(place: Place) -> Change | None:
    """What changed for the official at `place`; None where nothing did."""
    found = {one.pseudonym: one for one in changes_of(place.run, [place.official_id])}
    return found.get(place.pseudonym)


def how_many_moved(run: Run) -> int:
    """Officials whose rank alone is another than before, those named by `changes_of` left out."""
    before = run_compared(run)
    if before is None:
        return 0
    named = {change.pseudonym for change in changes_of(run) if change.kind is not Kind.MOVES}
    old, new = _ranks(before), _ranks(run)
    return sum(rank != old.get(name) and name not in named for name, rank in new.items())


def was_run_again(round: Round) -> bool:
    return round.runs.filter(status="decided").count() > 1


def _told(before: Run, after: Run) -> set[int]:
    listed = Q(run__in=(before, after), status__in=("chosen", "reserve"))
    found = set(Place.objects.everything(because=WHY).filter(listed).values_list("official", flat=True))
    return found | _corrected(before, after)


def _corrected(before: Run, after: Run) -> set[int]:
    """Officials of the rulings that were carried out between the two seals."""
    seal, keys = after.seal, []
    while seal.pk != before.seal_id and seal.replaces is not None:
        keys.append(seal.pk)
        seal = seal.replaces
    places = Place.objects.everything(because=WHY).filter(run=after, official__appeals__rulings__seal__in=keys)
    return set(places.values_list("official", flat=True))


def _stands(run: Run, officials: Collection[int]) -> list[Stand]:
    rows = Place.objects.everything(because=WHY).filter(run=run, official__in=officials)
    values = rows.values_list("pseudonym", "status", "rank", "merit", "record__row")
    return [Stand(name, status, rank, merit, json.loads(row)) for name, status, rank, merit, row in values]


def _ranks(run: Run) -> dict[str, int | None]:
    return dict(Place.objects.everything(because=WHY).filter(run=run).values_list("pseudonym", "rank"))
