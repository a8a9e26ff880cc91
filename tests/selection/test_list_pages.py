"""The list by name and without, one's own place and nobody else's."""

from __future__ import annotations

import csv
import io
import re

import openpyxl
import pytest
from django.test import Client

from ortoo.access.models import User
from ortoo.access.rules.roles import Role, Scope
from ortoo.people.models import Official
from ortoo.selection.models import Round, Run
from tests.cast import auditor, client_of, person
from tests.selection import forty
from tests.visiting import content, main_part, page

pytestmark = pytest.mark.django_db


def account_of(number: str) -> User:
    """The account of one of the forty."""
    user = person(f"account-{number}", Role.OFFICIAL, scope=Scope.OWN)
    one = Official.objects.everything(because="a test links").get(number=number)
    one.account = user
    one.save()
    return user


def key_of(run: Run, number: str) -> int:
    return next(place.pk for place in forty.places(run) if place.official.number == number)


class TestTheList:
    def rows(self, client: Client, query: str = "") -> list[str]:
        shown = main_part(page(client, f"/en/selection/R1/list/{query}"))
        return re.findall(r"<tr[^>]*>(?:(?!</tr>).)*</tr>", shown[shown.index("<tbody>") :])

    def lines(self, client: Client, query: str) -> list[list[str]]:
        response = client.get(f"/en/selection/R1/list/?format=csv{query}")
        return list(csv.reader(io.StringIO(content(response).decode("utf-8-sig"))))[1:]

    def test_a_page_has_thirty_and_the_line_stands_after_the_chosen(self, run: Run, officer: User) -> None:
        rows = self.rows(client_of(officer))
        assert len(rows) == 31
        assert "Cut line 83.000, 8 seats filled" in rows[8]
        assert "B.BoldN01" in rows[0]
        assert f"/en/selection/R1/place/{key_of(run, 'N01')}/" in rows[0]

    def test_the_file_has_the_reason_of_each(self, run: Run, officer: User) -> None:
        reasons = [line[-1] for line in self.lines(client_of(officer), "")]
        assert "Chosen: adjusted merit 89.000 is 6.000 above the cut line 83.000." in reasons[0]
        assert "Reserve: place 1 of 3." in reasons[8]
        assert "Region of planning: Gobi, at most 2; Sex: Man, at least 2" in reasons[8]

    def test_of_who_is_not_eligible_it_has_the_reason_of_the_record(self, run: Run, officer: User) -> None:
        lines = self.lines(client_of(officer), "&status=ineligible")
        assert len(lines) == 3
        assert {"S25" in line[-1] for line in lines} == {True, False}

    def test_filters_are_addresses(self, run: Run, officer: User) -> None:
        client = client_of(officer)
        assert len(self.rows(client, "?status=reserve")) == 3 + 1  # with the cut line above them
        assert len(self.rows(client, "?q=n20")) == 1
        pseudonym = forty.places(run)[0].pseudonym
        assert len(self.rows(client, f"?q={pseudonym[:12].upper()}")) == 1

    def test_as_csv_it_has_the_person_and_every_figure(self, run: Run, officer: User) -> None:
        response = client_of(officer).get("/en/selection/R1/list/?format=csv&status=chosen")
        assert response["Content-Disposition"] == 'attachment; filename="list-R1.csv"'
        head, *lines = csv.reader(io.StringIO(content(response).decode("utf-8-sig")))
        assert head == [
            "Rank", "Personnel number", "Official", "Pseudonym", "Region", "Organization", "Merit", "Adjusted",
            "To the cut line", "State", "Reason",
        ]  # fmt: skip
        assert len(lines) == 8
        assert lines[0][:2] == ["1", "N01"]
        assert lines[0][3] == forty.places(run)[0].pseudonym
        assert lines[0][6:10] == ["89.000", "89.000", "6.000", "Chosen"]

    def test_as_xlsx_too(self, run: Run, officer: User) -> None:
        response = client_of(officer).get("/en/selection/R1/list/?format=xlsx")
        sheet = openpyxl.load_workbook(io.BytesIO(content(response)), read_only=True).worksheets[0]
        rows = list(sheet.iter_rows(values_only=True))
        assert len(rows) == 1 + 39
        assert rows[1][1] == "N01"

    def test_there_is_none_before_the_run(self, opened: Round, officer: User) -> None:
        page(client_of(officer), "/en/selection/R1/list/", 404)
        page(client_of(officer), "/en/selection/R9/list/", 404)
        page(client_of(officer), "/en/selection/R9/", 404)

    def test_a_page_costs_the_same_wherever_it_is(
        self, run: Run, officer: User, django_assert_num_queries: pytest.FixtureRequest
    ) -> None:
        client = client_of(officer)
        deep = re.search(r'rel="next" href="([^"]+)"', page(client, "/en/selection/R1/list/"))
        assert deep
        for query in ("", deep[1].replace("&amp;", "&"), "?status=chosen"):
            with django_assert_num_queries(LIST_QUERIES[bool(query.startswith("?status"))]):  # type: ignore[operator]
                client.get(f"/en/selection/R1/list/{query}")


LIST_QUERIES = {False: 11, True: 12}
"""Session, account, grants, round, run with rule and seal, two of names, final list, the picture, rows and their
number; with a filter both numbers."""


