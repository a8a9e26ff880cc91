"""The pages of results: the list, one indicator, its editions, its file, and what is done with what waits."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from ortoo.access.models import User
from ortoo.actions.models import Measure
from ortoo.plan.models import Indicator
from ortoo.results.models import Edition, Series
from ortoo.results.operations import approve_edition, keep_edition
from ortoo.results.queries import picture_of
from tests.cast import AT, auditor, client_of, outsider
from tests.documents.reading import read, text_of, words_of_pictures
from tests.results.fixtures import GE, GE_EDITION

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("on_the_day")]


@pytest.fixture
def public() -> Client:
    return client_of()


def shown(client: Client, address: str, status: int = 200) -> str:
    answer: Any = client.get(f"/en/results/{address}")
    assert answer.status_code == status, address
    return " ".join(answer.content.decode().split())


def shown_exactly(client: Client, address: str) -> str:
    answer: Any = client.get(f"/en/results/{address}")
    text: str = answer.content.decode()
    return text


def linked(code: str, by: User) -> Measure:
    """A measure that declares to work on an indicator; which is the station of actions' to write."""
    measure = Measure.objects.create(
        code="M4", name_en="One address, one permit", begins=date(2023, 1, 1), ends=date(2026, 1, 1), proposed_by=by,
        proposed_at=AT,
    )  # fmt: skip
    measure.indicators.add(Indicator.objects.get(code=code))
    return measure


class TestList:
    def test_every_indicator_with_two_lights_that_are_never_mixed(
        self, published: object, public: Client, manager: User
    ) -> None:
        linked("5.wgi-ge", manager)
        page = shown(public, "")
        assert page.count('class="name"') == 12
        row = page[page.index("government effectiveness") :].split("</tr>")[0]
        for said in (">34.0<", ">2023<", "Behind and not moving", "Fresh for its rhythm", ">1<"):
            assert said in row
        assert page.count("No figure yet") == 10

    def test_costs_the_same_for_one_series_and_for_many(
        self, published: object, public: Client, django_assert_num_queries: DjangoAssertNumQueries
    ) -> None:
        public.get("/en/results/")
        with django_assert_num_queries(7):
            public.get("/en/results/")

    def test_without_a_plan_it_says_so(self, public: Client) -> None:
        assert "No plan with indicators is on record yet." in shown(public, "")


class TestIndicator:
    def test_answers_first_and_says_where_each_figure_comes_from(self, published: object, public: Client) -> None:
        page = shown(public, "5.wgi-ge/")
        for said in (
            "Behind and not moving", "34.0 in 2023; the path asks for 50.9", "Fresh for its rhythm",
            'To reach <b class="num">71.9</b> by 2030 the figure must rise by <b class="num">5.4</b> every year.',
            "On record it has never moved that way over so many years.",
            "16.9 below the path", "WGI 2024<small>CC BY 4.0 †</small>", "Base, if its year is 2020", "−8.6",
            "year or edition, not progress", "The plan prints no year for its base", "a state on a day",
            "Not read in a source",
        ):  # fmt: skip
            assert said in page
        assert "forecast" not in page.casefold()

    def test_progress_is_counted_within_one_edition(self, published: object, public: Client) -> None:
        """HDI: the plan's 0.74 and the edition's 0.747 would be +0.007; within the edition it is 0.747 less 0.767."""
        page = shown(public, "2.hdi/")
        assert "Base, in the same edition" in page
        assert "+0.027" in page
        assert ">−24\u00a0%<" in shown_exactly(public, "2.hdi/")  # -0.020 of the 0.083 from 0.767 to 0.85
        assert "The scale begins at" in page

    def test_another_edition_changes_the_whole_page(self, published: object, public: Client) -> None:
        newest, older = shown(public, "2.hdi/"), shown(public, "2.hdi/?vintage=HDR+2021")
        assert "0.747 in 2023" in newest
        assert "0.747" not in older
        assert "0.739 in 2021; the path asks for 0.753" in older
        assert '<b aria-current="true">HDR 2021</b>' in older
        assert "HDR 2025" in older

    @pytest.mark.parametrize(
        "address", ["2.hdi/?vintage=HDR+1990", "2.hdi/figures.csv?vintage=", "1.patents/?vintage=x"]
    )
    def test_an_edition_that_is_not_public_is_refused(self, published: object, public: Client, address: str) -> None:
        assert "There is no approved edition" in shown(public, address, 409)

    def test_what_waits_is_not_shown(
        self, published: object, planned: dict[str, Series], manager: User, public: Client
    ) -> None:
        told = {**GE_EDITION, "vintage": "WGI 2025"}
        keep_edition(series=planned["GE"], observations={2024: "40"}, by=manager, at=AT, **told)
        assert "WGI 2025" not in shown(public, "5.wgi-ge/")
        assert "There is no approved edition" in shown(public, "5.wgi-ge/?vintage=WGI+2025", 409)

    def test_an_edition_that_ends_before_the_base_is_history(
        self, published: object, planned: dict[str, Series], manager: User, head: User, public: Client
    ) -> None:
        told = {**GE_EDITION, "vintage": "HDR 2016"}
        old = keep_edition(series=planned["HDI"], observations={2015: "0.735"}, by=manager, at=AT, **told)
        approve_edition(edition=old, by=head, at=AT)
        page = shown(public, "2.hdi/?vintage=HDR+2016")
        assert "is of 2015, before the base year 2018: it is history" in page
        assert "Cannot be said" in page

    def test_without_a_figure_there_is_the_path_alone(self, published: object, public: Client) -> None:
        page = shown(public, "1.patents/")
        assert "Without a figure nothing can be said of it" in page
        assert "No measure says that it works on this indicator." in page
        assert "≥ 150" in page

    def test_a_measure_is_linked_and_claims_nothing(self, published: object, public: Client, manager: User) -> None:
        linked("5.wgi-ge", manager)
        page = shown(public, "5.wgi-ge/")
        assert '<span class="tag">Linked</span>' in page
        assert "One address, one permit" in page
        assert "None is shown to have moved this figure" in page

    def test_its_address_is_that_of_the_plan(self, published: object, public: Client) -> None:
        shown(public, "9.none/", 404)

    def test_costs_few_queries(
        self, published: object, public: Client, django_assert_num_queries: DjangoAssertNumQueries
    ) -> None:
        public.get("/en/results/2.hdi/")
        with django_assert_num_queries(7):
            public.get("/en/results/2.hdi/")

    def test_speaks_three_languages(self, published: object, public: Client) -> None:
        assert "33,9" not in shown(public, "5.wgi-ge/")
        mongolian: Any = public.get("/mn/results/5.wgi-ge/")
        assert "34,0" in mongolian.content.decode()
        assert public.get("/ko/results/5.wgi-ge/").status_code == 200


