"""What a text lacks is told to those who may write it, in one word, and to nobody else."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.utils.translation import override
from hypothesis import given
from hypothesis import strategies as some
from hypothesis.extra.django import TestCase

from ortoo.access.models import User
from ortoo.actions.models import Measure
from ortoo.multilingual.texts import missing_languages
from ortoo.pages.components import Tag
from ortoo.pages.lacking import lacking_tag, languages_missing
from ortoo.people.models import Organization
from ortoo.plan.models import Programme
from ortoo.visits.models import Stop
from tests.cast import AT, TODAY

LANGUAGES = ("mn", "en", "ko")


def body(code: str, **names: str) -> Organization:
    return Organization(code=code, kind="ministry", basis="S", **names)


class TestTheTag:
    def test_it_names_the_languages_in_that_of_the_page(self) -> None:
        one = body("A", name_en="Ministry")
        assert lacking_tag(one) == Tag("none", "Missing: Mongolian, Korean")
        with override("ko"):
            assert str(lacking_tag(one)).endswith("몽골어, 한국어")

    def test_what_is_whole_or_not_begun_lacks_nothing(self) -> None:
        assert lacking_tag(body("A", name_mn="Яам", name_en="Ministry", name_ko="부")) is None
        assert lacking_tag(body("A")) is None
        assert lacking_tag() is None

    def test_several_are_judged_together_and_each_by_itself(self) -> None:
        whole = {"mn": "а", "en": "a", "ko": "가"}
        assert lacking_tag(body("A", name_en="Ministry", name_mn="Яам"), whole, {}) == Tag("none", "Missing: Korean")

    def test_further_texts_of_a_row_count(self) -> None:
        names = {f"name_{one}": "x" for one in LANGUAGES}
        assert lacking_tag(Programme(**names, purpose_en="To learn")) == Tag("none", "Missing: Mongolian, Korean")
        assert lacking_tag(Stop(**names, about={"mn": "а", "en": "a", "ko": ""})) == Tag("none", "Missing: Korean")

    def test_who_may_not_write_is_told_nothing(self) -> None:
        assert languages_missing(False, body("A", name_en="Ministry")) == {}
        assert languages_missing(True, body("A", name_en="Ministry")) == {
            "languages_missing": Tag("none", "Missing: Mongolian, Korean")
        }


SAID = some.sampled_from(["", "x"])
TEXTS = some.dictionaries(some.sampled_from(LANGUAGES), SAID)


class TestTheQuestion(TestCase):
    """Promise: the database lists the rows that the page marks."""

    planner: User

    @classmethod
    def setUpTestData(cls) -> None:
        cls.planner = User.objects.create(username="planner", shown_name="Planner")

    @given(some.tuples(SAID, SAID, SAID))
    def test_of_names(self, said: tuple[str, str, str]) -> None:
        one = body("A", **{f"name_{language}": text for language, text in zip(LANGUAGES, said, strict=True)})
        one.save()
        assert asked(Organization) == missing_languages(one.texts)

    @given(TEXTS, SAID)
    def test_of_texts_by_language(self, about: dict[str, str], name: str) -> None:
        one = Measure.objects.create(
            code="M-1", name_mn=name, about=about, begins=TODAY, ends=TODAY + timedelta(days=1),
            proposed_by=self.planner, proposed_at=AT,
        )  # fmt: skip
        assert asked(Measure) == missing_languages(one.texts)


def asked(model: Any) -> list[str]:
    return [one for one in LANGUAGES if model.objects.filter(model.lacking_in(one)).exists()]