class TestWithoutNames:
    @pytest.fixture
    def client(self, run: Run) -> Client:
        return client_of(auditor())

    def test_an_auditor_sees_pseudonyms_and_nothing_that_leads_to_a_person(self, client: Client, run: Run) -> None:
        for query in ("", "?status=ineligible"):
            shown = main_part(page(client, f"/en/selection/R1/list/{query}"))
            assert not re.search(r"Bold|Болд|\bN\d\d\b|/place/", shown)
        first = forty.places(run)[0].pseudonym
        assert first[:5].upper() in main_part(page(client, "/en/selection/R1/list/"))

    def test_nor_in_a_file(self, client: Client, run: Run) -> None:
        response = client.get("/en/selection/R1/list/?format=csv")
        head, *lines = csv.reader(io.StringIO(content(response).decode("utf-8-sig")))
        assert head[:2] == ["Rank", "Pseudonym"]
        assert [line[1] for line in lines] == [place.pseudonym for place in forty.places(run)]
        assert not re.search(r"Bold|Болд|\bN\d\d\b", str(lines))
        response = client.get("/en/selection/R1/list/?format=xlsx")
        sheet = openpyxl.load_workbook(io.BytesIO(content(response)), read_only=True).worksheets[0]
        assert not re.search(r"Bold|Болд|\bN\d\d\b", str(list(sheet.iter_rows(values_only=True))))

    def test_nor_can_a_personnel_number_be_asked_for(self, client: Client) -> None:
        assert "No row fits these filters." in page(client, "/en/selection/R1/list/?q=N20")

    def test_nor_is_there_a_page_of_a_person(self, client: Client, run: Run) -> None:
        page(client, f"/en/selection/R1/place/{key_of(run, 'N20')}/", 404)

    def test_the_round_itself_is_open_to_them(self, client: Client) -> None:
        assert "See the list" in page(client, "/en/selection/R1/")


class TestOnesOwnPlace:
    def test_it_is_where_ones_own_page_leads(self, run: Run) -> None:
        client = client_of(account_of("N20"))
        own = f"/en/selection/R1/place/{key_of(run, 'N20')}/"
        assert client.get("/en/selection/mine/")["Location"] == own
        shown = main_part(page(client, own))
        assert "Your rank is 20, chosen on the cut line" in shown
        assert "Next to you on the list" in shown

    def test_it_shows_how_the_record_came_about_and_what_it_was_held_against(self, run: Run) -> None:
        shown = main_part(page(client_of(account_of("N06")), f"/en/selection/R1/place/{key_of(run, 'N06')}/"))
        assert "Your rank is 6, 1.000 above the cut line" in shown
        assert re.findall(r'<tr><th scope="row">(Exam S\d\d)</th>(.*?)</tr>', shown) == [
            ("Exam S24", cells("75.000", "75.000", "40 %", "30.000")),
            ("Exam S25", cells("90.000", "90.000", "60 %", "54.000")),
        ]
        for figure in ("84.000", "83.000", "1.000"):
            assert figure in shown

    def test_with_the_price_of_a_quota(self, run: Run) -> None:
        shown = main_part(page(client_of(account_of("N20")), f"/en/selection/R1/place/{key_of(run, 'N20')}/"))
        assert "Adjustment for quotas" in shown
        assert "13.000" in shown

    @pytest.mark.parametrize(("number", "says"), [("N37", "S25"), ("N38", "S25"), ("N39", "post")])
    def test_who_is_not_eligible_is_told_why(self, run: Run, number: str, says: str) -> None:
        shown = main_part(page(client_of(account_of(number)), f"/en/selection/R1/place/{key_of(run, number)}/"))
        assert "You are not eligible in this round" in shown
        assert says in shown

    def test_anybody_elses_is_not_there(self, run: Run) -> None:
        client = client_of(account_of("N20"))
        page(client, f"/en/selection/R1/place/{key_of(run, 'N19')}/", 404)
        page(client, f"/en/selection/R9/place/{key_of(run, 'N20')}/", 404)
        page(client, "/en/selection/R1/list/", 403)

    def test_neighbours_are_shown_by_pseudonym(self, run: Run) -> None:
        shown = main_part(page(client_of(account_of("N20")), f"/en/selection/R1/place/{key_of(run, 'N20')}/"))
        around = forty.places(run)[5:10]
        assert [place.pseudonym[:5].upper() in shown for place in around] == [True] * 5
        assert not re.search(r"Bold(?!N20)|N(?!20)\d\d", shown)

    def test_before_any_list_it_says_what_comes_first(self, opened: Round) -> None:
        assert "You are on no list yet." in page(client_of(account_of("N20")), "/en/selection/mine/")

    def test_the_public_is_asked_to_sign_in(self, run: Run) -> None:
        for address in ("/en/selection/mine/", f"/en/selection/R1/place/{key_of(run, 'N20')}/"):
            assert client_of().get(address)["Location"] == f"/en/access/sign-in/?next={address}"

    def test_a_page_costs(self, run: Run, django_assert_num_queries: pytest.FixtureRequest) -> None:
        client = client_of(account_of("N20"))
        with django_assert_num_queries(23):  # type: ignore[operator]
            client.get(f"/en/selection/R1/place/{key_of(run, 'N20')}/")


def cells(*figures: str) -> str:
    return "".join(f'<td class="r">{figure}</td>' for figure in figures)


@pytest.mark.parametrize("language", ["mn", "en", "ko"])
def test_pages_of_a_round_in_three_languages(run: Run, officer: User, language: str) -> None:
    client = client_of(officer)
    for address in ("", "R1/", "R1/list/", "R1/list/?status=ineligible", f"R1/place/{key_of(run, 'N05')}/", "R1/rule/"):
        assert f'<html lang="{language}"' in page(client, f"/{language}/selection/{address}")
