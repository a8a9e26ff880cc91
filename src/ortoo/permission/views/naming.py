"""Moments of a call in the language of the page, and where a dossier's own page is."""

from __future__ import annotations

from datetime import datetime

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language

from ortoo.multilingual.dates import date_text
from ortoo.permission.models import Dossier


def moment(at: datetime) -> str:
    """Day and time of day in the programme's time zone."""
    there = timezone.localtime(at)
    return f"{date_text(there.date(), get_language() or 'en')}, {there:%H:%M}"


def own_address(dossier: Dossier, page: str = "dossier", *more: str) -> str:
    return reverse(f"permission:{page}", args=[dossier.call.round.code, dossier.number, *more])
