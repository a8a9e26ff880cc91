"""What the page of a stop shows."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.translation import get_language, gettext, ngettext

from ortoo.multilingual.basis import marked
from ortoo.multilingual.dates import date_text
from ortoo.multilingual.numbers import whole
from ortoo.multilingual.sorting import by_name
from ortoo.multilingual.texts import in_language, joined
from ortoo.pages.components import Fact
from ortoo.visits.models import Speaker, Stop
from ortoo.visits.rules.offering import clock
from ortoo.visits.views.finding import page_of
from ortoo.visits.words.days import KINDS


def stop_facts(stop: Stop, *, named: bool) -> list[Fact]:
    """What there is of it; what it does not have is left out, and its speakers for who sees no names (not `named`)."""
    language = get_language() or "en"
    minutes = ngettext("%(count)s minute", "%(count)s minutes", stop.minutes)
    host = stop.host.organization
    facts = [
        Fact(gettext("Code"), stop.code),
        Fact(gettext("Kind"), KINDS[stop.kind]),
        Fact(gettext("Host"), host.name, address=page_of(stop.visit, "host", host.code)),
        Fact(gettext("Topic"), stop.topic.name if stop.topic else ""),
        Fact(gettext("About"), in_language(stop.about)),
        Fact(gettext("How long it takes"), minutes % {"count": whole(stop.minutes, language)}),
        Fact(gettext("Venue"), marked(stop.venue.name, stop.venue.basis), note=_address(stop)),
        Fact(gettext("When it may begin"), _windows(stop, language)),
        Fact(
            gettext("Speakers"),
            joined((joined((one.name, one.post)) for one in _speakers(stop, named=named)), "; "),
        ),
        Fact(gettext("Pre-study before it"), joined((one.name for one in stop.packs.all()), "; ")),
        Fact(gettext("After these stops"), _stops(stop.before.all())),
        Fact(gettext("Only with these stops"), _stops(stop.needs.all())),
        Fact(gettext("Groups"), gettext("All together") if stop.joint else gettext("Each by itself")),
        Fact(gettext("Interpreter"), gettext("Needed") if stop.interpreter else gettext("Not needed")),
        Fact(gettext("What it is worth at home"), whole(stop.value, language)),
    ]
    return [fact for fact in facts if fact.value]


def _stops(stops: Iterable[Stop]) -> str:
    return joined((one.name.within(f"{one.code} ") for one in stops), "; ")


def _address(stop: Stop) -> str:
    return marked(stop.venue.address, stop.venue.address_basis) if stop.venue.address else ""


def _windows(stop: Stop, language: str) -> str:
    windows = sorted(stop.windows.all(), key=lambda one: (one.day, one.earliest))
    if not windows:
        return gettext("At any time of any day")
    return "; ".join(
        f"{date_text(one.day, language, short=True)}, {clock(one.earliest)}\N{EN DASH}{clock(one.latest)}"
        for one in windows
    )


def _speakers(stop: Stop, *, named: bool) -> list[Speaker]:
    return sorted(stop.speakers.all(), key=lambda one: by_name(one.name)) if named else []
