"""Words about the time after a visit."""

from __future__ import annotations

from django.utils.translation import gettext_lazy, pgettext_lazy

from ortoo.pages.components import Tag, Text
from ortoo.visits.rules.follow_up import Side, State, Used

USED: dict[str, Text] = {
    Used.WIDELY: pgettext_lazy("use of a visit", "Widely"),
    Used.PARTLY: pgettext_lazy("use of a visit", "Partly"),
    Used.NOT_YET: pgettext_lazy("use of a visit", "Not yet"),
    Used.NOT: pgettext_lazy("use of a visit", "Not at all"),
}
STATES: dict[State, Tag] = {
    State.AHEAD: Tag("none", pgettext_lazy("follow-up", "Ahead"), quiet=True),
    State.OPEN: Tag("waits", pgettext_lazy("follow-up", "Open")),
    State.ANSWERED: Tag("done", pgettext_lazy("follow-up", "Answered"), quiet=True),
    State.MISSED: Tag("late", pgettext_lazy("follow-up", "Not answered in time"), quiet=True),
}
AFTER: dict[int, Text] = {
    3: gettext_lazy("After three months"),
    6: gettext_lazy("After six months"),
    12: gettext_lazy("After twelve months"),
}
SIDES: dict[str, Text] = {
    Side.PARTICIPANT: gettext_lazy("Who was there"),
    Side.SUPERIOR: gettext_lazy("Their superior"),
}
