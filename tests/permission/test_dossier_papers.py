"""Papers of a dossier, through their operations."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from typing import Any

import pytest

from ortoo.access.models import User
from ortoo.access.rules.roles import Role
from ortoo.ledger.models import Entry
from ortoo.permission import operations
from ortoo.permission.models import Call, DossierPaper
from ortoo.permission.operations import NewPaper
from ortoo.permission.queries.dossiers import papers_of
from tests.cast import academy_manager, person
from tests.permission import dossiers_brought as brought
from tests.permission import twelve
from tests.permission.seconds import ruled as adopted
from tests.permission.test_dossier_operations import kinds_of_entries, refused

pytestmark = pytest.mark.django_db
BEFORE, AFTER = twelve.BEFORE, twelve.AFTER


class TestPapers:
    def give(self, kind: str = "B07", content: bytes = brought.PDF, at: datetime = BEFORE, **more: Any) -> DossierPaper:
        paper = NewPaper(kind, content, **more)
        return operations.give_paper(dossier=twelve.dossier("T01"), paper=paper, by=twelve.account("T01"), at=at)

    def test_the_latest_counts_and_all_stay(self, known: Call) -> None:
        self.give()
        later = self.give(content=brought.PNG)
        pk = later.dossier_id
        assert papers_of([pk])[pk]["B07"].pk == later.pk
        assert DossierPaper.objects.everything(because="a test looks").count() == 2
        assert later.filename == f"R1-{twelve.dossier('T01').number}-B07.png"

    @pytest.mark.parametrize(
        ("asked", "code"),
        [
            ({"content": b""}, "permission.paper_empty"),
            ({"content": b"MZ an .exe called scan.pdf"}, "permission.paper_of_another_kind"),
            ({"content": b"%PDF-1.4 cut"}, "permission.paper_cut_off"),
            ({"content": b"%PDF-" + bytes(5 * 1024 * 1024) + b"%%EOF"}, "permission.paper_too_large"),
            ({"kind": "B12"}, "permission.paper_without_last_day"),
            ({"kind": "B12", "valid_until": date(2026, 3, 31)}, "permission.paper_expired"),
            ({"kind": "B12", "valid_until": date(2026, 6, 11)}, "permission.paper_expires_early"),
            ({"kind": "B15"}, "permission.clearance_unsaid"),
            ({"kind": "A01"}, "permission.paper_not_wanted"),
            ({"at": AFTER}, "permission.dossiers_closed"),
        ],
    )
    def test_is_refused(self, known: Call, asked: dict[str, Any], code: str) -> None:
        refused(lambda: self.give(**asked), code)
        assert not DossierPaper.objects.everything(because="a test looks").exists()

    def test_one_that_holds_to_the_last_day_of_the_visit_is_taken(self, known: Call) -> None:
        assert self.give("B12", valid_until=date(2026, 6, 12)).valid_until == date(2026, 6, 12)

    def test_one_that_may_follow_follows_until_the_visit(self, known: Call, officer: User) -> None:
        adopted(known, officer)
        brought.handed_in("T01")
        assert self.give("B18", at=AFTER).kind.code == "B18"
        refused(lambda: self.give("B18", at=datetime(2026, 6, 8, 4, tzinfo=UTC)), "permission.dossiers_closed")

    def test_a_paper_that_expires_on_the_way_keeps_the_dossier_open(self, known: Call, officer: User) -> None:
        """Given while the visit was to end earlier: the kind became one that expires later."""
        adopted(known, officer)
        brought.filled("T01")
        brought.kinds_known([{**brought.KINDS[0], "expires": True}])
        act = lambda: operations.hand_in(dossier=twelve.dossier("T01"), by=twelve.account("T01"), at=BEFORE)  # noqa: E731
        assert refused(act, "permission.dossier_unfinished").values == {"count": 1}

    def test_a_sensitive_one_is_opened_by_two_roles_and_each_time_recorded(self, known: Call) -> None:
        paper = self.give("B12", valid_until=brought.HOLDS)
        for reader in (academy_manager(), person("solongo", Role.CABINET_SECRETARIAT)):
            opened = operations.read_paper(paper=paper, by=reader, at=BEFORE)
            assert bytes(opened.content) == brought.PDF
        assert kinds_of_entries()[:2] == ["dossier.paper-read"] * 2
        body = json.loads(bytes(Entry.objects.filter(kind="dossier.paper-read").latest("seq").body))
        assert sorted(body) == ["at", "by", "kind", "seq", "subject"]

    def test_an_ordinary_one_and_one_s_own_are_opened_without_an_entry(self, known: Call) -> None:
        ordinary, own = self.give(), self.give("B12", valid_until=brought.HOLDS)
        manager = academy_manager()
        before = Entry.objects.count()
        operations.read_paper(paper=ordinary, by=manager, at=BEFORE)
        operations.read_paper(paper=own, by=twelve.account("T01"), at=BEFORE)
        assert Entry.objects.count() == before

    @pytest.mark.parametrize("role", [Role.SENDING_MINISTRY, Role.SELECTION_OFFICER, Role.PANEL_MEMBER, Role.AUDITOR])
    def test_nobody_else_opens_one(self, known: Call, role: Role) -> None:
        paper = self.give()
        refused(lambda: operations.read_paper(paper=paper, by=person("x", role), at=BEFORE), "access.role_needed")
        refused(lambda: operations.read_paper(paper=paper, by=twelve.account("T02"), at=BEFORE), "access.role_needed")
