"""The checklist with real rows: of whom, from the dossier, marked, red; and its pages."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.utils import timezone

from ortoo.ledger.operations import subject
from ortoo.permission.models import DocumentKind, Dossier, DossierPaper
from ortoo.visits.models import Visit, VisitPaper
from ortoo.visits.operations import leave, mark_paper
from ortoo.visits.queries.papers import checklist_of, of_traveller, red_items
from ortoo.visits.queries.travellers import travellers_of
from ortoo.visits.rules.papers import State
from tests.cast import auditor, client_of
from tests.expecting import entry, refused
from tests.visits.travelling import (
    AT,
    DELEGATES,
    TODAY,
    account,
    finance,
    host_account,
    keeper,
    kinds_known,
    traveller,
    where,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def visit(named: Visit) -> Visit:
    """With its kinds of papers."""
    kinds_known()
    return named


def in_dossier(number: str, kind: str, valid_until: date | None = None) -> None:
    dossier = Dossier.objects.everything(because="a test gives").get(official__number=number)
    DossierPaper.objects.everything(because="a test gives").create(
        dossier=dossier, kind=DocumentKind.objects.get(code=kind), filename="a.pdf", content=b"%PDF- %%EOF", sha256="a",
        valid_until=valid_until, given_by=account(number), given_at=AT,
    )  # fmt: skip


def states(visit: Visit, number: str, on: date = TODAY) -> dict[str, State]:
    found = of_traveller(checklist_of(visit, on), traveller(number))
    return {f"{one.kind.code}.{one.part}": one.state for one in found}


def mark(visit: Visit, kind: str, who: str = "", **asked: Any) -> VisitPaper:
    given: dict[str, Any] = {"dated": TODAY, "by": keeper(), "at": AT, **asked}
    return mark_paper(visit=visit, kind=kind, traveller=traveller(who) if who else None, **given)


class TestTheList:
    def test_of_a_delegate_and_of_an_escort(self, visit: Visit) -> None:
        red, due = State.RED, State.DUE
        assert states(visit, "T01") == {
            "B06.1": red, "B07.1": red, "B12.1": red, "B13.1": red, "B15.1": red, "B18.1": due, "A01.1": due,
            "A04.1": due, "A04.2": due, "A04.3": due,
        }  # fmt: skip
        assert states(visit, "T12") == {
            "B13.1": red, "A01.1": due, "A04.1": due, "A04.2": due, "A04.3": due,
        }  # fmt: skip

    def test_of_the_visit_itself(self, visit: Visit) -> None:
        found = [one for one in checklist_of(visit, TODAY) if one.traveller is None]
        assert [(one.kind.code, one.due, one.state) for one in found] == [
            ("B01", date(2026, 1, 9), State.RED), ("D01", date(2026, 6, 1), State.DUE),
        ]  # fmt: skip

    def test_a_dossier_holds_its_papers_while_they_last(self, visit: Visit) -> None:
        in_dossier("T01", "B07")
        in_dossier("T01", "B13", date(2026, 6, 12))
        in_dossier("T02", "B13", date(2026, 6, 11))
        assert [states(visit, one)["B13.1"] for one in ("T01", "T02", "T03")] == [State.DONE, State.RED, State.RED]
        there = next(one for one in checklist_of(visit, TODAY) if one.by_dossier and one.kind.code == "B07")
        assert (there.state, there.dated, there.number) == (State.DONE, TODAY, "")

    def test_who_has_left_owes_nothing(self, visit: Visit) -> None:
        before = len(checklist_of(visit, TODAY))
        leave(traveller=traveller("T01"), by=keeper(), at=AT)
        assert len(checklist_of(visit, TODAY)) == before - 10

    def test_red_ones_by_the_day_they_were_due(self, visit: Visit) -> None:
        found = red_items(visit, TODAY)
        assert len(found) == 1 + 8 * 5 + 1
        assert found[0].kind.code == "B01"
        assert [one.due for one in found] == sorted(one.due for one in found if one.due)

    def test_in_four_queries_however_many_travel(self, visit: Visit, django_assert_num_queries: Any) -> None:
        in_dossier("T01", "B07")
        with django_assert_num_queries(4):
            checklist_of(visit, TODAY)
        with django_assert_num_queries(4):
            checklist_of(visit, TODAY)


class TestMarking:
    def test_of_a_traveller_and_corrected(self, visit: Visit) -> None:
        mark(visit, "B06", "T01", number="1-10/7", dated=date(2026, 4, 20))
        assert states(visit, "T01")["B06.1"] is State.DONE
        assert states(visit, "T02")["B06.1"] is State.RED
        assert entry("visit.paper-marked") == {
            "visit": "kr-2026", "paper": "B06", "part": 1, "dated": "2026-04-20",
            "subject": subject(kind="official", key=traveller("T01").official_id),
            "by": subject(kind="user", key=keeper().pk),
        }  # fmt: skip
        row = mark(visit, "B06", "T01", number="1-10/8")
        assert (row.number, row.dated) == ("1-10/8", TODAY)
        assert VisitPaper.objects.everything(because="a test looks").count() == 1

    def test_of_the_visit_and_each_part_apart(self, visit: Visit) -> None:
        mark(visit, "B01", number="5")
        assert "subject" not in entry("visit.paper-marked")
        assert [one.kind.code for one in red_items(visit, TODAY) if one.traveller is None] == []
        mark(visit, "A04", "T01", part=2)
        found = states(visit, "T01")
        assert [found[f"A04.{part}"] for part in (1, 2, 3)] == [State.DUE, State.DONE, State.DUE]

    def test_of_a_sensitive_paper_nothing_but_that_it_is_there(self, visit: Visit) -> None:
        row = mark(visit, "B12", "T01", number="HIV 17")
        assert row.number == ""
        shown = next(one for one in checklist_of(visit, TODAY) if one.kind.code == "B12" and one.state is State.DONE)
        assert (shown.number, shown.dated) == ("", None)

    @pytest.mark.parametrize(
        ("kind", "who", "asked", "code"),
        [
            ("X99", "", {}, "visits.paper_unknown"),
            ("B06", "", {}, "visits.paper_of_each"),
            ("B01", "T01", {}, "visits.paper_not_asked"),
            ("B01", "", {"part": 2}, "visits.paper_not_asked"),
            ("A04", "T01", {"part": 4}, "visits.paper_not_asked"),
            ("B07", "T12", {}, "visits.paper_not_asked"),
            ("B06", "T01", {"dated": date(2026, 4, 24)}, "visits.paper_of_tomorrow"),
        ],
    )
    def test_is_refused(self, visit: Visit, kind: str, who: str, asked: dict[str, Any], code: str) -> None:
        refused(code, mark, visit=visit, kind=kind, who=who, **asked)
        assert not VisitPaper.objects.everything(because="a test looks").exists()

    def test_only_who_keeps_visits_and_for_nobody_who_left(self, visit: Visit) -> None:
        for somebody in (account("T01"), auditor(), host_account()):
            refused("access.role_needed", mark, visit=visit, kind="B06", who="T01", by=somebody)
        leave(traveller=traveller("T01"), by=keeper(), at=AT)
        assert refused("visits.not_travelling", mark, visit=visit, kind="B06", who="T01") == {
            "number": "T01", "visit": "kr-2026",
        }  # fmt: skip


class TestPages:
    NOW = datetime(2026, 4, 23, 4, 0, tzinfo=UTC)

    @pytest.fixture(autouse=True)
    def today(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(timezone, "now", lambda: self.NOW)

    def test_by_kind_red_first(self, visit: Visit) -> None:
        in_dossier("T01", "B07")
        page = client_of(keeper()).get(where("papers")).content.decode()
        assert "7 of 8" not in page
        assert "1 of 8" in page
        before = page.split("<h2>During</h2>")[0]
        order = [before.index(name) for name in ("Letter of request", "Nomination form", "Country report")]
        assert order == sorted(order)

    def test_it_costs_the_same_however_many_are_there(self, visit: Visit, django_assert_num_queries: Any) -> None:
        client = client_of(keeper())
        client.get(where("papers"))
        with django_assert_num_queries(8):
            client.get(where("papers"))
        for number in DELEGATES[1:]:
            leave(traveller=traveller(number), by=keeper(), at=AT)
        with django_assert_num_queries(8):
            client.get(where("papers"))

    def test_a_ministry_sees_its_own_and_marks_nothing(self, visit: Visit) -> None:
        client = client_of(finance())
        page = client.get(where("paper-kind", "B06")).content.decode()
        assert [name in page for name in ("BoldT01", "BoldT06", where("mark-paper", "B06", 1, 1))] == [
            True, False, False,
        ]  # fmt: skip
        assert client.get(where("mark-paper", "B06", 1, 1)).status_code == 403
        assert client_of(auditor()).get(where("papers")).status_code == 403
        assert client_of(account("T01")).get(where("papers")).headers["Location"] == where("traveller", 1)

    def test_a_paper_is_marked_by_form(self, visit: Visit) -> None:
        client = client_of(keeper())
        address = where("mark-paper", "B06", 1, 1)
        assert "Number of the paper" in client.get(address).content.decode()
        done = client.post(address, {"once": "a" * 22, "number": "7", "dated": "2026-04-20"}, follow=True)
        assert "The paper is marked as there." in done.content.decode()
        assert states(visit, "T01")["B06.1"] is State.DONE
        sensitive = where("mark-paper", "B12", 1, 1)
        assert "Number of the paper" not in client.get(sensitive).content.decode()
        client.post(where("mark-paper", "D01", 1), {"once": "b" * 22, "number": "", "dated": "2026-04-20"})
        assert [one.state for one in checklist_of(visit, TODAY) if one.kind.code == "D01"] == [State.DONE]
        assert client.get(where("mark-paper", "X99", 1)).status_code == 404

    def test_a_page_that_has_no_kind(self, named: Visit) -> None:
        assert "No kind of paper is known for this phase." in client_of(keeper()).get(where("papers")).content.decode()
        assert client_of(keeper()).get(where("paper-kind", "B06")).status_code == 404
        assert len(travellers_of(named)) == 9
