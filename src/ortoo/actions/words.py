"""Words that several pages of actions say."""

from __future__ import annotations

from datetime import date

from django.utils.translation import get_language, gettext, gettext_lazy, ngettext, pgettext_lazy

from ortoo.actions.queries.commitments import Stands
from ortoo.actions.rules.roles import Part
from ortoo.actions.rules.states import Act, Standing
from ortoo.multilingual.dates import date_text
from ortoo.multilingual.numbers import sum_text, thousandths_text, whole
from ortoo.pages.components import Tag, Text

PARTS: dict[str, Text] = {
    Part.LEAD: pgettext_lazy("part", "Lead"),
    Part.CO_LEAD: pgettext_lazy("part", "Co-lead"),
    Part.CONTRIBUTOR: pgettext_lazy("part", "Contributor"),
    Part.CONSULTED: pgettext_lazy("part", "Consulted"),
}

ACTS: dict[str, Text] = {
    Act.ACCEPT: pgettext_lazy("act", "Accepted"),
    Act.REFUSE: pgettext_lazy("act", "Refused"),
    Act.DELIVER: pgettext_lazy("act", "Delivered"),
    Act.CONFIRM: pgettext_lazy("act", "Confirmed"),
    Act.RETURN: pgettext_lazy("act", "Returned"),
}

DOING: dict[str, Text] = {
    Act.ACCEPT: gettext_lazy("Accept"),
    Act.REFUSE: gettext_lazy("Refuse"),
    Act.DELIVER: gettext_lazy("Deliver"),
    Act.CONFIRM: gettext_lazy("Confirm receipt"),
    Act.RETURN: pgettext_lazy("commitment", "Return"),
}


def days(count: int) -> str:
    """ "3 days"."""
    said = ngettext("%(count)s day", "%(count)s days", count)
    return said % {"count": whole(count, get_language() or "en")}


def day_count(thousandths: int) -> str:
    """Days with as many decimals as they need."""
    text = thousandths_text(thousandths, get_language() or "en")
    return text.rstrip("0").rstrip(".,")


def amount(thousandths: int) -> str:
    """Of a currency that stands beside it: whole sums without decimals, others with two or three."""
    return sum_text(thousandths, get_language() or "en")


def tag_of(at: Stands) -> Tag:
    if at.standing is Standing.KEPT:
        return Tag("done", pgettext_lazy("commitment", "Confirmed"), quiet=True)
    if at.standing is Standing.KEPT_LATE:
        return Tag("done", gettext("Confirmed, %(days)s late") % {"days": days(at.late)}, quiet=True)
    if at.standing is Standing.REFUSED:
        return Tag("late", pgettext_lazy("commitment", "Refused"))
    if at.standing is Standing.LATE:
        return Tag("late", gettext("Late by %(days)s") % {"days": days(at.late)})
    if at.standing is Standing.DELIVERED:
        return Tag("half", gettext_lazy("Delivered, not confirmed"))
    if at.standing is Standing.WAITS:
        return Tag("waits", _waits(at))
    if at.standing is Standing.PROPOSED:
        return Tag("waits", gettext_lazy("Waits for an answer"))
    return Tag("none", gettext_lazy("Not due"))


SHORT: dict[Standing, Tag] = {
    Standing.KEPT: Tag("done", pgettext_lazy("commitment", "Confirmed"), quiet=True),
    Standing.KEPT_LATE: Tag("done", gettext_lazy("Confirmed late"), quiet=True),
    Standing.REFUSED: Tag("late", pgettext_lazy("commitment", "Refused")),
    Standing.LATE: Tag("late", gettext_lazy("Late")),
    Standing.DELIVERED: Tag("half", pgettext_lazy("commitment", "Delivered")),
    Standing.WAITS: Tag("waits", pgettext_lazy("commitment", "Waits")),
    Standing.PROPOSED: Tag("waits", pgettext_lazy("commitment", "Proposed")),
    Standing.OPEN: Tag("none", gettext_lazy("Not due")),
}
"""For lists, where a state has room for a word or two."""


def _waits(at: Stands) -> str:
    said = {"commitment": at.waits_for, "days": days(at.late)}
    if at.late:
        return gettext("Waits for %(commitment)s, %(days)s behind") % said
    return gettext("Waits for %(commitment)s") % said


def short(day: date) -> str:
    return date_text(day, get_language() or "en", short=True)


def long(day: date) -> str:
    return date_text(day, get_language() or "en")


def percent(thousandths: int) -> str:
    """Of thousandths of a percent: "62.5 %"."""
    text = thousandths_text(thousandths, get_language() or "en")
    return f"{text.rstrip('0').rstrip('.,')}\u00a0%"
