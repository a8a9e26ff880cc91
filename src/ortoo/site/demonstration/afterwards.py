"""After the first visit: who may be asked about what, and what was used of it, said by both sides apart."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from ortoo.access.rules.grants import Held
from ortoo.access.rules.roles import Role, Scope
from ortoo.people.queries import post_on
from ortoo.site.demonstration.examples import Example, example, morning
from ortoo.site.demonstration.offices import successors
from ortoo.site.demonstration.staff import grant
from ortoo.site.demonstration.story import Story
from ortoo.site.demonstration.travelling import Delegation, account_of
from ortoo.visits import operations as visits
from ortoo.visits.rules.follow_up import Side, Used

SAID = morning(date(2022, 12, 29))
RENEWED, STILL = timedelta(days=100), timedelta(days=700)
"""A consent ends after three years at most, so some have said it again: so long ago, and for so long."""


def remembered(story: Story, delegation: Delegation) -> None:
    given = example("after2022")
    for one in given["alumni"]:
        until = date.fromisoformat(one["until"]) if one["until"] else None
        _may_be_asked(delegation, one, until, SAID)
        if one.get("renewed"):
            _may_be_asked(delegation, one, story.now.date() + STILL, story.now - RENEWED)
    _superior_of(story, delegation)
    for one in given["follow_ups"]:
        traveller, side = delegation.delegate(one["delegate"]), Side(one["side"])
        visits.answer_follow_up(
            traveller=traveller, months=one["months"], side=side, used=Used(one["used"]), what=one["what"],
            hindered_by=one.get("hindered_by", ""),
            by=account_of(traveller) if side is Side.PARTICIPANT else story.staff.superior, at=morning(one["on"]),
        )  # fmt: skip


def _may_be_asked(delegation: Delegation, one: Example, until: date | None, at: datetime) -> None:
    traveller = delegation.delegate(one["delegate"])
    visits.say_alumnus(
        traveller=traveller, may_be_asked=bool(one["topics"]), topics=one["topics"], how=one["how"], until=until,
        by=account_of(traveller), at=at,
    )  # fmt: skip


def _superior_of(story: Story, delegation: Delegation) -> None:
    """The superior speaks for the body where the first delegate works, and for the one that took over from it."""
    post = post_on(delegation.delegate(1).official_id, date(2023, 4, 1))
    assert post is not None
    code = post.organization.code
    for body in dict.fromkeys((code, successors(story.now.date()).get(code, code))):
        held = Held(Role.SUPERIOR, Scope.ORGANIZATION, body)
        grant(story.staff.manager, story.staff.head, story.staff.superior, held, SAID - timedelta(days=1))
