from __future__ import annotations

from datetime import date

import pytest
from django.test import Client

from ortoo.access.models import User
from ortoo.access.rules.roles import Role, Scope
from ortoo.people.models import Appointment, Official
from ortoo.people.operations import link_accounts
from tests.cast import AT, academy_manager, auditor, exam_officer, outsider, person
from tests.people.files import OFFICIALS, officials_csv, register, take

pytestmark = pytest.mark.django_db


@pytest.fixture
def manager() -> User:
    return academy_manager()


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def page(user: User | None, path: str) -> str:
    client = signed_in(user) if user else Client()
    response = client.get(f"/en/people/{path}")
    assert response.status_code == 200, (response.status_code, path)
    return response.content.decode()


def names(content: str) -> list[str]:
    """The first column of a list, in order."""
    return [part.split("</a>")[0].split(">")[-1] for part in content.split('<th scope="row" class="main">')[1:]]


ONE = "\n".join(OFFICIALS.splitlines()[:2]) + "\n"


@pytest.mark.parametrize("officials", [ONE, OFFICIALS])
@pytest.mark.parametrize(
    ("path", "queries"),
    [
        ("", 11),
        ("officials/", 8),
        ("officials/?organization=MOC&region=MN-1&q=doRj", 9),
        ("official/A1/", 5),
        ("organizations/", 5),
        ("organizations/MOC/", 7),
    ],
)
def test_a_page_asks_the_database_as_often_for_one_row_as_for_three(
    manager: User, officials: str, path: str, queries: int, django_assert_num_queries: object
) -> None:
    register(manager, officials)
    client = signed_in(manager)
    client.get("/en/people/")
    with django_assert_num_queries(queries):  # type: ignore[operator]
        assert client.get(f"/en/people/{path}").status_code == 200


def test_officials_are_sorted_by_given_name_in_the_mongolian_order(manager: User) -> None:
    register(manager)
    assert names(page(manager, "officials/")) == ["B.Ölzii", "Ts.Pürev", "D.Tsetseg"]
    assert names(signed_in(manager).get("/mn/people/officials/").content.decode()) == ["Б.Өлзий", "Ц.Пүрэв", "Д.Цэцэг"]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("q=Цэцэг", ["D.Tsetseg"]),
        ("q=tsetseg", ["D.Tsetseg"]),
        ("q=Д.Цэцэг", ["D.Tsetseg"]),
        ("q=Пvрэв", ["Ts.Pürev"]),
        ("q=purev", ["Ts.Pürev"]),
        ("q=A2", ["B.Ölzii"]),
        ("q=nobody", []),
        ("organization=MOF", ["B.Ölzii"]),
        ("region=MN-049", ["Ts.Pürev"]),
        ("region=MN-1", ["B.Ölzii", "D.Tsetseg"]),
        ("level=support", ["Ts.Pürev"]),
        ("sex=woman", ["Ts.Pürev", "D.Tsetseg"]),
    ],
)
def test_the_list_finds_people_in_either_script_and_by_place(manager: User, query: str, found: list[str]) -> None:
    register(manager)
    assert names(page(manager, f"officials/?{query}")) == found


def test_a_list_is_had_as_a_file_in_full(manager: User) -> None:
    register(manager)
    content = signed_in(manager).get("/en/people/officials/?format=csv&organization=MOF").getvalue().decode("utf-8-sig")
    assert content.splitlines() == [
        "Number,Patronymic,Given name,Name in Latin,Sex,Organization,Post,Level,Region",
        "A2,Бат,Өлзий,Bat Ölzii,Man,Ministry of Finance,Дарга,Managing,Ulaanbaatar",
    ]


def test_whoever_reads_no_names_is_told_which_role_does(manager: User) -> None:
    register(manager)
    for user in (auditor(), outsider()):
        assert signed_in(user).get("/en/people/officials/").status_code == 403
        assert signed_in(user).get("/en/people/official/A1/").status_code == 404
        assert "Цэцэг" not in page(user, "")
    assert Client().get("/en/people/officials/").status_code == 302
    assert "Officials on the register" in page(None, "")


