"""An edition of a series is kept by one and approved by another. Never changed: a revision is a new edition beside."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from datetime import datetime

from django.db import transaction
from django.db.models import Max
from django.utils.timezone import localdate

from ortoo.access.models import User
from ortoo.access.queries import grants_at
from ortoo.ledger import operations as ledger
from ortoo.multilingual.refusals import Refusal
from ortoo.results.access import check_may_approve, check_may_keep_series
from ortoo.results.models import Edition, Observation, Series
from ortoo.results.operations.series import owner_of_series
from ortoo.results.rules.indicator.figures import exact, plain

EARLIEST = 1900
FIELDS = ("vintage", "source", "licence")


@transaction.atomic
def keep_edition(
    *, series: Series, vintage: str, source: str, licence: str, observations: Mapping[int, str], by: User,
    at: datetime,
) -> Edition:  # fmt: skip
    """`observations`: year -> figure as printed. The newest edition so far; shown to nobody before it is approved.

    Refused: without vintage, source, licence or figures; a vintage that is there; a year to come; a figure that can't
    be read in one way only, or that lies outside the bounds of the series.
    """
    check_may_keep_series(grants_at(by, at), owner_of_series(series))
    Series.objects.select_for_update().get(pk=series.pk)
    given = {"vintage": vintage.strip(), "source": source.strip(), "licence": licence.strip()}
    for name in FIELDS:
        if not given[name]:
            raise Refusal(f"results.without.{name}", code=series.code, field=name)
    if series.editions.filter(vintage=given["vintage"]).exists():
        raise Refusal("results.edition_is_there", vintage=vintage, code=series.code, field="vintage")
    if not observations:
        raise Refusal("results.without.figures", vintage=vintage, field="observations")
    figures = {year: plain(value) for year, value in sorted(observations.items())}
    for year, value in figures.items():
        check_figure(series, year, value, at)
    last = series.editions.aggregate(last=Max("place"))["last"] or 0
    edition = Edition.objects.create(series=series, place=last + 1, entered_by=by, entered_at=at, **given)
    Observation.objects.bulk_create(Observation(edition=edition, year=year, value=figures[year]) for year in figures)
    ledger.record(kind="programme.edition-kept", body=said_of(edition, figures), by=by, at=at)
    return edition


@transaction.atomic
def approve_edition(*, edition: Edition, by: User, at: datetime) -> Edition:
    """Shows an edition to everybody, for good. Refused: to who entered it; a second time."""
    edition = Edition.objects.select_for_update(of=("self",)).select_related("series__indicator").get(pk=edition.pk)
    check_may_approve(grants_at(by, at), owner_of_series(edition.series))
    if edition.approved_at is not None:
        raise Refusal("results.approved_already", vintage=edition.vintage)
    if edition.entered_by_id == by.pk:
        raise Refusal("results.own_edition", vintage=edition.vintage)
    edition.approved_by, edition.approved_at = by, at
    edition.save(update_fields=["approved_by", "approved_at"])
    ledger.record(kind="figure.approved", body=said_of(edition, figures_of(edition)), by=by, at=at)
    return edition


@transaction.atomic
def take_back_edition(*, edition: Edition, because: str, by: User, at: datetime) -> None:
    """Removes an edition that nobody has approved, so that it can be kept again without its mistake."""
    edition = Edition.objects.select_for_update(of=("self",)).select_related("series__indicator").get(pk=edition.pk)
    check_may_approve(grants_at(by, at), owner_of_series(edition.series))
    if edition.approved_at is not None:
        raise Refusal("results.approved_already", vintage=edition.vintage)
    if not because.strip():
        raise Refusal("results.taken_back_why", field="because")
    body = {**said_of(edition, figures_of(edition)), "because": because.strip()}
    edition.observations.all().delete()
    edition.delete()
    ledger.record(kind="programme.edition-taken-back", body=body, by=by, at=at)


def check_figure(series: Series, year: int, value: str, at: datetime) -> None:
    """`value` as `plain` writes it."""
    if year < EARLIEST or year > localdate(at).year:
        raise Refusal("results.year_not_yet", year=year, earliest=EARLIEST, latest=localdate(at).year)
    if not within(series, value):
        raise Refusal("results.off_range", value=value, low=series.low or "−∞", high=series.high or "∞", year=year)


def within(series: Series, value: str) -> bool:
    number = exact(value)
    return not (series.low and number < exact(series.low)) and not (series.high and number > exact(series.high))


def figures_of(edition: Edition) -> dict[int, str]:
    return dict(edition.observations.order_by("year").values_list("year", "value"))


def said_of(edition: Edition, figures: Mapping[int, str]) -> dict[str, object]:
    """What the ledger says of an edition: the figures themselves as the hash of their lines "year,value"."""
    lines = "".join(f"{year},{value}\n" for year, value in figures.items())
    return {
        "series": edition.series.code,
        "vintage": edition.vintage,
        "count": len(figures),
        "figures_sha256": hashlib.sha256(lines.encode()).hexdigest(),
    }
