"""Two invented courses: everybody took the first before the exam of 2021; those who manage begin a second one now.

Who was present and what was scored is invented from the same ability as the marks; a few are faster than one can read.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta

from django.utils.timezone import localdate

from ortoo.site.demonstration.files import written
from ortoo.site.demonstration.officials import Invented
from ortoo.site.demonstration.story import SEED, Story, at, take
from ortoo.training import operations as training
from ortoo.training.models import Cohort
from ortoo.training.rules.completion import Counts, Rule
from ortoo.training.rules.enrolling import EnrolmentRule

COMPETENCIES = (
    ("planning", "Төлөвлөлт", "Planning", "기획"),
    ("cooperation", "Салбар хоорондын хамтын ажиллагаа", "Work across ministries", "부처 간 협업"),
    ("leading", "Манлайлал", "Leading", "리더십"),
)
NEEDS = (("planning", "executive"), ("planning", "managing"), ("cooperation", "managing"), ("leading", "managing"))
NAMES = {
    "V2050": {"mn": "Алсын хараа-2050", "en": "VISION 2050", "ko": "비전 2050"},
    "LEAD": {"mn": "Хамтын манлайлал", "en": "Leading together", "ko": "협업 리더십"},
}
GIVES = {"V2050": ["planning"], "LEAD": ["cooperation", "leading"]}
PRESENT, TESTED, FAST = 0.93, 0.96, 0.002
LEAST_MINUTES = 15
ATTEMPT = ("number", "attempt", "started", "finished", "score")
ONLINE = "https://training.example/live"


def train(story: Story, people: Sequence[Invented]) -> None:
    """Between the register of 2021 and its first exam: a cohort of all `people`, with attendance and attempts."""
    by = story.staff.manager
    take(story, "competencies", written(("code", "name_mn", "name_en", "name_ko"), COMPETENCIES), by, at(2021, 3, 3))
    take(story, "post-competencies", written(("competency", "level"), NEEDS), by, at(2021, 3, 3, 3))
    opened = at(2021, 3, 4)
    cohort = _cohort(story, "V2050", opened, date(2021, 6, 10), Rule(500, 55_000, 2, Counts.BEST))
    begun = at(2021, 5, 10)
    classes = [
        training.plan_class(
            cohort=cohort, part=part, starts_at=begun + timedelta(days=7 * part), online=True, place=ONLINE,
            capacity=max(1, len(people)), by=by, at=opened,
        )
        for part in (1, 2)
    ]  # fmt: skip
    training.enrol_by_rule(cohort=cohort, rule=EnrolmentRule(opened.date()), by=by, at=opened)
    chance = random.Random(f"{SEED}:{cohort.code}")
    for sitting in classes:
        present = [(person.number,) for person in people if chance.random() < PRESENT]
        after = sitting.starts_at + timedelta(hours=4)
        take(story, "attendance", written(("number",), present), by, after, sitting=str(sitting.pk))
    attempts = written(ATTEMPT, _attempts(people, begun + timedelta(days=20), chance))
    take(story, "attempts", attempts, by, begun + timedelta(days=26), cohort=cohort.code)


def train_managers(story: Story) -> None:
    """Last, as of the moment of building: a cohort by a rule, with classes ahead for which one signs up."""
    by, opened = story.staff.manager, story.now - timedelta(days=5)
    closes_on = localdate(story.now) + timedelta(days=60)
    cohort = _cohort(story, "LEAD", opened, closes_on, Rule(1000, 0, 0, Counts.BEST))
    rule = EnrolmentRule(localdate(opened), level=("managing",))
    training.enrol_by_rule(cohort=cohort, rule=rule, by=by, at=opened)
    begun = (story.now + timedelta(days=14)).replace(hour=2, minute=0, second=0, microsecond=0)
    for place in range(4):
        training.plan_class(
            cohort=cohort, part=1 + place // 2, starts_at=begun + timedelta(days=7 * place), place="Example: hall 1",
            capacity=60, by=by, at=opened,
        )  # fmt: skip


def _cohort(story: Story, code: str, at: datetime, closes_on: date, rule: Rule) -> Cohort:
    """A course, its rule, and a cohort that opens on the same day."""
    by, day = story.staff.manager, localdate(at)
    course = training.adopt_course(
        code=code, names=NAMES[code], hours=40, objectives=["5.4"], competencies=GIVES[code],
        least_minutes=LEAST_MINUTES if rule.attempts else 0, by=by, at=at,
    )  # fmt: skip
    basis = f"Example: order of the academy, {day:%d.%m.%Y}"
    training.state_completion_rule(course=course, rule=rule, legal_basis=basis, valid_from=day, by=by, at=at)
    names = {language: f"{name} · {day.year}" for language, name in NAMES[code].items()}
    return training.open_cohort(
        course=course, code=f"{code}-{day.year}", names=names, opens_on=day, closes_on=closes_on, by=by, at=at
    )


def _attempts(people: Sequence[Invented], first: datetime, chance: random.Random) -> Iterator[Sequence[str]]:
    for person in people:
        if chance.random() >= TESTED:
            continue
        started = first + timedelta(days=chance.randrange(3), minutes=chance.randrange(300))
        fast = chance.random() < FAST
        finished = started + timedelta(minutes=chance.randrange(1, 4) if fast else chance.randrange(20, 90))
        points = max(0, min(100, round(70 + 9 * person.ability + chance.gauss(0, 6))))
        yield person.number, "1", f"{started:%Y-%m-%d %H:%MZ}", f"{finished:%Y-%m-%d %H:%MZ}", f"{points}.0"
