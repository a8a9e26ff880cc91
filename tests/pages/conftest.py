"""The pages of `samples`, in English, and people to show."""

from __future__ import annotations

import pytest
from django.test import Client
from pytest_django import Settings

from ortoo.access.models import User


@pytest.fixture(autouse=True)
def _sample_pages(settings: Settings) -> None:
    settings.ROOT_URLCONF = "tests.pages.samples"
    settings.LANGUAGE_CODE = "en"


@pytest.fixture
def seven(db: None) -> list[User]:
    """Username a to g; shown names so that two are equal: 1 2 3 3 5 6 7, inactive from e on."""
    names = {"a": "1", "b": "2", "c": "3", "d": "3", "e": "5", "f": "6", "g": "7"}
    return [
        User.objects.create(username=letter, shown_name=f"Name {number}", is_active=letter < "e")
        for letter, number in names.items()
    ]


@pytest.fixture
def signed_in(db: None, client: Client) -> User:
    user = User.objects.create(username="officer", shown_name="Officer")
    client.force_login(user)
    return user
