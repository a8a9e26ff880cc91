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
from ortoo.selection.models import Run
from ortoo.selection.queries import account_at
from ortoo.site.demonstration.appeals import file_two, publish, settle, uphold
from ortoo.site.demonstration.calls import SOME, being_scored, proposed
from ortoo.site.demonstration.dossiers import papers_known
from ortoo.site.demonstration.officials import Invented
from ortoo.site.demonstration.panel import appoint_panel
from ortoo.site.demonstration.rounds import Days, opened_round, provisional
from ortoo.site.demonstration.staff import appoint, offer_sign_ins
from ortoo.site.demonstration.story import Story, at
from ortoo.site.demonstration.training import train
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
    people = _first_round(story, people, members)
    people = _round_at_the_office(story, people, members)
    people = _round_before_the_panel(story, people, members)
    run = _round_open_to_appeals(story, people)
    # Below the line, and free to appeal: the first there has done so.
    chosen, below = account_at(run, 1), account_at(run, len(run.decision["chosen"]) + 2)
    offer_sign_ins(story.staff, chosen, below, story.now)


def _first_round(story: Story, people: list[Invented], members: Sequence[User]) -> list[Invented]:
    """2022, whole: from the exams to the delegation."""
    sitting(story, people, date(2021, 6, 18))
    people = moved(story, people, date(2022, 3, 1))
    sitting(story, people, date(2022, 6, 17))
    days = Days(at(2022, 9, 1), at(2022, 9, 5), at(2022, 10, 4), at(2022, 11, 1), at(2022, 11, 2))
    round = opened_round(story, "2022", {"2021": 400, "2022": 600}, days)
    proposed(story, round, members, settle(story, provisional(story, round, days)))
    return people


def _round_at_the_office(story: Story, people: list[Invented], members: Sequence[User]) -> list[Invented]:
    """2023: proposed and signed, it waits for the Prime Minister's office."""
    people = moved(story, people, date(2023, 3, 1))
    sitting(story, people, date(2023, 6, 16))
    days = Days(at(2023, 8, 25), at(2023, 9, 1), at(2023, 10, 3), at(2023, 10, 31), at(2023, 11, 1))
    round = opened_round(story, "2023", {"2022": 400, "2023": 600}, days)
    proposed(story, round, members, publish(story, provisional(story, round, days)), how_many=SOME)
    return people


def _round_before_the_panel(story: Story, people: list[Invented], members: Sequence[User]) -> list[Invented]:
    """2024: dossiers are handed in, and the panel scores them."""
    sitting(story, people, date(2024, 6, 14))
    people = reorganized(story, people, date(2024, 7, 10))
    days = Days(at(2024, 8, 26), at(2024, 9, 2), at(2024, 10, 3), at(2024, 10, 31), at(2024, 11, 1))
    round = opened_round(story, "2024", {"2023": 400, "2024": 600}, days)
    being_scored(story, round, members, publish(story, provisional(story, round, days)))
    return people


def _round_open_to_appeals(story: Story, people: list[Invented]) -> Run:
    """The round of this year, or of the last one before its exam: its list was published two days ago."""
    now = story.now
    year = now.year if now.month > EXAMS_IN else now.year - 1
    sitting(story, people, date(year, EXAMS_IN, 13))
    days = Days(*(now - timedelta(days=before) for before in (60, 50, 20, 3, 2)))
    round = opened_round(story, str(year), {"2024": 400, str(year): 600}, days)
    run = provisional(story, round, days)
    right, _ = file_two(run)
    uphold(story, right, now - timedelta(hours=1))
    return run
