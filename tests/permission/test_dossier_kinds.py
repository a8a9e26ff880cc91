"""Kinds of papers, age limits, flags of many dossiers, and reminders."""

from __future__ import annotations

import csv
import io
from datetime import UTC, date, datetime
from importlib import resources
from typing import Any

import pytest

from ortoo.access.models import User
from ortoo.jobs.imports import take_in
from ortoo.ledger.models import Entry
from ortoo.multilingual.refusals import Refusal
from ortoo.permission import operations
from ortoo.permission.exports import kinds_of
from ortoo.permission.models import Call, DocumentKind
from ortoo.permission.queries.dossiers import dossiers_of
from ortoo.permission.queries.flags import flags_of
from ortoo.permission.reminders import reminders
from ortoo.permission.rules.dossiers import Trip
from ortoo.permission.rules.flags import Flag
from ortoo.site.kinds import KINDS
from tests.cast import AT, academy_manager, grants, hands, outsider
from tests.permission import dossiers_brought as brought
from tests.permission import twelve
from tests.permission.seconds import ruled

pytestmark = pytest.mark.django_db


class TestKinds:
    def test_new_then_unchanged_then_changed(self) -> None:
        assert brought.kinds_known().new == 5
        entries = Entry.objects.count()
        assert brought.kinds_known().unchanged == 5
        assert Entry.objects.count() == entries
        report = brought.kinds_known([{**brought.KINDS[0], "due_days": -30}])
        assert (report.new, report.changed) == (0, 1)
        assert DocumentKind.objects.get(code="B07").due_days == -30

    @pytest.mark.parametrize(
        ("changed", "code"),
        [
            ({"name_en": None}, "permission.kind_without_name"),
            ({"due_days": None}, "permission.kind_half_due"),
            ({"due_anchor": None}, "permission.kind_half_due"),
            ({"due_months": "3 6"}, "permission.kind_half_due"),
            ({"due_days": None, "due_anchor": None, "due_months": "3 6"}, "permission.kind_half_due"),
            ({"due_days": None, "due_months": "3, 6"}, "permission.kind_months"),
        ],
    )
    def test_half_a_kind_is_refused_and_nothing_is_written(self, changed: dict[str, Any], code: str) -> None:
        report = brought.kinds_known([{**brought.KINDS[0], **changed}])
        assert [problem.code for problem in report.problems] == [code]
        assert not DocumentKind.objects.exists()

    def test_only_the_academy_manager_keeps_them(self) -> None:
        with pytest.raises(Refusal):
            operations.import_kinds(rows=brought.rows(brought.KINDS), source=brought.SOURCE, by=outsider(), at=AT)

    def test_the_shipped_file_is_taken_in_whole_and_exports_what_it_imports(self) -> None:
        content = (resources.files("ortoo.site") / "programmes" / "mongolia" / "documents.csv").read_bytes()
        manager, _ = hands()
        asked: dict[str, Any] = {
            "kind": KINDS["documents"],
            "filename": "documents.csv",
            "options": {},
            "dry_run": False,
        }
        report = take_in(content=content, by=manager, at=AT, **asked)
        assert (report.new, report.problems) == (37, ())
        papers = DocumentKind.objects.filter(in_dossier=True).values_list("code", flat=True)
        assert sorted(papers) == [f"B{number:02}" for number in range(7, 19)]
        assert dict(DocumentKind.objects.exclude(due_months="").values_list("code", "due_months")) == {
            "B02": "-24", "A04": "3 6 12", "A05": "3 6 12", "A06": "6", "A07": "12",
        }  # fmt: skip
        shipped = sorted(csv.DictReader(io.StringIO(content.decode())), key=lambda row: row["code"])
        words = {True: "yes", False: "no", None: ""}
        exported = [
            {
                name: words[value] if value is None or isinstance(value, bool) else str(value)
                for name, value in row.items()
            }
            for row in kinds_of(grants(manager))
        ]
        assert exported == shipped


def shown(value: object) -> str:
    """As the shipped file writes it."""
    if value is None:
        return ""
    return ("yes" if value else "no") if isinstance(value, bool) else str(value)


