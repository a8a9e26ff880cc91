"""What visits, answers of hosts, agreements and programmes are called on a page."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext, gettext_lazy, pgettext_lazy

from ortoo.pages.components import Tag
from ortoo.visits.models import Stop
from ortoo.visits.queries.partners import OUR_TRAVELLERS
from ortoo.visits.rules.states import State

STATES: dict[State, Tag] = {
    State.OPENED: Tag("none", pgettext_lazy("visit", "Opened")),
    State.REQUESTED: Tag("waits", pgettext_lazy("visit", "Waits for hosts")),
    State.ANSWERED: Tag("half", pgettext_lazy("visit", "Hosts have answered")),
    State.PLANNED: Tag("waits", pgettext_lazy("visit", "Agenda waits for agreement")),
    State.AGREED: Tag("done", pgettext_lazy("visit", "Agenda agreed")),
    State.UNDER_WAY: Tag("half", pgettext_lazy("visit", "Under way")),
    State.OVER: Tag("done", pgettext_lazy("visit", "Over"), quiet=True),
}

ANSWERS: dict[bool | None, Tag] = {
    True: Tag("done", pgettext_lazy("host", "Has said yes"), quiet=True),
    False: Tag("late", pgettext_lazy("host", "Has said no")),
    None: Tag("waits", pgettext_lazy("host", "Has not answered")),
}
NOT_ASKED = Tag("none", pgettext_lazy("host", "Not asked yet"))

IN_FORCE: dict[bool, Tag] = {
    True: Tag("done", pgettext_lazy("agreement", "In force"), quiet=True),
    False: Tag("none", pgettext_lazy("agreement", "Not in force")),
}

WAYS: dict[str, Promise] = {
    "out": pgettext_lazy("exchange", "Ours went"),
    "in": pgettext_lazy("exchange", "Theirs came"),
}

BASES: dict[str, Promise] = {
    "S": gettext_lazy("Read in a source"),
    "I": gettext_lazy("Our inference"),
    "M": gettext_lazy("From memory"),
}

WITHDRAWN = Tag("none", pgettext_lazy("stop", "Withdrawn"), quiet=True)
ON_OFFER = Tag("done", pgettext_lazy("stop", "On offer"), quiet=True)
MUST = Tag("half", pgettext_lazy("stop", "In every agenda"))


def stop_state(stop: Stop) -> Tag:
    if stop.withdrawn_at is not None:
        return WITHDRAWN
    return MUST if stop.must else ON_OFFER


def counted_as(counted: str) -> str:
    """Who is counted: of our own visits in words of the page, else as it was kept."""
    return gettext("delegates and escorts") if counted == OUR_TRAVELLERS else counted
