"""The training of the demonstration, built small by its own functions."""

from __future__ import annotations

from datetime import date

import pytest
from django.utils import timezone

from ortoo.access.queries import grants_of
from ortoo.jobs.progress import silent
from ortoo.ledger.models import Entry
from ortoo.site.demonstration.staff import appoint
from ortoo.site.demonstration.story import Story, at
from ortoo.site.demonstration.training import train, train_managers
from ortoo.site.demonstration.years import foundations, register
from ortoo.training.gaps import gaps
from ortoo.training.models import ClassSitting, Cohort
from ortoo.training.queries import flags_to_judge, how_many_completed
from ortoo.training.report import report, total

pytestmark = pytest.mark.django_db

SIZE = 120


def test_everybody_takes_one_course_and_those_who_manage_begin_another() -> None:
    story = Story(appoint(at(2021, 1, 15)), SIZE, lambda step: silent, timezone.now())
    foundations(story)
    people = register(story, date(2021, 3, 1))
    train(story, people)
    train_managers(story)
    sums = total(report("ministry", timezone.localdate()))
    assert (sums.officials, sums.enrolled) == (SIZE, SIZE)
    assert SIZE // 2 < sums.completed == how_many_completed() < SIZE
    assert total(report("aimag", timezone.localdate())) == sums
    managing = sum(person.level == "managing" for person in people)
    of_managers = Cohort.objects.get(course__code="LEAD")
    assert total(report("ministry", timezone.localdate(), cohort=of_managers)).enrolled == managing
    assert ClassSitting.objects.filter(cohort=of_managers, starts_at__gt=story.now).count() == 4
    assert {one.competency.code: one.needing for one in gaps(timezone.localdate())}["leading"] == managing
    assert flags_to_judge(grants_of(story.staff.manager, timezone.localdate())).count() < SIZE // 10
    kinds = [kind for kind in Entry.objects.order_by("seq").values_list("kind", flat=True) if "programme." in kind]
    assert kinds.count("programme.attendance-taken") == 2
    assert kinds.count("programme.attempts-imported") == 1
