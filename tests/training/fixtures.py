"""The people and the class that pages and operations of training are tested with."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

import pytest
from django.test import Client
from django.utils import timezone
from django.utils.translation import override

from ortoo.access.models import User
from ortoo.access.rules.roles import Role, Scope
from ortoo.training.models import ClassSitting, Cohort
from ortoo.training.rules.completion import Counts, Rule
from tests.cast import AT, academy_manager, client_of, person
from tests.factories import training
from tests.factories.people import appointed, official, organization, region
from tests.worlds import world

NOW = datetime(2026, 3, 5, 2, 30, tzinfo=AT.tzinfo)
"""Half past ten on the day of the class, in the programme's zone: on pages the clock stands still there."""


@pytest.fixture
def on_the_day_of_the_class(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(timezone, "now", lambda: NOW)
    with override("en"):
        yield


@world()
def manager() -> User:
    return academy_manager()


@pytest.fixture
def office(manager: User) -> Client:
    return client_of(manager)


@world(after="manager")
def own() -> User:
    user = person("own", Role.OFFICIAL, scope=Scope.OWN)
    appointed(official("A1", account=user), organization("MOF"), region("MN-065"))
    return user


@world(after="own")
def cohort(manager: User, own: User) -> Cohort:
    """With one class today; its test was begun after it."""
    appointed(official("A2"), organization("MOH"), region("MN-067"))
    training.competency("plan")
    rule = Rule(0, 60_000, 1, Counts.BEST)
    course = training.course("V2050", manager, rule=rule, competencies=["plan"], least_minutes=10)
    opened = training.cohort("V1", manager, course)
    training.enrolled(opened, manager, "A1", "A2")
    return opened


@world(after="cohort")
def sitting(cohort: Cohort, manager: User) -> ClassSitting:
    return training.sitting(cohort, manager)
