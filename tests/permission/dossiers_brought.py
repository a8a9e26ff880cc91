"""Dossiers as officials bring them: four kinds of papers, texts, and what is needed to hand in."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

from django.utils import timezone

from ortoo.access.models import User
from ortoo.permission.layouts import DOCUMENTS
from ortoo.permission.models import Call, Dossier
from ortoo.permission.operations import NewPaper, give_papers, hand_in, import_kinds, save_dossier
from ortoo.permission.queries.dossiers import asked_of
from ortoo.permission.rules.dossiers import Written
from ortoo.selection.models import Round
from ortoo.spreadsheets.kinds import ImportReport, Source
from ortoo.spreadsheets.rows import Row
from tests.cast import AT, hands
from tests.permission import twelve

SOURCE = Source("documents.csv", "ab" * 32)
PDF = b"%PDF-1.4 an example %%EOF"
PNG = b"\x89PNG\r\n\x1a\n a picture IEND\xaeB`\x82"
KINDS = [
    {"code": "B07", "name_en": "Application form", "produced_by": "participant", "due_days": -60},
    {"code": "B12", "name_en": "Medical report", "produced_by": "physician", "due_days": -60, "expires": True,
     "personal_data": "sensitive", "basis": "I"},
    {"code": "B15", "name_en": "Integrity clearance", "produced_by": "sending_body", "signed_by": "superior",
     "due_days": -60, "clears": True},
    {"code": "B18", "name_en": "Country report", "produced_by": "participant", "due_days": -21},
    {"code": "A01", "name_en": "Trip report", "produced_by": "participant", "phase": "after", "due_days": 14,
     "due_anchor": "visit_end", "in_dossier": False},
]  # fmt: skip
"""B18 may follow until 18 May (the visit begins on 8 June); the others are due on 9 April, before 15 April."""

WRITTEN = Written("V2", "Forms are filled in three times.", "How data are shared.", "A pilot with MOH.", ())
HOLDS = date(2030, 1, 1)


def rows(kinds: list[dict[str, Any]]) -> list[Row]:
    headings = {column.name: column.title("en") for column in DOCUMENTS.columns}
    usual = {
        **dict.fromkeys(headings), "phase": "before", "due_anchor": "visit_start", "personal_data": "ordinary",
        "in_dossier": True,
    }  # fmt: skip
    return [Row({**usual, **kind}, "documents.csv", at, headings) for at, kind in enumerate(kinds, start=2)]


def kinds_known(kinds: list[dict[str, Any]] | None = None, **asked: Any) -> ImportReport:
    manager, _ = hands()
    return import_kinds(rows=rows(KINDS if kinds is None else kinds), source=SOURCE, by=manager, at=AT, **asked)


def papers(dossier: Dossier) -> list[NewPaper]:
    """Everything that must be there before handing in."""
    asked = asked_of(dossier.call)
    return [
        NewPaper(kind.code, PDF, HOLDS if kind.expires else None, False if kind.clears else None)
        for kind in asked.kinds
        if asked.wanted(kind.code).first
    ]


def filled(number: str, at: datetime = twelve.BEFORE, written: Written = WRITTEN) -> Dossier:
    """The dossier of one official with every text and paper, not handed in."""
    dossier, owner = twelve.dossier(number), twelve.account(number)
    save_dossier(dossier=dossier, written=written, seen=dossier.saved_at, by=owner, at=at)
    give_papers(dossier=dossier, papers=papers(dossier), by=owner, at=at)
    return twelve.dossier(number)


def handed_in(number: str, at: datetime = twelve.BEFORE, written: Written = WRITTEN) -> Dossier:
    """The rubric is adopted before."""
    filled(number, at, written)
    return hand_in(dossier=twelve.dossier(number), by=twelve.account(number), at=at)


def open_now(round: Round, officer: User) -> Call:
    """A call whose dossiers are taken until twenty days from today, for pages, which go by the clock."""
    now = timezone.now()
    begins = timezone.localdate(now) + timedelta(days=80)
    visit = replace(twelve.VISIT, begins=begins, ends=begins + timedelta(days=4))
    return twelve.called(
        round, officer, visit=visit, dossiers_until=now + timedelta(days=20), at=now - timedelta(days=1)
    )
