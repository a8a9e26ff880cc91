"""What the picture of a measure draws and says, in the language of the page."""

from __future__ import annotations

from datetime import date

from django.utils.safestring import SafeString
from django.utils.translation import get_language, gettext, ngettext, pgettext

from ortoo.actions.models import Measure
from ortoo.actions.rules.states import Standing, State
from ortoo.actions.showing import Row, Shown, bodies_of_rows
from ortoo.actions.words import days, short
from ortoo.charts.commitments import HandOver, Lane, Story, Words, wide
from ortoo.charts.commitments.story import State as Mark
from ortoo.multilingual.languages import language_data
from ortoo.multilingual.numbers import whole
from ortoo.people.words import marked_name


def drawing(measure: Measure, seen: Shown) -> SafeString:
    """Of a measure with at least one commitment that was not refused."""
    rows = [row for row in seen.rows if row.at.state is not State.REFUSED]
    story = Story(
        [Lane(body.code, marked_name(body)) for body in bodies_of_rows(rows)],
        [_hand_over(row) for row in rows],
        [row.commitment.code for row in seen.chain],
        seen.today,
    )
    title = gettext("Who waits for whom in %(measure)s") % {"measure": measure.name}
    today = gettext("%(day)s, today") % {"day": short(seen.today)}
    return wide(story, Words(title, finding(seen), today, _month))


def finding(seen: Shown) -> str:
    """The picture in a sentence, for who cannot see it."""
    row = seen.binding
    if row is None:
        return gettext("Everything that was owed is confirmed.")
    later = [one.commitment.code for one in seen.chain if one is not row]
    said = {"commitment": row.commitment.code, "giver": marked_name(row.giver), "receiver": marked_name(row.receiver)}
    if not later:
        return gettext("%(commitment)s from %(giver)s to %(receiver)s binds the end.") % said
    return gettext("%(commitment)s from %(giver)s to %(receiver)s binds %(later)s.") % {
        **said, "later": ", ".join(later),
    }  # fmt: skip


def who_has_to_act(row: Row, today: date) -> str:
    """Where the binding commitment stands, and on whom it waits, in one sentence."""
    at, due = row.at, row.commitment.due
    said = {
        "giver": marked_name(row.giver), "receiver": marked_name(row.receiver), "due": short(due),
        "days": days(at.late),
    }  # fmt: skip
    if at.state is State.DELIVERED:
        assert at.delivered_on is not None
        said["day"] = short(at.delivered_on)
        if at.late:
            return (
                gettext("Delivered by %(giver)s on %(day)s. %(receiver)s has not confirmed it: %(days)s late.") % said
            )
        return gettext("Delivered by %(giver)s on %(day)s. %(receiver)s has not confirmed it yet.") % said
    if at.state is State.PROPOSED:
        return gettext("%(giver)s has not accepted it yet. It is due to %(receiver)s on %(due)s.") % said
    if at.late and at.state is State.RETURNED:
        return gettext("%(receiver)s returned it. %(giver)s has not delivered it again: %(days)s late.") % said
    if at.late:
        return gettext("%(giver)s has not delivered it to %(receiver)s: %(days)s late.") % said
    if at.state is State.RETURNED:
        return gettext("%(receiver)s returned it. %(giver)s delivers it again by %(due)s.") % said
    return gettext("%(giver)s delivers it to %(receiver)s by %(due)s.") % said


def what_waits(row: Row, seen: Shown) -> str:
    """What a further day costs."""
    if not row.waiting:
        return gettext("Each further day moves the end by one day.") if seen.moves else ""
    count = whole(row.waiting, get_language() or "en")
    if seen.moves:
        said = ngettext(
            "%(count)s later commitment waits; each further day moves the end by one day.",
            "%(count)s later commitments wait; each further day moves the end by one day.",
            row.waiting,
        )
    else:
        said = ngettext(
            "%(count)s later commitment waits; the end does not move yet.",
            "%(count)s later commitments wait; the end does not move yet.",
            row.waiting,
        )
    return said % {"count": count}


def _hand_over(row: Row) -> HandOver:
    made, at = row.commitment, row.at
    mark: Mark = "done" if at.state is State.CONFIRMED else "late" if at.standing is Standing.LATE else "to-come"
    day = at.delivered_on if at.state is State.CONFIRMED and at.delivered_on else made.due
    missed = made.due if at.late and mark != "to-come" else None
    return HandOver(made.code, made.name, row.giver.code, row.receiver.code, day, mark, missed)


def _month(day: date, with_year: bool) -> str:
    name: str = language_data(get_language() or "en")["dates"]["months_short"][day.month - 1]
    if not with_year:
        return name
    return pgettext("month of a year", "%(month)s %(year)s") % {"month": name, "year": day.year}
