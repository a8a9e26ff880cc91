"""Places on lists, with or without names."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db.models import QuerySet

from ortoo.access.rules.grants import Grants
from ortoo.record.queries import candidates
from ortoo.selection.models import Place, Round, Run
from ortoo.selection.queries.rounds import rule_in_force
from ortoo.selection.rules.candidates import columns_of, csv_of
from ortoo.selection.rules.rule import rule_from_toml
from ortoo.selection.rules.telling_apart import APART, TOGETHER

if TYPE_CHECKING:
    from ortoo.access.models import User
    from ortoo.people.models import Official


def places_of(run: Run, grants: Grants | None) -> QuerySet[Place]:
    """The places of a run that `grants` may see, each with its official; None: all, for a page without names."""
    if grants is None:
        without_names = run.places.everything(because="shows pseudonyms, and nothing that leads to a person")
        return without_names.select_related("record")
    return run.places.visible_to(grants).select_related("official", "record")


def own_place(grants: Grants) -> Place | None:
    """Where the person who looks stands on the newest list."""
    mine = Place.objects.visible_to(grants).filter(official__account=grants.user_id)
    return mine.select_related("run__round").order_by("-run__run_at", "-run__pk").first()


def neighbours(place: Place, reach: int = 2) -> list[Place]:
    """Those next to `place` on the list, itself among them; to be shown by pseudonym only."""
    around = Place.objects.everything(because="neighbours are shown by pseudonym, with merit and state")
    return list(around.filter(run=place.run, place__range=(place.place - reach, place.place + reach)).order_by("place"))


def merits_around(place: Place, how_many: int = 80) -> list[int]:
    """Adjusted merits (merits where no prices are) of those nearest on the list, for a picture."""
    around = Place.objects.everything(because="a picture of merits names nobody")
    half = how_many // 2
    rows = around.filter(run=place.run, place__range=(place.place - half, place.place + half)).exclude(pk=place.pk)
    return [
        adjusted if adjusted is not None else merit
        for adjusted, merit in rows.values_list("adjusted", "merit")
        if merit is not None
    ]


@dataclass(frozen=True)
class Near:
    """One place near the cut line: `merit` adjusted, or as it is where no prices are; the true rank is from `low` to
    `high`, None where the errors of the records do not say.
    """

    place: int
    rank: int | None
    merit: int
    chosen: bool
    low: int | None
    high: int | None


def around_cut(run: Run, reach: int) -> list[Near]:
    """Those with a merit of `reach` places on each side of the last seat. One query."""
    whole = Place.objects.everything(because="a picture of merits names nobody")
    seats = len(run.decision["chosen"])
    rows = whole.filter(run=run, place__range=(seats - reach + 1, seats + reach)).order_by("place")
    return [
        Near(place, rank, merit if adjusted is None else adjusted, status == "chosen", *_interval(reasons))
        for place, rank, merit, adjusted, status, reasons in rows.values_list(
            "place", "rank", "merit", "adjusted", "status", "reasons"
        )
        if merit is not None
    ]


def _interval(reasons: list[dict[str, Any]]) -> tuple[int | None, int | None]:
    for reason in reasons:
        if reason["code"] in (TOGETHER, APART):
            return reason["values"]["low"], reason["values"]["high"]
    return None, None


def rank_with(place: Place, merit: int) -> int:
    """The rank by merit that the official at `place` would have with `merit`, behind nobody of equal merit."""
    others = Place.objects.everything(because="counts those with more merit, and shows nobody")
    return others.filter(run=place.run_id, rank__isnull=False, merit__gt=merit).exclude(pk=place.pk).count() + 1


def first_below(run: Run | None) -> int | None:
    """The official (by key) at the head of those who were not chosen: whom a list must answer first."""
    if run is None:
        return None
    places = Place.objects.everything(because="asks for one key, which the caller may show or not").filter(run=run)
    return places.exclude(status="chosen").order_by("place").values_list("official_id", flat=True).first()


def places_of_official(official: Official) -> list[Place]:
    """Where one official stood on the latest list of each round, the earliest round first."""
    places = Place.objects.everything(because="the caller has the official from a scoped read")
    ordered = places.filter(official=official).select_related("run__round").order_by("run__run_at", "run__pk")
    latest = {place.run.round_id: place for place in ordered}
    return list(latest.values())


def candidates_file(round: Round) -> bytes:
    """The sealed records of `round` as the table that its rule in force reads, byte for byte as it was run."""
    rule = rule_in_force(round)
    assert rule is not None
    assert round.seal is not None
    rows = (person.row for person in candidates(round.seal))
    return csv_of(columns_of(rows, rule_from_toml(rule.text).columns))


def account_at(run: Run, place: int) -> User:
    """The account of who stands at `place` on the list of `run`."""
    places = Place.objects.everything(because="leads a demonstration's sign-in to an account, and shows no row")
    account = places.select_related("official__account").get(run=run, place=place).official.account
    assert account is not None
    return account
