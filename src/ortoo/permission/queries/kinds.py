"""Kinds of papers, and which of them dossiers hold: for the next station, which keeps the checklist of a visit."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.db.models import QuerySet
from django.utils import timezone

from ortoo.permission.models import DocumentKind
from ortoo.permission.queries.dossiers import paper_kind, papers_of
from ortoo.permission.rules.papers import Held, holds_on


def kinds_of_papers() -> QuerySet[DocumentKind]:
    """All of them, by code: B before, D during, A after a visit."""
    return DocumentKind.objects.order_by("code")


def kind_of_paper(code: str) -> DocumentKind | None:
    return DocumentKind.objects.filter(code=code).first()


def there_by_dossier(dossiers: Iterable[int], day: date) -> dict[int, dict[str, date]]:
    """Dossier -> code of a kind -> the day it was given, of the papers that still hold on `day`. One query."""
    return {
        dossier: {
            code: timezone.localdate(paper.given_at)
            for code, paper in papers.items()
            if holds_on(paper_kind(paper.kind), Held(paper.valid_until, paper.against), day)
        }
        for dossier, papers in papers_of(dossiers).items()
    }
