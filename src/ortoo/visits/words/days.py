"""What agendas and days are called: kinds of stops, ways, weekdays, towns, and the time of a country."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils.functional import Promise
from django.utils.translation import get_language, gettext, gettext_lazy, ngettext, pgettext_lazy

from ortoo.multilingual.dates import date_text, days_text
from ortoo.visits.models import Visit

Text = str | Promise

KINDS: dict[str, Text] = {
    "lecture": pgettext_lazy("stop", "Lecture"),
    "seminar": pgettext_lazy("stop", "Seminar"),
    "visit": pgettext_lazy("stop", "Site visit"),
    "workshop": pgettext_lazy("stop", "Workshop"),
    "meal": pgettext_lazy("stop", "Meal"),
    "ceremony": pgettext_lazy("stop", "Ceremony"),
    "free": pgettext_lazy("stop", "Free time"),
}
MODES: dict[str, Text] = {
    "coach": pgettext_lazy("way", "Coach"),
    "rail": pgettext_lazy("way", "Train"),
    "rail+road": pgettext_lazy("way", "Train and car"),
    "flight": pgettext_lazy("way", "Flight"),
    "road": pgettext_lazy("way", "By road"),
}
SHORT_WEEKDAYS: tuple[Text, ...] = (
    pgettext_lazy("weekday", "Mon"),
    pgettext_lazy("weekday", "Tue"),
    pgettext_lazy("weekday", "Wed"),
    pgettext_lazy("weekday", "Thu"),
    pgettext_lazy("weekday", "Fri"),
    pgettext_lazy("weekday", "Sat"),
    pgettext_lazy("weekday", "Sun"),
)
WEEKDAYS: tuple[Text, ...] = (
    gettext_lazy("Monday"),
    gettext_lazy("Tuesday"),
    gettext_lazy("Wednesday"),
    gettext_lazy("Thursday"),
    gettext_lazy("Friday"),
    gettext_lazy("Saturday"),
    gettext_lazy("Sunday"),
)
LEFT_OUT: dict[str, Text] = {
    "by-hand": gettext_lazy("The maker of the agenda left it out."),
    "past": gettext_lazy("All its times are over."),
    "no-start": gettext_lazy("No time of its windows fits the days and the ways there."),
    "requires-left-out": gettext_lazy("What it needs is left out."),
    "person-busy": gettext_lazy("Who speaks there is needed elsewhere at its times."),
    "no-interpreter": gettext_lazy("There are too few interpreters at its times."),
    "too-much-content": gettext_lazy("Its day would have too much content."),
    "no-lunch": gettext_lazy("Its day would have no lunch."),
    "no-time": gettext_lazy("There is no time for it beside what must be in."),
    "lower-value": gettext_lazy("With it the agenda would be worth less."),
    "equal-value": gettext_lazy("With it the agenda would be worth no more."),
    "undecided": gettext_lazy("The search ended before it was ruled out."),
}


def clock(minutes: int) -> str:
    """ "09:30"."""
    return f"{minutes // 60 % 24:02d}:{minutes % 60:02d}"


def span(start: int, end: int) -> str:
    return f"{clock(start)}\N{EN DASH}{clock(end)}"


def long_day(day: date) -> str:
    return gettext("%(weekday)s, %(day)s") % {
        "weekday": WEEKDAYS[day.weekday()],
        "day": date_text(day, get_language() or "en"),
    }


def days_of(visit: Visit) -> str:
    return days_text(visit.begins, visit.ends, get_language() or "en")


def time_zone_sentence(visit: Visit) -> str:
    """Whose time it is, and how far it lies from that at home, on the first day."""
    noon = datetime.combine(visit.begins, datetime.min.time()) + timedelta(hours=12)
    there, home = (ZoneInfo(zone).utcoffset(noon) for zone in (visit.time_zone, settings.TIME_ZONE))
    assert there is not None
    assert home is not None
    minutes = round((there - home).total_seconds() / 60)
    values = {"zone": visit.time_zone, "count": f"{abs(minutes) / 60:g}"}
    if not minutes:
        said = gettext("All times are those of the host (%(zone)s), the same as at home.")
    elif minutes > 0:
        said = ngettext(
            "All times are those of the host (%(zone)s), %(count)s hour ahead of home.",
            "All times are those of the host (%(zone)s), %(count)s hours ahead of home.",
            -(-minutes // 60),
        )
    else:
        said = ngettext(
            "All times are those of the host (%(zone)s), %(count)s hour behind home.",
            "All times are those of the host (%(zone)s), %(count)s hours behind home.",
            -(minutes // 60),
        )
    return said % values