@pytest.mark.parametrize("language", ["mn", "en", "ko"])
def test_the_path_and_every_figure_are_a_paper(published: object, public: Client, language: str) -> None:
    address = f"/{language}/results/5.wgi-ge/indicator.pdf"
    assert f'href="{address}"' in public.get(f"/{language}/results/5.wgi-ge/").content.decode()
    reader = read(public, address)
    picture = picture_of(Indicator.objects.get(code="5.wgi-ge"), today=date(2026, 9, 1))
    told = text_of(reader)
    assert all(str(one.year) in told for one in picture.judged.series)
    assert all(str(one.year) in told for one in picture.judged.targets)
    assert len(words_of_pictures(reader)) == 1
    assert public.get(f"{address}?vintage=none").status_code == 409


def test_the_figures_are_a_file(published: object, public: Client) -> None:
    answer: Any = public.get("/en/results/5.wgi-ge/figures.csv")
    assert answer["Content-Disposition"] == 'attachment; filename="5.wgi-ge.csv"'
    lines = answer.content.decode("utf-8-sig").splitlines()
    assert lines == [
        "Year,Observed,Path,Target,Source,Edition,Licence",
        "2016,48.57143,,,World Bank,WGI 2024,CC BY 4.0 †",
        "2018,44.76191,,,World Bank,WGI 2024,CC BY 4.0 †",
        "2020,37.14286,45.7,,World Bank,WGI 2024,CC BY 4.0 †",
        "2022,34.90566,49.1,,World Bank,WGI 2024,CC BY 4.0 †",
        "2023,33.96227,50.9,,World Bank,WGI 2024,CC BY 4.0 †",
        "2025,,54.3,54.3,,,",
        "2030,,71.9,71.9,,,",
        "2050,,92.5,92.5,,,",
    ]


class TestEditions:
    @pytest.fixture
    def waiting(self, planned: dict[str, Series], manager: User) -> Edition:
        return keep_edition(series=planned["GE"], observations=GE, by=manager, at=AT, **GE_EDITION)

    def test_one_who_did_not_enter_it_approves_it(self, waiting: Edition, head: User, public: Client) -> None:
        client = client_of(head)
        page = shown(client, f"editions/{waiting.pk}/")
        assert "Waits for approval" in page
        approved = sent(client, f"editions/{waiting.pk}/approve/")
        assert "The edition is approved, and public." in approved
        assert "34.0 in 2023" in shown(public, "5.wgi-ge/")
        assert "approve/" not in shown(client, f"editions/{waiting.pk}/")

    def test_who_entered_it_may_only_take_it_back(self, waiting: Edition, manager: User) -> None:
        client = client_of(manager)
        page = shown(client, f"editions/{waiting.pk}/")
        assert "approve/" not in page
        assert "so somebody else approves it" in sent(client, f"editions/{waiting.pk}/approve/", status=422)
        assert "The edition is taken back." in sent(client, f"editions/{waiting.pk}/take-back/", because="Wrong sheet")
        assert not Edition.objects.exists()

    def test_who_may_see_what_waits(self, waiting: Edition, public: Client) -> None:
        for client, status in ((public, 302), (client_of(outsider()), 403), (client_of(auditor()), 200)):
            for address in ("editions/", f"editions/{waiting.pk}/"):
                shown(client, address, status)
        shown(client_of(User.objects.get(username="anar")), f"editions/{waiting.pk}/approve/", 403)

    def test_the_list_costs_the_same_for_three_and_for_four(
        self,
        published: object,
        planned: dict[str, Series],
        manager: User,
        head: User,
        django_assert_num_queries: DjangoAssertNumQueries,
    ) -> None:
        client = client_of(head)
        shown(client, "editions/")
        with django_assert_num_queries(5):
            assert shown(client, "editions/").count("Approved") == 3
        told = {**GE_EDITION, "vintage": "WGI 2025"}
        keep_edition(series=planned["GE"], observations=GE, by=manager, at=AT, **told)
        with django_assert_num_queries(5):
            assert shown(client, "editions/").count("Waits for approval") == 1


def sent(client: Client, address: str, status: int = 200, **answers: str) -> str:
    """The page after a form is sent, with its one-time token."""
    form: Any = client.get(f"/en/results/{address}")
    given = {**answers, "once": form.context["once"]}
    answer: Any = client.post(f"/en/results/{address}", given, follow=True)
    assert answer.status_code == status
    return " ".join(answer.content.decode().split())
