"""Files of venues and ways, through their operations and as shipped."""

from __future__ import annotations

from importlib import resources
from typing import Any

import pytest

from ortoo.ledger.models import Entry
from ortoo.multilingual.refusals import Refusal
from ortoo.people.models import Organization
from ortoo.site.kinds import KINDS
from ortoo.spreadsheets.cells import Cell
from ortoo.visits.cells import Decimal
from ortoo.visits.exports import legs_of, venues_of
from ortoo.visits.models import Leg, Venue
from tests.cast import academy_manager, grants, outsider, person
from tests.factories.people import organization
from tests.visits import hosting

pytestmark = pytest.mark.django_db

LOG: dict[str, Any] = {
    "code": "LOG", "name_en": "LOGODI", "latitude": 35.838, "longitude": 127.06, "country": "KR", "basis": "S",
}  # fmt: skip
NAT: dict[str, Any] = {**LOG, "code": "NAT", "name_en": "Assembly", "latitude": 37.532}
LEG: dict[str, Any] = {"start": "LOG", "end": "NAT", "minutes_low": 160, "minutes_high": 195, "mode": "coach"}


def test_new_changed_and_the_same_again() -> None:
    by = academy_manager()
    organization("LOGODI")
    report = hosting.venues([{**LOG, "organization": "LOGODI"}, {**NAT, "basis": None}], by)
    assert (report.new, report.changed, report.unchanged, report.problems) == (2, 0, 0, ())
    assert [(one.code, one.basis, one.tolerance_km) for one in Venue.objects.order_by("code")] == [
        ("LOG", "S", 0.0), ("NAT", "M", 0.0),
    ]  # fmt: skip
    again = hosting.venues([{**LOG, "organization": "LOGODI"}], by)
    assert (again.new, again.changed, again.unchanged) == (0, 0, 1)
    moved = hosting.venues([{**LOG, "latitude": 35.9}], by)
    assert (moved.new, moved.changed, moved.unchanged) == (0, 1, 0)
    log = Venue.objects.select_related("organization").get(code="LOG")
    # The organization had no column in that file, and stays.
    assert (log.latitude, log.organization == Organization.objects.get(code="LOGODI")) == (35.9, True)
    assert Entry.objects.filter(kind="programme.register-imported").count() == 2


def test_a_dry_run_and_a_bad_row_write_nothing() -> None:
    by = academy_manager()
    assert hosting.venues([LOG], by, dry_run=True).new == 1
    bad = hosting.venues([LOG, {**NAT, "organization": "NONE"}], by)
    assert [(one.row, one.column, one.code) for one in bad.problems] == [(3, "organization", "visits.venue_of_nobody")]
    assert not Venue.objects.exists()


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ({"name_en": None}, "visits.venue_without_name"),
        ({"country": "kr"}, "visits.venue_country"),
        ({"country": "한국"}, "visits.venue_country"),
        ({"valid_from": "2022-01-02", "valid_to": "2022-01-02"}, "visits.venue_ends_early"),
    ],
)
def test_what_a_venue_must_keep(line: dict[str, Any], code: str) -> None:
    assert [one.code for one in hosting.venues([{**LOG, **line}], academy_manager()).problems] == [code]


def test_a_way_stands_once_and_holds_both_ways() -> None:
    by = academy_manager()
    hosting.venues([LOG, NAT], by)
    turned = {**LEG, "start": "NAT", "end": "LOG"}
    assert [one.code for one in hosting.legs([LEG, turned], by).problems] == ["visits.leg_twice"]
    assert hosting.legs([LEG], by).new == 1
    assert hosting.legs([turned], by).unchanged == 1
    assert hosting.legs([{**turned, "minutes_high": 200}], by).changed == 1
    assert list(Leg.objects.values_list("start__code", "end__code", "minutes_high", "basis")) == [
        ("LOG", "NAT", 200, "M")
    ]


@pytest.mark.parametrize(
    ("line", "codes"),
    [
        ({"end": "NONE"}, ["visits.leg_to_nowhere"]),
        ({"end": "LOG"}, ["visits.leg_stays"]),
        ({"minutes_high": 159}, ["visits.leg_minutes"]),
    ],
)
def test_what_a_way_must_keep(line: dict[str, Any], codes: list[str]) -> None:
    by = academy_manager()
    hosting.venues([LOG, NAT], by)
    assert [one.code for one in hosting.legs([{**LEG, **line}], by).problems] == codes


def test_who_keeps_visits_imports_them() -> None:
    for import_file in (hosting.venues, hosting.legs):
        with pytest.raises(Refusal) as refused:
            import_file([], outsider() if import_file is hosting.venues else person("other"))
        assert refused.value.code == "access.role_needed"


def test_the_shipped_files_are_taken_in_and_given_out_as_they_are() -> None:
    """Through the kinds of files, as a person imports them."""
    from ortoo.spreadsheets.read import read_table
    from ortoo.spreadsheets.rows import parse_rows

    by = academy_manager()
    folder = resources.files("ortoo.site") / "programmes" / "mongolia"
    counts = {}
    for name, export in (("venues", venues_of), ("legs", legs_of)):
        layout = KINDS[name].layout
        assert layout is not None
        rows, problems = parse_rows(read_table((folder / f"{name}.csv").read_bytes(), f"{name}.csv"), layout)
        assert problems == []
        for row in rows:
            if row.get("organization"):
                organization(row["organization"])
        report = KINDS[name].operation(rows=rows, source=hosting.FILE, by=by, at=hosting.AT)
        assert [one.sentence() for one in report.problems] == []
        counts[name] = report.new
        given = list(export(grants(by)))
        key = (lambda one: one["code"]) if name == "venues" else (lambda one: (one["start"], one["end"]))
        kept = [
            {**dict(row), "tolerance_km": row["tolerance_km"] or 0.0} if name == "venues" else dict(row) for row in rows
        ]
        assert given == sorted(kept, key=key)
        assert KINDS[name].operation(rows=rows, source=hosting.FILE, by=by, at=hosting.AT).unchanged == len(rows)
    assert counts == {"venues": 25, "legs": 16}


@pytest.mark.parametrize(
    ("raw", "value"), [("37.532", 37.532), ("-0,5", -0.5), ("\N{MINUS SIGN}1", -1.0), (127, 127.0), ("+9", 9.0)]
)
def test_degrees_are_read_and_shown(raw: Cell, value: float) -> None:
    parse = Decimal(-180, 180)
    assert parse(raw) == value
    assert parse(parse.show(value)) == value


@pytest.mark.parametrize("raw", ["37°31'", "180.1", "1e2", "nan", True, "1.123456789", ""])
def test_what_are_no_degrees(raw: Cell) -> None:
    with pytest.raises(Refusal):
        Decimal(-180, 180)(raw)