class TestAgeLimits:
    def test_each_holds_from_its_own_day(self) -> None:
        manager = academy_manager()
        asked: dict[str, Any] = {
            "women": 60,
            "men": 62,
            "years_left": 5,
            "legal_basis": "Example",
            "by": manager,
            "at": AT,
        }
        made = operations.set_age_limit(valid_from=date(2026, 1, 1), **asked)
        assert (made.women, made.men) == (60, 62)
        with pytest.raises(Refusal) as caught:
            operations.set_age_limit(valid_from=date(2026, 1, 1), **asked)
        assert caught.value.code == "permission.age_limit_taken"

    @pytest.mark.parametrize(
        ("changed", "code"),
        [({"men": 17}, "permission.age_off_scale"), ({"legal_basis": " "}, "permission.no_legal_basis")],
    )
    def test_is_refused(self, changed: dict[str, Any], code: str) -> None:
        asked: dict[str, Any] = {"women": 60, "men": 60, "years_left": 5, "legal_basis": "Example", **changed}
        with pytest.raises(Refusal) as caught:
            operations.set_age_limit(valid_from=date(2026, 1, 1), by=academy_manager(), at=AT, **asked)
        assert caught.value.code == code


class TestFlags:
    TODAY = date(2026, 4, 16)

    def test_of_all_in_few_queries_for_one_and_for_twelve(self, call: Call, django_assert_num_queries: Any) -> None:
        brought.kinds_known()
        every = dossiers_of(call)
        for some in (every[:1], every):
            with django_assert_num_queries(7):
                flags_of(some, self.TODAY)

    def test_the_same_unit_counts_among_those_looked_at(self, call: Call) -> None:
        first = twelve.dossier("T01")
        assert (
            Flag("same-unit", values={"unit": "MOF", "count": 5}) in flags_of(dossiers_of(call), self.TODAY)[first.pk]
        )
        assert flags_of([first], self.TODAY)[first.pk] == [Flag("consent-missing")]
        two = [first, twelve.dossier("T02")]
        assert (
            Flag("same-unit", values={"unit": "MOF", "count": 2}) in flags_of([first], self.TODAY, among=two)[first.pk]
        )

    def test_trips_of_the_programme_are_handed_in(self, call: Call) -> None:
        first = twelve.dossier("T01")
        found = flags_of([first], self.TODAY, trips={first.official_id: [Trip(2022, "KR", "V2")]})[first.pk]
        assert [flag.code for flag in found] == ["programme-trips", "undeclared-trip", "consent-missing"]

    def test_a_dossier_with_everything_has_only_the_consent_open(self, call: Call) -> None:
        brought.kinds_known()
        one = brought.filled("T11")
        assert flags_of([one], self.TODAY)[one.pk] == [Flag("consent-missing")]

    def test_of_nobody(self) -> None:
        assert flags_of([], self.TODAY) == {}


class TestReminders:
    def at(self, day: int, month: int = 4) -> list[tuple[str, str, object]]:
        found = reminders(datetime(2026, month, day, 4, tzinfo=UTC))
        names = {twelve.account(number).pk: number for number in twelve.MEMBERS}
        return [(names[one.to], one.once.split(", ", 1)[1], one.values.get("missing")) for one in found]

    def test_what_is_missing_is_said_at_seven_three_and_one_days(self, call: Call, officer: User) -> None:
        brought.kinds_known()
        ruled(call, officer)
        for number in twelve.MEMBERS[2:]:
            brought.handed_in(number)
        brought.filled("T02")
        assert self.at(7) == []
        texts = "Topic of the visit, The problem at home, What I want to learn, How I will use it at home"
        everything = f"{texts}, Earlier study trips abroad, Application form, Medical report, Integrity clearance"
        found = {number: (step, missing) for number, step, missing in self.at(8)}
        assert sorted(found) == ["T01", "T02"]
        for number, said in (("T01", everything), ("T02", "–")):
            step, missing = found[number]
            assert isinstance(missing, dict)
            assert (step, missing["en"]) == ("7", said)
        assert {step for _, step, _ in self.at(12)} == {"3"}
        assert {step for _, step, _ in self.at(14)} == {"1"}
        assert self.at(16) == []

    def test_a_paper_that_follows_has_its_own_days(self, call: Call, officer: User) -> None:
        brought.kinds_known()
        ruled(call, officer)
        brought.handed_in("T01")
        found = [one for one in self.at(15, 5) if one[0] == "T01"]
        assert [step for _, step, _ in found] == ["B18, 3"]

    def test_who_withdrew_is_left_alone(self, call: Call) -> None:
        brought.kinds_known()
        for number in twelve.MEMBERS:
            dossier, owner = twelve.dossier(number), twelve.account(number)
            operations.withdraw(dossier=dossier, reason="Ill", by=owner, at=twelve.BEFORE)
        assert self.at(14) == []
