"""Personal tables refuse every read that does not say who reads, or why everything is read."""

from __future__ import annotations

import inspect
from datetime import date
from typing import Any

import pytest
from asgiref.sync import async_to_sync
from django.apps import apps
from django.db import models
from django.db.models import ForeignKey, QuerySet

from ortoo.access.personal import PersonalManager, UnscopedRead
from ortoo.access.rules.roles import Role, Scope
from ortoo.exams.models import Sitting
from ortoo.people.models import Official, Organization
from tests.cast import academy_manager, auditor, exam_officer, grants, outsider, person
from tests.factories import exams
from tests.factories.people import appointed, official, officials, organization

PERSONAL = [
    model for model in apps.get_app_config("ortoo").get_models() if isinstance(model._default_manager, PersonalManager)
]
NOT_ON_MANAGERS = {"as_manager", "delete", "adelete", "resolve_expression"}


def methods() -> list[str]:
    """The public methods of Django's QuerySet, whichever this version has."""
    found = [name for name, _ in inspect.getmembers(QuerySet, inspect.isroutine) if not name.startswith("_")]
    assert {"all", "get", "aget", "in_bulk", "raw", "iterator", "none", "create", "update", "explain"} <= set(found)
    return found


def related() -> list[tuple[str, type[models.Model], str]]:
    """(what it is called, model, accessor) of every way from a row to many personal rows."""
    return [
        (f"{field.related_model.__name__}.{field.remote_field.get_accessor_name()}", field.related_model, accessor)
        for model in PERSONAL
        for field in model._meta.get_fields()
        if type(field) is ForeignKey and (accessor := field.remote_field.get_accessor_name()) and accessor != "+"
    ]


def test_every_table_that_leads_to_an_official_is_personal() -> None:
    leading = {
        model
        for model in apps.get_app_config("ortoo").get_models()
        for field in model._meta.get_fields()
        if field.concrete and field.related_model in PERSONAL and not of_a_table_of_its_own(field)
    }
    assert Official in PERSONAL
    assert leading - set(PERSONAL) == set()


def of_a_table_of_its_own(field: Any) -> bool:
    """Many to many by a table that is a model here, and is judged itself."""
    return field.many_to_many and not field.remote_field.through._meta.auto_created


def test_managers_have_every_other_method_of_a_queryset() -> None:
    for model in PERSONAL:
        assert {name for name in methods() if not hasattr(model._default_manager, name)} == NOT_ON_MANAGERS


@pytest.mark.parametrize("method", [name for name in methods() if name not in NOT_ON_MANAGERS])
@pytest.mark.parametrize("model", PERSONAL, ids=lambda model: model.__name__)
def test_the_manager_refuses(model: type[models.Model], method: str) -> None:
    with pytest.raises(UnscopedRead, match=f"{model.__name__}: call .visible_to"):
        called(model.objects, method)  # type: ignore[attr-defined]


@pytest.mark.parametrize("method", [name for name in methods() if name not in NOT_ON_MANAGERS])
def test_related_managers_refuse(method: str) -> None:
    ways = related()
    assert {"Official.appointments", "Sitting.marks", "Mark.corrections", "Seal.records", "Run.places"} <= {
        name for name, _, _ in ways
    }
    for _, model, accessor in ways:
        with pytest.raises(UnscopedRead):
            called(getattr(model(pk=1), accessor), method)


def called(manager: Any, method: str) -> None:
    """Calls without arguments: the refusal comes before anybody looks at them."""
    answer = getattr(manager, method)()
    if inspect.iscoroutine(answer):
        async_to_sync(_awaited)(answer)


async def _awaited(answer: Any) -> None:
    await answer


@pytest.mark.django_db
class TestOpened:
    def test_a_manager_that_was_opened_once_is_closed_again(self) -> None:
        assert list(Official.objects.visible_to(grants(outsider()))) == []
        assert list(Official.objects.everything(because="a test looks")) == []
        with pytest.raises(UnscopedRead):
            Official.objects.all()

    def test_through_another_row_that_rows_own_filter_stays(self) -> None:
        first, second = officials("A1", "A2")
        seen = grants(academy_manager())
        assert [post.official for post in first.appointments.visible_to(seen)] == [first]
        assert [post.official for post in second.appointments.everything(because="a test looks")] == [second]
        assert list(first.appointments.visible_to(grants(outsider()))) == []

    def test_marks_of_a_sitting_stay_those_of_the_sitting(self) -> None:
        keeper = exam_officer()
        officials("A1", "A2")
        exams.sitting("E1", keeper)
        exams.sitting("E2", keeper)
        exams.given("E1", {"A1": 50_000}, keeper)
        exams.given("E2", {"A1": 60_000, "A2": 70_000}, keeper)
        sitting = Sitting.objects.get(code="E2")
        assert sorted(mark.thousandths for mark in sitting.marks.visible_to(grants(keeper))) == [60_000, 70_000]

    def test_rows_fetched_along_with_others_are_refused_too(self) -> None:
        organization("MOF")
        with pytest.raises(UnscopedRead):
            list(Organization.objects.prefetch_related("appointments"))


@pytest.mark.django_db
class TestWhoSeesWhom:
    @pytest.fixture(autouse=True)
    def register(self) -> None:
        """A1 at the Ministry of Finance, A2 there until last year and since at the Ministry of Health, A3 nowhere."""
        own = person("tuya", Role.OFFICIAL, scope=Scope.OWN)
        appointed(official("A1", account=own), organization("MOF"))
        mover = official("A2")
        appointed(mover, organization("MOF"), until=date(2026, 1, 1))
        appointed(mover, organization("MOH"), since=date(2026, 1, 1))
        official("A3")

    def test_somebody_who_holds_nothing_sees_nobody(self) -> None:
        assert seen_by(outsider()) == []
        assert seen_by(None) == []

    def test_neither_an_auditor_nor_an_operator_sees_names(self) -> None:
        assert seen_by(auditor()) == []
        assert seen_by(person("oyun", Role.OPERATOR)) == []

    def test_an_official_sees_their_own_row(self) -> None:
        own = Official.objects.everything(because="a test looks").get(number="A1").account
        assert seen_by(own) == ["A1"]

    def test_a_ministry_sees_those_who_work_there_today(self) -> None:
        assert seen_by(person("fin", Role.SENDING_MINISTRY, scope=Scope.ORGANIZATION, code="MOF")) == ["A1"]
        assert seen_by(person("med", Role.SENDING_MINISTRY, scope=Scope.ORGANIZATION, code="MOH")) == ["A2"]

    def test_a_scope_of_everything_sees_all_also_those_without_a_post(self) -> None:
        assert seen_by(academy_manager()) == ["A1", "A2", "A3"]


def seen_by(user: Any) -> list[str]:
    return [one.number for one in Official.objects.visible_to(grants(user)).order_by("number")]
