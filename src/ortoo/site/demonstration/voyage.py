"""Two visits: the first whole, from the request to the last follow-up; the next in the middle of its preparation."""

from __future__ import annotations

from datetime import timedelta

from ortoo.access.models import User
from ortoo.permission.models import Call
from ortoo.site.demonstration.afterwards import remembered
from ortoo.site.demonstration.figures import figures_known
from ortoo.site.demonstration.learning import learned
from ortoo.site.demonstration.measures import undertaken
from ortoo.site.demonstration.noting import noted
from ortoo.site.demonstration.partners import partners_known
from ortoo.site.demonstration.story import Story, at
from ortoo.site.demonstration.travelling import (
    account_of,
    escorts,
    named,
    paper_marked,
    papers_brought,
    prepared,
    settled,
    there,
)
from ortoo.site.demonstration.visiting import (
    Planned,
    agreed,
    answered,
    offered,
    opened,
    places_known,
    requested,
    weighed,
)
from ortoo.visits.models import Agenda


def first_visit(story: Story, call: Call) -> list[User]:
    """From the request, while the panel is still at work, to what was used a year later. Gives the delegates."""
    places_known(story, at(2022, 11, 14, 1))
    planned = opened(story, call.round, at(2022, 11, 15))
    agenda = _agenda(story, planned)
    delegation = named(story, planned.visit, at(2022, 12, 6))
    prepared(story, planned, delegation, at(2022, 12, 7))
    papers_brought(story, planned.visit, at(2022, 12, 9))
    there(planned, agenda, delegation)
    lessons = learned(story, planned.visit, noted(agenda, delegation), at(2023, 1, 16))
    settled(story, planned.visit, at(2023, 1, 20))
    undertaken(story, lessons)
    remembered(story, delegation)
    papers_brought(story, planned.visit, at(2024, 1, 10))
    return [account_of(one) for one in delegation.delegates]


def _agenda(story: Story, planned: Planned) -> Agenda:
    """Asked of both hosts, offered, answered and agreed to by all three sides."""
    request = requested(story, planned, at(2022, 11, 17))
    for day, host in enumerate(planned.hosts):
        offered(story, planned, host, at(2022, 11, 21 + day))
        answered(story, planned, request, host, at(2022, 11, 23 + day))
    weighed(story, planned, at(2022, 11, 25))
    return agreed(story, planned, at(2022, 11, 26))


def next_visit(story: Story, call: Call) -> None:
    """One host has answered, the other has not; no agenda yet, and papers that are overdue."""
    called = call.opened_at
    planned = opened(story, call.round, called + timedelta(days=1))
    request = requested(story, planned, called + timedelta(days=4))
    paper_marked(story, planned.visit, "B01", request.sent_at)
    lead = next(iter(planned.hosts))
    offered(story, planned, lead, called + timedelta(days=16))
    answered(story, planned, request, lead, called + timedelta(days=18))
    weighed(story, planned, called + timedelta(days=20))
    escorts(story, planned.visit, called + timedelta(days=21))


def partners_and_figures(story: Story) -> None:
    partners_known(story, at(2024, 6, 20))
    figures_known(story, story.now - timedelta(days=40))
