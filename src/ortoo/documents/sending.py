"""A paper as the answer to whoever asked for it."""

from __future__ import annotations

from datetime import date, datetime, time

from django.http import HttpResponse
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.translation import get_language

from ortoo.access.queries import is_demonstration
from ortoo.documents.setting import Anything, pdf


def paper_file(paper: Anything, name: str, *, at: datetime, draft: bool = False) -> HttpResponse:
    """In the language of the page, to be saved as `name`.pdf; `at` (aware) is the moment that it speaks of."""
    made = pdf(paper, language=get_language() or "en", at=at, example=is_demonstration(), draft=draft)
    saved = content_disposition_header(as_attachment=True, filename=f"{name}.pdf")
    headers = {"Content-Disposition": saved, "Cache-Control": "private"}
    return HttpResponse(made, content_type="application/pdf", headers=headers)


def beginning_of(day: date) -> datetime:
    """The moment of what is the same all day, so that it is the same file all day."""
    return timezone.make_aware(datetime.combine(day, time.min))