def test_an_official_sees_their_own_page_and_no_other(manager: User) -> None:
    register(manager)
    link_accounts(by=manager, at=AT)
    own = Official.objects.everything(because="a test looks").get(number="A1").account
    assert own is not None
    assert "Ministry of Culture" in page(own, "official/A1/")
    assert signed_in(own).get("/en/people/official/A2/").status_code == 404


def test_a_ministry_follows_its_people_when_they_move_in_mid_year(manager: User) -> None:
    """The record, the scope and the list of each ministry follow the day of the move."""
    register(manager)
    moved = officials_csv("A1,Дорж,Цэцэг,woman,,,MOF,Ахлах мэргэжилтэн,des,executive,MN-1,2023-06-15")
    take("officials", moved, manager)
    culture = person("culture", Role.SENDING_MINISTRY, scope=Scope.ORGANIZATION, code="MOC")
    finance = person("finance", Role.SENDING_MINISTRY, scope=Scope.ORGANIZATION, code="MOF")
    assert names(page(culture, "officials/")) == []
    assert names(page(finance, "officials/")) == ["B.Ölzii", "D.Tsetseg"]
    whole = Appointment.objects.everything(because="a test looks")
    assert list(whole.filter(official__number="A1").values_list("organization__code", "valid_to")) == [
        ("MOC", date(2023, 6, 15)),
        ("MOF", None),
    ]
    history = page(finance, "official/A1/")
    assert history.index("15 June 2023") < history.index("Ministry of Culture")


def test_an_organization_says_what_came_before_and_after(manager: User) -> None:
    register(manager)
    culture = page(None, "organizations/MOC/")
    assert "It existed from 8 July 2020 until 10 July 2024." in culture
    assert "Was succeeded by" in culture
    later = page(None, "organizations/MCSTY/")
    assert "Took over from" in later
    assert "†" in later


def test_an_organization_of_the_past_is_found_by_filter(manager: User) -> None:
    register(manager)
    assert names(page(None, "organizations/?time=past")) == ["Ministry of Culture"]


def test_a_move_by_form_is_checked_first_and_said_in_the_history(manager: User) -> None:
    register(manager)
    client = signed_in(manager)
    asked = client.get("/en/people/official/A1/move/")
    once = asked.content.decode().split('name="once" value="')[1].split('"')[0]
    answers = {
        "once": once, "organization": "MOF", "post": "Дарга", "level": "managing", "rank_class": "",
        "region": "MN-1", "on": "2023-06-15",
    }  # fmt: skip
    assert "Дарга" in client.post("/en/people/official/A1/move/", answers).content.decode()
    response = client.post("/en/people/official/A1/move/", {**answers, "confirm": "1"})
    assert response.status_code == 302
    assert "Ministry of Finance" in page(manager, "official/A1/")


def test_a_move_on_an_impossible_day_is_refused_at_its_field(manager: User) -> None:
    register(manager)
    client = signed_in(manager)
    asked = client.get("/en/people/official/A1/move/")
    once = asked.content.decode().split('name="once" value="')[1].split('"')[0]
    answers = {
        "once": once, "organization": "MOF", "post": "Дарга", "level": "managing", "rank_class": "",
        "region": "MN-1", "on": "2021-03-01", "confirm": "1",
    }  # fmt: skip
    response = client.post("/en/people/official/A1/move/", answers)
    assert response.status_code == 422
    assert "the new one must begin later" in response.content.decode()


def test_only_registrars_move_and_open_accounts(manager: User) -> None:
    register(manager)
    officer = exam_officer()
    assert signed_in(officer).get("/en/people/official/A1/move/").status_code == 403
    assert signed_in(officer).get("/en/people/officials/accounts/").status_code == 403
