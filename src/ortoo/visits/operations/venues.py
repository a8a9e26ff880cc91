"""Files of venues and of the ways between them are taken in, whole or not at all."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db import transaction

from ortoo.access.models import User
from ortoo.access.queries import grants_at
from ortoo.jobs.progress import Progress, silent
from ortoo.ledger import operations as ledger
from ortoo.people.queries import organization_keys
from ortoo.spreadsheets.kinds import ImportReport, Source
from ortoo.spreadsheets.rows import Row, RowProblem, repeated
from ortoo.visits.access import check_may_keep_visits
from ortoo.visits.models import Leg, Venue

NAMES = ("name_mn", "name_en", "name_ko")
TOWNS = ("town_mn", "town_en", "town_ko")
OF_VENUE = (
    *NAMES, "address", *TOWNS, "latitude", "longitude", "tolerance_km", "country", "valid_from", "valid_to", "basis",
    "address_basis", "note",
)  # fmt: skip
OF_LEG = ("minutes_low", "minutes_high", "mode", "straight_km", "basis", "source", "note")
EMPTY: dict[str, Any] = {"valid_from": None, "valid_to": None, "tolerance_km": 0.0, "straight_km": None}
WITHOUT_BASIS = "M"
"""Who does not say where a point is from is taken to have it from memory, so that it is marked."""


@transaction.atomic
def import_venues(
    *, rows: Sequence[Row], source: Source, dry_run: bool = False, by: User, at: datetime, progress: Progress = silent
) -> ImportReport:
    """Takes in rows of `visits.layouts.VENUES`. A column that is not in the file leaves what is there.

    All or nothing; the same file again changes nothing and writes no ledger entry.
    """
    check_may_keep_visits(grants_at(by, at))
    progress(0, len(rows))
    there = {venue.code: venue for venue in Venue.objects.select_for_update()}
    bodies = organization_keys()
    problems = (*repeated(rows, "code"), *(one for row in rows for one in _wrong_venue(row, there, bodies)))
    sound = [] if problems else rows
    stated = {row["code"]: _of_venue(row, bodies, new=row["code"] not in there) for row in sound}
    new = [code for code in stated if code not in there]
    changed = [code for code in stated if code in there and _differs(there[code], stated[code])]
    report = ImportReport(len(new), len(changed), len(stated) - len(new) - len(changed), problems)
    if report.writes and not dry_run:
        Venue.objects.bulk_create(Venue(code=code, **stated[code]) for code in new)
        for code in changed:
            Venue.objects.filter(code=code).update(**stated[code])
        _record("venues", source, report, by, at)
    progress(len(rows), len(rows))
    return report


@transaction.atomic
def import_legs(
    *, rows: Sequence[Row], source: Source, dry_run: bool = False, by: User, at: datetime, progress: Progress = silent
) -> ImportReport:
    """Takes in rows of `visits.layouts.LEGS`: ways that hold in both directions, between venues that are there.

    All or nothing; the same file again changes nothing. A pair twice is refused, the other way round too.
    """
    check_may_keep_visits(grants_at(by, at))
    progress(0, len(rows))
    venues = dict(Venue.objects.values_list("code", "pk"))
    legs = Leg.objects.select_for_update(of=("self",)).select_related("start", "end")
    there = {frozenset((leg.start.code, leg.end.code)): leg for leg in legs}
    problems = (*_twice(rows), *(one for row in rows for one in _wrong_leg(row, venues)))
    stated = {} if problems else {_pair(row): (row, _stated(row, OF_LEG)) for row in rows}
    for pair, (_, values) in stated.items():
        if pair not in there:
            values["basis"] = values.get("basis") or WITHOUT_BASIS
    new = [pair for pair in stated if pair not in there]
    changed = [pair for pair in stated if pair in there and _differs(there[pair], stated[pair][1])]
    report = ImportReport(len(new), len(changed), len(stated) - len(new) - len(changed), problems)
    if report.writes and not dry_run:
        Leg.objects.bulk_create(_new_leg(*stated[pair], venues) for pair in new)
        for pair in changed:
            Leg.objects.filter(pk=there[pair].pk).update(**stated[pair][1])
        _record("legs", source, report, by, at)
    progress(len(rows), len(rows))
    return report


def _record(register: str, source: Source, report: ImportReport, by: User, at: datetime) -> None:
    body = {"register": register, "file_sha256": source.sha256, "new": report.new, "changed": report.changed}
    ledger.record(kind="programme.register-imported", body=body, by=by, at=at)


def _stated(row: Row, fields: Sequence[str]) -> dict[str, Any]:
    """The values of the columns that are in the file."""
    return {name: EMPTY.get(name, "") if row[name] is None else row[name] for name in fields if name in row.headings}


def _differs(held: Venue | Leg, stated: dict[str, Any]) -> bool:
    return any(getattr(held, name) != value for name, value in stated.items())


def _of_venue(row: Row, bodies: dict[str, int], *, new: bool) -> dict[str, Any]:
    stated = _stated(row, OF_VENUE)
    if new:
        stated["basis"] = stated.get("basis") or WITHOUT_BASIS
    if "organization" in row.headings:
        stated["organization_id"] = bodies[row["organization"]] if row["organization"] else None
    return stated


def _wrong_venue(row: Row, there: dict[str, Venue], bodies: dict[str, int]) -> list[RowProblem]:
    known = there.get(row["code"], Venue())
    whole = {name: getattr(known, name) for name in OF_VENUE} | _stated(row, OF_VENUE)
    found = []
    if not any(whole[name] for name in NAMES):
        found.append(row.problem("code", "visits.venue_without_name"))
    if row["organization"] and row["organization"] not in bodies:
        found.append(row.problem("organization", "visits.venue_of_nobody"))
    begins, ends = whole["valid_from"], whole["valid_to"]
    if begins and ends and ends <= begins:
        found.append(row.problem("valid_to", "visits.venue_ends_early", begins=begins))
    if not (row["country"].isascii() and row["country"].isalpha() and row["country"].isupper()):
        found.append(row.problem("country", "visits.venue_country"))
    return found


def _pair(row: Row) -> frozenset[str]:
    return frozenset((row["start"], row["end"]))


def _twice(rows: Sequence[Row]) -> list[RowProblem]:
    """A pair of venues that stood in an earlier row, in either direction."""
    first: dict[frozenset[str], Row] = {}
    found = []
    for row in rows:
        earlier = first.setdefault(_pair(row), row)
        if earlier is not row:
            value = f"{row['start']}, {row['end']}"
            found.append(row.problem("start", "visits.leg_twice", value, first_row=earlier.number))
    return found


def _wrong_leg(row: Row, venues: dict[str, int]) -> list[RowProblem]:
    found = [row.problem(end, "visits.leg_to_nowhere") for end in ("start", "end") if row[end] not in venues]
    if row["start"] == row["end"]:
        found.append(row.problem("end", "visits.leg_stays"))
    if row["minutes_high"] < row["minutes_low"]:
        found.append(row.problem("minutes_high", "visits.leg_minutes", low=row["minutes_low"]))
    return found


def _new_leg(row: Row, values: dict[str, Any], venues: dict[str, int]) -> Leg:
    return Leg(start_id=venues[row["start"]], end_id=venues[row["end"]], **values)
