"""The window for appeals in words: when it closes and how much of it is left."""

from __future__ import annotations

from datetime import datetime

from django.utils import timezone
from django.utils.translation import get_language, gettext, ngettext

from ortoo.multilingual.dates import date_text
from ortoo.selection.models import Round
from ortoo.selection.rules.window import is_open, left


def clock(round: Round, at: datetime) -> str:
    """ "Appeals are taken until 12 March 2026, 23:59: 3 days and 4 hours are left." Empty before there is a list."""
    until = round.objections_until
    if until is None:
        return ""
    values: dict[str, object] = {"until": _moment(until)}
    if not is_open(until, at):
        return gettext("The window for appeals closed on %(until)s.") % values
    remaining = left(until, at)
    if remaining.days:
        said = ngettext(
            "Appeals are taken until %(until)s: %(days)s day and %(hours)s hours are left.",
            "Appeals are taken until %(until)s: %(days)s days and %(hours)s hours are left.",
            remaining.days,
        )
    else:
        said = ngettext(
            "Appeals are taken until %(until)s: %(hours)s hour is left.",
            "Appeals are taken until %(until)s: %(hours)s hours are left.",
            remaining.hours,
        )
    return said % {**values, "days": remaining.days, "hours": remaining.hours}


def _moment(at: datetime) -> str:
    there = timezone.localtime(at)
    return f"{date_text(there.date(), get_language() or 'en')}, {there:%H:%M}"
