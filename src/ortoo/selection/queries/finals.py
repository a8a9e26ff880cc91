"""Lists that became final, and who is on them today."""

from __future__ import annotations

from django.db.models import Q, QuerySet

from ortoo.selection.models import Departure, FinalList, Place, Round

MEMBERS = "those on a final list; the caller shows pseudonyms, or asks who may see names"


def final_list(round: Round) -> FinalList | None:
    """The published list in force: the latest version that was published."""
    published = round.final_lists.filter(published_at__isnull=False)
    return published.select_related("run__rule", "run__round", "signed_by", "published_by").order_by("-version").first()


def latest_final() -> FinalList | None:
    """The final list that was published last, of whichever round."""
    published = FinalList.objects.filter(published_at__isnull=False)
    return published.select_related("run__rule", "run__round", "round").order_by("-published_at", "-pk").first()


def final_members(round: Round) -> list[Place]:
    """Who is on the final list of `round` today, in the order of the list; nobody before one is published.

    The chosen, who was kept from the version before, and who moved up, without those who left.
    """
    listed = final_list(round)
    return [] if listed is None else members_of_list(listed)


def members_of_list(listed: FinalList) -> list[Place]:
    """As `final_members`, of one version, published or not."""
    return list(_members(listed).select_related("official", "record", "run__round").order_by("place"))


def keys_of_members(listed: FinalList) -> list[int]:
    """Who `members_of_list` are, for a list that reads them itself."""
    return list(_members(listed).values_list("pk", flat=True))


def _members(listed: FinalList) -> QuerySet[Place]:
    whole = Place.objects.everything(because=MEMBERS).filter(run=listed.run_id)
    inside = Q(status="chosen") | Q(pseudonym__in=listed.kept)
    return whole.filter(inside | Q(moved_up__final_list=listed), departure=None)


def is_final_member(place: Place) -> bool:
    """Whether the official at `place` is on the final list of that round today."""
    return any(one.official_id == place.official_id for one in final_members(place.run.round))


def departures_of(listed: FinalList) -> QuerySet[Departure]:
    whole = Departure.objects.everything(because=MEMBERS).filter(final_list=listed)
    return whole.select_related("place__official", "successor__official", "recorded_by").order_by("recorded_at", "pk")
