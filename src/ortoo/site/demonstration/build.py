"""The demonstration, built as its users would: files imported, marks taken in, one round run to its delegation.

Every person and mark is invented. The dates follow the programme that it is modelled on. The same seed gives the same
people, marks and transfers; pseudonyms are secret and differ from one building to the next, as they should.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, timedelta

from django.utils import timezone

from ortoo.access.models import User
from ortoo.access.queries import is_demonstration
from ortoo.jobs.progress import Progress, silent
from ortoo.multilingual.refusals import Refusal
from ortoo.permission.models import Call
from ortoo.selection.models import Run
from ortoo.selection.queries import account_at
from ortoo.site.demonstration.appeals import file_two, publish, settle, uphold
from ortoo.site.demonstration.calls import SOME, being_scored, proposed
from ortoo.site.demonstration.dossiers import papers_known
from ortoo.site.demonstration.exam import exam_by_items
from ortoo.site.demonstration.officials import Invented
from ortoo.site.demonstration.panel import appoint_panel
from ortoo.site.demonstration.permission import permitted, signed_to_the_office
from ortoo.site.demonstration.rounds import Days, Planned, of_year, provisional
from ortoo.site.demonstration.staff import Officials, appoint, offer_sign_ins
from ortoo.site.demonstration.story import Story, at
from ortoo.site.demonstration.training import train, train_managers
from ortoo.site.demonstration.visit import FIRST_OF_2022, monday_after
from ortoo.site.demonstration.voyage import first_visit, next_visit, partners_and_figures
from ortoo.site.demonstration.years import foundations, moved, register, reorganized, sitting

OFFICIALS = 12_000
EXAMS_IN = 6
"""June: the month of the yearly exam."""


def build(*, size: int = OFFICIALS, progress: Callable[[str], Progress] = lambda step: silent) -> None:
    """Builds it whole in an empty database that its first migration marked as demonstration; refuses any other.

    `progress(step)` gives the listener of one step, named in English.
    """
    if not is_demonstration():
        raise Refusal("site.not_a_demonstration")
    story = Story(appoint(at(2021, 1, 15)), size, progress, timezone.now())
    foundations(story)
    people = register(story, date(2021, 3, 1))
    train(story, people)
    papers_known(story, at(2022, 9, 1))
    members = appoint_panel(story, at(2022, 10, 3))
    people, first = _first_round(story, people, members)
    _years_between(story, people)
    partners_and_figures(story)
    delegates = first_visit(story, first)
    _round_at_the_office(story, members)
    _round_before_the_panel(story, members)
    run = _round_open_to_appeals(story)
    train_managers(story)
    # Below the line, and free to appeal: the first there has done so.
    chosen, below = account_at(run, 1), account_at(run, len(run.decision["chosen"]) + 2)
    # Who travelled in 2022 may stand in this round too, and each account is offered once.
    delegate = next(one for one in delegates if one not in (chosen, below))
    offer_sign_ins(story.staff, Officials(chosen, below, members[0], delegate), story.now)


def _first_round(story: Story, people: list[Invented], members: Sequence[User]) -> tuple[list[Invented], Call]:
    """2022, whole: from the exams to the delegation."""
    sitting(story, people, date(2021, 6, 18))
    people = moved(story, people, date(2022, 3, 1))
    sitting(story, people, date(2022, 6, 17))
    days = Days(at(2022, 9, 1), at(2022, 9, 5), at(2022, 10, 4), at(2022, 11, 1), at(2022, 11, 2))
    run = provisional(story, of_year(2022, "2021", "2022", days))
    published = settle(story, run)
    call = proposed(story, published, members, FIRST_OF_2022)
    permitted(story, call, published.at + timedelta(days=17))
    return people, call


def _years_between(story: Story, people: list[Invented]) -> None:
    """Transfers, a new cabinet, and an exam last year and this year."""
    people = moved(story, people, date(2023, 3, 1))
    people = reorganized(story, people, date(2024, 7, 10))
    last, this = _exam_years(story)
    sitting(story, people, date(last, EXAMS_IN, 13))
    exam_by_items(story, people, date(this, EXAMS_IN, 13))


def _round_at_the_office(story: Story, members: Sequence[User]) -> None:
    """Proposed and signed, it waits for the Prime Minister's office; its visit, in three weeks, is being prepared."""
    run = provisional(story, _recent(story, 1, ends=45))
    first = monday_after(story.now.date() + timedelta(days=21))
    published = publish(story, run)
    call = proposed(story, published, members, first, how_many=SOME)
    signed_to_the_office(story, call, published.at + timedelta(days=17))
    next_visit(story, call)


def _round_before_the_panel(story: Story, members: Sequence[User]) -> None:
    """Dossiers are handed in, and the panel scores them."""
    run = provisional(story, _recent(story, 2, ends=33))
    being_scored(story, publish(story, run), members, monday_after(story.now.date() + timedelta(days=38)))


def _round_open_to_appeals(story: Story) -> Run:
    """Its list was published two days ago."""
    run = provisional(story, _recent(story, 3, ends=2))
    right, _ = file_two(run)
    uphold(story, right, story.now - timedelta(hours=1))
    return run


def _recent(story: Story, part: int, *, ends: int) -> Planned:
    """A round of this year that was drawn `ends` days ago."""
    last, this = _exam_years(story)
    days = Days(*(story.now - timedelta(days=ends + before) for before in (40, 30, 18, 1, 0)))
    return of_year(this, str(last), str(this), days, part)


def _exam_years(story: Story) -> tuple[int, int]:
    """The years of the last two exams."""
    this = story.now.year if story.now.month > EXAMS_IN else story.now.year - 1
    return this - 1, this
