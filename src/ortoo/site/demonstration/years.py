"""The register and the marks of the demonstration, year after year."""

from __future__ import annotations

from datetime import date, timedelta

from ortoo.exams import operations as exams
from ortoo.exams.models import Sitting
from ortoo.people import operations as people
from ortoo.plan import operations as plan
from ortoo.site.demonstration.files import marks_file, register_file
from ortoo.site.demonstration.marks import marks_of
from ortoo.site.demonstration.offices import given_names, offices, shipped, successors
from ortoo.site.demonstration.officials import Invented, follow, invent, move
from ortoo.site.demonstration.story import SEED, Story, at, take

MOVES = 420
RELIABILITY = 740
FOUND_BY = "Example: 200 papers marked twice by the exam board"


def foundations(story: Story) -> None:
    """Regions, organizations, the plan and the programme."""
    manager = story.staff.manager
    files = {"regions": "regions.csv", "organizations": "organizations.csv", "plan": "vision2050.yaml"}
    for place, (kind, name) in enumerate(files.items()):
        take(story, kind, shipped(name), manager, at(2021, 2, 1, place))
    plan.set_up_programme(
        title={
            "mn": "Алсын хараа-2050 чадавх бэхжүүлэх хөтөлбөр",
            "en": "VISION 2050 capacity-building programme",
            "ko": "비전 2050 역량 강화 프로그램",
        },
        purpose={
            "mn": "Салбар хоорондын хамтын ажиллагааны чадавхыг бэхжүүлэх",
            "en": "Capabilities for inter-departmental collaboration",
            "ko": "부처 간 협업 역량 강화",
        },
        legal_basis="Example: order of the academy, 15 January 2021",
        objective="5.4",
        by=manager,
        at=at(2021, 2, 3),
    )


def register(story: Story, day: date) -> list[Invented]:
    """Everybody, each with an account."""
    registered = invent(story.size, given_names(), offices(day), day, SEED)
    _take_register(story, registered, day)
    people.link_accounts(by=story.staff.manager, at=at(day.year, day.month, day.day) + timedelta(days=1))
    return registered


def moved(story: Story, registered: list[Invented], day: date) -> list[Invented]:
    """Some in another office from the day on."""
    how_many = min(MOVES, story.size // 20)
    after = move(registered, offices(day), how_many, day, SEED + day.year)
    _take_changes(story, registered, after, day)
    return after


def reorganized(story: Story, registered: list[Invented], day: date) -> list[Invented]:
    """A new cabinet: officials follow their ministry to the one that took over from it."""
    after = follow(registered, successors(day), day)
    _take_changes(story, registered, after, day)
    return after


def sitting(story: Story, registered: list[Invented], day: date) -> None:
    """One exam of the year, its marks as a gradebook keeps them, and how reliable two markers found them."""
    by, held = story.staff.exams, opened(story, day)
    content = marks_file(marks_of(registered, held.code, SEED))
    take(story, "marks", content, by, at(day.year, 7, 1), sitting=held.code)
    exams.state_reliability(sitting=held, thousandths=RELIABILITY, source=FOUND_BY, by=by, at=at(day.year, 7, 2))


def opened(story: Story, day: date) -> Sitting:
    """The sitting of a year, on a scale of 0 to 100."""
    code = str(day.year)
    return exams.open_sitting(
        code=code,
        names={
            "mn": f"{code} оны шалгалт",
            "en": f"Exam of {code}",
            "ko": f"{code}년 시험",
        },
        held_on=day,
        scale_high=100_000,
        marker="Example: exam board of the academy",
        by=story.staff.exams,
        at=at(day.year, 1, 20),
    )


def _take_changes(story: Story, before: list[Invented], after: list[Invented], day: date) -> None:
    """A file of those alone whose post is another: who is not in it stays where they are."""
    changed = [new for old, new in zip(before, after, strict=True) if new != old]
    if changed:
        _take_register(story, changed, day)


def _take_register(story: Story, people: list[Invented], day: date) -> None:
    take(story, "officials", register_file(people), story.staff.manager, at(day.year, day.month, day.day))
