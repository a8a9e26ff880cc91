"""From a published list to a proposal: the call, its dossiers, the panel, each some days after the one before."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from ortoo.access.models import User
from ortoo.permission.models import Call
from ortoo.site.demonstration.appeals import Published
from ortoo.site.demonstration.dossiers import DossierDays, call, dossiers
from ortoo.site.demonstration.panel import adopt, give, propose, score
from ortoo.site.demonstration.story import Story
from ortoo.site.demonstration.visit import visit_from

WHOLE, SOME = 100, 40
"""Of the hundred, so many bring a dossier: in the first round all, later fewer, which is as it goes."""
LEFT_TO_SCORE = 9
"""Sheets that stay open where the panel is still at work."""


def proposed(
    story: Story, published: Published, members: Sequence[User], first: date, *, how_many: int = WHOLE
) -> Call:
    """All dossiers scored, the ten proposed, sixteen days after the list was published; the visit begins on `first`."""
    called, day = _before_the_panel(story, published, members, first, how_many)
    score(called, members, day + timedelta(days=3))
    propose(story, called, day + timedelta(days=7))
    return called


def being_scored(story: Story, published: Published, members: Sequence[User], first: date) -> Call:
    called, day = _before_the_panel(story, published, members, first, SOME)
    score(called, members, day + timedelta(days=3), leave=LEFT_TO_SCORE)
    return called


def _before_the_panel(
    story: Story, published: Published, members: Sequence[User], first: date, how_many: int
) -> tuple[Call, datetime]:
    """The call with every sheet given, and the day on which the panel began."""
    days = DossierDays(published.at + timedelta(days=1), published.at + timedelta(days=8))
    called = call(story, published.round, visit_from(first), days)
    adopt(story, called, days.opened + timedelta(hours=1))
    dossiers(story, called, days, [story.staff.finance, story.staff.ministries], how_many)
    give(story, called, members, days.until + timedelta(hours=8))
    return Call.objects.get(pk=called.pk), days.until + timedelta(days=1)
